import { describe, expect, test } from 'vitest'
import type { VolumeRules } from '../../src/carriers/volume.ts'
import type { Pairing } from '../../src/snapshots/family.ts'
import type { Payload } from '../../src/snapshots/payload.ts'
import { volumeByRule, volumeFindings } from '../../src/snapshots/volume.ts'
import { newHire, OPEN_END, somebody } from './families.ts'

const STEPS: VolumeRules = {
  calculation: 'increments',
  increment: 10_000,
  minimum: 20_000,
  maximum: 100_000,
  guaranteed_issue: { gi_under_70: 50_000, gi_over_70: 30_000 },
}
const FLAT: VolumeRules = { calculation: 'flat', amount: 50_000 }
const MONTHLY: VolumeRules = {
  calculation: 'percent_of_salary',
  percent: 60,
  period: 'month',
  maximum: 6_000,
}

const pairing = (rules: VolumeRules | undefined, volume: number | undefined, before?: number): Pairing =>
  ({
    wanted: {
      individual_id: 'anna',
      line_of_coverage: 'life',
      effective_start_date: '2026-02-01',
      effective_end_date: OPEN_END,
      volume,
    },
    plan: { name: 'P', details: rules ? { volume_rules: rules } : {} },
    known: before === undefined ? undefined : { volume: before },
  }) as unknown as Pairing

const family = (date_of_birth = '1988-02-29'): Payload => {
  const { employee, ...payload } = newHire()
  return { ...payload, employee: { ...employee, id: 'anna', person: somebody({ date_of_birth }) } }
}

describe('a new or changed volume', () => {
  const rows: readonly (readonly [
    string,
    VolumeRules | undefined,
    number | undefined,
    number | undefined,
    string | undefined,
  ])[] = [
    ['within steps is fine', STEPS, 50_000, undefined, undefined],
    ['between two steps', STEPS, 25_000, undefined, '20000 to 100000 in steps of 10000'],
    ['below the least', STEPS, 10_000, undefined, 'in steps of'],
    ['above the most', STEPS, 110_000, undefined, 'in steps of'],
    ['above what is guaranteed', STEPS, 60_000, undefined, 'evidence of insurability'],
    ['as it was is fine, however large', STEPS, 90_000, 90_000, undefined],
    ['lower than it was is fine', STEPS, 80_000, 90_000, undefined],
    ['left out of a new coverage', STEPS, undefined, undefined, 'is required'],
    ['left out of a known coverage is fine', STEPS, undefined, 40_000, undefined],
    ['equal to the flat one is fine', FLAT, 50_000, undefined, undefined],
    ['other than the flat one', FLAT, 60_000, undefined, 'is 50000, not 60000'],
    ['of a part of the salary is fine', MONTHLY, 3_000, undefined, undefined],
    ['above the most of a part of the salary', MONTHLY, 6_001, undefined, 'at most 6000'],
    ['on a plan without volume', undefined, 10, undefined, 'has no volume'],
    ['left out on a plan without volume is fine', undefined, undefined, undefined, undefined],
  ]
  test.each(rows)('%s', (_name, rules, volume, before, error) => {
    const found = volumeFindings(pairing(rules, volume, before), family())
    expect(found).toEqual(error === undefined ? [] : [expect.stringContaining(error)])
  })

  test('less is guaranteed from the 70th birthday on', () => {
    const wanted = pairing(STEPS, 40_000)
    expect(volumeFindings(wanted, family('1956-02-02'))).toEqual([])
    expect(volumeFindings(wanted, family('1956-02-01'))).toEqual([expect.stringContaining('above the 30000')])
  })

  test('that nobody names follows from the plan and the pay', () => {
    expect(volumeByRule(pairing(FLAT, undefined), family())).toBe(50_000)
    expect(volumeByRule(pairing(MONTHLY, undefined), family())).toBe(3_500)
    expect(volumeByRule(pairing(MONTHLY, undefined, 2_000), family())).toBeUndefined()
    expect(volumeByRule(pairing(STEPS, 30_000), family())).toBe(30_000)
    expect(volumeByRule(pairing(undefined, undefined), family())).toBeUndefined()
    const weekly = family()
    const salary = { amount: 1_000, unit: 'week' as const }
    const employment = { ...weekly.employee.employment, salary }
    const paid = { ...weekly, employee: { ...weekly.employee, employment } }
    expect(volumeByRule(pairing(MONTHLY, undefined), paid)).toBe(2_600)
  })
})
