import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  // Assumed: Noyo docs, snapshot-responses, say that duplicates of an existing resource are refused, not in which words.
  carrier_already_requested: {
    status: 409,
    shape: 'message',
    text: ({ carrier, status, id }) =>
      `The organization already has a link with carrier ${carrier}: OrganizationCarrier ${id} is ${status}.`,
  },
  carrier_unknown: {
    status: 404,
    shape: 'control',
    text: ({ given, known }) => `There is no carrier "${given}". Known: ${known}.`,
  },
  carrier_group_unknown: {
    status: 404,
    shape: 'control',
    text: ({ given, carrier, form, example }) =>
      `${carrier} has no group "${given}". Its identifiers are ${form}, such as ${example}; with unknown_groups: refuse only those of the scenario exist.`,
  },
  carrier_field_not_built: {
    status: 501,
    shape: 'control',
    text: ({ name }) => `Mock Noyo does not simulate ${name} on a carrier's record yet. Leave it out.`,
  },
} satisfies RefusalCatalogue
