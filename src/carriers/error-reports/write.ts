import type { IsoDate } from '../../kernel/instant.ts'
import { csvText } from '../csv.ts'
import type { Finding, FoundPerson, IssueCategory } from '../findings.ts'
import { columnOf, type ErrorReportDialect, type ReportColumn, type ReportField } from './dialect.ts'

/** What a carrier complains of; what it has no category for goes under its code for everything else. */
export type Complaint = Omit<Finding, 'category' | 'code'> & {
  readonly category?: IssueCategory
  readonly code?: string
}

/**
 * The bytes of the error report a carrier writes: in its own columns, codes and words, names as its own system keeps them, of a
 * Social Security number the last four digits. Everything about it is assumed.
 */
export function writeErrorReport(
  dialect: ErrorReportDialect,
  { carrier_group_id, complaints }: { carrier_group_id: string; complaints: readonly Complaint[] },
): Uint8Array {
  const rows = complaints.map((complaint) => {
    const written = cellsOf(dialect, carrier_group_id, complaint)
    return dialect.columns.map((column) => fitted(written[column.holds] ?? '', column))
  })
  const table = [
    ...dialect.title.map((line) => [line]),
    dialect.columns.map(({ heading }) => heading),
    ...rows,
    ...(dialect.trailer === undefined ? [] : [[dialect.trailer, String(rows.length)]]),
  ]
  return Buffer.from(csvText(table, dialect))
}

type Cells = Partial<Record<ReportField, string>>

function cellsOf(dialect: ErrorReportDialect, carrier_group_id: string, complaint: Complaint): Cells {
  const { person, line_of_coverage, field, line } = complaint
  return {
    carrier_group_id,
    ...personCells(dialect, person),
    line_of_coverage: line_of_coverage ? (dialect.lines[line_of_coverage] ?? line_of_coverage) : '',
    field: field ?? '',
    file_line: line === undefined ? '' : String(line),
    code: codeOf(dialect, complaint),
    message: messageOf(dialect, complaint),
  }
}

function personCells(dialect: ErrorReportDialect, person: FoundPerson): Cells {
  const [first, last] = [person.first_name ?? '', person.last_name ?? ''].map((name) =>
    dialect.capitals ? inCapitals(name) : name,
  ) as [string, string]
  const digits = (person.ssn ?? '').replaceAll(/\D/g, '')
  return {
    first_name: first,
    last_name: last,
    full_name: [last, first].filter((name) => name !== '').join(', '),
    date_of_birth: person.date_of_birth === undefined ? '' : dateText(dialect, person.date_of_birth),
    ssn: digits === '' ? '' : dialect.ssn.replace('####', digits.slice(-4).padStart(4, '0')),
    custom_individual_id: person.custom_individual_id ?? '',
  }
}

/** The carrier's code for what it found: that of the reading, when the guide has it for the category. */
function codeOf(dialect: ErrorReportDialect, { category, code }: Complaint): string {
  return code ?? (category === undefined ? dialect.other_code : dialect.codes[category].code)
}

/** Where a report has no codes, words that stand for one come first. */
function messageOf(dialect: ErrorReportDialect, { category, message }: Complaint): string {
  if (category === undefined || columnOf(dialect, 'code')) return message
  const { says } = dialect.codes[category]
  return message.toLowerCase().startsWith(says.toLowerCase()) ? message : `${says}: ${message}`
}

const MARKS = /\p{M}+/gu

function inCapitals(name: string): string {
  return name.normalize('NFD').replace(MARKS, '').toUpperCase()
}

function dateText({ date }: ErrorReportDialect, day: IsoDate): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  return date.replace('YYYY', year).replace('MM', month).replace('DD', dayOfMonth)
}

function fitted(text: string, { longest }: ReportColumn): string {
  return longest === undefined ? text : [...text].slice(0, longest).join('').trimEnd()
}
