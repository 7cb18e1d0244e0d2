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
  connection_step_impossible: {
    status: 409,
    shape: 'control',
    text: ({ id, from, to, possible }) =>
      `Group connection ${id} is ${from} and cannot become ${to} from there. Possible: ${possible}; with "force": true, any status.`,
  },
  group_not_audited: {
    status: 409,
    shape: 'control',
    text: ({ id, carrier }) =>
      `Group ${id} has no completed connection with ${carrier ?? 'a carrier'} that Noyo reads: one with a Sync carrier, whose configuration has data come from the carrier.`,
  },
} satisfies RefusalCatalogue
