import { hash } from 'node:crypto'

/*
 * Ids and choices are derived from what they belong to, never drawn from a running stream: the same seed and the same
 * natural key give the same value whatever else happens, in whatever order, so an unrelated record renames nothing.
 */

/** Parts are joined by a character that no natural key contains, so that ('a','bc') and ('ab','c') differ. */
const BETWEEN = '\u001f'

/** 20 bytes, one a character. */
function digest(parts: readonly (string | number)[]): string {
  return hash('sha1', parts.join(BETWEEN), 'binary')
}

const HEX = Buffer.from('0123456789abcdef', 'latin1')

/** An id's digits go here one by one: put together of pieces, hundreds of thousands of ids keep all the pieces in memory. */
const digits = Buffer.from('00000000-0000-0000-0000-000000000000', 'latin1')

/** Where the two digits of each byte stand. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

/** A UUID (version 4 in form, as Noyo's ids are) that depends on nothing but its parts. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  const bytes = digest(parts)
  for (let at = 0; at < 16; at += 1) {
    let byte = bytes.charCodeAt(at)
    if (at === 6) byte = (byte & 0x0f) | 0x40
    if (at === 8) byte = (byte & 0x3f) | 0x80
    const place = PLACES[at] as number
    digits[place] = HEX[byte >> 4] as number
    digits[place + 1] = HEX[byte & 15] as number
  }
  return digits.toString('latin1')
}

/** The first bytes of a digest as a number. */
function numberOf(bytes: string, count: number): number {
  let number = 0
  for (let at = 0; at < count; at += 1) number = number * 256 + bytes.charCodeAt(at)
  return number
}

/** A number in [0, 1) that depends on nothing but its parts. */
export function fractionFrom(...parts: readonly (string | number)[]): number {
  return numberOf(digest(parts), 6) / 2 ** 48
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
  return numberOf(digest(parts), 4)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return UUID.test(text)
}
