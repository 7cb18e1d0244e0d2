import { isPlainDay } from './birth.ts'
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
  const isSmall = people.length <= FEW && candidates.length <= FEW
  const alone = isSmall ? oneByOne(people, candidates) : byNumber(people, candidates)
  const links: (readonly [P, C])[] = []
  // By their places: a set of thousands of people costs as much as all of the rest.
  const linked = new Uint8Array(people.length)
  const given = new Uint8Array(candidates.length)
  for (const [here, there] of alone) {
    const [sought, candidate] = [people[here] as P, candidates[there] as C]
    if (!isWrittenAlike(sought.person, candidate.person)) continue
    links.push([sought, candidate])
    linked[here] = 1
    given[there] = 1
  }
  if (links.length === 0) return { links, people, candidates }
  return {
    links,
    people: people.filter((_, at) => linked[at] === 0),
    candidates: candidates.filter((_, at) => given[at] === 0),
  }
}

/** The places of two who alone have a number, each on one side. */
type Places = readonly [here: number, there: number]

function oneByOne(people: readonly One[], candidates: readonly One[]): Places[] {
  const pairs: Places[] = []
  for (const [here, { person }] of people.entries()) {
    if (!person.ssn || onlyOne(people, person.ssn) !== here) continue
    const there = onlyOne(candidates, person.ssn)
    if (there !== undefined) pairs.push([here, there])
  }
  return pairs
}

/** Who alone has a number. */
function onlyOne(all: readonly One[], ssn: string): number | undefined {
  let found: number | undefined
  for (const [at, { person }] of all.entries()) {
    if (person.ssn !== ssn) continue
    if (found !== undefined) return undefined
    found = at
  }
  return found
}

const NOBODY = -1
const SEVERAL = -2

function byNumber(people: readonly One[], candidates: readonly One[]): Places[] {
  const holders = new Map<string, number>()
  const seekers = new Int32Array(candidates.length).fill(NOBODY)
  for (const [there, { person }] of candidates.entries()) {
    if (person.ssn) holders.set(person.ssn, holders.has(person.ssn) ? SEVERAL : there)
  }
  for (const [here, { person }] of people.entries()) {
    const there = person.ssn ? holders.get(person.ssn) : undefined
    if (there === undefined || there === SEVERAL) continue
    seekers[there] = seekers[there] === NOBODY ? here : SEVERAL
  }
  const pairs: Places[] = []
  for (const [there, here] of seekers.entries()) if (here >= 0) pairs.push([here, there])
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

/** Whatever is not plain is left to be weighed. */
function isTelling({ date_of_birth, ssn }: Identity): boolean {
  return isPlainDay(date_of_birth) && numberOf(ssn) !== 'placeholder'
}
