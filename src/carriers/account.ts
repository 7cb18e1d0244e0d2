import type { Faker } from '@faker-js/faker'
import { choiceFrom, fractionFrom, integerFrom, seedFrom, uuidFrom } from '../kernel/identity.ts'
import { type Instant, type IsoDate, isoDate, OPEN_END } from '../kernel/instant.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Setting } from '../kernel/world.ts'
import { accountStructure } from './account-structure.ts'
import { addressIn, type CensusFamily, censusFamily, type Population, populationState } from './census.ts'
import { type BoughtPlan, type Coverage, familyCoverages } from './coverage.ts'
import type { GivenAccount } from './given.ts'
import { planOffers } from './plan-offers.ts'
import type { CarrierProfile, LineOfCoverage } from './profile.ts'
import type { CarrierEnrollment, CarrierGroup, CarrierMember, CarrierPlan } from './records.ts'

/** How many employees an employer has that nobody has described. Fixed: users' tests count on it. */
export const UNDESCRIBED_EMPLOYEES = 25

/** Lines an employer buys whenever its carrier sells them; of the others it buys some. */
const COMMON_LINES: ReadonlySet<LineOfCoverage> = new Set(['medical', 'dental', 'vision', 'life'])

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

/** The whole account, generated: a function of the seed, the identifier and what is given. */
export function generatedAccount(
  at: { readonly setting: Setting; readonly now: Instant },
  given: GivenCarrierGroup,
  faker: Faker,
): CarrierAccount {
  const { carrier, carrier_group_id } = given
  const { seed, started } = at.setting
  const key = [seed, carrier.id, carrier_group_id] as const
  const id = (kind: string, ...which: readonly (string | number)[]) => uuidFrom(kind, ...key, ...which)
  const population = populationOf(given, seed, isoDate(started))
  const structure = accountStructure(carrier.account_structure, carrier_group_id, seed)
  const plan_year_start = planYearStart(population)
  const group: CarrierGroup = freshRecord(id('carrier_group'), at.now, {
    carrier_id: carrier.id,
    carrier_group_id,
    name: given.name ?? employerName(faker, population),
    federal_ein: given.federal_ein ?? employerNumber(population),
    configuration: structure.configuration,
    location: workplaceOf(faker, population),
    employees: given.employees ?? given.families?.length ?? UNDESCRIBED_EMPLOYEES,
    plan_year_start,
  })

  const bought = boughtPlans(given, plan_year_start, key)
  const plans = bought.map((plan, index): CarrierPlan => {
    return freshRecord(plan.id, at.now, {
      carrier_group: group.id,
      line_of_coverage: plan.offer.line_of_coverage,
      name: plan.offer.name,
      details: {
        ...plan.offer.details,
        code: `${plan.offer.line_of_coverage.slice(0, 3).toUpperCase()}${String(index + 1).padStart(3, '0')}`,
        termination_policy: 'end_of_month',
        waiting_periods: WAITING_PERIODS,
        plan_configuration: structure.planConfiguration(index),
      },
      effective_start_date: plan.effective_start_date,
      effective_end_date: OPEN_END,
    })
  })

  const members: CarrierMember[] = []
  const enrollments: CarrierEnrollment[] = []
  for (let ordinal = 0; ordinal < group.employees; ordinal += 1) {
    const family = censusFamily(faker, population, ordinal, given.families?.[ordinal])
    const coverages = familyCoverages(family, { plans: bought, plan_year_start, structure }, ...key, ordinal)
    const memberId = (position: number) => id('carrier_member', ordinal, position)
    members.push(...familyMembers(group, family, coverages, memberId, at.now))
    for (const { position, plan, ...coverage } of coverages) {
      const enrollmentId = id('carrier_enrollment', ordinal, position, plan.id)
      enrollments.push(
        freshRecord(enrollmentId, at.now, {
          ...coverage,
          carrier_group: group.id,
          member: memberId(position),
          plan: plan.id,
          line_of_coverage: plan.offer.line_of_coverage,
        }),
      )
    }
  }
  return { group, plans, members, enrollments }
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
  const { carrier } = given
  const key = given.employer ?? `${carrier.id}/${given.carrier_group_id}`
  const home = carrier.state === 'US' ? populationState(seed, key) : carrier.state
  return { seed, key, today, state: given.state ?? home }
}

function boughtPlans(
  given: GivenCarrierGroup,
  plan_year_start: IsoDate,
  key: readonly string[],
): BoughtPlan[] {
  const { carrier } = given
  const buys = (line: LineOfCoverage) => COMMON_LINES.has(line) || fractionFrom(...key, 'buys', line) < 0.6
  const bought = given.lines_of_coverage ?? carrier.lines_of_coverage.filter(buys)
  const lines = bought.length > 0 ? bought : carrier.lines_of_coverage.slice(0, 1)
  return lines.flatMap((line) => {
    const years = integerFrom(0, 4, ...key, 'years', line)
    const effective_start_date = `${Number(plan_year_start.slice(0, 4)) - years}${plan_year_start.slice(4)}`
    return planOffers(carrier, line).map((offer): BoughtPlan => {
      return { id: uuidFrom('carrier_plan', ...key, line, offer.name), offer, effective_start_date }
    })
  })
}

/** Most plan years begin in January. */
const PLAN_YEAR_MONTHS = ['01', '01', '01', '07', '10']

/** The first day of the plan year that the world's first day is in. */
function planYearStart({ seed, key, today }: Population): IsoDate {
  const start = `-${choiceFrom(PLAN_YEAR_MONTHS, seed, 'plan year', key)}-01`
  const year = Number(today.slice(0, 4))
  return today.slice(4) >= start ? `${year}${start}` : `${year - 1}${start}`
}

const WAITING_PERIODS = [
  { waiting_period_enrollment_type: 'current_member', waiting_period_rule: 'hire_date' },
  {
    waiting_period_enrollment_type: 'new_member',
    waiting_period_rule: 'first_of_month_after_waiting_period',
    waiting_period_amount: 30,
    waiting_period_unit: 'day',
    waiting_period_coinciding: true,
  },
  { waiting_period_enrollment_type: 'rehire', waiting_period_rule: 'hire_date' },
]

function employerName(faker: Faker, { seed, key }: Population): string {
  faker.seed(integerFrom(0, 2 ** 31, seed, 'employer', key))
  return faker.company.name()
}

/** One place of work. The same at every carrier of an employer in whose state it is sold. Assumed, as is its name. */
function workplaceOf(faker: Faker, { seed, key, state }: Population): CarrierGroup['location'] {
  faker.seed(seedFrom(seed, 'workplace', key))
  const address = addressIn(faker, state)
  return { display_name: `${address.city} office`, address }
}

/** A number with the prefix 89, which the tax office has never given out. */
function employerNumber({ seed, key }: Population): string {
  return `89${integerFrom(1_000_000, 9_999_999, seed, 'federal_ein', key)}`
}
