import { createBreath } from '../kernel/breath.ts'
import { drawsOf } from '../kernel/draws.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { type Instant, type IsoDate, isoDate } from '../kernel/instant.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Setting } from '../kernel/world.ts'
import { boughtPlans, carrierPlan } from './account-plans.ts'
import { accountStructure } from './account-structure.ts'
import { type CensusFamily, censusFamily, type Population, populationState } from './census.ts'
import { addressIn } from './census-names.ts'
import { type Coverage, type CoveringAccount, familyCoverages } from './coverage.ts'
import type { GivenAccount } from './given.ts'
import { type NameLists, nameLists } from './name-lists.ts'
import type { CarrierProfile } from './profile.ts'
import type { CarrierEnrollment, CarrierGroup, CarrierMember, CarrierPlan } from './records.ts'

/** How many employees an employer has that nobody has described. Fixed: users' tests count on it. */
export const UNDESCRIBED_EMPLOYEES = 25

/** How many of a hundred employers have their second place of work only since the plan year began. Assumed. */
const NEW_BRANCHES = 50

/** An employer in a carrier's system, as far as it is said; the rest is generated from the identifier. */
export interface GivenCarrierGroup extends GivenAccount {
  readonly carrier: CarrierProfile
  readonly carrier_group_id: string
  readonly name?: string
  readonly federal_ein?: string
  /** What the employer is known by at all its carriers: under one name they have the same people. */
  readonly employer?: string
}

/** All that a carrier has on record of one employer. */
export interface CarrierAccount {
  readonly group: CarrierGroup
  readonly plans: readonly CarrierPlan[]
  readonly members: readonly CarrierMember[]
  readonly enrollments: readonly CarrierEnrollment[]
}

/** The whole account, generated: a function of the seed, the identifier and what is given. Lets others be answered meanwhile. */
export async function generatedAccount(
  at: { readonly setting: Setting; readonly now: Instant },
  given: GivenCarrierGroup,
): Promise<CarrierAccount> {
  const { carrier, carrier_group_id } = given
  const { seed, started } = at.setting
  const { now } = at
  const key = [seed, carrier.id, carrier_group_id] as const
  const lists = await nameLists()
  const population = populationOf(given, seed, isoDate(started))
  const structure = accountStructure(carrier.account_structure, carrier_group_id, seed)
  const plan_year_start = planYearStart(population)
  const hasNewBranch = drawsOf(...key).chance(NEW_BRANCHES, 'new branch')
  const before = { configuration: structure.formerConfiguration }
  const group: CarrierGroup = freshRecord(uuidFrom('carrier_group', ...key), now, {
    carrier_id: carrier.id,
    carrier_group_id,
    name: given.name ?? employerName(lists, population),
    federal_ein: given.federal_ein ?? employerNumber(population),
    configuration: structure.configuration,
    ...(hasNewBranch ? { formerly: [{ until: plan_year_start, fields: before }] } : {}),
    location: workplaceOf(lists, population),
    employees: given.employees ?? given.families?.length ?? UNDESCRIBED_EMPLOYEES,
    plan_year_start,
  })

  const plans = boughtPlans(given, plan_year_start, key)
  const account: CoveringAccount = {
    plans,
    plan_year_start,
    structure,
    hasNewBranch,
    today: population.today,
    cobra: carrier.cobra,
  }
  const members: CarrierMember[] = []
  const enrollments: CarrierEnrollment[] = []
  const breath = createBreath()
  for (let ordinal = 0; ordinal < group.employees; ordinal += 1) {
    const said = given.families?.[ordinal]
    const family = censusFamily(lists, population, ordinal, said)
    const coverages = familyCoverages(family, account, said, drawsOf(...key, 'coverage', ordinal))
    // Whom it never covered a carrier does not know.
    if (coverages.length === 0) continue
    const memberId = (position: number) => uuidFrom('carrier_member', ...key, ordinal, position)
    members.push(...familyMembers(group, family, coverages, memberId, now))
    enrollments.push(...coverages.map((one) => enrollmentOf(one, group, memberId(one.position), now)))
    await breath()
  }
  const records = { carrier_group: group.id, now, plan_year_start, structure, key }
  return { group, plans: plans.map((plan, index) => carrierPlan(plan, index, records)), members, enrollments }
}

