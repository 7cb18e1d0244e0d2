import { createRequire } from 'node:module'
import type { parse as Parse } from 'csv-parse/sync'
import { isIsoDate } from '../../kernel/instant.ts'
import type { FileField, FileSpec } from './spec.ts'

/** One row of a file, as the carrier understands it. */
export interface FileRow {
  /** Where it stands: 1 is the line of headings. */
  readonly line: number
  /** Dates as ISO dates, Social Security numbers without dashes, codes as what they mean. A blank cell is not here. */
  readonly fields: Readonly<Partial<Record<FileField, string>>>
  /** Cells whose value means nothing to the carrier. */
  readonly unknown: readonly FileField[]
}

export interface FileRows {
  readonly rows: readonly FileRow[]
  /** The lines that do not follow the layout. */
  readonly unreadable: readonly number[]
}

/** Reads the bytes of a file by the carrier's companion guide. What does not follow it is told, never thrown. */
export function fileRows(spec: FileSpec, bytes: Uint8Array): FileRows {
  const [header, ...lines] = cellsOf(spec, bytes)
  const columns = (header?.cells ?? []).map(
    (cell) => spec.columns.find((column) => column.header === cell.trim())?.field,
  )
  const needed = spec.columns.every(({ field }) => columns.includes(field))
  if (!needed) return { rows: [], unreadable: [1, ...lines.map(({ line }) => line)] }
  const read = readerOf(spec)
  const rows: FileRow[] = []
  const unreadable: number[] = []
  for (const { line, cells } of lines) {
    if (cells.length !== columns.length) {
      unreadable.push(line)
      continue
    }
    const fields: Partial<Record<FileField, string>> = {}
    const unknown: FileField[] = []
    for (const [index, field] of columns.entries()) {
      const cell = (cells[index] as string).trim()
      if (field === undefined || cell === '') continue
      const value = read(field, cell)
      if (value === undefined) unknown.push(field)
      else fields[field] = value
    }
    rows.push({ line, fields, unknown })
  }
  return { rows, unreadable }
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

/** Loaded with the first file: a start reads none. */
function cellsOf({ delimiter }: FileSpec, bytes: Uint8Array): readonly Line[] {
  const { parse } = createRequire(import.meta.url)('csv-parse/sync') as { parse: typeof Parse }
  const options = { delimiter, bom: true, relax_column_count: true, relax_quotes: true } as const
  const records = parse(Buffer.from(bytes), { ...options, info: true, skip_empty_lines: true })
  const read = records as unknown as readonly { info: { lines: number }; record: readonly string[] }[]
  return read.map(({ info, record }) => ({ line: info.lines, cells: record }))
}

const DATES: ReadonlySet<FileField> = new Set<FileField>([
  'date_of_birth',
  'hire_date',
  'termination_date',
  'start_date',
  'end_date',
  'cobra_start_date',
  'cobra_end_date',
])

/** What a cell means; undefined when it means nothing. */
function readerOf(spec: FileSpec): (field: FileField, cell: string) => string | undefined {
  const meanings = new Map(
    (['relationship', 'line_of_coverage', 'tier', 'sex'] as const).map((field) => {
      const codes = Object.entries(spec.codes[field])
      return [field as FileField, new Map(codes.map(([meaning, code]) => [code, meaning]))]
    }),
  )
  return (field, cell) => {
    const codes = meanings.get(field)
    if (codes) return codes.get(cell)
    if (DATES.has(field)) return dateIn(spec.date, cell)
    return field === 'ssn' || field === 'employee_ssn' ? cell.replaceAll('-', '') : cell
  }
}

function dateIn(form: FileSpec['date'], cell: string): string | undefined {
  const patterns = {
    'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
    YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
    'MM/DD/YYYY': /^(?<month>\d{2})\/(?<day>\d{2})\/(?<year>\d{4})$/,
  }
  const { year, month, day } = patterns[form].exec(cell)?.groups ?? {}
  const date = `${year}-${month}-${day}`
  return isIsoDate(date) ? date : undefined
}
