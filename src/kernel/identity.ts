import { hash } from 'node:crypto'

/*
 * Ids and choices are derived from what they belong to, never drawn from a running stream: the same seed and the same
 * natural key give the same value whatever else happens, in whatever order, so an unrelated record renames nothing.
 */

/** Parts are joined by a character that no natural key contains, so that ('a','bc') and ('ab','c') differ. */
const BETWEEN = '\u001f'

function digest(parts: readonly (string | number)[]): string {
  return hash('sha1', parts.join(BETWEEN), 'hex')
}

/** A UUID (version 4 in form, as Noyo's ids are) that depends on nothing but its parts. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  const hex = digest(parts)
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A number in [0, 1) that depends on nothing but its parts. */
export function fractionFrom(...parts: readonly (string | number)[]): number {
  return Number.parseInt(digest(parts).slice(0, 12), 16) / 2 ** 48
}

/** A whole number in [least, most]. */
export function integerFrom(least: number, most: number, ...parts: readonly (string | number)[]): number {
  return least + Math.floor(fractionFrom(...parts) * (most - least + 1))
}

/** One of the choices; the list must not be empty. */
export function choiceFrom<T>(choices: readonly T[], ...parts: readonly (string | number)[]): T {
  return choices[integerFrom(0, choices.length - 1, ...parts)] as T
}

/** A 32-bit seed for a generator that wants one (Faker). */
export function seedFrom(...parts: readonly (string | number)[]): number {
  return Number.parseInt(digest(parts).slice(0, 8), 16)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return UUID.test(text)
}
