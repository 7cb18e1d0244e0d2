import { integerFrom } from '../kernel/identity.ts'

/** How many numbers there are with area 900 to 999 and group 01 to 49: ranges that are never issued. */
const NUMBERS = 100 * 49 * 9999

/** Prime, and no divisor of {@link NUMBERS}: steps of this size visit every number once. */
const STRIDE = 6_700_417

/** The n-th of a population's Social Security numbers, no two of them alike. Source of the ranges: SSA, numbers never assigned. */
export function socialSecurityNumber(
  population: { readonly seed: string; readonly key: string },
  position: number,
): string {
  const first = integerFrom(0, NUMBERS - 1, population.seed, 'ssn', population.key)
  const number = (first + ((position * STRIDE) % NUMBERS)) % NUMBERS
  const area = 900 + Math.floor(number / (49 * 9999))
  const group = 1 + (Math.floor(number / 9999) % 49)
  const serial = 1 + (number % 9999)
  return `${area}${String(group).padStart(2, '0')}${String(serial).padStart(4, '0')}`
}
