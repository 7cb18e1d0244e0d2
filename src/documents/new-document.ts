import { uuidFrom } from '../kernel/identity.ts'
import type { Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { fileName } from './document-filter.ts'
import { documentReceived } from './events.ts'
import { documentFiles, type PartnerDocument, partnerDocuments, type ReadingState } from './records.ts'

export type NewDocument = Omit<PartnerDocument, keyof Stored | 'organization_id' | 'position' | 'reading'>

/** A document arrives, with its bytes when it came as a file. */
export async function receiveDocument(
  unit: Unit,
  fields: NewDocument,
  state: ReadingState,
  bytes?: Uint8Array,
): Promise<PartnerDocument> {
  const { partner_document_source_id } = fields
  const latest =
    partner_document_source_id === undefined
      ? undefined
      : await unit.first(partnerDocuments, 'source', partner_document_source_id)
  const naturalKey = `${partner_document_source_id ?? fields.partner_id}/${fields.file_key}`
  const document = await unit.create(partnerDocuments, naturalKey, {
    ...fields,
    organization_id: unit.setting.organization_id,
    position: partner_document_source_id === undefined ? 0 : (latest?.position ?? 0) + 1,
    reading: { state, since: unit.now },
  })
  if (bytes !== undefined) {
    await unit.create(documentFiles, document.id, {
      document_id: document.id,
      base64: Buffer.from(bytes).toString('base64'),
    })
  }
  unit.emit(
    documentReceived.of(partnerDocuments, document, {
      partner_id: document.partner_id,
      file: fileName(document),
      ...(bytes === undefined ? {} : { bytes: bytes.length }),
      ...(partner_document_source_id === undefined ? {} : { partner_document_source_id }),
    }),
  )
  return document
}

/** Where a carrier's report lies once it has arrived: a folder of its own each, as its name is always the same. */
export function deliveredKey(source_id: string, ordinal: number, name: string): string {
  return `partner_documents/${uuidFrom('delivery', source_id, ordinal)}/${name}`
}
