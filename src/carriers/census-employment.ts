import type { Draws } from '../kernel/draws.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
import { yearsAfter } from './census-kin.ts'
import { CENSUS_SHARES as SHARES } from './census-shares.ts'
import { familyEnrollments, firstDayGiven, type GivenFamily } from './given.ts'
import type { NameLists } from './name-lists.ts'
import type { Employment } from './records.ts'

/** A time somebody is employed: to the last day of work, if it has ended. */
export interface Spell {
  readonly from: IsoDate
  readonly to?: IsoDate
}

/** Everybody was hired, or hired anew, at least this long before: longer than any waiting period. */
const HIRED_DAYS_AGO = 130
/** The longest career, in days. */
const CAREER = 20 * 365

export interface DrawnEmployment {
  readonly employment: Employment
  /** Oldest first; at least one. */
  readonly spells: readonly Spell[]
}

/**
 * An employee's employment. What is given wins; whose employment is described in any way has been employed ever since, unless
 * the description says otherwise.
 */
export function employmentOf(
  at: { readonly today: IsoDate; readonly lists: NameLists; readonly draws: Draws },
  date_of_birth: IsoDate,
  family: GivenFamily,
  isDescribed: boolean,
): DrawnEmployment {
  const { today, draws } = at
  const { employment: given } = family
  const of16 = Math.floor((Date.parse(today) - Date.parse(yearsAfter(date_of_birth, 16))) / 86_400_000)
  const history = isDescribed ? steady(draws, of16) : drawnHistory(draws, of16)
  const day = (daysAgo: number) => addDays(today, -daysAgo)
  const drawn = {
    hire_date: day(history.hired),
    ...(history.full_time === undefined ? {} : { full_time_start: day(history.full_time) }),
    ...(history.rehired === undefined ? {} : { rehire: day(history.rehired) }),
  }
  const said = given?.employment_dates
  const hired = {
    hire_date:
      said?.hire_date ??
      hiredBefore(
        [...Object.values(said ?? {}), firstDayGiven(familyEnrollments(family))],
        drawn.hire_date,
        draws,
      ),
  }
  const dates: Employment['employment_dates'] = isDescribed ? { ...hired, ...said } : drawn
  const status = given?.employment_status ?? statusOf(history, said, today)
  const isOver = status === 'terminated' && dates.terminated === undefined
  const left = day(history.left ?? lastDay(draws, history.hired))
  const terminated = left > (dates.rehire ?? dates.hire_date ?? '') ? left : addDays(today, -1)
  const employment_dates = isOver ? { ...dates, terminated } : dates
  const isPartTime = status === 'part-time' || (status === 'terminated' && history.part_time)
  const own = work(at, isPartTime)
  const employment = { ...own, ...given, employment_status: status, employment_dates }
  return {
    employment,
    spells: spellsOf(employment_dates, today, history.left === undefined ? undefined : day(history.left)),
  }
}

/** Hired long enough before anything else that is said to have happened. */
function hiredBefore(said: readonly (IsoDate | undefined)[], drawn: IsoDate, draws: Draws): IsoDate {
  const first = said.filter((day) => day !== undefined).toSorted()[0]
  if (first === undefined || drawn < addDays(first, -HIRED_DAYS_AGO)) return drawn
  return addDays(first, -draws.integer(HIRED_DAYS_AGO, 700, 'hired before'))
}

/** Days before today. */
interface History {
  readonly hired: number
  readonly part_time: boolean
  readonly left?: number
  readonly rehired?: number
  readonly full_time?: number
}

