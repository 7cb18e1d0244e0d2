import { describe, expect, test } from 'vitest'
import { reportDialectOf } from '../../../src/carriers/error-reports/dialects/index.ts'
import { writeErrorReport } from '../../../src/carriers/error-reports/write.ts'
import { fileRows } from '../../../src/carriers/files/rows.ts'
import { fileSpecOf } from '../../../src/carriers/files/specs/index.ts'
import { fileText } from '../../../src/feeds/file-text.ts'

const CARRIERS = ['example-mutual', 'sample-life', 'placeholder-dental', 'fictional-benefits'] as const

/** As somebody's form may have them; a spreadsheet would run some, and break others off. */
const NAMES = [
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)',
  '+1',
  '-2',
  'O"Brien, "Bo"',
  '"',
  'a|b;c,d',
  '00123',
  'null',
  'Zoë 😀',
  'two\nlines',
  'two\rlines',
  'two\r\nlines',
]

/** The cells as RFC 4180 has them: whatever is not quoted ends at the delimiter or at a break of any kind. */
function strictCells(text: string, delimiter: string): string[][] {
  const ends = `${delimiter}\r\n`.replace('|', '\\|')
  const cell = new RegExp(`"((?:[^"]|"")*)"|([^"${ends}]*)`, 'y')
  const lines: string[][] = []
  let line: string[] = []
  for (let at = 0; at < text.length; ) {
    cell.lastIndex = at
    const [whole, quoted, plain] = cell.exec(text) ?? ['']
    line.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    at += whole.length
    if (text[at] === delimiter) {
      at += 1
      continue
    }
    const brk = /^(?:\r\n|\n|\r)/.exec(text.slice(at, at + 2))
    if (!brk)
      throw new Error(`neither a delimiter nor the end of a line at ${at}: ${text.slice(at, at + 20)}`)
    at += brk[0].length
    lines.push(line)
    line = []
  }
  return lines
}

describe.each(CARRIERS)('whatever is in a name, of %s', (slug) => {
  const spec = fileSpecOf({ slug })

  test('each row of a file is one line of as many cells, and the carrier reads the name as it is', () => {
    const text = fileText(
      spec,
      NAMES.map((first_name) => ({ first_name, zip_code: '00501', employee_number: '007' })),
    )
    const at = spec.columns.findIndex(({ field }) => field === 'first_name')
    const [, ...lines] = strictCells(text, spec.delimiter)
    expect(lines.map((cells) => cells[at])).toEqual(NAMES)
    expect(new Set(lines.map((cells) => cells.length))).toEqual(new Set([spec.columns.length]))
    const { rows, unreadable } = fileRows(spec, new TextEncoder().encode(text))
    expect(unreadable).toEqual([])
    expect(rows.map(({ fields }) => fields.first_name)).toEqual(NAMES)
    expect(rows[0]?.fields).toMatchObject({ zip_code: '00501', employee_number: '007' })
  })

  test('each row of an error report is one line of as many cells', () => {
    const dialect = reportDialectOf({ slug })
    const complaints = NAMES.map((name) => ({ person: { last_name: name }, message: `${name} is wrong` }))
    const bytes = writeErrorReport(dialect, { carrier_group_id: '1', complaints })
    const text = new TextDecoder().decode(bytes)
    const lines = strictCells(text, dialect.delimiter).filter(
      (cells) => cells.length === dialect.columns.length,
    )
    expect(lines).toHaveLength(NAMES.length + 1)
  })
})
