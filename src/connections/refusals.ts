import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  // Source: Noyo docs, carriers/<name> (unique per carrier and carrier_group_id); status and words are assumed.
  connection_already_exists: {
    status: 409,
    shape: 'message',
    text: ({ carrier, carrier_group_id, id }) =>
      `A group connection with ${carrier} for carrier_group_id ${carrier_group_id} already exists: ${id}`,
  },
  // Assumed: the public documents show no refused retry.
  connection_not_retryable: {
    status: 400,
    shape: 'message',
    text: ({ id, status }) => `Group connection ${id} cannot be retried: its status is ${status}.`,
  },
  connection_field_not_built: {
    status: 501,
    shape: 'message',
    text: ({ field, instead }) => `Mock Noyo does not simulate ${field} on group connections yet. ${instead}`,
  },
} satisfies RefusalCatalogue
