import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  issue_field_not_built: {
    status: 501,
    shape: 'message',
    text: ({ field }) => `Mock Noyo does not simulate ${field} in the edit of an issue. Leave it out.`,
  },
  group_not_at_carrier: {
    status: 409,
    shape: 'control',
    text: ({ carrier, group }) =>
      `Group ${group} has no connection with ${carrier}, which therefore has nothing to report. Connect it first: POST /api/v1/group_connections.`,
  },
  no_file_read: {
    status: 409,
    shape: 'control',
    text: ({ carrier, group }) =>
      `${carrier} holds no file of group ${group} that it has read, and so finds nothing wrong in one. Send rows, or a file first: POST /_sim/feeds/{id}/run.`,
  },
  reported_member_unknown: {
    status: 404,
    shape: 'control',
    text: ({ field, group }) =>
      `${field} names nobody in group ${group}. For somebody whom Noyo does not know send first_name, last_name and date_of_birth, and no member_id.`,
  },
} satisfies RefusalCatalogue
