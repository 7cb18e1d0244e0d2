import type { Draws } from '../kernel/draws.ts'

/** Slips of whoever types a text. Each is one a text, so that one subject's draws need not tell them apart. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** A letter too many, too few or another one. */
export function oneEdit(text: string, draws: Draws): string {
  const letters = [...text]
  if (letters.length < 3) return text
  const at = draws.integer(1, letters.length - 1, `place in ${text}`)
  const letter = draws.choice([...LETTERS], `letter in ${text}`)
  const slip = draws.integer(0, 3, `slip in ${text}`)
  const [before, after] = [letters.slice(0, at), letters.slice(at + 1)]
  if (slip === 0) return [...before, ...after].join('')
  // A letter struck twice is the most usual of those too many.
  if (slip === 1) return [...before, letters[at], letters[at], ...after].join('')
  if (slip === 2) return [...before, letter, letters[at], ...after].join('')
  return [...before, letter, ...after].join('')
}

/** Two neighbours in the other order. */
export function swappedLetters(text: string, draws: Draws): string {
  const letters = [...text]
  const places = letters.flatMap((letter, at) => (at > 0 && letter !== letters[at - 1] ? [at] : []))
  if (places.length === 0) return text
  const at = draws.choice(places, `swap in ${text}`)
  const [one = '', other = ''] = letters.slice(at - 1, at + 1)
  const isCapital = one !== one.toLowerCase() && other === other.toLowerCase()
  const pair = isCapital ? [other.toUpperCase(), one.toLowerCase()] : [other, one]
  return [...letters.slice(0, at - 1), ...pair, ...letters.slice(at + 1)].join('')
}

/** One digit is another one. */
export function otherDigit(digits: string, draws: Draws): string {
  const at = draws.integer(0, digits.length - 1, `digit of ${digits}`)
  const digit = (Number(digits[at]) + draws.integer(1, 9, `value in ${digits}`)) % 10
  return `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`
}

/** Two surnames as forms, countries and marriages put them together. */
export function addedTo(name: string, other: string, draws: Draws): string {
  const between = draws.choice(['-', ' '], 'between names')
  return draws.chance(50, 'order of names') ? `${name}${between}${other}` : `${other}${between}${name}`
}

const bare = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')

/** How the same name is spelled by another system. */
export const folds: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  bare,
  (text) => bare(text).toUpperCase(),
  (text) => text.replaceAll('-', ' '),
  (text) => text.replaceAll(/[-' ]/g, ''),
  (text) => bare(text).replaceAll(/[' ]/g, '-'),
  (text) => ` ${text.replaceAll(' ', '  ')} `,
]
