import type { IssueCategory } from '../findings.ts'
import type { LineOfCoverage } from '../profile.ts'

/** What a column of an error report may hold. */
export type ReportField =
  | 'carrier_group_id'
  | 'first_name'
  | 'last_name'
  /** `Last, First` in one cell. */
  | 'full_name'
  | 'date_of_birth'
  | 'ssn'
  /** The platform's id, at carriers whose files have it. */
  | 'custom_individual_id'
  | 'line_of_coverage'
  | 'code'
  | 'message'
  | 'field'
  /** The line of the file that was wrong. */
  | 'file_line'

export interface ReportColumn {
  readonly heading: string
  readonly holds: ReportField
  /** Characters the carrier's own system keeps; what is longer is cut off. */
  readonly longest?: number
}

/** How a carrier calls one kind of error. */
export interface ReportCode {
  readonly code: string
  readonly says: string
}

/**
 * How one carrier writes its error reports: data, known to the carrier that writes and to Noyo that reads, and all they share.
 * Everything in it is assumed: no carrier's report layout is public.
 */
export interface ErrorReportDialect {
  /** With `{group}` for the carrier's identifier of the employer: the same for every report, so that it tells the stream. */
  readonly file_name: string
  readonly delimiter: ',' | ';' | '|' | '\t'
  readonly newline: '\n' | '\r\n'
  readonly byte_order_mark: boolean
  /** Names in capitals without accents, as old systems keep them. */
  readonly capitals: boolean
  /** Lines above the headings. */
  readonly title: readonly string[]
  /** What the last line begins with; the number of errors stands behind it. */
  readonly trailer?: string
  readonly columns: readonly ReportColumn[]
  readonly date: 'YYYY-MM-DD' | 'YYYYMMDD' | 'MM/DD/YYYY'
  /** The last four digits stand for `####`; nothing of a number is written in full. */
  readonly ssn: `${string}####`
  /** The carrier's words for the lines it sells. */
  readonly lines: Readonly<Partial<Record<LineOfCoverage, string>>>
  /** Without a column for codes the words stand before the message. */
  readonly codes: Readonly<Record<IssueCategory, ReportCode>>
  /** The code of what none of the others says. */
  readonly other_code: string
}

/** The column's heading, or undefined when the carrier has no such column. */
export function columnOf(dialect: ErrorReportDialect, holds: ReportField): ReportColumn | undefined {
  return dialect.columns.find((column) => column.holds === holds)
}

/** The name of the carrier's report on an employer; the platform's streams are told apart by it. */
export function reportName(dialect: ErrorReportDialect, carrier_group_id: string, stream?: string): string {
  const group = stream === undefined ? carrier_group_id : `${carrier_group_id}_${stream}`
  return dialect.file_name.replace('{group}', group.replaceAll(/[^\w-]/g, '-'))
}
