import type { components } from '../api/generated/types/fulfillment.js'
import type { Draws } from '../kernel/draws.ts'
import { addDays, addDuration, type IsoDate, isoDate, OPEN_END, startOfDay } from '../kernel/instant.ts'
import { CHILD_AGE_LIMIT, yearsAfter } from './census-kin.ts'
import type { Person } from './records.ts'

type Schemas = components['schemas']

export type WaitingPeriod =
  | Schemas['GroupPlanPublicFixedWaitingPeriod']
  | Schemas['GroupPlanPublicFixedCoincidingWaitingPeriod']
  | Schemas['GroupPlanPublicVariableWaitingPeriod']
  | Schemas['GroupPlanPublicVariableCoincidingWaitingPeriod']

export type TerminationPolicy = Schemas['GroupMedicalPlanPublicResult']['termination_policy']

export type AgeLimit = Schemas['GroupPlanDependentChildAgeLimit']

const current_member: WaitingPeriod = {
  waiting_period_enrollment_type: 'current_member',
  waiting_period_rule: 'hire_date',
}
const rehireAtOnce: WaitingPeriod = {
  waiting_period_enrollment_type: 'rehire',
  waiting_period_rule: 'hire_date',
}
const rehireNextMonth: WaitingPeriod = {
  waiting_period_enrollment_type: 'rehire',
  waiting_period_rule: 'first_of_month_after_hire_date',
  waiting_period_coinciding: true,
}

/**
 * The waiting periods that plans of generated employers have, in all four published shapes. None is longer than 90 days and
 * the rest of a month. Which are used is assumed.
 */
export const WAITING_PERIODS: readonly (readonly WaitingPeriod[])[] = [
  [
    current_member,
    {
      waiting_period_enrollment_type: 'new_member',
      waiting_period_rule: 'first_of_month_after_waiting_period',
      waiting_period_amount: 30,
      waiting_period_unit: 'day',
      waiting_period_coinciding: true,
    },
    rehireAtOnce,
  ],
  [
    current_member,
    {
      waiting_period_enrollment_type: 'new_member',
      waiting_period_rule: 'after_waiting_period',
      waiting_period_amount: 90,
      waiting_period_unit: 'day',
    },
    rehireNextMonth,
  ],
  [
    current_member,
    {
      waiting_period_enrollment_type: 'new_member',
      waiting_period_rule: 'first_of_month_after_hire_date',
      waiting_period_coinciding: false,
    },
    rehireAtOnce,
  ],
  [
    current_member,
    {
      waiting_period_enrollment_type: 'new_member',
      waiting_period_rule: 'first_or_fifteenth_of_month_after_waiting_period',
      waiting_period_amount: 2,
      waiting_period_unit: 'month',
      waiting_period_coinciding: true,
    },
    rehireNextMonth,
  ],
]

/** How often an employer's line ends coverage in which way. Assumed: the end of the month is the usual one. */
const TERMINATION_POLICIES: readonly TerminationPolicy[] = [
  'end_of_month',
  'end_of_month',
  'end_of_month',
  'end_of_month',
  'end_of_month',
  'last_work_date',
  'last_work_date',
  'fifteenth_of_month',
  'first_of_following_month',
  'end_of_plan_year',
]

/** The rules that all plans of an employer's line share. */
export function lineRules(
  draws: Draws,
  line: string,
): {
  readonly termination_policy: TerminationPolicy
  readonly waiting_periods: readonly WaitingPeriod[]
} {
  return {
    termination_policy: draws.choice(TERMINATION_POLICIES, `termination ${line}`),
    waiting_periods: draws.choice(WAITING_PERIODS, `waiting ${line}`),
  }
}

/**
 * The first day of coverage of somebody employed from `hired` on. Who was there before the plan began is a current member.
 * Source of the rules' names: published OpenAPI, GroupPlanPublic...WaitingPeriod; how each counts is assumed from its name.
 */
export function eligibleFrom(
  periods: readonly WaitingPeriod[],
  hired: IsoDate,
  planStart: IsoDate,
  isRehire: boolean,
): IsoDate {
  const who = hired < planStart ? 'current_member' : isRehire ? 'rehire' : 'new_member'
  const period = periods.find(({ waiting_period_enrollment_type }) => waiting_period_enrollment_type === who)
  const from = period === undefined ? hired : waited(period, hired)
  return from > planStart ? from : planStart
}

