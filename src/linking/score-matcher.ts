import { scoreOf } from './score.ts'
import { type LinkingSettings, NEAR_POINTS } from './settings.ts'
import type { Candidate, LinkReason, Match, Sought, Verdict } from './verdict.ts'

/** How many of the candidates a verdict shows, the best first. */
const MOST_SHOWN = 25

interface Scored {
  readonly candidate: Candidate
  readonly match: Match
}

/**
 * Who of the candidates each of these people is, by the plain sum of {@link scoreOf}. One member is one person: where two claim
 * one, the better claim wins, and nobody when they are as good.
 */
export function matchByScore(
  people: readonly Sought[],
  candidatesOf: (sought: Sought) => readonly Candidate[],
  settings: LinkingSettings,
): Verdict[] {
  const verdicts = people.map((sought) => verdictOn(sought, candidatesOf(sought), settings))
  const claims = Map.groupBy(
    verdicts.filter((verdict) => verdict.outcome === 'linked'),
    ({ match }) => match.id,
  )
  return verdicts.map((verdict) => {
    if (verdict.outcome === 'unknown') return verdict
    const { match, candidates, looked_at } = verdict
    const rivals = (claims.get(match.id) ?? []).filter((other) => other !== verdict)
    const wins = rivals.every((other) => match.points - other.match.points >= settings.margin)
    return wins ? verdict : { outcome: 'unknown', why: 'ambiguous', near: match, candidates, looked_at }
  })
}

function verdictOn(sought: Sought, candidates: readonly Candidate[], settings: LinkingSettings): Verdict {
  const scored = candidates
    .map((candidate) => ({ candidate, match: matchOf(sought, candidate) }))
    .sort(byPoints)
  const considered = {
    candidates: scored.slice(0, MOST_SHOWN).map(({ match }) => match),
    looked_at: scored.length,
  }
  const free = scored.filter(({ match }) => !match.taken)
  const eligible = free.filter(({ match }) => match.points >= settings.threshold)
  const winner = winnerOf(sought, eligible, free, settings)
  if (winner) return { outcome: 'linked', ...winner, ...considered }
  const nearest = scored.find(({ match }) => isNear(match))?.match
  const near = nearest === undefined ? {} : { near: nearest }
  if (eligible.length > 0) return { outcome: 'unknown', why: 'ambiguous', ...near, ...considered }
  if (!nearest) return { outcome: 'unknown', why: 'nobody_similar', ...considered }
  const why = nearest.taken ? 'taken' : 'below_threshold'
  return { outcome: 'unknown', why, ...near, ...considered }
}

function matchOf(sought: Sought, candidate: Candidate): Match {
  const score = scoreOf(sought.person, candidate.person)
  return { id: candidate.id, ...score, taken: candidate.custom_individual_id !== undefined }
}

/** The best of those who may be linked, if it is far enough ahead of everybody; among equals, the one of the same relationship. */
function winnerOf(
  { relationship }: Sought,
  eligible: readonly Scored[],
  free: readonly Scored[],
  { margin }: LinkingSettings,
): { readonly match: Match; readonly why: LinkReason } | undefined {
  const [best] = eligible
  if (!best) return undefined
  const tied = free.filter(({ match }) => best.match.points - match.points < margin)
  if (tied.length === 1) return { match: best.match, why: 'points' }
  const [kin, ...others] = tied.filter(
    ({ candidate }) => relationship !== undefined && candidate.relationship === relationship,
  )
  if (!kin || others.length > 0 || !eligible.includes(kin)) return undefined
  return { match: kin.match, why: 'relationship' }
}

/** Names and date of birth alone make somebody worth naming, also when the SSNs speak against it. */
function isNear({ points, findings }: Match): boolean {
  const named = ['first_name_equal', 'last_name_equal', 'date_of_birth_equal']
  return points >= NEAR_POINTS || named.every((piece) => findings.some(({ evidence }) => evidence === piece))
}

function byPoints(one: Scored, other: Scored): number {
  return other.match.points - one.match.points || (one.candidate.id < other.candidate.id ? -1 : 1)
}
