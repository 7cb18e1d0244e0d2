import type { Link } from './decide.ts'
import type { Pair } from './pairs.ts'
import { type LinkingSettings, NEAR_POINTS } from './settings.ts'
import type { Match, NoLinkReason, Verdict } from './verdict.ts'

/** How many of the candidates a verdict shows, the best first. */
const MOST_SHOWN = 25

/** What is told of a person: whom they were compared with, and what came of it. */
export function verdictOf(
  pairs: readonly Pair[],
  link: Link | undefined,
  settings: LinkingSettings,
): Verdict {
  const sorted = pairs.length < 2 ? pairs : pairs.toSorted(bestFirst)
  const candidates = sorted.slice(0, MOST_SHOWN).map(matchOf)
  const considered = { candidates, looked_at: pairs.length }
  if (link) {
    const { pair, why } = link
    const match = candidates.find(({ id }) => id === pair.candidate.id) ?? matchOf(pair)
    return { outcome: 'linked', match, why, ...considered }
  }
  const at = sorted.findIndex(isNear)
  const nearest = sorted[at]
  if (!nearest) return { outcome: 'unknown', why: 'nobody_similar', ...considered }
  const near = candidates[at] ?? matchOf(nearest)
  return { outcome: 'unknown', why: whyNot(sorted, nearest, settings), near, ...considered }
}

function whyNot(sorted: readonly Pair[], nearest: Pair, { threshold }: LinkingSettings): NoLinkReason {
  const reaches = ({ points, certain }: Pair) => certain || points >= threshold
  const open = sorted.filter((pair) => pair.veto === undefined && reaches(pair))
  if (open.length === 0) return reaches(nearest) && nearest.veto ? 'vetoed' : 'below_threshold'
  return open[0]?.candidate.custom_individual_id === undefined ? 'ambiguous' : 'taken'
}

function matchOf({ candidate, points, findings, veto }: Pair): Match {
  return {
    id: candidate.id,
    points,
    findings,
    taken: candidate.custom_individual_id !== undefined,
    ...(veto === undefined ? {} : { veto }),
  }
}

/** Names and date of birth alone make somebody worth naming, also when the SSNs speak against it; a brother or sister does not. */
function isNear({ points, veto, comparison: { ssn, first, last, birth } }: Pair): boolean {
  if (veto === 'other_first_name' && ssn !== 'equal') return false
  return points >= NEAR_POINTS || (first === 'equal' && last === 'equal' && birth === 'equal')
}

/** Who may be linked first, then by points, then by id. */
function bestFirst(one: Pair, other: Pair): number {
  if ((one.veto === undefined) !== (other.veto === undefined)) return one.veto === undefined ? -1 : 1
  return other.points - one.points || (one.candidate.id < other.candidate.id ? -1 : 1)
}
