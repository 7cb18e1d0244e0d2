import type { Identity } from './identity.ts'
import { lastNameParts, nameParts, normalisedName, normalisedSuffix } from './names.ts'

/** A person as they are compared: names folded and taken apart once, however many others they are compared with. */
export interface Portrait {
  readonly first: string
  /** First and middle names as one word. */
  readonly given: string
  readonly middle: string
  readonly last: string
  readonly last_parts: readonly string[]
  readonly maiden: string
  readonly suffix: string | undefined
  /** Year, month, day. */
  readonly birth: readonly string[]
}

/** Records are immutable, and taking a name apart costs far more than comparing it. */
const kept = new WeakMap<Identity, Portrait>()

export function portraitOf(person: Identity): Portrait {
  const there = kept.get(person)
  if (there) return there
  const { first_name, middle_name, last_name, maiden_name, suffix, date_of_birth } = person
  const { parts, suffix: behindName } = lastNameParts(last_name)
  const portrait = {
    first: normalisedName(first_name),
    // "Mary Ann" without a middle name and "Mary" with the middle name "Ann" are the same.
    given: [...nameParts(first_name), ...nameParts(middle_name)].join(''),
    middle: normalisedName(middle_name),
    last: parts.join(''),
    last_parts: parts,
    maiden: normalisedName(maiden_name),
    suffix: normalisedSuffix(suffix) ?? behindName,
    birth: date_of_birth.split('-'),
  }
  kept.set(person, portrait)
  return portrait
}
