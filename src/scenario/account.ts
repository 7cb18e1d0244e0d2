import { statedCadence } from '../carriers/files/stated-cadence.ts'
import type { GivenAccount, GivenPlan } from '../carriers/given.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import type { StandingFields } from '../carriers/standing.ts'
import type { VolumeRules } from '../carriers/volume.ts'
import { given } from '../kernel/given.ts'
import type { Instant } from '../kernel/instant.ts'
import type { PlanLine, StandingLine, VolumeLine } from './account-document.ts'
import type { CarrierLine, GroupLine } from './document.ts'
import { dayOf, durationOf, momentOf } from './moment.ts'
import { familyOf } from './people.ts'
import type { EnrollmentLine } from './people-document.ts'
import type { Roster, Rosters } from './rosters.ts'

/** The people of a group at one of its carriers: the carrier's own view of them, or the group's. */
export function rosterOf(rosters: Rosters, group: GroupLine, line: CarrierLine): Roster | undefined {
  return rosters.by.get(line) ?? rosters.by.get(group)
}

/**
 * Which of the enrollments are for this carrier. People that are the group's have coverage with several of them: each takes
 * what the group has bought from it. What a carrier's own line says, is all for it.
 */
export function takenBy(
  carrier: CarrierProfile,
  rosters: Rosters,
  line: CarrierLine,
): (enrollment: EnrollmentLine) => boolean {
  if (rosters.by.has(line)) return () => true
  const { plans } = line
  if (plans) {
    return ({ line_of_coverage, plan }) =>
      plans.some(
        (own) => own.line_of_coverage === line_of_coverage && (plan === undefined || plan === own.name),
      )
  }
  const lines = line.lines_of_coverage ?? carrier.lines_of_coverage
  return ({ line_of_coverage }) => lines.includes(line_of_coverage)
}

/** What the carrier's system is told of the group. */
export function accountOf(
  carrier: CarrierProfile,
  rosters: Rosters,
  group: GroupLine,
  line: CarrierLine,
  start: Instant,
): GivenAccount {
  const roster = rosterOf(rosters, group, line)
  const takes = takenBy(carrier, rosters, line)
  const employees = line.employees ?? group.employees
  return {
    ...(employees === undefined ? {} : { employees }),
    ...(roster && { families: roster.lines.map((person) => familyOf(person, start, takes)) }),
    ...given(line, 'lines_of_coverage'),
    ...(line.plans && { plans: line.plans.map((plan) => planOf(plan, start)) }),
    ...given(group, 'state'),
  }
}

function planOf(plan: PlanLine, start: Instant): GivenPlan {
  const { line_of_coverage, name, plan_type, volume_rules, details } = plan
  const dates = {
    effective_start_date: plan.effective_start_date && dayOf(plan.effective_start_date, start),
    effective_end_date: plan.effective_end_date && dayOf(plan.effective_end_date, start),
  }
  return {
    line_of_coverage,
    name,
    ...(plan_type && { type: plan_type }),
    ...given(dates, 'effective_start_date', 'effective_end_date'),
    ...(volume_rules && { volume: volumeOf(plan, volume_rules) }),
    ...(details && { details }),
  }
}

/** What each calculation cannot do without. */
export const VOLUME_NEEDS: Readonly<Record<VolumeLine['calculation'], readonly (keyof VolumeLine)[]>> = {
  flat: ['amount'],
  increments: ['increment', 'minimum', 'maximum'],
  percent_of_salary: ['percent', 'maximum'],
}

function volumeOf({ line_of_coverage }: PlanLine, line: VolumeLine): VolumeRules {
  const { calculation, amount = 0, increment = 1, minimum = 0, maximum = 0, percent = 0 } = line
  if (calculation === 'flat') return { calculation, amount }
  if (calculation === 'percent_of_salary') {
    return {
      calculation,
      percent,
      period: line.period ?? (line_of_coverage === 'std' ? 'week' : 'month'),
      maximum,
    }
  }
  const gi = line.guaranteed_issue ?? Math.floor(maximum / 3)
  const guaranteed_issue = { gi_under_70: gi, gi_over_70: Math.floor(gi / 2) }
  return { calculation, increment, minimum, maximum, guaranteed_issue }
}

/** Without an outcome of its own, what is refused until some time is simply refused. */
export function standingOf(
  line: StandingLine & Partial<Pick<CarrierLine, 'broker_federal_ein' | 'broker_tin'>>,
  start: Instant,
): StandingFields {
  const { refuse_until, installed_on, authorized_on, delay, cadence, report_after, approve_after } = line
  const times = {
    outcome: line.outcome ?? (refuse_until === undefined ? undefined : 'unable_to_connect'),
    refuse_until: refuse_until === undefined ? undefined : momentOf(refuse_until, start),
    installed_on: installed_on === undefined ? undefined : momentOf(installed_on, start),
    authorized_on: authorized_on === undefined ? undefined : momentOf(authorized_on, start),
    delay: delay === undefined ? undefined : durationOf(delay),
    cadence: cadence === undefined ? undefined : statedCadence(cadence),
    report_after: report_after === undefined ? undefined : durationOf(report_after),
    approve_after: approve_after === undefined ? undefined : durationOf(approve_after),
  } as const
  return {
    ...given(times, 'outcome', 'refuse_until', 'installed_on', 'authorized_on', 'delay'),
    ...given(times, 'cadence', 'report_after', 'approve_after'),
    ...given(line, 'broker_federal_ein', 'broker_tin'),
  }
}
