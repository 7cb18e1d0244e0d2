import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  grant_type_missing: {
    status: 400,
    shape: 'message',
    text: () => 'Missing grant_type. Send the JSON body {"grant_type": "client_credentials"}.',
  },
  grant_type_unsupported: {
    status: 400,
    shape: 'message',
    text: () => 'Unsupported grant_type. Send the JSON body {"grant_type": "client_credentials"}.',
  },
} satisfies RefusalCatalogue
