import { describe, expect, test } from 'vitest'
import { reportDialectOf } from '../../../src/carriers/error-reports/dialects/index.ts'
import { type CheckedAgainst, checked, duplicates } from '../../../src/carriers/files/check.ts'
import { familiesIn } from '../../../src/carriers/files/family.ts'
import { findingOf } from '../../../src/carriers/files/findings.ts'
import { fileRows } from '../../../src/carriers/files/rows.ts'
import type { FileField, FileSpec, FindingKind } from '../../../src/carriers/files/spec.ts'
import { fileSpecOf } from '../../../src/carriers/files/specs/index.ts'
import type { FiledRow } from '../../../src/feeds/file-rows.ts'
import { fileText } from '../../../src/feeds/file-text.ts'

const TODAY = '2026-01-05'
const bytes = (text: string) => new TextEncoder().encode(text)

const ADDRESS = { street_one: '12 Mill Lane', city: 'Salem', state: 'OR', zip_code: '97301' }

const EMPLOYEE: FiledRow = {
  employee_number: 'E-1',
  person_number: '00',
  employee_ssn: '978011001',
  ssn: '978011001',
  relationship: 'employee',
  first_name: 'Ottilie',
  last_name: 'Marchbanks, née "Quill"',
  date_of_birth: '1980-02-28',
  sex: 'F',
  ...ADDRESS,
  employment_status: 'full-time',
  hours_worked: '40',
  hire_date: '2024-03-01',
  line_of_coverage: 'dental',
  plan: 'Dental PPO',
  tier: 'employee',
  class: '0001',
  start_date: '2025-01-01',
}

const CHILD: FiledRow = {
  ...EMPLOYEE,
  person_number: '01',
  ssn: '978011002',
  relationship: 'child',
  first_name: 'Orla',
  date_of_birth: '2015-06-01',
}

const AGAINST: Omit<CheckedAgainst, 'spec'> = {
  today: TODAY,
  plans: new Map([
    [
      'Dental PPO',
      {
        id: 'plan-1',
        line_of_coverage: 'dental',
        effective_end_date: '2026-12-31',
        allowsVolume: (volume) => volume === undefined || volume <= 50_000,
        childCoverageEnd: (birth) => `${Number(birth.slice(0, 4)) + 26}${birth.slice(4)}`,
      },
    ],
  ]),
  isClass: (name) => name === '0001' || name === '0002',
}

const PLACEHOLDER = fileSpecOf({ slug: 'placeholder-dental' })
const SPECS = ['example-mutual', 'sample-life', 'placeholder-dental', 'fictional-benefits'] as const

/** A dialect that carries everything, also what the dental one has no column for. */
const spec: FileSpec = {
  ...PLACEHOLDER,
  columns: [...PLACEHOLDER.columns, { field: 'volume', header: 'Volume' }],
}

function judged(rows: readonly FiledRow[], asked: FileSpec = spec) {
  const read = fileRows(asked, bytes(fileText(asked, rows)))
  const families = familiesIn(read.rows)
  return checked(families, duplicates(families), { ...AGAINST, spec: asked })
}

const kinds = (rows: readonly FiledRow[], asked?: FileSpec) =>
  judged(rows, asked).wrong.map(({ kind }) => kind)

