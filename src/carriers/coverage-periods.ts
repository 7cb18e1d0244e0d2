import type { Draws } from '../kernel/draws.ts'
import { addDays, addMonths, type IsoDate, isoDate, OPEN_END, startOfDay } from '../kernel/instant.ts'
import { ageLimits, type BoughtPlan, covers, isCobraEligible } from './bought-plan.ts'
import type { CensusDependent, CensusFamily } from './census.ts'
import { isChild } from './census-kin.ts'
import { COVERAGE_SHARES as SHARES } from './census-shares.ts'
import { childCoverageEnd, coverageEnd, eligibleFrom } from './plan-rules.ts'
import type { CarrierProfile } from './profile.ts'
import type { CarrierEnrollment } from './records.ts'

/** One coverage's plan and dates. */
export interface Period {
  readonly plan: BoughtPlan
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
  readonly cobra?: NonNullable<CarrierEnrollment['cobra']>
}

/** What the dates of an account's coverages depend on beside the family and the plan. */
export interface AccountDays {
  readonly today: IsoDate
  readonly plan_year_start: IsoDate
  readonly cobra: CarrierProfile['cobra']
}

export const earliest = (left: IsoDate, right: IsoDate): IsoDate => (left < right ? left : right)
export const latest = (left: IsoDate, right: IsoDate): IsoDate => (left > right ? left : right)

/**
 * The periods of an employee who is on `own` now, one list for each time of employment that led to coverage. An employee may
 * have been on `other`, of the same kind, up to the last open enrollment.
 */
export function employeePeriods(
  { spells, isDescribed }: CensusFamily,
  days: AccountDays,
  own: BoughtPlan,
  other: BoughtPlan | undefined,
  draws: Draws,
): Period[][] {
  const firstDays = spells.map(({ from }, index) =>
    eligibleFrom(own.waiting_periods, from, own.effective_start_date, index > 0),
  )
  return spells.flatMap(({ to }, index) => {
    const planEnd = own.effective_end_date
    const start = firstDays[index] as IsoDate
    const next = firstDays[index + 1]
    const stop = to === undefined ? OPEN_END : coverageEnd(own.termination_policy, to, days.plan_year_start)
    // Who is back before the former coverage is over begins anew.
    const end = earliest(earliest(stop, planEnd), next === undefined ? OPEN_END : addDays(next, -1))
    if (start > (to ?? OPEN_END) || start > end) return []
    const isOver = next === undefined && !isDescribed && to !== undefined && stop < planEnd
    const cobra = isOver && isElected(own, stop) ? cobraAfter(stop, to) : undefined
    const goesOn = cobra ? cobraPeriod(cobra, days.today, planEnd) : undefined
    return [switched({ plan: own, effective_start_date: start, effective_end_date: end, ...goesOn }, other)]
  })

  function isElected(plan: BoughtPlan, stop: IsoDate): boolean {
    return stop < days.today && isCobraEligible(plan) && draws.chance(SHARES.cobra[days.cobra], 'cobra')
  }

  function switched(period: Period, before: BoughtPlan | undefined): Period[] {
    const year = days.plan_year_start
    const { effective_start_date: start, cobra } = period
    const end = cobra === undefined ? period.effective_end_date : addDays(cobra.eligibility_start_date, -1)
    const isPossible =
      before !== undefined && start < year && end >= year && before.effective_start_date <= start
    if (!isPossible || before.effective_end_date < addDays(year, -1)) return [period]
    return [
      { plan: before, effective_start_date: start, effective_end_date: addDays(year, -1) },
      { ...period, effective_start_date: year },
    ]
  }
}

type Cobra = NonNullable<CarrierEnrollment['cobra']>

/** Months that COBRA lasts after employment, and after a divorce. Source: Noyo docs, complex-changes/cobra (18); US law (36). */
const COBRA_MONTHS = { termination_of_employment: 18, reduction_of_work_hours: 18, divorce: 36 }

/** What follows coverage to `stop`. Source: Noyo docs, complex-changes/cobra: contiguous, up to the last day of the longest time. */
export function cobraAfter(
  stop: IsoDate,
  event: IsoDate,
  reason: keyof typeof COBRA_MONTHS = 'termination_of_employment',
): Cobra {
  const from = addDays(stop, 1)
  const after = addMonths(startOfDay(from), COBRA_MONTHS[reason]) ?? startOfDay(from)
  return {
    eligibility_start_date: from,
    eligibility_end_date: addDays(isoDate(after), -1),
    qualifying_event_reason: reason,
    qualifying_event_date: event,
  }
}

/** Coverage that goes on as COBRA keeps its start and has no planned end. Source: Noyo docs, complex-changes/cobra. */
function cobraPeriod(
  cobra: Cobra,
  today: IsoDate,
  planEnd: IsoDate,
): Pick<Period, 'cobra' | 'effective_end_date'> {
  const last = cobra.eligibility_end_date ?? OPEN_END
  return { cobra, effective_end_date: earliest(last < today ? last : OPEN_END, planEnd) }
}

/** A relative's periods on the employee's plan, or on one beside it that is for relatives: within the employee's, and within life. */
export function relativePeriods(
  dependent: CensusDependent,
  held: readonly (readonly Period[])[],
  beside: readonly BoughtPlan[],
  days: AccountDays,
  draws: Draws,
): Period[] {
  const { relationship } = dependent
  return held.flatMap((periods) => {
    if (periods.every(({ plan }) => covers(plan.offer, relationship))) {
      return periods.flatMap((period) => withinLife(dependent, period, days, draws))
    }
    const plan = beside.find(({ offer }) => covers(offer, relationship))
    const first = periods[0]
    const last = periods.at(-1)
    if (!plan || !first || !last) return []
    const { cobra: _ended, ...rest } = last
    const whole: Period = {
      ...(isCobraEligible(plan) ? last : rest),
      plan,
      effective_start_date: latest(first.effective_start_date, plan.effective_start_date),
      effective_end_date: earliest(last.effective_end_date, plan.effective_end_date),
    }
    return withinLife(dependent, whole, days, draws)
  })
}

/** Nobody is covered before birth, a child not beyond the plan's age limit, a former spouse not beyond the marriage. */
function withinLife(
  { relationship, person, until }: CensusDependent,
  period: Period,
  days: AccountDays,
  draws: Draws,
): Period[] {
  const { plan } = period
  const start = latest(period.effective_start_date, person.date_of_birth)
  const grown = isChild(relationship) ? childCoverageEnd(ageLimits(plan), person) : OPEN_END
  const parted =
    until === undefined ? OPEN_END : coverageEnd(plan.termination_policy, until, days.plan_year_start)
  // A carrier puts an end on record when it has come, not the birthday of a lifetime away.
  const limit = earliest(grown >= days.today ? OPEN_END : grown, parted)
  if (limit >= period.effective_end_date) {
    return start > period.effective_end_date ? [] : [{ ...period, effective_start_date: start }]
  }
  if (start > limit) return []
  const { cobra: employees, ...own } = period
  const isWithCobra = employees !== undefined && employees.eligibility_start_date <= limit
  const ended: Period = {
    ...own,
    effective_start_date: start,
    effective_end_date: limit,
    ...(isWithCobra ? { cobra: employees } : {}),
  }
  const isOn = until !== undefined && limit < days.today && isCobraEligible(plan)
  if (!isOn || !draws.chance(SHARES.cobra[days.cobra], 'cobra ex-spouse')) return [ended]
  const cobra = cobraAfter(limit, until, 'divorce')
  return [{ ...ended, ...cobraPeriod(cobra, days.today, plan.effective_end_date) }]
}
