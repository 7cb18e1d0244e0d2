import { addDays, OPEN_END } from '../kernel/instant.ts'
import { type BoughtPlan, covers } from './bought-plan.ts'
import type { CensusDependent, CensusFamily } from './census.ts'
import { type AccountDays, cobraAfter, earliest, latest, type Period } from './coverage-periods.ts'
import type { GivenEnrollment } from './given.ts'
import { coverageEnd, eligibleFrom } from './plan-rules.ts'

/**
 * The period of a coverage that somebody is said to have; what is not said follows from plan, employment and birth.
 * @throws Error when the employer has no such plan, which `accountFaults` would have told
 */
export function givenPeriod(
  { spells }: CensusFamily,
  dependent: CensusDependent | undefined,
  plans: readonly BoughtPlan[],
  given: GivenEnrollment,
  days: AccountDays,
): Period {
  const ofLine = plans.filter(({ offer }) => offer.line_of_coverage === given.line_of_coverage)
  const plan = ofLine.find(({ offer }) =>
    given.plan === undefined ? covers(offer, dependent?.relationship) : offer.name === given.plan,
  )
  if (!plan)
    throw new Error(`the employer has no ${given.line_of_coverage} plan ${given.plan ?? 'for the member'}`)
  const { from, to } = spells.at(-1) ?? { from: plan.effective_start_date }
  const eligible = eligibleFrom(plan.waiting_periods, from, plan.effective_start_date, spells.length > 1)
  const stop = to === undefined ? undefined : coverageEnd(plan.termination_policy, to, days.plan_year_start)
  const usual = latest(eligible, dependent?.person.date_of_birth ?? eligible)
  const stopped = earliest(given.effective_end_date ?? stop ?? OPEN_END, plan.effective_end_date)
  const start = given.effective_start_date ?? earliest(usual, stopped)
  if (given.waived === true) {
    return { plan, effective_start_date: start, effective_end_date: addDays(start, -1) }
  }
  const end =
    given.effective_end_date ??
    earliest((given.cobra ? undefined : stop) ?? OPEN_END, plan.effective_end_date)
  const cobra =
    stop !== undefined && to !== undefined
      ? cobraAfter(stop, to)
      : cobraAfter(addDays(start, -1), addDays(start, -1), 'reduction_of_work_hours')
  return {
    plan,
    effective_start_date: start,
    effective_end_date: end,
    ...(given.cobra === true ? { cobra } : {}),
  }
}