function drawnHistory(draws: Draws, of16: number): History {
  const fate = draws.fraction('fate') * 100
  const { terminated, rehired, became_full_time } = SHARES
  const part_time = draws.chance(SHARES.part_time, 'part-time')
  const career = (atLeast: number) =>
    draws.integer(atLeast, Math.max(atLeast, Math.min(CAREER, of16)), 'hired')
  if (fate < terminated) {
    const left = draws.integer(3, LEFT_DAYS_AGO, 'left')
    return { part_time, left, hired: career(left + 150) }
  }
  if (fate < terminated + rehired) {
    const again = draws.integer(HIRED_DAYS_AGO, 400, 'rehired')
    const left = again + draws.integer(45, 200, 'away')
    return { part_time, rehired: again, left, hired: career(left + 150) }
  }
  if (fate < terminated + rehired + became_full_time && !part_time) {
    const full_time = draws.integer(30, 300, 'full-time')
    return { part_time, full_time, hired: career(full_time + 150) }
  }
  return { part_time, hired: career(HIRED_DAYS_AGO) }
}

function steady(draws: Draws, of16: number): History {
  const most = Math.max(HIRED_DAYS_AGO, Math.min(CAREER, of16))
  return { part_time: false, hired: draws.integer(HIRED_DAYS_AGO, most, 'hired') }
}

function statusOf(
  { left, rehired, part_time }: History,
  said: Employment['employment_dates'] | undefined,
  today: IsoDate,
): Employment['employment_status'] {
  const { terminated, rehire = '' } = said ?? {}
  const isGone = terminated !== undefined && terminated > rehire && terminated < today
  if (isGone) return 'terminated'
  if (left !== undefined && rehired === undefined) return 'terminated'
  return part_time ? 'part-time' : 'full-time'
}

/** Whoever has left did so not long before: who left before there was a plan to be covered by, no carrier knows. */
const LEFT_DAYS_AGO = 300

const lastDay = (draws: Draws, hired: number): number =>
  draws.integer(3, Math.max(3, Math.min(LEFT_DAYS_AGO, hired - HIRED_DAYS_AGO)), 'left')

/** The times of employment that dates tell of. When somebody hired anew had left is not published: `left`, else 90 days before. */
function spellsOf(
  { hire_date, rehire, terminated }: Employment['employment_dates'],
  today: IsoDate,
  left: IsoDate | undefined,
): readonly Spell[] {
  const from = hire_date ?? addDays(today, -HIRED_DAYS_AGO)
  const end =
    terminated === undefined || (rehire !== undefined && rehire > terminated) ? {} : { to: terminated }
  if (rehire === undefined || rehire <= from) return [{ from, ...end }]
  const before = left ?? terminated ?? addDays(rehire, -90)
  const to = before < rehire && before > from ? before : addDays(rehire, -1)
  return [
    { from, to },
    { from: rehire, ...end },
  ]
}

/** Yearly pay by what somebody does, in thousands. Assumed. */
const PAY: readonly (readonly [RegExp, number, number])[] = [
  [/Director|Executive|Officer/, 105, 220],
  [/Manager|Architect|Engineer|Developer|Strategist|Consultant|Analyst/, 68, 140],
  [/./, 40, 82],
]

/** Nobody paid by the hour earns more in a full year. Assumed. */
const MOST_BY_THE_HOUR = 80_000

function work(
  { draws, lists }: { readonly draws: Draws; readonly lists: NameLists },
  isPartTime: boolean,
): Pick<Employment, 'hours_worked' | 'occupation' | 'salary'> {
  const job = draws.choice(lists.jobs, 'job')
  const occupation = `${draws.choice(lists.levels, 'level')} ${draws.choice(lists.areas, 'area')} ${job}`
  const [, least, most] = PAY.find(([jobs]) => jobs.test(job)) ?? [/./, 40, 82]
  const yearly = draws.integer(least * 2, most * 2, 'salary') * 500
  // By the hour are paid those who work part-time, and some of those who earn least.
  if (isPartTime || (yearly < 60_000 && draws.chance(40, 'hourly'))) {
    const hours_worked = isPartTime ? draws.integer(20, 28, 'hours') : 40
    return {
      hours_worked,
      occupation,
      salary: { amount: Math.round(Math.min(yearly, MOST_BY_THE_HOUR) / 2080), type: 'hourly', unit: 'hour' },
    }
  }
  return { hours_worked: 40, occupation, salary: { amount: yearly, type: 'salary', unit: 'annual' } }
}