function enrollmentOf(
  { position: _place, plan, ...coverage }: Coverage,
  { id: carrier_group }: CarrierGroup,
  member: string,
  now: Instant,
): CarrierEnrollment {
  return freshRecord(uuidFrom('carrier_enrollment', member, plan.id, coverage.effective_start_date), now, {
    ...coverage,
    carrier_group,
    member,
    plan: plan.id,
    line_of_coverage: plan.offer.line_of_coverage,
  })
}

/** The subscriber and those covered through one: a carrier has never heard of other relatives. */
function familyMembers(
  group: CarrierGroup,
  family: CensusFamily,
  coverages: readonly Coverage[],
  memberId: (position: number) => string,
  now: Instant,
): CarrierMember[] {
  const covered = new Set(coverages.map(({ position }) => position))
  const carrier_group = group.id
  const { person, employment } = family
  const subscriber: CarrierMember = freshRecord(memberId(0), now, { carrier_group, person, employment })
  const dependents = family.dependents.flatMap(({ relationship, person }, index): CarrierMember[] => {
    if (!covered.has(index + 1)) return []
    return [
      freshRecord(memberId(index + 1), now, {
        carrier_group,
        subscriber: subscriber.id,
        relationship,
        person,
      }),
    ]
  })
  return [subscriber, ...dependents]
}

function populationOf(given: GivenCarrierGroup, seed: string, today: IsoDate): Population {
  const { carrier, families = [] } = given
  const key = given.employer ?? `${carrier.id}/${given.carrier_group_id}`
  const home = carrier.state === 'US' ? populationState(seed, key) : carrier.state
  const people = families.flatMap(({ person, dependents = [] }) => [
    person,
    ...dependents.map((dependent) => dependent.person),
  ])
  const takenNumbers = new Set(people.flatMap((person) => person?.ssn ?? []))
  return { seed, key, today, state: given.state ?? home, takenNumbers }
}

/** Most plan years begin in January. */
const PLAN_YEAR_MONTHS = ['01', '01', '01', '07', '10']

/** The first day of the plan year that the world's first day is in. */
function planYearStart({ seed, key, today }: Population): IsoDate {
  const start = `-${drawsOf(seed, 'plan year', key).choice(PLAN_YEAR_MONTHS, 'month')}-01`
  const year = Number(today.slice(0, 4))
  return today.slice(4) >= start ? `${year}${start}` : `${year - 1}${start}`
}

const BUSINESSES = [
  'Veterinary',
  'Bakery',
  'Logistics',
  'Dental Care',
  'Outfitters',
  'Software',
  'Landscaping',
  'Foods',
]

/** Two surnames and a trade. */
function employerName(lists: NameLists, { seed, key }: Population): string {
  const draws = drawsOf(seed, 'employer', key)
  const [first, second] = [draws.choice(lists.last, 'first'), draws.choice(lists.last, 'second')]
  const partner = first === second ? 'Daughters' : second
  return `${first} & ${partner} ${draws.choice(BUSINESSES, 'business')}`
}

/** One place of work. The same at every carrier of an employer in whose state it is sold. Assumed, as is its name. */
function workplaceOf(lists: NameLists, { seed, key, state }: Population): CarrierGroup['location'] {
  const address = addressIn(lists, state, drawsOf(seed, 'workplace', key), 'work')
  return { display_name: `${address.city} office`, address }
}

/** A number with the prefix 89, which the tax office has never given out. */
function employerNumber({ seed, key }: Population): string {
  return `89${drawsOf(seed, 'federal_ein', key).integer(1_000_000, 9_999_999, 'number')}`
}
