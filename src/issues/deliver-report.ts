import { reportDialectOf } from '../carriers/error-reports/dialects/index.ts'
import { type Complaint, writeErrorReport } from '../carriers/error-reports/write.ts'
import { deliveredKey, receiveDocument } from '../documents/new-document.ts'
import { partnerDocuments } from '../documents/records.ts'
import { documentSourceOf, type StreamOf } from '../documents/source.ts'
import { feeds } from '../feeds/records.ts'
import type { Unit } from '../kernel/unit.ts'
import { type DocumentOutcome, readDocument } from './read-document.ts'

/** What a carrier has to say of one employer's file. */
export interface ReportOf extends StreamOf {
  readonly complaints: readonly Complaint[]
}

/** What came of a report, and what it was. */
export interface Delivered extends DocumentOutcome {
  readonly bytes: Uint8Array
}

/**
 * A carrier writes an error report in its dialect and puts it where Noyo collects files; Noyo reads the bytes and makes issues of
 * them. Without complaints the report says that nothing is wrong any more.
 */
export async function deliverErrorReport(unit: Unit, report: ReportOf): Promise<Delivered> {
  const { carrier, group_id, carrier_group_id, complaints } = report
  const source = await documentSourceOf(unit, report)
  const bytes = writeErrorReport(reportDialectOf(carrier), { carrier_group_id, complaints })
  const latest = await unit.first(partnerDocuments, 'source', source.id)
  const feed = await unit.first(feeds, 'pair', `${group_id}/${carrier.id}`)
  const document = await receiveDocument(
    unit,
    {
      partner_id: carrier.id,
      partner_type: 'carrier',
      content_type: 'EDI_ERROR_REPORT',
      source: 'SFTP',
      file_key: deliveredKey(source.id, (latest?.position ?? 0) + 1, source.match_value),
      display_name: source.match_value,
      effective_date: unit.today,
      extracted_data: null,
      feed_ids: feed ? [feed.id] : [],
      group_ids: [group_id],
      partner_document_source_id: source.id,
    },
    'processing',
    bytes,
  )
  return { ...(await readDocument(unit, document)), bytes }
}
