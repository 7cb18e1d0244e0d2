import { folded } from '../kernel/folding.ts'

/** Letters that Unicode does not take apart into a letter and a mark. */
const SINGLE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

const SUFFIXES: Readonly<Record<string, string>> = {
  jr: 'jr',
  junior: 'jr',
  sr: 'sr',
  senior: 'sr',
  ii: 'ii',
  '2nd': 'ii',
  iii: 'iii',
  '3rd': 'iii',
  iv: 'iv',
  '4th': 'iv',
  v: 'v',
}

/** Parts that many last names share and that therefore say nothing. */
const PARTICLES = new Set('da de del della den der di do dos du el la las le los st van von y zu'.split(' '))

/** The words of a name in lower case, without accents and punctuation; hyphens part words. */
export function nameParts(name: string | undefined): string[] {
  return folded(name ?? '')
    .replaceAll(/[ßæœøđðłþı]/g, (letter) => SINGLE_LETTERS[letter] as string)
    .split(/[\s\p{Pd}]+/u)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '')
}

/** The name as one word: "Mc Donald", "McDonald" and "Mc-Donald" are the same. */
export function normalisedName(name: string | undefined): string {
  return nameParts(name).join('')
}

/** A last name taken apart: what was written behind it as a suffix is none of its parts. */
export function lastNameParts(name: string | undefined): {
  readonly parts: readonly string[]
  readonly suffix?: string
} {
  const words = nameParts(name)
  const suffix = words.length > 1 ? SUFFIXES[words.at(-1) as string] : undefined
  return suffix === undefined ? { parts: words } : { parts: words.slice(0, -1), suffix }
}

/** A suffix in one spelling: `2nd` and `II` are the same. */
export function normalisedSuffix(suffix: string | undefined): string | undefined {
  const word = normalisedName(suffix)
  return word === '' ? undefined : (SUFFIXES[word] ?? word)
}

/** Whether two last names have a part in common that means something. */
export function sharePart(one: readonly string[], other: readonly string[]): boolean {
  return one.some((part) => part.length > 1 && !PARTICLES.has(part) && other.includes(part))
}

/** One character put in, left out or replaced, and no more. */
export function isOneEditApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short === long || long.length - short.length > 1) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  return short.slice(same + (short.length === long.length ? 1 : 0)) === long.slice(same + 1)
}