function waited(period: WaitingPeriod, hired: IsoDate): IsoDate {
  const rule = period.waiting_period_rule
  const after = 'waiting_period_amount' in period ? afterWaiting(period, hired) : hired
  if (rule === 'hire_date' || rule === 'after_waiting_period') return after
  const coincides = 'waiting_period_coinciding' in period && period.waiting_period_coinciding
  const from = coincides ? after : addDays(after, 1)
  const firsts = rule.startsWith('fifteenth') ? [15] : rule.startsWith('first_or_fifteenth') ? [1, 15] : [1]
  return nextDayOfMonth(from, firsts)
}

const UNITS: Readonly<Record<string, string>> = { day: 'd', week: 'w', month: 'mo', year: 'y' }

function afterWaiting(
  period: Pick<
    Schemas['GroupPlanPublicVariableWaitingPeriod'],
    'waiting_period_amount' | 'waiting_period_unit'
  >,
  hired: IsoDate,
): IsoDate {
  const { waiting_period_amount: amount, waiting_period_unit: unit } = period
  // Five business days are a week; holidays are not counted.
  const days = unit === 'business_day' ? `${Math.ceil((amount * 7) / 5)}d` : `${amount}${UNITS[unit]}`
  return isoDate(addDuration(startOfDay(hired), days) ?? startOfDay(hired))
}

/** The first day from `from` on that is one of these days of a month. */
function nextDayOfMonth(from: IsoDate, days: readonly number[]): IsoDate {
  const day = Number(from.slice(8))
  const later = days.find((one) => one >= day)
  if (later !== undefined) return `${from.slice(0, 8)}${String(later).padStart(2, '0')}`
  return `${addDays(endOfMonth(from), 1).slice(0, 8)}${String(days[0]).padStart(2, '0')}`
}

/** The last day of the month a day is in. */
export function endOfMonth(day: IsoDate): IsoDate {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${day.slice(0, 8)}${String(days).padStart(2, '0')}`
}

/**
 * The last day of coverage of somebody whose last day of work this is; `planYear` is the first day of any plan year.
 * Source of the policies' names: published OpenAPI, `termination_policy`; what each means is assumed from its name.
 */
export function coverageEnd(policy: TerminationPolicy, lastWorkDay: IsoDate, planYear: IsoDate): IsoDate {
  switch (policy) {
    case 'last_work_date':
      return lastWorkDay
    case 'end_of_month':
      return endOfMonth(lastWorkDay)
    case 'fifteenth_of_month':
      return nextDayOfMonth(lastWorkDay, [15])
    case 'first_of_following_month':
      return addDays(endOfMonth(lastWorkDay), 1)
    case 'end_of_plan_year': {
      const anniversary = `${lastWorkDay.slice(0, 4)}${planYear.slice(4)}`
      return addDays(anniversary > lastWorkDay ? anniversary : yearsAfter(anniversary, 1), -1)
    }
  }
}

const USUAL_AGE_LIMIT: AgeLimit = {
  dependent_child_type: 'dependent_child',
  dependent_child_age_limit: CHILD_AGE_LIMIT,
  dependent_child_termination_rule: 'end_of_month_after_birthday',
}

/**
 * The last day a child may be covered; no end for one who is disabled. A plan without a limit for the child has the usual one.
 * Source of the rules' names: published OpenAPI, GroupPlanDependentChildAgeLimit; how they count is assumed.
 */
export function childCoverageEnd(limits: readonly AgeLimit[], person: Person): IsoDate {
  if (person.details?.disability?.disabled === true) return OPEN_END
  const kind = person.details?.is_student === true ? 'student' : 'dependent_child'
  const limit =
    limits.find((one) => one.dependent_child_type === kind) ??
    limits.find((one) => one.dependent_child_type === 'dependent_child') ??
    USUAL_AGE_LIMIT
  const birthday = yearsAfter(person.date_of_birth, limit.dependent_child_age_limit)
  switch (limit.dependent_child_termination_rule) {
    case 'date_of_birth':
      return addDays(birthday, -1)
    case 'end_of_month_after_birthday':
      return endOfMonth(birthday)
    case 'end_of_year_after_birthday':
      return `${birthday.slice(0, 4)}-12-31`
  }
}
