import { expect, test } from 'vitest'
import { type VolumeRules, volumeOf } from '../../src/carriers/volume.ts'

test('is a week or a month of pay for disability, at most the maximum', () => {
  const rules = (period: 'week' | 'month'): VolumeRules => ({
    calculation: 'percent_of_salary',
    percent: 60,
    period,
    maximum: 1_500,
  })
  expect(volumeOf(rules('week'), 52_000, 0)).toBe(600)
  expect(volumeOf(rules('month'), 12_000, 0)).toBe(600)
  expect(volumeOf(rules('month'), 120_000, 0)).toBe(1_500)
})

test('is the same for all or one of the steps', () => {
  expect(volumeOf({ calculation: 'flat', amount: 50_000 }, 1, 0.9)).toBe(50_000)
  const guaranteed_issue = { gi_under_70: 20_000, gi_over_70: 10_000 }
  const rules = {
    calculation: 'increments',
    increment: 10_000,
    minimum: 10_000,
    maximum: 30_000,
    guaranteed_issue,
  } as const
  expect([0, 0.34, 0.999].map((fraction) => volumeOf(rules, 1, fraction))).toEqual([10_000, 20_000, 30_000])
})
