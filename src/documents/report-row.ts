import type { IssueCategory } from '../carriers/findings.ts'
import type { LineOfCoverage } from '../carriers/profile.ts'
import type { IsoDate } from '../kernel/instant.ts'

/** A person as an error report names them: names may be cut short, of a Social Security number the last four digits be there. */
export interface ReportedPerson {
  readonly first_name?: string
  readonly last_name?: string
  readonly date_of_birth?: IsoDate
  /** Nine digits or the last four. */
  readonly ssn?: string
  readonly custom_individual_id?: string
  /** Noyo's id; no carrier's report has it, what is uploaded may. */
  readonly member_id?: string
}

/** One error of a report, structured. */
export interface ReportRow {
  /** Where it stands in the document: 1 is its first line. */
  readonly line: number
  readonly person: ReportedPerson
  readonly carrier_group_id?: string
  readonly code?: string
  /** Undefined when neither code nor words tell. */
  readonly category?: IssueCategory
  readonly message?: string
  readonly field?: string
  readonly line_of_coverage?: LineOfCoverage
  /** The line of the carrier's file that was wrong. */
  readonly file_line?: number
}

/** Why something of a report could not be read. */
export type UnreadReason =
  /** No line has the headings of the carrier's reports. */
  | 'headings_missing'
  /** A quote is not closed, or text follows one. */
  | 'quotes_broken'
  /** More or fewer cells than headings. */
  | 'cells_uneven'
  /** Neither a code nor words say what is wrong. */
  | 'error_missing'
  /** The line that counts the errors is missing, or counts others. */
  | 'trailer_missing'
  | 'count_differs'
  /** The error is about a group that the document is not about. */
  | 'group_unknown'
  /** Of uploaded rows: not an object, or a field of another type. */
  | 'row_malformed'
  /** One cell: not a date, not a line of coverage the carrier sells, neither four nor nine digits. */
  | 'date_unreadable'
  | 'line_of_coverage_unknown'
  | 'ssn_unreadable'

/** With `column` only a cell was left out; without it the whole line makes no issue. */
export interface Unread {
  readonly line: number
  readonly column?: string
  readonly reason: UnreadReason
}

/** What Noyo makes of a report. */
export interface ReadReport {
  readonly rows: readonly ReportRow[]
  readonly unread: readonly Unread[]
  /** Headings that the carrier's reports do not have; their cells are left alone. */
  readonly unknown_columns: readonly string[]
}

/** Every line became a row: only then does what is not there say anything. */
export function isWhole({ unread }: Pick<ReadReport, 'unread'>): boolean {
  return unread.every(({ column }) => column !== undefined)
}
