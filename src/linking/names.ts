import { latin } from './letters.ts'

/** Generations, in one spelling: a Jr. is the II. */
const GENERATIONS: Readonly<Record<string, string>> = {
  ...{ jr: 'ii', jnr: 'ii', junior: 'ii', hijo: 'ii', ii: 'ii', '2nd': 'ii' },
  ...{ sr: 'sr', snr: 'sr', senior: 'sr' },
  ...{ iii: 'iii', '3rd': 'iii', iv: 'iv', '4th': 'iv', v: 'v', '5th': 'v' },
}

/** What stands before or behind a name and is none of it. */
const TITLES = new Set('mr mrs ms miss mx dr prof rev sra srta md phd dds dvm esq cpa rn pe'.split(' '))

/** Parts that many last names share and that therefore say nothing. */
const PARTICLES = new Set(
  'da das de del della den der des di do dos du e el la las le los st san santa saint van von y zu bin ibn bint abu al ben ter ten af av'.split(
    ' ',
  ),
)

/** What is written where nobody has a name yet, or nobody knows it: evidence of nothing. */
const NO_NAMES = new Set(
  'baby babyboy babygirl boy girl newborn infant unknown unk na none null test dependent spouse child husband wife son daughter fnu lnu nmn nfn tbd xxx'.split(
    ' ',
  ),
)

const SPLIT = /[\s\p{Pd}/,()"“”]+|\.(?=\p{L})/u
const OTHER = /[^\p{L}\p{N}]/gu

/** The words of a name in lower-case Latin letters, without punctuation; hyphens part words, apostrophes do not. */
export function nameParts(name: string | null | undefined): string[] {
  if (!name) return []
  const text = latin(name)
  // Most names are one plain word, and there are many of them.
  if (/^[a-z]+$/.test(text)) return [text]
  return text
    .split(SPLIT)
    .map((word) => word.replace(OTHER, ''))
    .filter((word) => word !== '')
}

/** The name as one word: "Mc Donald", "McDonald" and "Mc-Donald" are the same. */
export function normalisedName(name: string | null | undefined): string {
  return nameParts(name).join('')
}

/** A name taken apart: what was written around it as a title or a suffix is none of its parts. */
export function takenApart(name: string | null | undefined): {
  readonly parts: readonly string[]
  readonly suffix?: string
} {
  const words = nameParts(name)
  if (words.length < 2) return { parts: words.filter((word) => !NO_NAMES.has(word)) }
  const known = words.filter((word) => !TITLES.has(word))
  const parts = known.length === 0 ? words : known
  const suffix = parts.length > 1 ? GENERATIONS[parts.at(-1) as string] : undefined
  const left = suffix === undefined ? parts : parts.slice(0, -1)
  const named = left.every((word) => NO_NAMES.has(word)) ? [] : left
  return suffix === undefined ? { parts: named } : { parts: named, suffix }
}

/** A suffix in one spelling; undefined for what says nothing of a generation. */
export function normalisedSuffix(suffix: string | null | undefined): string | undefined {
  return suffix ? GENERATIONS[normalisedName(suffix)] : undefined
}

/** The parts of a last name that say something, in the order of the alphabet, so that "Garcia Lopez" is "Lopez-Garcia". */
export function tellingParts(parts: readonly string[]): readonly string[] {
  if (parts.length < 2) return parts
  const telling = parts.filter((part) => !PARTICLES.has(part) && part.length > 1)
  return telling.length === 0 ? parts : telling.toSorted()
}
