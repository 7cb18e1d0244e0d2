import { createRequire } from 'node:module'
import type { stringify as Stringify } from 'csv-stringify/sync'

/** How a table is written as CSV. */
export interface CsvForm {
  readonly delimiter: string
  /** What ends a line. */
  readonly newline: '\n' | '\r\n'
  readonly byte_order_mark?: boolean
}

/** A table as CSV: the one way of quoting that files to carriers and their error reports share (RFC 4180). */
export function csvText(table: readonly (readonly string[])[], form: CsvForm): string {
  // On first use only: a start writes no file.
  const { stringify } = createRequire(import.meta.url)('csv-stringify/sync') as {
    stringify: typeof Stringify
  }
  return stringify(table as string[][], {
    delimiter: form.delimiter,
    record_delimiter: form.newline,
    bom: form.byte_order_mark ?? false,
    // A break of any kind within a cell is quoted, not only the one that ends lines.
    quoted_match: /[\r\n]/,
  })
}
