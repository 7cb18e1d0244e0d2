import { evidentPairs } from './evident.ts'
import type { Identity } from './identity.ts'
import { match } from './match.ts'
import type { Within } from './pairs.ts'
import { type LinkingSettings, STANDARD_LINKING } from './settings.ts'
import type { Candidate, Sought, Verdict } from './verdict.ts'

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
  const links = new Map<string, string | null>()
  const review = new Map<string, readonly string[]>()
  const [here, there] = [sides(platform), sides(carrier)]
  linkAmong(
    here.heads.map((head) => asSought(head, here.kin.get(head.id))),
    there.heads.map((head) => asSought(head, there.kin.get(head.id))),
    'whole_group',
  )
  for (const head of here.heads) {
    const kin = here.kin.get(head.id)
    if (kin === undefined) continue
    const employee = links.get(head.id)
    const theirs = employee ? (there.kin.get(employee) ?? []) : []
    const other = employee ? there.byId.get(employee) : undefined
    linkAmong(
      kin.map((one) => asSought(one, [head])),
      theirs.map((one) => asSought(one, other && [other])),
      'family',
    )
  }
  linkAmong(
    here.orphans.map((one) => asSought(one)),
    there.orphans.map((one) => asSought(one)),
    'whole_group',
  )
  return { links, review }

  function linkAmong(people: readonly Person[], candidates: readonly Person[], within: Within): void {
    let left: Left = { people, candidates }
    if (settings.matcher === 'standard') {
      const evident = evidentPairs(people, candidates)
      for (const [sought, { id }] of evident.links) links.set(sought.id, id)
      left = evident
      // Most of the others share so much that they are found by little; only for the rest is it worth looking far.
      if (within === 'whole_group') left = linkedAndLeft(left, 'group')
    }
    linkedAndLeft(left, within)
  }

  function linkedAndLeft(left: Left, within: Within): Left {
    const given = new Set<string>()
    const verdicts = match(left.people, left.candidates, within, settings)
    for (const [at, { id }] of left.people.entries()) {
      const verdict = verdicts[at] as Verdict
      if (verdict.outcome === 'linked') given.add(verdict.match.id)
      links.set(id, verdict.outcome === 'linked' ? verdict.match.id : null)
      if (verdict.outcome === 'unknown') review.set(id, nearest(verdict))
      else review.delete(id)
    }
    return {
      people: left.people.filter((_, at) => verdicts[at]?.outcome !== 'linked'),
      candidates: left.candidates.filter(({ id }) => !given.has(id)),
    }
  }
}

/** Those who are not linked yet. */
interface Left {
  readonly people: readonly Person[]
  readonly candidates: readonly Person[]
}

const nearest = ({ candidates }: Verdict): string[] => candidates.slice(0, MOST_REVIEWED).map(({ id }) => id)

type Person = Sought & Candidate

interface Side {
  readonly heads: readonly GroupPerson[]
  readonly byId: ReadonlyMap<string, GroupPerson>
  readonly kin: ReadonlyMap<string, readonly GroupPerson[]>
  /** Dependents of an employee who is not there. */
  readonly orphans: readonly GroupPerson[]
}

function sides(people: readonly GroupPerson[]): Side {
  const heads: GroupPerson[] = []
  const dependents: GroupPerson[] = []
  for (const one of people) {
    const isHead = one.employee_id === undefined || one.employee_id === one.id
    if (isHead) heads.push(one)
    else dependents.push(one)
  }
  const byId = new Map(heads.map((head) => [head.id, head]))
  const kin = Map.groupBy(dependents, (one) => one.employee_id as string)
  const orphans = dependents.filter((one) => !byId.has(one.employee_id as string))
  return { heads, byId, kin, orphans }
}

function asSought({ id, person, relationship }: GroupPerson, family?: readonly GroupPerson[]): Person {
  return {
    id,
    person,
    ...(relationship === undefined ? {} : { relationship }),
    ...(family === undefined ? {} : { family: family.map((one) => one.person) }),
  }
}
