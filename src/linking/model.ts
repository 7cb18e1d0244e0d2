import type { Relationship } from '../carriers/records.ts'
import type { Identity } from './identity.ts'
import { linkingKeys, nearKeys } from './keys.ts'
import { type Evidence, scoreOf } from './score.ts'

/** Points from which two records are taken for one person. Assumed, as all numbers of linking. */
export const LINKING_THRESHOLD = 75

/** How many points the best candidate must be ahead of the second. */
export const LINKING_MARGIN = 10

/** Points from which somebody who is not linked is worth a warning. */
const NEAR_THRESHOLD = 50

/** How many of the candidates a verdict shows, the best first. */
const MOST_SHOWN = 25

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

/** Whom a person was compared with. */
interface Considered {
  /** Best first; of very many only the best. */
  readonly candidates: readonly Match[]
  /** How many there were. */
  readonly looked_at: number
}

export type Verdict = Considered &
  (
    | { readonly outcome: 'linked'; readonly match: Match; readonly why: 'points' | 'relationship' }
    | {
        readonly outcome: 'unknown'
        readonly why: 'nobody_similar' | 'below_threshold' | 'ambiguous' | 'taken'
        /** The most similar member, when there is one worth naming. */
        readonly near?: Match
      }
  )

/**
 * What tells who of Noyo's members the people of a payload are. Another one takes its place here: nothing else of the project
 * knows how people are compared.
 */
export interface Matcher {
  /**
   * The pieces of evidence under which somebody is kept and looked for: who shares none with a person is no candidate, so that
   * a search costs the same in a group of any size.
   */
  readonly keys: (person: Pick<Identity, 'ssn' | 'date_of_birth'>) => readonly string[]
  /** A verdict for each person, in their order; no candidate is given to two of them. */
  readonly match: (people: readonly Sought[], candidates: readonly Candidate[]) => readonly Verdict[]
}

/** The score of {@link scoreOf}, a threshold and a margin. */
export const matcher: Matcher = { keys: linkingKeys, match: linkPeople }

interface Scored {
  readonly candidate: Candidate
  readonly match: Match
}

/** Who of the candidates this person is, if anybody. Source: Noyo docs, linking members; see {@link LINKING_THRESHOLD}. */
export function linkPerson(sought: Sought, candidates: readonly Candidate[]): Verdict {
  const scored = candidates
    .map((candidate) => ({ candidate, match: matchOf(sought, candidate) }))
    .sort(byPoints)
  const considered = {
    candidates: scored.slice(0, MOST_SHOWN).map(({ match }) => match),
    looked_at: scored.length,
  }
  const free = scored.filter(({ match }) => !match.taken)
  const eligible = free.filter(({ match }) => match.points >= LINKING_THRESHOLD)
  const winner = winnerOf(sought, eligible, free)
  if (winner) return { outcome: 'linked', ...winner, ...considered }
  const nearest = scored.find(({ match }) => isNear(match))?.match
  const near = nearest === undefined ? {} : { near: nearest }
  if (eligible.length > 0) return { outcome: 'unknown', why: 'ambiguous', ...near, ...considered }
  if (!nearest) return { outcome: 'unknown', why: 'nobody_similar', ...considered }
  const why = nearest.taken ? 'taken' : 'below_threshold'
  return { outcome: 'unknown', why, ...near, ...considered }
}

/**
 * Who of the candidates each of these people is. One member is one person: where two claim one, the better claim wins, and
 * nobody when they are as good. Each is compared with those who share evidence with them.
 */
export function linkPeople(sought: readonly Sought[], candidates: readonly Candidate[]): Verdict[] {
  const byKey = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    for (const key of nearKeys(candidate.person)) {
      const alike = byKey.get(key)
      if (alike) alike.push(candidate)
      else byKey.set(key, [candidate])
    }
  }
  const verdicts = sought.map((person) => {
    const alike = new Set(nearKeys(person.person).flatMap((key) => byKey.get(key) ?? []))
    return linkPerson(person, [...alike])
  })
  const claims = Map.groupBy(
    verdicts.filter((verdict) => verdict.outcome === 'linked'),
    ({ match }) => match.id,
  )
  return verdicts.map((verdict) => {
    if (verdict.outcome === 'unknown') return verdict
    const { match, candidates: shown, looked_at } = verdict
    const rivals = (claims.get(match.id) ?? []).filter((other) => other !== verdict)
    const wins = rivals.every((other) => match.points - other.match.points >= LINKING_MARGIN)
    return wins
      ? verdict
      : { outcome: 'unknown', why: 'ambiguous', near: match, candidates: shown, looked_at }
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
): { readonly match: Match; readonly why: 'points' | 'relationship' } | undefined {
  const [best] = eligible
  if (!best) return undefined
  const tied = free.filter(({ match }) => best.match.points - match.points < LINKING_MARGIN)
  if (tied.length === 1) return { match: best.match, why: 'points' }
  const [kin, ...others] = tied.filter(
    ({ candidate }) => relationship !== undefined && candidate.relationship === relationship,
  )
  if (!kin || others.length > 0 || !eligible.includes(kin)) return undefined
  return { match: kin.match, why: 'relationship' }
}

/** Names and date of birth alone make somebody worth naming, also when the SSNs speak against it. */
function isNear({ points, evidence }: Match): boolean {
  const named = ['first_name_equal', 'last_name_equal', 'date_of_birth_equal'] as const
  return points >= NEAR_THRESHOLD || named.every((piece) => evidence.includes(piece))
}

function byPoints(one: Scored, other: Scored): number {
  return other.match.points - one.match.points || (one.candidate.id < other.candidate.id ? -1 : 1)
}
