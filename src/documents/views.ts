import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { DocumentSource, PartnerDocument } from './records.ts'

type Schemas = components['schemas']

export const documentView = defineView(
  (document: PartnerDocument): Schemas['PartnerDocumentPublicResult'] => ({
    id: document.id,
    version: document.version,
    created: epochSeconds(document.created),
    modified: epochSeconds(document.modified),
    ...(document.display_name === undefined ? {} : { display_name: document.display_name }),
    file_key: document.file_key,
    source: document.source,
    content_type: document.content_type,
    ...(document.effective_date === undefined ? {} : { effective_date: document.effective_date }),
    partner_id: document.partner_id,
    partner_type: document.partner_type,
    organization_id: document.organization_id,
    group_ids: [...document.group_ids],
    feed_ids: [...document.feed_ids],
    ...(document.partner_document_source_id === undefined
      ? {}
      : { partner_document_source_id: document.partner_document_source_id }),
    extracted_data: document.extracted_data,
  }),
)

export const sourceView = defineView(
  (source: DocumentSource): Schemas['PartnerDocumentSourcePublicResult'] => ({
    id: source.id,
    version: source.version,
    created: epochSeconds(source.created),
    modified: epochSeconds(source.modified),
    organization_id: source.organization_id,
    partner_id: source.partner_id,
    partner_type: source.partner_type,
    name: source.name,
    source_description: source.source_description,
    report_format: source.report_format,
    match_strategy: source.match_strategy,
    match_value: source.match_value,
    group_ids: [...source.group_ids],
  }),
)

/** What is being done with a document: one workflow. Its name and the words of its status are assumed. */
export function workflowStatus({ id, created, reading }: PartnerDocument): Schemas['WorkflowStatus'] {
  const workflow = uuidFrom('partner_document_workflow', id)
  return {
    id: workflow,
    version: uuidFrom('version', workflow, reading.state, reading.since),
    created: epochSeconds(created),
    modified: epochSeconds(reading.since),
    template_name: 'error_report_processing',
    status: reading.state,
  }
}
