import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  employee_filter_not_built: {
    status: 501,
    shape: 'message',
    text: ({ filter }) =>
      `Mock Noyo does not simulate the filter ${filter} on employees yet. Use name, first_name, last_name or date_of_birth.`,
  },
} satisfies RefusalCatalogue
