import { expect, test } from 'vitest'
import { socialSecurityNumber } from '../../src/carriers/social-security-number.ts'

test('no two of a population are alike, and none was ever issued', () => {
  const population = { seed: 's', key: 'k' }
  const numbers = Array.from({ length: 50_000 }, (_, position) => socialSecurityNumber(population, position))
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.filter((number) => !/^9\d\d(0[1-9]|[1-4]\d)(?!0000)\d{4}$/.test(number))).toEqual([])
  expect(socialSecurityNumber({ seed: 's', key: 'l' }, 0)).not.toBe(numbers[0])
})
