import { evidentPairs } from './evident.ts'
import type { Identity } from './identity.ts'
import { match } from './match.ts'
import type { Within } from './pairs.ts'
import { type LinkingSettings, STANDARD_LINKING } from './settings.ts'
import { judgeStandard } from './standard.ts'
import type { Candidate, Sought, Verdict } from './verdict.ts'
import { verdictOf } from './verdict-of.ts'

/** Somebody of a group, in one of the two systems' own words. */
export interface GroupPerson {
  /** The carrier's or the platform's own: unique on its side, of no meaning to the other. */
  readonly id: string
  /** Names, date of birth and number as far as they are known; a date of birth that nobody knows is an empty text. */
  readonly person: Identity
  /** The `id` of the employee on the same side; left out for employees. */
  readonly employee_id?: string
  readonly relationship?: string
}

export interface WholeGroup {
  readonly carrier: readonly GroupPerson[]
  readonly platform: readonly GroupPerson[]
}

export interface GroupLinks {
  /** By the platform's id: the carrier's, or null where nobody is linked. */
  readonly links: ReadonlyMap<string, string | null>
  /** Of those without a link: the carrier's ids of the nearest candidates, the best first. Empty lists are there too. */
  readonly review: ReadonlyMap<string, readonly string[]>
}

/** How many candidates somebody who reviews is shown. */
const MOST_REVIEWED = 5

/**
 * Links two systems' records of one group: the employees first, then the dependents among those of the employee that theirs was
 * linked to. A dependent whose employee is not among the records is looked for among all such dependents.
 */
export function linkGroup(
  { carrier, platform }: WholeGroup,
  settings: LinkingSettings = STANDARD_LINKING,
): GroupLinks {
  const found: Found = { links: new Map(), review: new Map() }
  const [here, there] = [familiesOf(platform), familiesOf(carrier)]
  const kinOf = ({ kin }: Family) => (kin.length === 0 ? undefined : kin)
  linkAmong(
    {
      people: here.heads,
      candidates: there.heads,
      within: 'whole_group',
      ofPerson: kinOf,
      ofCandidate: kinOf,
    },
    settings,
    found,
  )
  for (const head of here.heads) {
    if (head.kin.length === 0) continue
    const linked = found.links.get(head.id)
    const other = linked ? there.byId.get(linked) : undefined
    const [mine, theirs] = [[head], other && [other]]
    linkAmong(
      {
        people: head.kin,
        candidates: other?.kin ?? [],
        within: 'family',
        ofPerson: () => mine,
        ofCandidate: () => theirs,
      },
      settings,
      found,
    )
  }
  const alone = () => undefined
  linkAmong(
    {
      people: here.orphans,
      candidates: there.orphans,
      within: 'whole_group',
      ofPerson: alone,
      ofCandidate: alone,
    },
    settings,
    found,
  )
  return found
}

interface Found {
  readonly links: Map<string, string | null>
  readonly review: Map<string, readonly string[]>
}

/** Two lists of people, and who their families are. */
interface Lists<One extends GroupPerson> {
  readonly people: readonly One[]
  readonly candidates: readonly One[]
  readonly within: Within
  readonly ofPerson: (one: One) => readonly GroupPerson[] | undefined
  readonly ofCandidate: (one: One) => readonly GroupPerson[] | undefined
}

function linkAmong<One extends GroupPerson>(
  { people, candidates, within, ofPerson, ofCandidate }: Lists<One>,
  settings: LinkingSettings,
  { links, review }: Found,
): void {
  const isStandard = settings.matcher === 'standard'
  const evident = isStandard ? evidentPairs(people, candidates) : { links: [], people, candidates }
  for (const [sought, candidate] of evident.links) links.set(sought.id, candidate.id)
  if (evident.people.length === 0) return
  let left: Left = {
    people: evident.people.map((one) => asPerson(one, ofPerson(one))),
    candidates: evident.candidates.map((one) => asPerson(one, ofCandidate(one))),
  }
  // Most of the others share so much that they are found by little; only for the rest is it worth looking far.
  if (isStandard && within === 'whole_group') left = linkedAndLeft(left, 'group')
  linkedAndLeft(left, within)

  function linkedAndLeft(all: Left, among: Within): Left {
    if (all.people.length === 0) return all
    const given = new Set<string>()
    const decided = isStandard ? judged(all, among, settings) : matched(all, among, settings)
    for (const [at, { id }] of all.people.entries()) {
      const { link, nearest } = decided(at)
      links.set(id, link ?? null)
      if (link === undefined) review.set(id, nearest())
      else {
        given.add(link)
        review.delete(id)
      }
    }
    return {
      people: all.people.filter(({ id }) => links.get(id) === null),
      candidates: all.candidates.filter(({ id }) => !given.has(id)),
    }
  }
}

/** Those who are not linked yet. */
interface Left {
  readonly people: readonly Person[]
  readonly candidates: readonly Person[]
}

/** Whom somebody is linked to, and for those who are not who is near. */
type Decided = (at: number) => {
  readonly link: string | undefined
  readonly nearest: () => readonly string[]
}

function matched({ people, candidates }: Left, within: Within, settings: LinkingSettings): Decided {
  const verdicts = match(people, candidates, within, settings)
  return (at) => {
    const verdict = verdicts[at] as Verdict
    const link = verdict.outcome === 'linked' ? verdict.match.id : undefined
    return { link, nearest: () => nearestOf(verdict) }
  }
}

function judged({ people, candidates }: Left, within: Within, settings: LinkingSettings): Decided {
  const { links, judged: pairs } = judgeStandard(people, candidates, within, settings)
  return (at) => ({
    link: links.get(people[at] as Person)?.pair.candidate.id,
    nearest: () => nearestOf(verdictOf(pairs[at] ?? [], undefined, settings)),
  })
}

const nearestOf = ({ candidates }: Verdict): string[] =>
  candidates.slice(0, MOST_REVIEWED).map(({ id }) => id)

type Person = Sought & Candidate

interface Family extends GroupPerson {
  readonly kin: readonly GroupPerson[]
}

interface Side {
  readonly heads: readonly Family[]
  readonly byId: ReadonlyMap<string, Family>
  /** Dependents of an employee who is not there. */
  readonly orphans: readonly GroupPerson[]
}

function familiesOf(people: readonly GroupPerson[]): Side {
  const heads: (Family & { kin: GroupPerson[] })[] = []
  const byId = new Map<string, Family & { kin: GroupPerson[] }>()
  for (const one of people) {
    const { id, person, employee_id, relationship } = one
    if (employee_id !== undefined && employee_id !== id) continue
    const head = { id, person, kin: [], ...(relationship === undefined ? {} : { relationship }) }
    heads.push(head)
    byId.set(id, head)
  }
  const orphans: GroupPerson[] = []
  for (const one of people) {
    if (one.employee_id === undefined || one.employee_id === one.id) continue
    const head = byId.get(one.employee_id)
    if (head) head.kin.push(one)
    else orphans.push(one)
  }
  return { heads, byId, orphans }
}

function asPerson(
  { id, person, relationship }: GroupPerson,
  family: readonly GroupPerson[] | undefined,
): Person {
  return {
    id,
    person,
    ...(relationship === undefined ? {} : { relationship }),
    ...(family === undefined ? {} : { family: family.map((one) => one.person) }),
  }
}
