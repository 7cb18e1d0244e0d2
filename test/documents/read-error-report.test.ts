import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ISSUE_CATEGORIES } from '../../src/carriers/error-reports/codes.ts'
import { reportDialectOf } from '../../src/carriers/error-reports/dialects/index.ts'
import { type Complaint, writeErrorReport } from '../../src/carriers/error-reports/write.ts'
import { carrierProfiles } from '../../src/carriers/profiles/index.ts'
import { readErrorReport } from '../../src/documents/read-error-report.ts'

const SLUGS = [
  'example-mutual',
  'sample-life',
  'placeholder-dental',
  'fictional-benefits',
  'guardian',
] as const
const dialectOf = (slug: string) => reportDialectOf({ slug })

const COMPLAINT: Complaint = {
  category: 'missing_ssn',
  message: 'Please send the number',
  person: { first_name: 'José', last_name: 'Núñez-Whitcombe', date_of_birth: '1980-02-29', ssn: '900123456' },
}

const written = (slug: string, complaints: readonly Complaint[] = [COMPLAINT]) =>
  writeErrorReport(dialectOf(slug), { carrier_group_id: 'G1', complaints })
const text = (slug: string, complaints?: readonly Complaint[]) =>
  Buffer.from(written(slug, complaints)).toString('utf8')
const read = (slug: string, file: string) => readErrorReport(dialectOf(slug), Buffer.from(file))

describe.each(SLUGS)('a report in a dialect: %s', (slug) => {
  test('tells every category again, and what it is about', () => {
    const lines = Object.keys(dialectOf(slug).lines) as NonNullable<Complaint['line_of_coverage']>[]
    const complaints = ISSUE_CATEGORIES.map((category, n) => ({
      ...COMPLAINT,
      category,
      line: n + 2,
      line_of_coverage: lines[n % lines.length] as (typeof lines)[number],
    }))
    const report = readErrorReport(dialectOf(slug), written(slug, complaints))
    expect(report.unread).toEqual([])
    expect(report.rows.map(({ category }) => category)).toEqual(ISSUE_CATEGORIES)
    expect(report.rows.map((row) => row.line_of_coverage)).toEqual(
      complaints.map((complaint) => complaint.line_of_coverage),
    )
    for (const { person } of report.rows) expect(person.date_of_birth).toBe('1980-02-29')
  })

  test('carries any words there and back', () => {
    const words = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^["',;|\r\n\t a-c]+$/))
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (messages) => {
        const complaints = messages.map((message) => ({ ...COMPLAINT, message }))
        const { rows, unread } = readErrorReport(dialectOf(slug), written(slug, complaints))
        expect(unread).toEqual([])
        const plain = (text = '') => text.replaceAll(/\s+/g, ' ').trim()
        expect(rows).toHaveLength(messages.length)
        for (const [index, { message }] of rows.entries()) {
          expect(plain(message).endsWith(plain(messages[index]))).toBe(true)
        }
      }),
    )
  })

  test('never has a whole Social Security number', () => {
    expect(text(slug).replaceAll(/\D/g, '')).not.toContain('900123456')
    for (const { person } of read(slug, text(slug)).rows) expect([undefined, '3456']).toContain(person.ssn)
  })

  test('without complaints is read, and empty', () => {
    expect(readErrorReport(dialectOf(slug), written(slug, []))).toMatchObject({ rows: [], unread: [] })
  })

  test('is read the same with columns in another order, others among them and other line ends', () => {
    const { delimiter, trailer, title } = dialectOf(slug)
    const turned = text(slug)
      .replace('\uFEFF', '')
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line, index) => {
        if (index < title.length || (trailer && line.startsWith(trailer))) return line
        return ['X NEW', ...line.split(delimiter).reverse()].join(delimiter)
      })
      .join('\r\n')
    const [original, other] = [read(slug, text(slug)), read(slug, turned)]
    expect(other.rows.map(({ line: _, ...row }) => row)).toEqual(
      original.rows.map(({ line: _, ...row }) => row),
    )
    expect(other.unknown_columns).toEqual(['X NEW'])
  })
})

test('every carrier has a dialect that knows all its lines', () => {
  for (const carrier of carrierProfiles) {
    const { lines, columns } = reportDialectOf(carrier)
    expect(Object.keys(lines)).toEqual(expect.arrayContaining([...carrier.lines_of_coverage]))
    expect(columns.map(({ holds }) => holds)).toEqual(expect.arrayContaining(['message', 'date_of_birth']))
  }
})

