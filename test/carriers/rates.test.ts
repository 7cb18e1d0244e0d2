import { describe, expect, test } from 'vitest'
import { LINES_OF_COVERAGE } from '../../src/carriers/profile.ts'
import { planRates, type RateOption } from '../../src/carriers/rates.ts'

const ratesOf = (line: (typeof LINES_OF_COVERAGE)[number], from = '2020-01-01') =>
  planRates(line, from, '2026-01-01', 'test', line)

describe.each(LINES_OF_COVERAGE)('the rates of a %s plan', (line) => {
  test('rise with age or with the family, and from year to year', () => {
    const rates = ratesOf(line)
    expect(rates.map(({ start_date, end_date }) => [start_date, end_date])).toEqual([
      ['2024-01-01', '2024-12-31'],
      ['2025-01-01', '2025-12-31'],
      ['2026-01-01', null],
    ])
    const amounts = (options: readonly RateOption[]) => options.map(({ amount }) => amount)
    for (const { options } of rates) {
      const rising = amounts(options)
      for (const [index, amount] of rising.slice(1).entries())
        expect(amount).toBeGreaterThan(rising[index] as number)
    }
    const [before, , now] = rates.map(({ options }) => amounts(options))
    for (const [index, amount] of (now ?? []).entries())
      expect(amount).toBeGreaterThan(before?.[index] as number)
  })

  test('cover every age, or every kind of family, once', () => {
    const [{ options, calculation_type } = { options: [], calculation_type: '' }] = ratesOf(line)
    if (calculation_type === 'family_unit_based') {
      expect(options.map((one) => ('tier' in one ? one.tier : ''))).toEqual([
        'employee',
        'employee_and_spouse',
        'employee_and_children',
        'employee_and_family',
      ])
      return
    }
    for (let age = 0; age < 100; age += 1) {
      const at = options.filter((one) => 'ages' in one && one.ages[0] <= age && age <= one.ages[1])
      expect(at).toHaveLength(1)
    }
    const isByVolume = calculation_type === 'member_based_volume'
    expect(options.every((one) => 'per' in one === isByVolume)).toBe(true)
  })
})

test('rates begin with the plan', () => {
  expect(ratesOf('life', '2025-04-01').map(({ start_date }) => start_date)).toEqual([
    '2025-04-01',
    '2026-01-01',
  ])
  expect(ratesOf('life', '2026-04-01').map(({ start_date }) => start_date)).toEqual(['2026-04-01'])
})
