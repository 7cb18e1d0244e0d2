import { columnOf, type ErrorReportDialect, type ReportField } from '../carriers/error-reports/dialect.ts'
import type { IssueCategory } from '../carriers/findings.ts'
import { folded } from '../kernel/folding.ts'
import { categoryOfWords } from './category-words.ts'
import { type CsvLine, csvLines, textOf } from './csv-lines.ts'
import { dateOf, lineOfCoverageOf, ssnOf } from './report-cells.ts'
import type { ReadReport, ReportRow, Unread } from './report-row.ts'

/**
 * What Noyo reads in a carrier's error report: it has the bytes and knows the carrier's dialect, nothing else. Columns may stand
 * in any order and be new, lines end either way, cells be quoted. What cannot be read is told with a reason, never lost.
 */
export function readErrorReport(dialect: ErrorReportDialect, bytes: Uint8Array): ReadReport {
  const lines = csvLines(textOf(bytes), dialect.delimiter)
  const top = lines.findIndex((line) => 'cells' in line && isHeading(dialect, line.cells))
  const heading = lines[top]
  if (heading === undefined || !('cells' in heading)) {
    const where = lines.length === 0 ? [{ line: 1 }] : lines
    return {
      rows: [],
      unread: where.map(({ line }) => ({ line, reason: 'headings_missing' })),
      unknown_columns: [],
    }
  }
  const layout = layoutOf(dialect, heading.cells)
  const { body, unread: trailer } = withoutTrailer(dialect, lines.slice(top + 1), heading.line)
  const read = body.map((line) => readLine(dialect, layout, line))
  return {
    rows: read.flatMap(({ row }) => (row === undefined ? [] : [row])),
    unread: [...read.flatMap(({ unread }) => unread), ...trailer],
    unknown_columns: layout.unknown,
  }
}

const plain = (text: string) => folded(text).replaceAll(/[^a-z0-9]/g, '')

/** A line is the headings' when it has most of them, the one for words among them. */
function isHeading(dialect: ErrorReportDialect, cells: readonly string[]): boolean {
  const there = new Set(cells.map(plain))
  const known = dialect.columns.filter(({ heading }) => there.has(plain(heading)))
  return known.length * 2 > dialect.columns.length && known.some(({ holds }) => holds === 'message')
}

interface Layout {
  readonly width: number
  readonly at: ReadonlyMap<ReportField, number>
  readonly unknown: readonly string[]
}

function layoutOf(dialect: ErrorReportDialect, headings: readonly string[]): Layout {
  const known = new Map(dialect.columns.map(({ heading, holds }) => [plain(heading), holds]))
  const at = new Map<ReportField, number>()
  for (const [index, heading] of headings.entries()) {
    const holds = known.get(plain(heading))
    if (holds !== undefined && !at.has(holds)) at.set(holds, index)
  }
  const unknown = headings.filter((heading) => heading !== '' && !known.has(plain(heading)))
  return { width: headings.length, at, unknown }
}

/** The line that counts the errors stands last; without it the file may have been cut off. */
function withoutTrailer(
  { trailer }: ErrorReportDialect,
  lines: readonly CsvLine[],
  heading: number,
): { readonly body: readonly CsvLine[]; readonly unread: readonly Unread[] } {
  if (trailer === undefined) return { body: lines, unread: [] }
  const last = lines.at(-1)
  const line = last?.line ?? heading
  if (!last || !('cells' in last) || plain(last.cells[0] ?? '') !== plain(trailer)) {
    return { body: lines, unread: [{ line, reason: 'trailer_missing' }] }
  }
  const body = lines.slice(0, -1)
  return {
    body,
    unread: Number(last.cells[1]) === body.length ? [] : [{ line, reason: 'count_differs' }],
  }
}

interface ReadLine {
  readonly row?: ReportRow
  readonly unread: readonly Unread[]
}

function readLine(dialect: ErrorReportDialect, layout: Layout, read: CsvLine): ReadLine {
  const { line } = read
  if (!('cells' in read)) return { unread: [{ line, reason: 'quotes_broken' }] }
  if (read.cells.length !== layout.width) return { unread: [{ line, reason: 'cells_uneven' }] }
  const cell = (field: ReportField) => {
    const at = layout.at.get(field)
    return (at === undefined ? undefined : read.cells[at]) || undefined
  }
  const [code, message] = [cell('code'), cell('message')]
  if (code === undefined && message === undefined) return { unread: [{ line, reason: 'error_missing' }] }
  const unread: Unread[] = []
  const told = <T>(field: ReportField, reason: Unread['reason'], meant: (text: string) => T | undefined) => {
    const text = cell(field)
    const value = text === undefined ? undefined : meant(text)
    if (text !== undefined && value === undefined) {
      unread.push({ line, column: columnOf(dialect, field)?.heading ?? field, reason })
    }
    return value
  }
  const [last, first] = namesOf(cell('full_name'))
  const row = {
    line,
    person: present({
      first_name: cell('first_name') ?? first,
      last_name: cell('last_name') ?? last,
      date_of_birth: told('date_of_birth', 'date_unreadable', (text) => dateOf(dialect.date, text)),
      ssn: told('ssn', 'ssn_unreadable', ssnOf),
      custom_individual_id: cell('custom_individual_id'),
    }),
    ...present({
      carrier_group_id: cell('carrier_group_id'),
      code,
      category: categoryOf(dialect, code, message),
      message,
      field: cell('field'),
      line_of_coverage: told('line_of_coverage', 'line_of_coverage_unknown', (text) =>
        lineOfCoverageOf(dialect.lines, text),
      ),
      file_line: fileLine(cell('file_line')),
    }),
  }
  return { row, unread }
}

/** The code tells; where there is none, or one that nobody knows, the words do. */
function categoryOf(
  { codes }: ErrorReportDialect,
  code: string | undefined,
  message = '',
): IssueCategory | undefined {
  const known = Object.entries(codes) as [IssueCategory, ErrorReportDialect['codes'][IssueCategory]][]
  const byCode = known.find((each) => each[1].code === code)
  const words = message.toLowerCase()
  const byWords = known.find(([, { says }]) => words.startsWith(says.toLowerCase()))
  return (byCode ?? byWords)?.[0] ?? categoryOfWords(message)
}

function namesOf(full: string | undefined): readonly [last: string | undefined, first: string | undefined] {
  if (full === undefined) return [undefined, undefined]
  const comma = full.indexOf(',')
  if (comma === -1) return [full, undefined]
  return [full.slice(0, comma).trim() || undefined, full.slice(comma + 1).trim() || undefined]
}

function fileLine(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Only what is there. */
function present<F extends object>(fields: F): { [K in keyof F]?: NonNullable<F[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof F]?: NonNullable<F[K]>
  }
}
