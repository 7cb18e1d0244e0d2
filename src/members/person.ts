import type { Person } from '../carriers/records.ts'
import { folded } from '../kernel/folding.ts'
import { uuidFrom } from '../kernel/identity.ts'

/**
 * Noyo's id of the person who a member is. Only the search for people and the filter `person_id` know it; that each member is a
 * person of their own is assumed.
 */
export function personIdOf(memberId: string): string {
  return uuidFrom('person', memberId)
}

export interface FoldedNames {
  readonly first: string
  readonly last: string
  readonly all: readonly string[]
}

/** Folding costs more than searching; records are immutable, so it is done once for each. */
const kept = new WeakMap<Person, FoldedNames>()

/** The parts of a name without case and accents. */
export function foldedNames(person: Person): FoldedNames {
  const there = kept.get(person)
  if (there) return there
  const { first_name, middle_name, last_name, suffix } = person
  const first = folded(first_name)
  const last = folded(last_name)
  const others = [middle_name, suffix].filter((part) => part !== undefined).map(folded)
  const names = { first, last, all: [first, last, ...others] }
  kept.set(person, names)
  return names
}

/** The words that each must be part of a name. */
export function wordsOf(name: string): string[] {
  return folded(name).split(/\s+/).filter(Boolean)
}
