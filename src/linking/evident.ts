import { birthOf } from './birth.ts'
import { numberOf } from './social-number.ts'
import type { Candidate, Sought } from './verdict.ts'

/** People about whom nothing is to be weighed, and those who are left. */
interface Evident<P extends Sought, C extends Candidate> {
  readonly links: ReadonlyMap<P, C>
  readonly people: readonly P[]
  readonly candidates: readonly C[]
}

/**
 * Takes out pairs that are written alike on both sides (names, suffix, date of birth and SSN) and whose SSN nobody else has on
 * either. Whoever else is compared with one of the two lacks the SSN, which is further behind than any margin: weighing them
 * would link the same pairs. Most people of a census are such, and looking them up costs a small part of a comparison.
 */
export function evidentPairs<P extends Sought, C extends Candidate>(
  people: readonly P[],
  candidates: readonly C[],
): Evident<P, C> {
  const bySsn = onlyOnes(candidates)
  const own = onlyOnes(people)
  const links = new Map<P, C>()
  const given = new Set<C>()
  for (const sought of people) {
    const ssn = sought.person.ssn
    const candidate = ssn ? bySsn.get(ssn) : undefined
    if (!candidate || !ssn || own.get(ssn) !== sought || !isWrittenAlike(sought, candidate)) continue
    links.set(sought, candidate)
    given.add(candidate)
  }
  return {
    links,
    people: people.filter((sought) => !links.has(sought)),
    candidates: candidates.filter((candidate) => !given.has(candidate)),
  }
}

/** By SSN who alone has it; nothing for an SSN of several. */
function onlyOnes<One extends Sought>(all: readonly One[]): ReadonlyMap<string, One | undefined> {
  const bySsn = new Map<string, One | undefined>()
  for (const one of all) {
    const { ssn } = one.person
    if (ssn) bySsn.set(ssn, bySsn.has(ssn) ? undefined : one)
  }
  return bySsn
}

function isWrittenAlike(
  { person: one }: Sought,
  { person: other, custom_individual_id }: Candidate,
): boolean {
  return (
    custom_individual_id === undefined &&
    one.date_of_birth === other.date_of_birth &&
    one.last_name === other.last_name &&
    one.first_name === other.first_name &&
    (one.suffix ?? '') === (other.suffix ?? '') &&
    one.first_name !== '' &&
    one.ssn?.length === 9 &&
    isTelling(one)
  )
}

function isTelling({ date_of_birth, ssn }: Sought['person']): boolean {
  const birth = birthOf(date_of_birth)
  return typeof birth === 'object' && birth.possible && numberOf(ssn) !== 'placeholder'
}
