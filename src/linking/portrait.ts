import { type Birth, birthOf } from './birth.ts'
import type { Identity } from './identity.ts'
import { sounded } from './letters.ts'
import { nameParts, normalisedSuffix, takenApart, tellingParts } from './names.ts'
import { numberOf } from './social-number.ts'

/** A person as they are compared: names folded and taken apart once, however many others they are compared with. */
export interface Portrait {
  /** The words of the first name, and as one word. */
  readonly firsts: readonly string[]
  readonly first: string
  readonly middles: readonly string[]
  /** First and middle names as one word. */
  readonly given: string
  readonly last: string
  /** The parts of the last name that say something, in the order of the alphabet. */
  readonly lasts: readonly string[]
  readonly maidens: readonly string[]
  readonly suffix: string | undefined
  readonly birth: Birth | 'placeholder' | undefined
  readonly ssn: string | 'placeholder' | undefined
  readonly sex: 'F' | 'M' | undefined
  /** First and last name in one spelling of their sounds, see {@link firstSound}: made on first use, as few are asked for. */
  first_sound: string | undefined
  last_sound: string | undefined
}

/** Records are immutable, and taking a name apart costs far more than comparing it. */
const kept = new WeakMap<Identity, Portrait>()

export function portraitOf(person: Identity): Portrait {
  const there = kept.get(person)
  if (there) return there
  const portrait = painted(person)
  kept.set(person, portrait)
  return portrait
}

function painted(person: Identity): Portrait {
  const { first_name, middle_name, last_name, maiden_name, suffix, date_of_birth, ssn, sex } = person
  const { parts: firsts, suffix: behindFirst } = takenApart(first_name)
  const { parts: surnames, suffix: behindLast } = takenApart(last_name)
  const middles = middle_name ? takenApart(middle_name).parts : NONE
  const first = joined(firsts)
  return {
    firsts,
    first,
    middles,
    given: first + joined(middles),
    last: joined(surnames),
    lasts: tellingParts(surnames),
    maidens: maiden_name ? tellingParts(nameParts(maiden_name)) : NONE,
    suffix: normalisedSuffix(suffix) ?? behindLast ?? behindFirst,
    birth: birthOf(date_of_birth),
    ssn: numberOf(ssn),
    sex: sex === 'F' || sex === 'M' ? sex : undefined,
    first_sound: undefined,
    last_sound: undefined,
  }
}

const NONE: readonly string[] = []

/** Most names are one word. */
const joined = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] as string) : parts.join('')

export function firstSound(portrait: Portrait): string {
  portrait.first_sound ??= sounded(portrait.first)
  return portrait.first_sound
}

export function lastSound(portrait: Portrait): string {
  portrait.last_sound ??= sounded(portrait.last)
  return portrait.last_sound
}
