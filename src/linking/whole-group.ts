import type { Person } from '../carriers/records.ts'
import type { Identity } from './identity.ts'
import { type Candidate, matcher, type Verdict } from './model.ts'

/** Somebody of a group, in one of the two systems' own words. */
export interface GroupPerson {
  /** The carrier's or the platform's own: unique on its side, of no meaning to the other. */
  readonly id: string
  /** Names, date of birth and number as far as they are known; a date of birth that nobody knows is an empty text. */
  readonly person: Identity & Partial<Pick<Person, 'sex'>>
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
export function linkGroup({ carrier, platform }: WholeGroup): GroupLinks {
  const links = new Map<string, string | null>()
  const review = new Map<string, readonly string[]>()
  const [here, there] = [sides(platform), sides(carrier)]
  linkAmong(here.heads, there.heads)
  for (const { id } of here.heads) {
    const employee = links.get(id)
    const kin = here.kin.get(id) ?? []
    linkAmong(kin, employee ? (there.kin.get(employee) ?? []) : [])
  }
  linkAmong(here.orphans, there.orphans)
  return { links, review }

  function linkAmong(people: readonly GroupPerson[], candidates: readonly GroupPerson[]): void {
    const verdicts = matcher.match(
      people.map((one) => soughtOf(one, 'platform')),
      candidates.map((one): Candidate => ({ id: one.id, ...soughtOf(one, 'carrier') })),
    )
    for (const [at, { id }] of people.entries()) {
      const verdict = verdicts[at] as Verdict
      links.set(id, verdict.outcome === 'linked' ? verdict.match.id : null)
      if (verdict.outcome === 'unknown') review.set(id, nearest(verdict))
    }
  }
}

const nearest = ({ candidates }: Verdict): string[] => candidates.slice(0, MOST_REVIEWED).map(({ id }) => id)

interface Side {
  readonly heads: readonly GroupPerson[]
  readonly kin: ReadonlyMap<string, readonly GroupPerson[]>
  /** Dependents of an employee who is not there. */
  readonly orphans: readonly GroupPerson[]
}

function sides(people: readonly GroupPerson[]): Side {
  const heads = people.filter(({ id, employee_id }) => employee_id === undefined || employee_id === id)
  const known = new Set(heads.map(({ id }) => id))
  const dependents = people.filter(({ id, employee_id }) => employee_id !== undefined && employee_id !== id)
  const kin = Map.groupBy(
    dependents.filter((one) => known.has(one.employee_id as string)),
    (one) => one.employee_id as string,
  )
  return { heads, kin, orphans: dependents.filter((one) => !known.has(one.employee_id as string)) }
}

/** Two dates that nobody knows are not one date. */
function soughtOf({ id, person }: GroupPerson, side: string): { readonly person: Identity } {
  return person.date_of_birth === ''
    ? { person: { ...person, date_of_birth: `${side}-${id}-unknown` } }
    : { person }
}
