import { ISSUE_CATEGORIES } from '../carriers/error-reports/codes.ts'
import { LINES_OF_COVERAGE } from '../carriers/profile.ts'
import { isUuid } from '../kernel/identity.ts'
import { isIsoDate } from '../kernel/instant.ts'
import { categoryOfWords } from './category-words.ts'
import { ssnOf } from './report-cells.ts'
import type { ReadReport, ReportedPerson, ReportRow, Unread } from './report-row.ts'

const TEXTS = [
  'message',
  'code',
  'category',
  'field',
  'line_of_coverage',
  'carrier_group_id',
  'first_name',
  'last_name',
  'date_of_birth',
  'ssn',
  'custom_individual_id',
  'member_id',
] as const

type Texts = Readonly<Partial<Record<(typeof TEXTS)[number], string>>>

/**
 * The rows that an uploaded document brings along in `extracted_data.rows`, one object an error; undefined when it brings none.
 * The published schema takes any object there: that it holds rows, and which fields they have, is assumed.
 */
export function uploadedRows(extracted: Readonly<Record<string, unknown>> | null): ReadReport | undefined {
  const given = extracted?.['rows']
  if (!Array.isArray(given)) return undefined
  const read = given.map((row: unknown, index) => uploadedRow(row, lineOf(row) ?? index + 1))
  return {
    rows: read.flatMap(({ row }) => (row === undefined ? [] : [row])),
    unread: read.flatMap(({ unread }) => unread),
    unknown_columns: [],
  }
}

function uploadedRow(
  given: unknown,
  line: number,
): { readonly row?: ReportRow; readonly unread: readonly Unread[] } {
  const texts = textsOf(given)
  if (texts === undefined) return { unread: [{ line, reason: 'row_malformed' }] }
  const { message, code, category, field, carrier_group_id, line_of_coverage } = texts
  if (message === undefined && code === undefined && category === undefined) {
    return { unread: [{ line, reason: 'error_missing' }] }
  }
  const known = ISSUE_CATEGORIES.find((each) => each === category) ?? categoryOfWords(message ?? '')
  const soldLine = LINES_OF_COVERAGE.find((each) => each === line_of_coverage)
  const { person, unread } = personIn(texts, line)
  if (line_of_coverage !== undefined && !soldLine) {
    unread.push({ line, column: 'line_of_coverage', reason: 'line_of_coverage_unknown' })
  }
  const row: ReportRow = {
    line,
    person,
    ...(carrier_group_id && { carrier_group_id }),
    ...(code && { code }),
    ...(known && { category: known }),
    ...(message && { message }),
    ...(field && { field }),
    ...(soldLine && { line_of_coverage: soldLine }),
  }
  return { row, unread }
}

function personIn(
  texts: Texts,
  line: number,
): { readonly person: ReportedPerson; readonly unread: Unread[] } {
  const { date_of_birth, ssn, member_id, first_name, last_name, custom_individual_id } = texts
  const digits = ssn === undefined ? undefined : ssnOf(ssn)
  const isDay = date_of_birth !== undefined && isIsoDate(date_of_birth)
  const person = {
    ...(first_name && { first_name }),
    ...(last_name && { last_name }),
    ...(isDay && { date_of_birth }),
    ...(digits && { ssn: digits }),
    ...(custom_individual_id && { custom_individual_id }),
    ...(member_id && isUuid(member_id) && { member_id: member_id.toLowerCase() }),
  }
  const unread: Unread[] = []
  if (date_of_birth !== undefined && !isDay) {
    unread.push({ line, column: 'date_of_birth', reason: 'date_unreadable' })
  }
  if (ssn !== undefined && digits === undefined) {
    unread.push({ line, column: 'ssn', reason: 'ssn_unreadable' })
  }
  return { person, unread }
}

/** Rows that were read from a file before still say where they stood. */
function lineOf(row: unknown): number | undefined {
  const line = typeof row === 'object' && row !== null && 'line' in row ? row.line : undefined
  return typeof line === 'number' && Number.isSafeInteger(line) && line > 0 ? line : undefined
}

/** The fields of a row, as far as they are there; undefined when one is no text. */
function textsOf(given: unknown): Texts | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined
  const fields = given as Readonly<Record<string, unknown>>
  const told = TEXTS.flatMap((name) => {
    const value = fields[name]
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const]
  })
  return told.every(([, value]) => typeof value === 'string')
    ? (Object.fromEntries(told) as Texts)
    : undefined
}