describe('what is damaged', () => {
  const mutual = (rows: readonly string[]) =>
    ['GRP_NO,REC_NO,LNAME,FNAME,DOB,SSN,LOB,FLD,ERR_CD,ERR_MSG', ...rows].join('\r\n')
  const good = 'EM123456,2,NUNEZ,JOSE,19800229,*****3456,DEN,,EM221,SSN REQUIRED'

  test.each([
    ['a line with too few cells', 'EM123456,2,NUNEZ', 'cells_uneven'],
    ['a line with too many', `${good},x`, 'cells_uneven'],
    ['a line that says nothing', 'EM123456,2,NUNEZ,JOSE,19800229,*****3456,DEN,,,', 'error_missing'],
    ['a quote that is never closed', 'EM123456,2,"NUNEZ,JOSE,19800229,,,,EM221,', 'quotes_broken'],
    ['text behind a quote', 'EM123456,2,"NU"NEZ,JOSE,19800229,,,,EM221,X', 'quotes_broken'],
  ])('%s costs that line, told with its reason', (_, line, reason) => {
    const report = read('example-mutual', mutual([good, line, good]))
    expect(report.rows).toHaveLength(2)
    expect(report.unread).toEqual([{ line: 3, reason }])
  })

  test.each([
    ['DOB', good.replace('19800229', '19810229'), 'date_unreadable'],
    ['LOB', good.replace('DEN', 'ZZZ'), 'line_of_coverage_unknown'],
    ['SSN', good.replace('*****3456', '12345'), 'ssn_unreadable'],
  ])('a cell that is none in %s costs the cell', (column, line, reason) => {
    const report = read('example-mutual', mutual([line]))
    expect(report.rows).toHaveLength(1)
    expect(report.unread).toEqual([{ line: 2, column, reason }])
  })

  test.each([
    ['no headings', 'a,b,c\n1,2,3\n', [1, 2], 'headings_missing'],
    ['nothing', '', [1], 'headings_missing'],
  ])('%s: every line is told', (_, file, lines, reason) => {
    expect(read('example-mutual', file)).toEqual({
      rows: [],
      unread: lines.map((line) => ({ line, reason })),
      unknown_columns: [],
    })
  })

  test('a file cut off before its trailer, or with another count, is not whole', () => {
    const whole = text('sample-life', [COMPLAINT, COMPLAINT])
    expect(read('sample-life', whole).unread).toEqual([])
    const lines = whole.trimEnd().split('\n')
    expect(read('sample-life', lines.slice(0, -1).join('\n')).unread).toMatchObject([
      { reason: 'trailer_missing' },
    ])
    const fewer = [...lines.slice(0, 2), ...lines.slice(3)].join('\n')
    expect(read('sample-life', fewer).unread).toMatchObject([{ reason: 'count_differs' }])
  })

  test('what is no UTF-8 is read as Windows-1252', () => {
    const latin = Buffer.from(text('fictional-benefits'), 'latin1')
    const { rows } = readErrorReport(dialectOf('fictional-benefits'), latin)
    expect(rows[0]?.person).toMatchObject({ first_name: 'José', last_name: 'Núñez-Whitco' })
  })

  test('a code that nobody knows is told by its words, and by none is no category', () => {
    const line = (words: string) => good.replace('EM221,SSN REQUIRED', `ZZ9,${words}`)
    const { rows } = read(
      'example-mutual',
      mutual([line('DEP EXCEEDS AGE LIMIT'), line('SEE ATTACHED LETTER')]),
    )
    expect(rows.map(({ category }) => category)).toEqual(['overage_dependent', undefined])
  })

  test('whatever bytes come, no line is both a row and none', () => {
    const file = fc.array(fc.string()).map((lines) => mutual(lines))
    fc.assert(
      fc.property(fc.oneof(file, fc.string()), fc.constantFrom(...SLUGS), (bytes, slug) => {
        const { rows, unread } = read(slug, bytes)
        const lost = unread.filter(({ column }) => column === undefined).map(({ line }) => line)
        expect(rows.filter(({ line }) => lost.includes(line))).toEqual([])
        expect(rows.length + lost.length).toBeGreaterThanOrEqual(bytes.trim() === '' ? 1 : 0)
      }),
    )
  })

  test('of lines that hold together each is a row or has a reason', () => {
    const cell = fc.oneof(
      fc.constantFrom('EM221', '19800229', 'é', 'DEN', '', ' ', '*****3456'),
      fc.stringMatching(/^[^",\r\n]*$/),
    )
    const line = fc.oneof(
      fc.array(cell, { minLength: 1, maxLength: 12 }).map((cells) => `x${cells.join(',')}`),
      fc.constant(good),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const { rows, unread } = read('example-mutual', mutual(lines))
        const lost = unread.filter(({ column }) => column === undefined)
        expect(rows.length + lost.length).toBe(lines.length)
      }),
    )
  })
})
