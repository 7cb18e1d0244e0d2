import type { Draws } from '../kernel/draws.ts'
import { addDays } from '../kernel/instant.ts'
import type { Temporal } from '../kernel/temporal.ts'
import { type BoughtPlan, covers, productOf } from './bought-plan.ts'
import type { CensusFamily } from './census.ts'
import { COVERAGE_SHARES as SHARES } from './census-shares.ts'
import { givenPeriod } from './coverage-given.ts'
import { type AccountDays, employeePeriods, type Period, relativePeriods } from './coverage-periods.ts'
import { type AccountPlaces, coverageTerms } from './coverage-terms.ts'
import type { GivenEnrollment, GivenFamily } from './given.ts'
import type { LineOfCoverage } from './profile.ts'
import type { EnrollmentTerms } from './records.ts'

/** One coverage of a family's member. */
export interface Coverage extends Period, EnrollmentTerms, Temporal<EnrollmentTerms> {
  /** 0 for the subscriber, n for the n-th dependent. */
  readonly position: number
}

/** The account that a family is covered in. */
export interface CoveringAccount extends AccountDays, AccountPlaces {
  readonly plans: readonly BoughtPlan[]
}

/** What an employee holds of one line and type. */
interface Held {
  /** The plans of that line and type. */
  readonly plans: readonly BoughtPlan[]
  /** One list for each time of employment. */
  readonly periods: readonly (readonly Period[])[]
  readonly isWaived: boolean
  /** When it was said. */
  readonly volume?: number | undefined
}

/** What a family holds: nothing only when it was never covered, or is said to hold nothing. */
export function familyCoverages(
  family: CensusFamily,
  account: CoveringAccount,
  given: GivenFamily | undefined,
  draws: Draws,
): Coverage[] {
  const held = given?.enrollments
    ? given.enrollments.map((one) => givenHolding(family, account, one))
    : drawnHoldings(family, account, draws)
  const own = held.flatMap((one) => one.periods.flat().map((period) => ({ period, volume: one.volume })))
  const subscriber = own.map(({ period, volume }) => cover(0, period, { isEmployees: true, volume }))
  const dependents = family.dependents.flatMap((dependent, index) => {
    const said = given?.dependents?.[index]?.enrollments
    const periods = said
      ? said.map((one) => ({
          period: givenPeriod(family, dependent, account.plans, one, account),
          volume: one.volume,
        }))
      : drawnPeriods(dependent).map((period) => ({ period, volume: undefined }))
    return periods.map(({ period, volume }) => {
      const employees = subscriber.find(({ plan }) => productOf(plan) === productOf(period.plan))
      return cover(index + 1, period, { isEmployees: false, volume, atMost: employees?.volume })
    })
  })
  return [...subscriber, ...dependents]

  function cover(position: number, period: Period, of: Parameters<typeof coverageTerms>[3]): Coverage {
    return { position, ...period, ...coverageTerms(family, period, account, of, draws) }
  }

  function drawnPeriods(dependent: CensusFamily['dependents'][number]): Period[] {
    const kin = dependent.relationship === 'child' ? 'children' : 'partner'
    return held.flatMap(({ plans, periods, isWaived }) => {
      const product = plans[0] ? productOf(plans[0]) : ''
      const isCovered = family.isDescribed || draws.chance(SHARES.dependents, `${kin} ${product}`)
      return isCovered && !isWaived ? relativePeriods(dependent, periods, plans, account, draws) : []
    })
  }
}

function givenHolding(family: CensusFamily, account: CoveringAccount, given: GivenEnrollment): Held {
  const period = givenPeriod(family, undefined, account.plans, given, account)
  const plans = account.plans.filter((plan) => productOf(plan) === productOf(period.plan))
  return { plans, periods: [[period]], isWaived: given.waived === true, volume: given.volume }
}

/** Everybody holds something, since a carrier knows nobody without; some lines have been offered and refused. */
function drawnHoldings(family: CensusFamily, account: CoveringAccount, draws: Draws): Held[] {
  const products = [...Map.groupBy(account.plans, productOf)]
  const held = products.flatMap(([product, plans]): Held[] => {
    if (isChosen(plans, product, draws)) return holding(family, account, plans, draws)
    const isOnRecord = !family.isDescribed && draws.chance(SHARES.waived, `waived ${product}`)
    return isOnRecord ? holding(family, account, plans, draws).map(waived) : []
  })
  if (held.some(({ isWaived }) => !isWaived)) return held
  const any = products
    .map(([, plans]) => holding(family, account, plans, draws))
    .find(({ length }) => length > 0)
  const refused = held.filter(({ plans }) => any?.[0]?.plans[0] !== plans[0])
  return any === undefined ? [] : [...any, ...refused]
}

function isChosen(plans: readonly BoughtPlan[], product: string, draws: Draws): boolean {
  const chosen: Readonly<Partial<Record<LineOfCoverage, number>>> = SHARES.chosen
  const offer = plans[0]?.offer
  const of = offer && chosen[offer.line_of_coverage]
  return draws.chance(of ?? (offer?.plan_type === 'voluntary' ? SHARES.voluntary : 100), `chosen ${product}`)
}

function holding(
  family: CensusFamily,
  account: CoveringAccount,
  plans: readonly BoughtPlan[],
  draws: Draws,
): Held[] {
  const forEmployee = plans.filter(({ offer }) => covers(offer, undefined))
  const [first] = forEmployee
  if (!first) return []
  const product = productOf(first)
  const own = draws.choice(forEmployee, `plan ${product}`)
  const hasSwitched = draws.chance(SHARES.switched, `switched ${product}`)
  const other = hasSwitched ? forEmployee.find((plan) => plan !== own) : undefined
  const periods = employeePeriods(family, account, own, other, draws)
  return periods.length === 0 ? [] : [{ plans, periods, isWaived: false }]
}

/** Offered and refused: it ends the day before it would have begun. Source: Noyo docs, complex-changes/waives. */
function waived(held: Held): Held {
  const [[first] = []] = held.periods
  if (!first) return held
  const { cobra: _none, ...period } = first
  const refused = { ...period, effective_end_date: addDays(first.effective_start_date, -1) }
  return { ...held, periods: [[refused]], isWaived: true }
}
