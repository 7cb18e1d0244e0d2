import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  feed_run_under_way: {
    status: 409,
    shape: 'control',
    text: ({ id, run }) => `Feed ${id} is sending a file already: feed run ${run}.`,
  },
  feed_nothing_to_send: {
    status: 409,
    shape: 'control',
    text: ({ id, reason }) => `Feed ${id} has no file to send: ${reason}.`,
  },
  feed_rule_unreadable: {
    status: 422,
    shape: 'control',
    text: ({ given, problem }) =>
      `"${given}" is no recurrence rule of RFC 5545, such as RRULE:FREQ=WEEKLY;BYDAY=MO,TH: ${problem}`,
  },
  // Assumed: the run of a file that is not finished yet has none to serve.
  feed_run_without_file: {
    status: 404,
    shape: 'message',
    text: ({ id }) => `Feed run ${id} has no file.`,
  },
  file_address_wrong: {
    status: 403,
    shape: 'control',
    text: () => 'The address is not one that getFeedRunFile has answered. Ask it for another.',
  },
  file_address_expired: {
    status: 403,
    shape: 'control',
    text: ({ expired }) => `The address expired at ${expired}, virtual time. Ask getFeedRunFile for another.`,
  },
} satisfies RefusalCatalogue
