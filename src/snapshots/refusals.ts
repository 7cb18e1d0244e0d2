import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  // Source: published OpenAPI, createMemberSnapshot.
  duplicate_dependent: {
    status: 400,
    shape: 'message',
    text: ({ id }) =>
      `Error creating dependent. Existing dependent has matching name and date of birth: ${id}`,
  },
  // Source: published OpenAPI, createMemberSnapshot.
  dependent_without_employee: {
    status: 404,
    shape: 'message',
    text: ({ id }) => `Dependent with ID ${id} does not have an associated employee.`,
  },
  // The words of the rest are assumed, in the style of the published ones.
  dependent_of_another_employee: {
    status: 400,
    shape: 'message',
    text: ({ id, employee }) => `Dependent with ID ${id} is not associated with employee ${employee}`,
  },
  custom_id_taken: {
    status: 409,
    shape: 'message',
    text: ({ custom_individual_id }) =>
      `custom_individual_id ${custom_individual_id} is already associated with another member in this group`,
  },
  enrolled_member_unknown: {
    status: 422,
    shape: 'message',
    text: ({ member }) => `Enrolled member ${member} not found in snapshot`,
  },
  links_of_whom: {
    status: 422,
    shape: 'control',
    text: () => 'Say whose links: either ?member_id= or ?snapshot_id=, exactly one of the two.',
  },
  snapshot_field_not_built: {
    status: 501,
    shape: 'message',
    text: ({ field }) => `Mock Noyo does not simulate ${field} yet. Send the request without it.`,
  },
} satisfies RefusalCatalogue
