import { bestAssignment } from './assignment.ts'
import type { Finding } from './evidence.ts'
import type { Pair } from './pairs.ts'
import type { LinkingSettings } from './settings.ts'
import type { Candidate, LinkReason, Sought } from './verdict.ts'

/** Two people who are one, and why. */
export interface Link {
  readonly pair: Pair
  readonly why: LinkReason
}

/** What stands for a pair in the end: its points, lifted to the threshold where date of birth and SSN are equal. */
export interface Standing {
  readonly pair: Pair
  readonly points: number
  readonly family?: Finding
}

export function standingOf(pair: Pair, { threshold }: LinkingSettings, family?: Finding): Standing {
  const points = pair.points + (family?.points ?? 0)
  const standing = { pair, points: pair.certain ? Math.max(points, threshold) : points }
  return family === undefined ? standing : { ...standing, family }
}

/**
 * Who of the candidates each person is. One member is one person: a pair is linked when its points reach the threshold and are
 * the margin ahead of what either of the two has with anybody else; then both are out of the way, and the others are looked at
 * again. Who is linked does not depend on any order, as a round links only pairs in which each is the other's best.
 */
export function linksAmong(standings: readonly Standing[], settings: LinkingSettings): Map<Sought, Link> {
  const open = standings.filter(({ pair }) => pair.veto === undefined)
  const bySought = Map.groupBy(open, ({ pair }) => pair.sought)
  const byCandidate = Map.groupBy(open, ({ pair }) => pair.candidate)
  const links = new Map<Sought, Link>()
  const given = new Set<Candidate>()
  const isOpen = ({ pair }: Standing) => !links.has(pair.sought) && !given.has(pair.candidate)
  let waiting = [...bySought.keys()]
  while (waiting.length > 0) {
    const found = waiting.flatMap((sought) => {
      const best = aheadOf((bySought.get(sought) ?? []).filter(isOpen), settings)
      if (!best || best.pair.candidate.custom_individual_id !== undefined) return []
      const claimed = aheadOf((byCandidate.get(best.pair.candidate) ?? []).filter(isOpen), settings)
      return claimed === best ? [best] : []
    })
    for (const standing of found) {
      links.set(standing.pair.sought, { pair: standing.pair, why: whyOf(standing, settings) })
      given.add(standing.pair.candidate)
    }
    if (found.length === 0) break
    // Only who competed with somebody who is linked now can find anybody else.
    const freed = new Set(
      found.flatMap(({ pair }) => (byCandidate.get(pair.candidate) ?? []).map((other) => other.pair.sought)),
    )
    const nextTo = found.flatMap(({ pair }) => bySought.get(pair.sought) ?? [])
    for (const { pair } of nextTo) {
      for (const other of byCandidate.get(pair.candidate) ?? []) freed.add(other.pair.sought)
    }
    waiting = [...freed].filter((sought) => !links.has(sought))
  }
  return links
}

/** The best of several, if it reaches the threshold and is far enough ahead of the second. */
function aheadOf(
  standings: readonly Standing[],
  { threshold, margin }: LinkingSettings,
): Standing | undefined {
  let best: Standing | undefined
  let second = Number.NEGATIVE_INFINITY
  for (const standing of standings) {
    if (!best || standing.points > best.points) {
      second = Math.max(second, best?.points ?? second)
      best = standing
    } else second = Math.max(second, standing.points)
  }
  return best && best.points >= threshold && best.points - second >= margin ? best : undefined
}

function whyOf({ pair, family }: Standing, { threshold }: LinkingSettings): LinkReason {
  if (pair.points >= threshold) return family === undefined ? 'points' : 'family'
  return family === undefined ? 'birth_and_ssn' : 'family'
}

/** One person and one candidate: most of those whom a family leaves to be weighed. */
function onlyLink(standing: Standing, settings: LinkingSettings): ReadonlyMap<Sought, Link> {
  const { pair, points } = standing
  const isTaken = pair.candidate.custom_individual_id !== undefined
  if (pair.veto !== undefined || points < settings.threshold || isTaken) return new Map()
  return new Map([[pair.sought, { pair, why: whyOf(standing, settings) }]])
}

/**
 * The same within a family, where the people are few and told from each other by who else there is: whoever is left is given a
 * candidate together with the others, so that of twins who share a number each still finds the own record.
 */
export function linksInFamily(
  standings: readonly Standing[],
  settings: LinkingSettings,
): ReadonlyMap<Sought, Link> {
  const { threshold, margin } = settings
  if (standings.length === 1) return onlyLink(standings[0] as Standing, settings)
  const links = linksAmong(standings, settings)
  const given = new Set([...links.values()].map(({ pair }) => pair.candidate))
  const edges = standings
    .filter(({ pair, points }) => pair.veto === undefined && points >= threshold - margin)
    .filter(({ pair }) => !links.has(pair.sought) && !given.has(pair.candidate))
    .map((standing) => ({
      person: standing.pair.sought,
      candidate: standing.pair.candidate,
      weight: standing.points,
      standing,
    }))
  for (const { standing } of bestAssignment(edges, margin) ?? []) {
    const { pair, points } = standing
    if (points < threshold || pair.candidate.custom_individual_id !== undefined) continue
    links.set(pair.sought, { pair, why: whyOf(standing, settings) })
  }
  return links
}
