import { type Link, linksAmong, type Standing, standingOf } from './decide.ts'
import { finder } from './finder.ts'
import { linkingKeys, wideKeys } from './keys.ts'
import { leftOver } from './left-over.ts'
import { familyFinding, type Pair, pairOf, type Within } from './pairs.ts'
import type { LinkingSettings } from './settings.ts'
import { type SharedNumbers, sharedNumbers } from './shared-numbers.ts'
import type { Candidate, Sought, Verdict } from './verdict.ts'
import { verdictOf } from './verdict-of.ts'
import { fitsBetter } from './vetoes.ts'

/** From so many points on the families of two people are worth comparing. */
const WORTH_ASKING_THE_FAMILY = 30

/** With fewer candidates than this everybody is compared with everybody. */
const FEW = 24

/** A verdict for each person, in their order; no candidate is given to two of them. */
export function matchStandard(
  people: readonly Sought[],
  candidates: readonly Candidate[],
  within: Within,
  settings: LinkingSettings,
): Verdict[] {
  const shared = sharedNumbers(
    [...people, ...candidates].map(({ person, family = [] }) => [person, ...family]),
  )
  const isClose = candidates.length <= FEW || within === 'family'
  const keysOf = within === 'whole_group' ? wideKeys : linkingKeys
  const alikeTo = isClose ? () => candidates : finder(candidates, keysOf)
  const pairs = people.map((sought) =>
    alikeTo(sought).map((candidate) => pairOf(sought, candidate, within, shared)),
  )
  const judged = withRivals(people, pairs, within, shared)
  const links = linked(judged, within, settings)
  return people.map((sought, at) => verdictOf(judged[at] ?? [], links.get(sought), settings))
}

/** First by what the people themselves say; then, for those who stay unclear, by their families too. */
function linked(
  pairs: readonly (readonly Pair[])[],
  within: Within,
  settings: LinkingSettings,
): ReadonlyMap<Sought, Link> {
  const standings = pairs.flat().map((pair) => standingOf(pair, settings))
  const links = linksAmong(standings, settings)
  if (within === 'family') return links
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
  const family = familyFinding(pair.sought, pair.candidate)
  return family === undefined ? standing : standingOf(pair, settings, family)
}

/**
 * Where date of birth and SSN are equal and the first name is another one, whoever fits the name better has the better claim:
 * another candidate for the person, or another person of the payload for the candidate.
 */
function withRivals(
  people: readonly Sought[],
  pairs: readonly (readonly Pair[])[],
  within: Within,
  shared: SharedNumbers,
): readonly (readonly Pair[])[] {
  let peopleAlikeTo: ((candidate: Candidate) => readonly Sought[]) | undefined
  // Who is somebody else for certain is nobody's rival.
  const certain = pairs.flat().filter((pair) => pair.certain && !isDoubtful(pair))
  const known = new Set<Sought | Candidate>(certain.flatMap(({ sought, candidate }) => [sought, candidate]))
  const isContested = (pair: Pair, theirs: readonly Pair[]): boolean => {
    const isRival = (other: Pair) =>
      other !== pair && !known.has(other.candidate) && fitsBetter(other.comparison)
    if (theirs.some(isRival)) return true
    const { sought, candidate } = pair
    peopleAlikeTo ??= people.length <= FEW ? () => people : finder(people)
    const others = [
      ...peopleAlikeTo(candidate).filter((other) => other !== sought && !known.has(other)),
      ...(sought.family ?? []).map((person) => ({ person })),
    ]
    return others.some((other) => fitsBetter(pairOf(other, candidate, within, shared).comparison))
  }
  return pairs.map((theirs) => {
    if (!theirs.some(isDoubtful)) return theirs
    return theirs.map((pair) =>
      isDoubtful(pair) && isContested(pair, theirs) ? { ...pair, veto: 'rival' as const } : pair,
    )
  })
}

function isDoubtful({ certain, comparison: { first } }: Pair): boolean {
  return certain && (first === 'different' || first === 'alike')
}
