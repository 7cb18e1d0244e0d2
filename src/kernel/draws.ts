import { hash } from 'node:crypto'

/**
 * Numbers that follow from what they belong to and from what they are for, not from a running stream: asking for one more
 * changes no other. One digest a subject, a few multiplications a number: what thousands of people are made of.
 */
export interface Draws {
  /** A number in [0, 1). */
  fraction(what: string): number
  /** A whole number in [least, most]. */
  integer(least: number, most: number, what: string): number
  /** One of the choices; the list must not be empty. */
  choice<T>(choices: readonly T[], what: string): T
  /** True `of` times in a hundred. */
  chance(of: number, what: string): boolean
}

/** Parts are joined as those of an id are; see `identity.ts`. */
const BETWEEN = '\u001f'

/** The numbers of one subject: a family, an employer, a plan. */
export function drawsOf(...parts: readonly (string | number)[]): Draws {
  const digest = hash('sha1', parts.join(BETWEEN), 'buffer')
  const first = digest.readUInt32LE(0)
  const second = digest.readUInt32LE(4)
  const fraction = (what: string): number => {
    const word = scrambled(scrambled(wordOf(what) ^ first) ^ second)
    return word / 2 ** 32
  }
  const integer = (least: number, most: number, what: string): number =>
    least + Math.floor(fraction(what) * (most - least + 1))
  return {
    fraction,
    integer,
    choice: <T>(choices: readonly T[], what: string) => choices[integer(0, choices.length - 1, what)] as T,
    chance: (of, what) => fraction(what) * 100 < of,
  }
}

/** FNV-1a, 32 bits, of the text's code units. */
function wordOf(text: string): number {
  let word = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) word = Math.imul(word ^ text.charCodeAt(at), 0x01000193)
  return word
}

/** The finalizer of MurmurHash3: every bit of the word touches every bit of the result. */
function scrambled(word: number): number {
  let mixed = word ^ (word >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
