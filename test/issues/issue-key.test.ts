import { describe, expect, test } from 'vitest'
import type { ReportRow } from '../../src/documents/report-row.ts'
import { errorKey, issueKey } from '../../src/issues/issue-key.ts'

const ROW: ReportRow = {
  line: 2,
  person: { first_name: 'Ottilie', last_name: 'Marchbanks' },
  code: 'EM208',
  message: 'Volume 50000 is too high',
  field: 'VOL',
  line_of_coverage: 'life',
}

const ISSUE = {
  partner_id: 'p',
  source: 'edi_error_report',
  partner_document_source_id: 's',
  group_id: 'g',
  employee_id: 'e',
  member_id: 'm',
  category: 'invalid_volume',
  plan_id: 'l',
  error_key: 'k',
} as const

describe('the key of an issue', () => {
  test('is 64 hexadecimal digits, the same for the same parts', () => {
    expect(issueKey(ISSUE)).toMatch(/^[0-9a-f]{64}$/)
    expect(issueKey({ ...ISSUE })).toBe(issueKey(ISSUE))
  })

  test.each(Object.keys(ISSUE))('changes with %s', (part) => {
    expect(issueKey({ ...ISSUE, [part]: 'other' })).not.toBe(issueKey(ISSUE))
  })

  test.each([
    ['another line of the report', { line: 9 }],
    ['other numbers in the words', { message: 'VOLUME 75000 is  too high' }],
    ['another spelling of somebody who is known', { person: { first_name: 'Tilly' } }],
  ])('is the same for %s', (_, changed: Partial<ReportRow>) => {
    expect(errorKey({ ...ROW, ...changed }, true)).toBe(errorKey(ROW, true))
  })

  test.each([
    ['another code', { code: 'EM209' }],
    ['other words', { message: 'Volume is too low' }],
    ['another field', { field: 'SALARY' }],
    ['another line of coverage', { line_of_coverage: 'add' }],
  ] as const)('is another for %s', (_, changed) => {
    expect(errorKey({ ...ROW, ...changed }, true)).not.toBe(errorKey(ROW, true))
  })

  test('tells people apart whom nobody knows', () => {
    const other = { ...ROW, person: { first_name: 'Ottilie', last_name: 'Marchmain' } }
    expect(errorKey(other, false)).not.toBe(errorKey(ROW, false))
  })
})
