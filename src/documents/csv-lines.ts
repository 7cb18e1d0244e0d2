import { createRequire } from 'node:module'
import type { parse as Parse } from 'csv-parse/sync'

/** One record of a CSV file, with the line it ends on; a line that is no CSV is `broken`. */
export type CsvLine =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly broken: true }

/** UTF-8 with or without a byte order mark; what is none is taken for Windows-1252, as old exports are. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/**
 * The lines of a CSV text. Where quotes are broken the rest is read line by line, so that one slip of a carrier's costs a line
 * and not the file.
 */
export function csvLines(text: string, delimiter: string): CsvLine[] {
  const whole = parsed(text, delimiter)
  if (whole) return whole
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    if (line.trim() === '') return []
    const alone = parsed(line, delimiter)?.[0]
    return [alone ? { ...alone, line: index + 1 } : ({ line: index + 1, broken: true } as const)]
  })
}

/** Undefined when it is no CSV. */
function parsed(text: string, delimiter: string): CsvLine[] | undefined {
  // On first use only: few worlds read an error report.
  const { parse } = createRequire(import.meta.url)('csv-parse/sync') as { parse: typeof Parse }
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }))
  } catch {
    return undefined
  }
}
