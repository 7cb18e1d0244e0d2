import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  // Source: published OpenAPI, the examples of getPartnerDocument, getPartnerDocumentStatuses and getPartnerDocumentList.
  partner_document_not_found: {
    status: 404,
    shape: 'bare',
    text: ({ id }) => `Partner document not found with ID ${id}`,
  },
  partner_document_unknown: { status: 404, shape: 'message', text: () => 'Partner document not found' },
  partner_unknown: { status: 400, shape: 'bare', text: () => 'Invalid partner_id' },
  organization_forbidden: { status: 403, shape: 'bare', text: () => 'Forbidden' },
} satisfies RefusalCatalogue
