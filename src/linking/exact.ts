import { type Portrait, portraitOf } from './portrait.ts'
import type { Candidate, Match, Sought, Verdict } from './verdict.ts'

/**
 * The matcher `exact`: names, suffix and date of birth must be equal but for case, marks and punctuation, and so must the SSNs
 * where both are there. Who is so with one candidate, and that candidate with nobody else, is linked.
 */
export function matchExactly(
  people: readonly Sought[],
  candidatesOf: (sought: Sought) => readonly Candidate[],
): Verdict[] {
  const found = people.map((sought) => {
    const one = portraitOf(sought.person)
    return candidatesOf(sought).filter(({ person }) => isEqual(one, portraitOf(person)))
  })
  const claims = Map.groupBy(found.flat(), ({ id }) => id)
  return found.map((equal) => {
    const candidates = equal.map(matchOf).sort((one, other) => (one.id < other.id ? -1 : 1))
    const considered = { candidates, looked_at: candidates.length }
    const [match] = candidates
    if (!match) return { outcome: 'unknown', why: 'nobody_similar', ...considered }
    if (match.taken) return { outcome: 'unknown', why: 'taken', near: match, ...considered }
    const isOnly = candidates.length === 1 && claims.get(match.id)?.length === 1
    if (!isOnly) return { outcome: 'unknown', why: 'ambiguous', near: match, ...considered }
    return { outcome: 'linked', match, why: 'points', ...considered }
  })
}

const EVERYTHING = 100

function matchOf({ id, custom_individual_id }: Candidate): Match {
  const findings = [{ evidence: 'all_equal', points: EVERYTHING }]
  return { id, points: EVERYTHING, findings, taken: custom_individual_id !== undefined }
}

function isEqual(one: Portrait, other: Portrait): boolean {
  if (typeof one.birth !== 'object' || typeof other.birth !== 'object') return false
  const isNamed = one.first !== '' && one.last !== ''
  const isSame = one.first === other.first && one.last === other.last && one.suffix === other.suffix
  const ssns = [one.ssn, other.ssn].filter((ssn) => ssn !== undefined && ssn !== 'placeholder')
  return isNamed && isSame && one.birth.digits === other.birth.digits && new Set(ssns).size < 2
}
