import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  // Assumed: Noyo docs, snapshot-responses, say that duplicates of an existing resource are refused, not in which words.
  carrier_already_requested: {
    status: 409,
    shape: 'message',
    text: ({ carrier, status, id }) =>
      `The organization already has a link with carrier ${carrier}: OrganizationCarrier ${id} is ${status}.`,
  },
} satisfies RefusalCatalogue