describe('what a carrier finds wrong', () => {
  test('is nothing in a file that is right', () => {
    const { wrong, accepted } = judged([EMPLOYEE, CHILD])
    expect(wrong).toEqual([])
    expect(accepted).toMatchObject([{ employee: { number: '00' }, dependents: [{ number: '01' }] }])
    expect(accepted[0]?.rows.size).toBe(2)
  })

  test.each<[FindingKind, Partial<Record<FileField, string>>]>([
    ['missing_ssn', { ssn: '' }],
    ['invalid_ssn', { ssn: '000121234' }],
    ['invalid_ssn', { ssn: '66601123' }],
    ['missing_address', { street_one: '' }],
    ['missing_address', { zip_code: '' }],
    ['invalid_date_of_birth', { date_of_birth: '2026-01-06', start_date: '2026-01-06' }],
    ['unknown_code', { sex: 'Q' }],
    ['unknown_plan', { plan: 'Dental HMO' }],
    ['unknown_plan', { line_of_coverage: 'vision' }],
    ['unknown_class', { class: '0009' }],
    ['coverage_before_hire', { start_date: '2024-02-29' }],
    ['coverage_before_birth', { start_date: '1979-12-31', hire_date: '1979-01-01' }],
    ['coverage_outside_plan', { start_date: '2027-01-01' }],
    ['invalid_volume', { volume: '60000' }],
  ])('%s: %j', (kind, changed) => {
    expect(kinds([{ ...EMPLOYEE, ...changed }])).toEqual([kind])
  })

  test('is the second of two members with one Social Security number, or of two employees of one name and birth', () => {
    const other = { ...EMPLOYEE, employee_number: 'E-2' }
    expect(kinds([EMPLOYEE, { ...other, first_name: 'Una' }])).toEqual(['duplicate_member'])
    const namesake = { ...other, ssn: '978011009', employee_ssn: '978011009' }
    expect(judged([EMPLOYEE, namesake]).wrong).toMatchObject([{ kind: 'duplicate_member', line: 3 }])
  })

  test('is a dependent without an employee, and a child over the age limit whose coverage goes on', () => {
    expect(kinds([CHILD])).toEqual(['dependent_without_employee'])
    const grown = { ...CHILD, date_of_birth: '1999-06-01' }
    expect(kinds([EMPLOYEE, grown])).toEqual(['overage_dependent'])
    expect(kinds([EMPLOYEE, { ...grown, end_date: '2025-06-30' }])).toEqual([])
    expect(kinds([EMPLOYEE, { ...grown, relationship: 'spouse' }])).toEqual([])
  })

  test('of a dependent without a Social Security number depends on the carrier', () => {
    const unnumbered = { ...CHILD, ssn: '' }
    expect(kinds([EMPLOYEE, unnumbered])).toEqual([])
    expect(kinds([EMPLOYEE, unnumbered], { ...spec, dependent_ssn: 'required' })).toEqual(['missing_ssn'])
  })

  test('keeps out the person or the coverage it is about, with an employee the whole family', () => {
    const second = { ...EMPLOYEE, plan: 'Dental HMO' }
    expect(judged([EMPLOYEE, second, CHILD]).accepted[0]?.rows.size).toBe(2)
    const { accepted } = judged([EMPLOYEE, { ...CHILD, ssn: '1' }])
    expect(accepted).toMatchObject([{ dependents: [] }])
    expect(judged([{ ...EMPLOYEE, ssn: '' }, CHILD]).accepted).toEqual([])
  })

  test('a coverage of a former employment is held against no date of hire', () => {
    const rehired = { ...EMPLOYEE, hire_date: '2025-09-01' }
    expect(kinds([{ ...rehired, start_date: '2025-01-01', end_date: '2025-03-31' }])).toEqual([])
    expect(kinds([{ ...rehired, start_date: '2025-01-01', end_date: '2025-09-01' }])).toEqual([
      'coverage_before_hire',
    ])
  })

  test('a coverage that is only taken back is held against no dates', () => {
    expect(kinds([{ ...EMPLOYEE, start_date: '2024-01-01', end_date: '2023-12-31' }])).toEqual([])
  })
})

describe('a carrier', () => {
  test.each(SPECS)('%s has words of its own for everything', (slug) => {
    const words = Object.values(fileSpecOf({ slug }).words)
    expect(words).toHaveLength(15)
    expect(new Set(words).size).toBe(words.length)
  })

  test('tells what is wrong in its code and words, by its name of the field, about the person as the file has it', () => {
    const [wrong] = judged([{ ...EMPLOYEE, ssn: '' }]).wrong
    if (!wrong) throw new Error('nothing found')
    expect(findingOf({ ...spec, codes: reportDialectOf({ slug: 'sample-life' }).codes }, wrong)).toEqual({
      category: 'missing_ssn',
      code: 'D-310',
      message: 'Member SSN is blank',
      person: { first_name: 'Ottilie', last_name: 'Marchbanks, née "Quill"', date_of_birth: '1980-02-28' },
      line: 2,
      field: 'Member SSN',
    })
  })

  test.each(SPECS)('%s reads back what is written for it', (slug) => {
    const own = fileSpecOf({ slug })
    const line_of_coverage = Object.keys(own.codes.line_of_coverage)[0] as string
    const fields = new Set(own.columns.map(({ field }) => field))
    const rows = [EMPLOYEE, { ...CHILD, end_date: '2025-12-31' }].map((row) => ({ ...row, line_of_coverage }))
    const read = fileRows(own, bytes(fileText(own, rows)))
    const kept = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([field]) => fields.has(field as FileField))),
    )
    expect(read.rows.map((row) => row.fields)).toEqual(kept)
    expect(read.unreadable).toEqual([])
  })

  test('reads a file with a byte order mark and other line ends, and tells the lines that do not follow the layout', () => {
    const text = fileText(spec, [EMPLOYEE, CHILD]).replaceAll('\r\n', '\n')
    const broken = `\ufeff${text}only,three,cells\n`
    const read = fileRows(spec, bytes(broken))
    expect(read.rows).toHaveLength(2)
    expect(read.unreadable).toEqual([4])
    expect(fileRows(spec, bytes('nonsense\nmore\n'))).toEqual({ rows: [], unreadable: [1, 2] })
  })
})
