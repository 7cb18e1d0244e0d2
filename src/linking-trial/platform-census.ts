import type { components } from '../api/generated/types/control.js'
import { type CensusFamily, censusFamily, type Population } from '../carriers/census.ts'
import type { NameLists } from '../carriers/name-lists.ts'
import { drawsOf } from '../kernel/draws.ts'
import type { GroupPerson } from '../linking/whole-group.ts'
import { type DifferenceKind, type DifferenceRates, differing, type Recorded } from './differences.ts'
import { shortNames } from './short-names.ts'

/** Somebody as a carrier shows them. */
export type CarrierPerson = components['schemas']['CarrierMember']

/** Of one, how many people differ in what way, and how many are on one side only: families, and single relatives. */
export interface CensusDifferences extends DifferenceRates {
  readonly not_on_platform?: number
  readonly not_at_carrier?: number
}

/** Somebody as the platform has them. */
export interface PlatformPerson extends GroupPerson {
  readonly relationship: string
  readonly home_address: unknown
  readonly contact?: unknown
  /** Employees only. */
  readonly employment?: unknown
}

export interface PlatformFamily {
  readonly employee: PlatformPerson
  readonly dependents: readonly PlatformPerson[]
}

/** Who is who; without the one id somebody is not on the platform, without the other the carrier knows nothing of them. */
export interface TruthRow {
  readonly custom_individual_id?: string
  readonly carrier_member_id?: string
  readonly differences: readonly DifferenceKind[]
}

export interface PlatformCensus {
  readonly families: readonly PlatformFamily[]
  readonly truth: readonly TruthRow[]
}

interface Family {
  readonly key: string
  readonly people: readonly {
    readonly id?: string
    readonly known: Omit<PlatformPerson, 'id' | 'employee_id'>
  }[]
}

/**
 * The people of a carrier's group as an employer's own system would have them: with other ids, in another order, and different
 * as often as `rates` say. A function of the seed and of who is there; whoever leaves or comes changes nobody else but the ids.
 */
export function platformCensus(
  members: readonly CarrierPerson[],
  rates: CensusDifferences,
  { lists, population }: { readonly lists: NameLists; readonly population: Population },
): PlatformCensus {
  const { seed, key } = population
  const draws = (family: Family, place: number) => drawsOf(seed, 'differences', key, family.key, place)
  const isGone = (family: Family, place: number) =>
    draws(family, place).chance((rates.not_on_platform ?? 0) * 100, 'not on platform')
  const truth: TruthRow[] = []
  const order = (family: Family) => draws(family, 0).fraction('order')
  const all = [...familiesOf(members), ...newFamilies(members, rates, lists, population)]
  const there = all
    .toSorted((a, b) => order(a) - order(b))
    .filter((family) => {
      if (!isGone(family, 0)) return true
      truth.push(
        ...family.people.flatMap(({ id }) =>
          id === undefined ? [] : [{ carrier_member_id: id, differences: [] }],
        ),
      )
      return false
    })
  const families = there.map((family, index): PlatformFamily => {
    const employee_id = `E-${String(index + 1).padStart(4, '0')}`
    const people = family.people.flatMap((one, place): PlatformPerson[] => {
      const carrier = one.id === undefined ? {} : { carrier_member_id: one.id }
      if (place > 0 && isGone(family, place)) {
        truth.push({ ...carrier, differences: [] })
        return []
      }
      const id = place === 0 ? employee_id : `${employee_id}-${place}`
      const { person, kinds } = differentlyKnown(family, place, rates, draws(family, place), lists)
      truth.push({ custom_individual_id: id, ...carrier, differences: kinds })
      return [{ ...one.known, id, person, ...(place === 0 ? {} : { employee_id }) }]
    })
    const [employee, ...dependents] = people as [PlatformPerson, ...PlatformPerson[]]
    return { employee, dependents }
  })
  return { families, truth }
}

function differentlyKnown(
  { people }: Family,
  place: number,
  rates: DifferenceRates,
  draws: ReturnType<typeof drawsOf>,
  lists: NameLists,
): { readonly person: Recorded; readonly kinds: readonly DifferenceKind[] } {
  const { person } = (people[place] as Family['people'][number]).known
  const relatives = people.filter((_, at) => at !== place).map(({ known }) => known.person)
  const firstNames = person.sex === 'M' ? lists.male : lists.female
  return differing(person, rates, draws, {
    nicknamesOf: shortNames,
    firstNames,
    lastNames: lists.last,
    relatives,
  })
}

function familiesOf(members: readonly CarrierPerson[]): Family[] {
  const kin = Map.groupBy(members, ({ id, subscriber_id }) => subscriber_id ?? id)
  return [...kin].map(([key, family]) => ({
    key,
    people: family
      .toSorted((a, b) => Number(a.subscriber_id !== null) - Number(b.subscriber_id !== null))
      .map((member) => ({ id: member.id, known: knownOf(member) })),
  }))
}

function knownOf(member: CarrierPerson): Family['people'][number]['known'] {
  const { relationship = 'self', employment } = member
  return { ...ofRecord(member), relationship, ...(employment ? { employment } : {}) }
}

/** Families of whom the carrier has not heard yet. */
function newFamilies(
  members: readonly CarrierPerson[],
  { not_at_carrier = 0 }: CensusDifferences,
  lists: NameLists,
  population: Population,
): Family[] {
  const employees = members.filter(({ subscriber_id }) => !subscriber_id).length
  const own = { ...population, key: `${population.key}/new` }
  return Array.from({ length: Math.round(employees * not_at_carrier) }, (_, ordinal) => ({
    key: `new ${ordinal}`,
    people: peopleOf(censusFamily(lists, own, ordinal)),
  }))
}

function peopleOf({ person, employment, dependents }: CensusFamily): Family['people'] {
  const self = { known: { ...ofRecord(person), relationship: 'self', employment } }
  const kin = dependents.map((one) => ({
    known: { ...ofRecord(one.person), relationship: one.relationship },
  }))
  return [self, ...kin]
}

/** Who somebody is and where, the same of a carrier's record and of somebody generated. */
function ofRecord(record: CarrierPerson | CensusFamily['person']) {
  const { first_name, middle_name, last_name, suffix, date_of_birth, ssn, sex, home_address, contact } =
    record
  return {
    person: {
      first_name,
      ...(middle_name ? { middle_name } : {}),
      last_name,
      ...(suffix ? { suffix } : {}),
      date_of_birth,
      ...(ssn ? { ssn } : {}),
      sex: (sex ?? 'U') as 'U',
    },
    home_address: home_address ?? null,
    ...(contact ? { contact } : {}),
  }
}
