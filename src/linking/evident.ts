import { birthOf } from './birth.ts'
import type { Identity } from './identity.ts'
import { latin } from './letters.ts'
import { numberOf } from './social-number.ts'

/** Somebody of one of two sides. */
interface One {
  readonly person: Identity
}

/** People about whom nothing is to be weighed, and those who are left. */
interface Evident<P extends One, C extends One> {
  readonly links: readonly (readonly [P, C])[]
  readonly people: readonly P[]
  readonly candidates: readonly C[]
}

/** So few people are faster looked through than put into a map. */
const FEW = 12

/**
 * Takes out pairs that are written alike on both sides (names but for case and marks, suffix, date of birth and SSN) and whose SSN
 * nobody else has on either. Whoever else is compared with one of the two lacks the SSN, which is further behind than any margin:
 * weighing them would link the same pairs. Most people of a census are such, and looking them up costs a small part of a
 * comparison.
 */
export function evidentPairs<P extends One, C extends One>(
  people: readonly P[],
  candidates: readonly C[],
): Evident<P, C> {
  if (people.length === 0 || candidates.length === 0) return { links: [], people, candidates }
  const alone =
    people.length <= FEW && candidates.length <= FEW
      ? oneByOne(people, candidates)
      : byNumber(people, candidates)
  const links = alone.filter(([sought, candidate]) => isWrittenAlike(sought.person, candidate.person))
  if (links.length === 0) return { links, people, candidates }
  const given = new Set<One>()
  for (const [sought, candidate] of links) given.add(sought).add(candidate)
  return {
    links,
    people: people.filter((one) => !given.has(one)),
    candidates: candidates.filter((one) => !given.has(one)),
  }
}

function oneByOne<P extends One, C extends One>(
  people: readonly P[],
  candidates: readonly C[],
): (readonly [P, C])[] {
  const pairs: [P, C][] = []
  for (const sought of people) {
    const { ssn } = sought.person
    if (!ssn || onlyOne(people, ssn) !== sought) continue
    const candidate = onlyOne(candidates, ssn)
    if (candidate !== undefined) pairs.push([sought, candidate])
  }
  return pairs
}

/** Who alone has a number. */
function onlyOne<O extends One>(all: readonly O[], ssn: string): O | undefined {
  let found: O | undefined
  for (const one of all) {
    if (one.person.ssn !== ssn) continue
    if (found !== undefined) return undefined
    found = one
  }
  return found
}

function byNumber<P extends One, C extends One>(
  people: readonly P[],
  candidates: readonly C[],
): (readonly [P, C])[] {
  const holders = new Map<string, { candidate: C; sought?: P; shared: boolean }>()
  for (const candidate of candidates) {
    const { ssn } = candidate.person
    if (!ssn) continue
    const there = holders.get(ssn)
    if (there) there.shared = true
    else holders.set(ssn, { candidate, shared: false })
  }
  for (const sought of people) {
    const there = sought.person.ssn ? holders.get(sought.person.ssn) : undefined
    if (!there) continue
    if (there.sought) there.shared = true
    else there.sought = sought
  }
  const pairs: [P, C][] = []
  for (const { sought, candidate, shared } of holders.values()) {
    if (sought && !shared) pairs.push([sought, candidate])
  }
  return pairs
}

function isWrittenAlike(one: Identity, other: Identity): boolean {
  return (
    one.date_of_birth === other.date_of_birth &&
    isOneName(one.last_name, other.last_name) &&
    isOneName(one.first_name, other.first_name) &&
    (one.suffix ?? '') === (other.suffix ?? '') &&
    (one.sex === other.sex || !one.sex || !other.sex) &&
    one.first_name !== '' &&
    one.ssn?.length === 9 &&
    isTelling(one)
  )
}

function isOneName(one: string, other: string): boolean {
  return one === other || (one !== '' && other !== '' && latin(one) === latin(other))
}

function isTelling({ date_of_birth, ssn }: Identity): boolean {
  const birth = birthOf(date_of_birth)
  return typeof birth === 'object' && birth.possible && numberOf(ssn) !== 'placeholder'
}
