import { columnOf, type ErrorReportDialect, type ReportField } from '../carriers/error-reports/dialect.ts'
import { reportDialectOf } from '../carriers/error-reports/dialects/index.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { fileName } from '../documents/document-filter.ts'
import { readErrorReport } from '../documents/read-error-report.ts'
import {
  type DocumentSource,
  documentFiles,
  documentSources,
  type PartnerDocument,
  partnerDocuments,
  type ReadingState,
} from '../documents/records.ts'
import { isWhole, type ReadReport } from '../documents/report-row.ts'
import { uploadedRows } from '../documents/uploaded-rows.ts'
import type { JsonObject } from '../kernel/event.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { documentRead } from './events.ts'
import { NOTHING_RAISED, type Raised, raiseIssues } from './raise.ts'
import type { NameLengths } from './report-candidates.ts'

export interface DocumentOutcome extends Raised {
  readonly document: PartnerDocument
}

/**
 * Noyo reads a document: rows into issues, and what they lack of the document before it is resolved. A document without a source
 * makes no issues; one whose lines could not all be read resolves none (assumed: what is missing might be in them).
 * Source: Noyo docs, members/issues/edi-errors.
 */
export async function readDocument(unit: Unit, document: PartnerDocument): Promise<DocumentOutcome> {
  const source = await sourceOf(unit, document)
  const file = await unit.first(documentFiles, 'document', document.id)
  const isFirst = file !== undefined && document.extracted_data === null
  const dialect = file && dialectOf(document)
  // What was changed by hand stands for what the bytes said.
  const report =
    isFirst && dialect
      ? readErrorReport(dialect, Buffer.from(file.base64, 'base64'))
      : uploadedRows(document.extracted_data)
  const state = await stateOf(unit, document, source, report)
  if (state !== 'completed' || source === undefined || report === undefined) {
    return { ...NOTHING_RAISED, document: noted(unit, document, state, NOTHING_RAISED) }
  }
  const whole = isWhole(report)
  const lengths = lengthsOf(dialect)
  const raised = await raiseIssues(unit, { document, source, rows: report.rows, whole, lengths })
  const told = { ...raised, unread: [...report.unread, ...raised.unread] }
  const extracted = isFirst ? structured(report, told.unread) : document.extracted_data
  return { ...told, document: noted(unit, document, state, told, extracted) }
}

async function sourceOf(world: World, document: PartnerDocument): Promise<DocumentSource | undefined> {
  const { partner_document_source_id: id } = document
  return id === undefined ? undefined : world.get(documentSources, id)
}

function dialectOf({ partner_id }: PartnerDocument): ErrorReportDialect | undefined {
  const carrier = carrierNamed(partner_id)
  return carrier && reportDialectOf(carrier)
}

async function stateOf(
  world: World,
  document: PartnerDocument,
  source: DocumentSource | undefined,
  report: ReadReport | undefined,
): Promise<ReadingState> {
  if (source === undefined) return 'no_document_source'
  if (report === undefined) return 'no_extracted_data'
  const { records } = await world.find(partnerDocuments, 'source', source.id)
  const isBehind = records.some(
    ({ position, reading }) => position > document.position && reading.state === 'completed',
  )
  return isBehind ? 'superseded' : 'completed'
}

/** How long names in the carrier's reports may be; what was uploaded has them whole. */
function lengthsOf(dialect: ErrorReportDialect | undefined): NameLengths {
  const longest = (field: ReportField) => dialect && columnOf(dialect, field)?.longest
  return {
    first: longest('first_name') ?? Infinity,
    last: longest('last_name') ?? Infinity,
    full: longest('full_name') ?? Infinity,
  }
}

/** The rows and what could not be read, as the document shows them; an edit may bring rows of the same form. */
function structured(report: ReadReport, unread: ReadReport['unread']): JsonObject {
  const rows = report.rows.map(({ person, ...row }) => ({ ...row, ...person }))
  return { rows, unread, unknown_columns: report.unknown_columns } as unknown as JsonObject
}

function noted(
  unit: Unit,
  document: PartnerDocument,
  state: ReadingState,
  raised: Raised,
  extracted_data: JsonObject | null = document.extracted_data,
): PartnerDocument {
  const { rows, unread } = raised
  const read = unit.change(partnerDocuments, document, {
    extracted_data,
    reading: { state, since: unit.now, rows, unread: unread.length },
  })
  const reasons = new Map<string, number>()
  for (const { reason } of unread) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  unit.emit(
    documentRead.of(partnerDocuments, read, {
      partner_id: read.partner_id,
      group_id: read.group_ids.length === 1 ? (read.group_ids[0] as string) : null,
      state,
      report: fileName(document),
      rows,
      unread: unread.length,
      reasons: [...reasons].map(([reason, count]) => `${reason} ${count}`).join(', '),
      issues_created: raised.created.length,
      issues_reopened: raised.reopened.length,
      issues_seen_again: raised.seen_again.length,
      issues_resolved: raised.resolved.length,
    }),
  )
  return read
}
