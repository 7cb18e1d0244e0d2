import type { Relationship } from '../carriers/records.ts'
import { type Evidence, type Identity, scoreOf } from './score.ts'

/** Points from which two records are taken for one person. Assumed, as all numbers of linking. */
export const LINKING_THRESHOLD = 75

/** How many points the best candidate must be ahead of the second. */
export const LINKING_MARGIN = 10

/** Points from which somebody who is not linked is worth a warning. */
export const NEAR_THRESHOLD = 50

/** A person of the payload. */
export interface Sought {
  readonly person: Identity
  /** Dependents only: breaks ties. */
  readonly relationship?: Relationship
}

/** A member that Noyo has. */
export interface Candidate extends Sought {
  readonly id: string
  /** Somebody with a custom id is somebody already and never linked; near ones are named all the same. */
  readonly custom_individual_id?: string
}

export interface Match {
  readonly id: string
  readonly points: number
  readonly evidence: readonly Evidence[]
  /** The candidate carries a custom id. */
  readonly taken: boolean
}

export type Verdict =
  | { readonly outcome: 'linked'; readonly match: Match }
  | {
      readonly outcome: 'unknown'
      readonly why: 'nobody_similar' | 'below_threshold' | 'ambiguous' | 'taken'
      /** The most similar member, when there is one worth naming. */
      readonly near?: Match
    }

interface Scored {
  readonly candidate: Candidate
  readonly match: Match
}

/** Who of the candidates this person is, if anybody. Source: Noyo docs, linking members; see {@link LINKING_THRESHOLD}. */
export function linkPerson(sought: Sought, candidates: readonly Candidate[]): Verdict {
  const scored = candidates
    .map((candidate) => ({ candidate, match: matchOf(sought, candidate) }))
    .sort(byPoints)
  const free = scored.filter(({ match }) => !match.taken)
  const eligible = free.filter(({ match }) => match.points >= LINKING_THRESHOLD)
  const winner = winnerOf(sought, eligible, free)
  if (winner) return { outcome: 'linked', match: winner.match }
  const nearest = scored.find(({ match }) => isNear(match))?.match
  const near = nearest === undefined ? {} : { near: nearest }
  if (eligible.length > 0) return { outcome: 'unknown', why: 'ambiguous', ...near }
  if (!nearest) return { outcome: 'unknown', why: 'nobody_similar' }
  return { outcome: 'unknown', why: nearest.taken ? 'taken' : 'below_threshold', ...near }
}

/**
 * Who of the candidates each of these people is. One member is one person: where two claim one, the better claim wins, and
 * nobody when they are as good.
 */
export function linkPeople(sought: readonly Sought[], candidates: readonly Candidate[]): Verdict[] {
  const verdicts = sought.map((person) => linkPerson(person, candidates))
  return verdicts.map((verdict, index) => {
    if (verdict.outcome === 'unknown') return verdict
    const { match } = verdict
    const rivals = verdicts.filter(
      (other, at) => at !== index && other.outcome === 'linked' && other.match.id === match.id,
    )
    const wins = rivals.every(
      (other) => other.outcome === 'linked' && match.points - other.match.points >= LINKING_MARGIN,
    )
    return wins ? verdict : { outcome: 'unknown', why: 'ambiguous', near: match }
  })
}

function matchOf(sought: Sought, candidate: Candidate): Match {
  const { points, evidence } = scoreOf(sought.person, candidate.person)
  return { id: candidate.id, points, evidence, taken: candidate.custom_individual_id !== undefined }
}

/** The best of those who may be linked, if it is far enough ahead of everybody; among equals, the one of the same relationship. */
function winnerOf(
  { relationship }: Sought,
  eligible: readonly Scored[],
  free: readonly Scored[],
): Scored | undefined {
  const [best] = eligible
  if (!best) return undefined
  const tied = free.filter(({ match }) => best.match.points - match.points < LINKING_MARGIN)
  if (tied.length === 1) return best
  const kin = tied.filter(
    ({ candidate }) => relationship !== undefined && candidate.relationship === relationship,
  )
  return kin.length === 1 && eligible.includes(kin[0] as Scored) ? kin[0] : undefined
}

/** Names and date of birth alone make somebody worth naming, also when the SSNs speak against it. */
function isNear({ points, evidence }: Match): boolean {
  const named = ['first_name_equal', 'last_name_equal', 'date_of_birth_equal'] as const
  return points >= NEAR_THRESHOLD || named.every((piece) => evidence.includes(piece))
}

function byPoints(one: Scored, other: Scored): number {
  return other.match.points - one.match.points || (one.candidate.id < other.candidate.id ? -1 : 1)
}
