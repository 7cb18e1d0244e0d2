import { type Link, linksAmong, linksInFamily, type Standing, standingOf } from './decide.ts'
import { finder } from './finder.ts'
import { linkingKeys, wideKeys } from './keys.ts'
import { leftOver } from './left-over.ts'
import { familyFinding, type Pair, pairOf, type Within } from './pairs.ts'
import { withRivals } from './rivals.ts'
import type { LinkingSettings } from './settings.ts'
import { sharedNumbers } from './shared-numbers.ts'
import type { Candidate, Sought, Verdict } from './verdict.ts'
import { verdictOf } from './verdict-of.ts'

/** From so many points on the families of two people are worth comparing. */
const WORTH_ASKING_THE_FAMILY = 30

/** With fewer candidates than this everybody is compared with everybody. */
const FEW = 24

/** Who is who, and whom each person was compared with, in the order of the people. */
interface Judged {
  readonly links: ReadonlyMap<Sought, Link>
  readonly judged: readonly (readonly Pair[])[]
}

/** A verdict for each person, in their order; no candidate is given to two of them. */
export function matchStandard(
  people: readonly Sought[],
  candidates: readonly Candidate[],
  within: Within,
  settings: LinkingSettings,
): Verdict[] {
  const { links, judged } = judgeStandard(people, candidates, within, settings)
  return people.map((sought, at) => verdictOf(judged[at] ?? [], links.get(sought), settings))
}

/** The same without words: where many are linked, few are asked about. */
export function judgeStandard(
  people: readonly Sought[],
  candidates: readonly Candidate[],
  within: Within,
  settings: LinkingSettings,
): Judged {
  if (people.length === 0 || candidates.length === 0) return { links: NO_LINKS, judged: [] }
  const shared = sharedNumbers([people, candidates])
  const isClose = candidates.length <= FEW || within === 'family'
  const keysOf = within === 'whole_group' ? wideKeys : linkingKeys
  const alikeTo = isClose ? () => candidates : finder(candidates, keysOf)
  const pairs = people.map((sought) =>
    alikeTo(sought).map((candidate) => pairOf(sought, candidate, within, shared)),
  )
  const judged = withRivals(pairs, settings)
  return { links: linked(judged, within, settings), judged }
}

const NO_LINKS: ReadonlyMap<Sought, Link> = new Map()

/** First by what the people themselves say; then, for those who stay unclear, by their families too. */
function linked(
  pairs: readonly (readonly Pair[])[],
  within: Within,
  settings: LinkingSettings,
): ReadonlyMap<Sought, Link> {
  const standings = pairs.flat().map((pair) => standingOf(pair, settings))
  if (within === 'family') return linksInFamily(standings, settings)
  const links = linksAmong(standings, settings)
  const given = new Set([...links.values()].map(({ pair }) => pair.candidate))
  const open = standings.filter(({ pair }) => !links.has(pair.sought) && !given.has(pair.candidate))
  const asked = open.map((standing) => asTheirFamilies(standing, settings))
  const more = asked.some((standing) => standing.family !== undefined)
    ? new Map([...links, ...linksAmong(asked, settings)])
    : links
  return within === 'whole_group' ? new Map([...more, ...leftOver(asked, more, settings)]) : more
}

function asTheirFamilies(standing: Standing, settings: LinkingSettings): Standing {
  const { pair } = standing
  if (pair.veto !== undefined || pair.points < WORTH_ASKING_THE_FAMILY) return standing
  // A couple has the same family.
  if (pair.comparison.ssn === 'different' && pair.comparison.last === 'different') return standing
  const family = familyFinding(pair.sought, pair.candidate)
  return family === undefined ? standing : standingOf(pair, settings, family)
}
