import { createRequire } from 'node:module'
import type { parse as Parse } from 'csv-parse/sync'
import { ScenarioError, type ScenarioFault } from './fault.ts'

/** A CSV text as rows of cells that remember where they stand. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The position of a cell; the header is row -1. */
  positionOf(row: number, column: number): { readonly line: number; readonly column: number }
}

interface Cell {
  readonly text: string
  /** Where it begins in the file's bytes. */
  readonly offset: number
}

/** Reads CSV (RFC 4180; separated by commas, semicolons or tabs). @throws {ScenarioError} with the place of what is no CSV */
export function readTable(file: string, text: string): Table {
  const bytes = Buffer.from(text)
  const positionAt = positionsIn(bytes)
  const fault = (offset: number, message: string): ScenarioFault => {
    return { file, ...positionAt(offset), place: '', message }
  }
  const records = recordsOf(text, bytes, (offset, message) => {
    throw new ScenarioError([fault(offset, message)])
  }).filter((record) => !isEmpty(record))
  const [names = [], ...rows] = records
  const header = withoutTrailing(names, rows)
  const uneven = rows.flatMap((row) =>
    row.length >= header.length && isEmpty(row.slice(header.length))
      ? []
      : [
          fault(
            (row.slice(header.length).find((cell) => !isEmpty([cell])) ?? row[0])?.offset ?? 0,
            `The row has ${cells(row.length)}; the header names ${header.length}. Give every row a cell for each column, empty ones too.`,
          ),
        ],
  )
  if (uneven.length > 0) throw new ScenarioError(uneven)
  return {
    header: header.map((cell) => cell.text.trim()),
    rows: rows.map((row) => row.slice(0, header.length).map((cell) => cell.text.trim())),
    positionOf: (row, column) => positionAt(records[row + 1]?.[column]?.offset ?? 0),
  }
}

/** Spreadsheets write rows and cells below and beside the table that hold nothing. */
const isEmpty = (cells: readonly Cell[]) => cells.every(({ text }) => text.trim() === '')

/** The header but for columns at its end that have no name and hold nothing. */
function withoutTrailing(header: readonly Cell[], rows: readonly (readonly Cell[])[]): readonly Cell[] {
  let used = header.length
  while (used > 0 && isEmpty([header, ...rows].flatMap((row) => row[used - 1] ?? []))) used -= 1
  return header.slice(0, used)
}

/** Line and column, from 1, of an offset in bytes. */
function positionsIn(bytes: Buffer): (offset: number) => { line: number; column: number } {
  const starts = [0]
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1)
  return (offset) => {
    let line = 0
    let beyond = starts.length
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1
      if ((starts[middle] as number) <= offset) line = middle
      else beyond = middle
    }
    return { line: line + 1, column: bytes.toString('utf8', starts[line], offset).length + 1 }
  }
}

const cells = (count: number) => (count === 1 ? '1 cell' : `${count} cells`)

const SEPARATORS = [',', ';', '\t']

/** The one that the header has most of. */
function separatorOf(text: string): string {
  const [header = ''] = text.split(/[\r\n]/, 1)
  const count = (separator: string) => header.split(separator).length
  return SEPARATORS.toSorted((left, right) => count(right) - count(left))[0] as string
}

const NEWLINES = new Set([10, 13])

function recordsOf(
  text: string,
  bytes: Buffer,
  broken: (offset: number, message: string) => never,
): (readonly Cell[])[] {
  // On first use only: most scenarios name no file.
  const { parse } = createRequire(import.meta.url)('csv-parse/sync') as { parse: typeof Parse }
  let next = 0
  /** A record begins after empty lines. */
  const beginning = (): number => {
    let offset = next
    while (NEWLINES.has(bytes[offset] ?? -1)) offset += 1
    return offset
  }
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      cast(value, context): Cell {
        const offset = context.index === 0 ? beginning() : next
        next = context.bytes + 1
        return { text: value, offset }
      },
    }) as unknown as Cell[][]
  } catch (error) {
    // The library's own words quote the cell, which may tell who somebody is.
    const code = (error as { readonly code?: string }).code
    return broken(beginning(), REMEDIES[code ?? ''] ?? `This is no CSV (${code}).`)
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'The quote that opens here is never closed. Close it, or write a quote within a cell twice.',
  CSV_INVALID_CLOSING_QUOTE:
    'Text follows the closing quote of this cell. Write a quote within a cell twice.',
}
