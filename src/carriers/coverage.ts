import { fractionFrom } from '../kernel/identity.ts'
import { addDays, type IsoDate, OPEN_END } from '../kernel/instant.ts'
import type { AccountStructure } from './account-structure.ts'
import type { CensusDependent, CensusFamily } from './census.ts'
import type { PlanOffer } from './plan-offers.ts'
import type { LineOfCoverage } from './profile.ts'
import type { Employment } from './records.ts'
import { volumeOf } from './volume.ts'

/** A plan the employer has bought. */
export interface BoughtPlan {
  readonly id: string
  readonly offer: PlanOffer
  readonly effective_start_date: IsoDate
}

/** One coverage of a family's member. */
export interface Coverage {
  /** 0 for the subscriber, n for the n-th dependent. */
  readonly position: number
  readonly plan: BoughtPlan
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
  readonly volume?: number
  readonly configuration: Readonly<Record<string, string>>
}

/** How many of a hundred employees choose a line that they may also leave. Employer-paid lines everybody has. Assumed. */
const CHOSEN_BY: Readonly<Partial<Record<LineOfCoverage, number>>> = { medical: 85, dental: 85, vision: 70 }
const VOLUNTARY_CHOSEN_BY = 40

/** How many of a hundred who could have changed plans at the last open enrollment did. Assumed. */
const SWITCHED = 15

interface Choice {
  readonly family: CensusFamily
  readonly plans: readonly BoughtPlan[]
  readonly plan_year_start: IsoDate
  readonly structure: AccountStructure
  /** Below `of` in a hundred, decided by what it is for. */
  readonly chance: (of: number, ...what: readonly string[]) => boolean
  readonly fraction: (...what: readonly string[]) => number
}

/** What a family holds: at least one coverage, since the carrier knows nobody without. Dates are those of the plan, hire and birth. */
export function familyCoverages(
  family: CensusFamily,
  group: {
    readonly plans: readonly BoughtPlan[]
    readonly plan_year_start: IsoDate
    readonly structure: AccountStructure
  },
  ...key: readonly (string | number)[]
): Coverage[] {
  const fraction = (...what: readonly string[]) => fractionFrom(...key, ...what)
  const choice: Choice = { ...group, family, fraction, chance: (of, ...what) => fraction(...what) * 100 < of }
  const products = Map.groupBy(
    group.plans,
    ({ offer }) => `${offer.line_of_coverage}/${offer.plan_type ?? ''}`,
  )
  const held = [...products].flatMap(([product, plans]) =>
    isChosen(choice, product, plans) ? productCoverages(choice, product, plans) : [],
  )
  const [first] = products
  return held.length > 0 || !first ? held : productCoverages(choice, ...first)
}

function isChosen(choice: Choice, product: string, plans: readonly BoughtPlan[]): boolean {
  const offer = plans[0]?.offer
  const of = offer && CHOSEN_BY[offer.line_of_coverage]
  return choice.chance(
    of ?? (offer?.plan_type === 'voluntary' ? VOLUNTARY_CHOSEN_BY : 100),
    'chosen',
    product,
  )
}

/** The coverages of one line and type: the employee's plan, and the dependents on it or on a plan for dependents beside it. */
function productCoverages(choice: Choice, product: string, plans: readonly BoughtPlan[]): Coverage[] {
  const forEmployee = plans.filter(({ offer }) => covers(offer, undefined))
  const own = forEmployee[Math.floor(choice.fraction('plan', product) * forEmployee.length)]
  if (!own) return []
  const periods = periodsOf(choice, product, own, forEmployee)
  const subscriber = periods.map((period) => coverage(choice, 0, period))
  const start = periods[0]?.effective_start_date ?? own.effective_start_date
  const dependents = choice.family.dependents.flatMap((dependent, index): Coverage[] => {
    const kin = dependent.relationship === 'child' ? 'children' : 'partner'
    if (!choice.chance(75, kin, product)) return []
    if (covers(own.offer, dependent))
      return bornInto(periods, dependent).map((period) => coverage(choice, index + 1, period))
    const beside = plans.find(({ offer }) => covers(offer, dependent))
    if (!beside) return []
    const period = { plan: beside, effective_start_date: start, effective_end_date: OPEN_END }
    return bornInto([period], dependent).map((period) => coverage(choice, index + 1, period))
  })
  return [...subscriber, ...dependents]
}

interface Period {
  readonly plan: BoughtPlan
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
}

/** One period, or two when the employee took another plan of the same kind at the last open enrollment. */
function periodsOf(choice: Choice, product: string, own: BoughtPlan, plans: readonly BoughtPlan[]): Period[] {
  const start = latest(own.effective_start_date, eligibleFrom(choice.family.employment))
  const other = plans.find((plan) => plan !== own)
  const switched = other && start < choice.plan_year_start && choice.chance(SWITCHED, 'switched', product)
  if (!switched) return [{ plan: own, effective_start_date: start, effective_end_date: OPEN_END }]
  return [
    { plan: other, effective_start_date: start, effective_end_date: addDays(choice.plan_year_start, -1) },
    { plan: own, effective_start_date: choice.plan_year_start, effective_end_date: OPEN_END },
  ]
}

/** Nobody is covered before birth. */
function bornInto(periods: readonly Period[], { person }: CensusDependent): Period[] {
  return periods
    .filter(({ effective_end_date }) => effective_end_date >= person.date_of_birth)
    .map((period) => ({
      ...period,
      effective_start_date: latest(period.effective_start_date, person.date_of_birth),
    }))
}

function coverage(choice: Choice, position: number, period: Period): Coverage {
  const { employment } = choice.family
  const { volume } = period.plan.offer
  const place = employment.employment_status === 'part-time' ? 'part_time' : 'full_time'
  const amount =
    volume && volumeOf(volume, yearlyPay(employment), choice.fraction('volume', period.plan.offer.name))
  return {
    position,
    ...period,
    ...(amount === undefined ? {} : { volume: amount }),
    configuration: choice.structure.placements[place],
  }
}

/** True when the plan covers this dependent; without one, the employee. */
function covers({ covers }: PlanOffer, dependent: CensusDependent | undefined): boolean {
  if (covers.includes('all') || covers.includes('employee-with-dependents')) return true
  if (dependent === undefined) return covers.includes('employee')
  return covers.some((type) => type === dependent.relationship)
}

/** The first of the month after 30 days of employment: the waiting period of every generated plan. */
function eligibleFrom({ employment_dates }: Employment): IsoDate {
  const waited = addDays(employment_dates.hire_date ?? '1970-01-01', 30)
  if (waited.endsWith('-01')) return waited
  const [year, month] = waited.split('-').map(Number) as [number, number]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

function yearlyPay({ salary, hours_worked }: Employment): number {
  const amount = salary?.amount ?? 0
  return salary?.unit === 'hour' ? amount * hours_worked * 52 : amount
}

const latest = (left: IsoDate, right: IsoDate): IsoDate => (left > right ? left : right)
