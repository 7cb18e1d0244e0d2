import type { Draws } from '../kernel/draws.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
import type { Formerly, Temporal } from '../kernel/temporal.ts'
import type { AccountStructure, Placement } from './account-structure.ts'
import { productOf } from './bought-plan.ts'
import type { CensusFamily } from './census.ts'
import { COVERAGE_SHARES as SHARES } from './census-shares.ts'
import { latest, type Period } from './coverage-periods.ts'
import type { Employment, EnrollmentTerms } from './records.ts'
import { type VolumeRules, volumeOf, yearlyPay } from './volume.ts'

/** Where families stand in an account. */
export interface AccountPlaces {
  readonly structure: AccountStructure
  readonly plan_year_start: IsoDate
  /** The second place of work has been there only since the plan year began. */
  readonly hasNewBranch: boolean
}

/** Volume and place of a coverage, with what they were before. */
export function coverageTerms(
  family: CensusFamily,
  period: Period,
  places: AccountPlaces,
  of: {
    readonly isEmployees: boolean
    readonly volume?: number | undefined
    readonly atMost?: number | undefined
  },
  draws: Draws,
): EnrollmentTerms & Temporal<EnrollmentTerms> {
  const { effective_start_date: start, effective_end_date: end, plan } = period
  const { plan_year_start } = places
  const rules = plan.offer.volume
  const isWaived = end < start
  const drawn =
    rules && !isWaived ? drawnVolume(rules, family, `volume ${plan.offer.name}`, draws, of.atMost) : undefined
  const volume = of.volume ?? drawn
  const before =
    of.isEmployees && of.volume === undefined && !family.isDescribed && start < plan_year_start
      ? volumeBefore(rules, volume, productOf(plan), draws)
      : undefined
  const full_time_start = family.employment.employment_dates.full_time_start
  const termsOn = (day: IsoDate): EnrollmentTerms => {
    const amount = before !== undefined && day < plan_year_start ? before : volume
    return {
      ...(amount === undefined ? {} : { volume: amount }),
      configuration: placeOn(day, family, places),
    }
  }
  const cuts = [plan_year_start, ...(full_time_start === undefined ? [] : [full_time_start])]
    .filter((day) => day > start && day <= end)
    .toSorted()
  const formerly = cuts.flatMap((until): Formerly<EnrollmentTerms>[] => {
    const fields = termsOn(addDays(until, -1))
    return isSame(fields, termsOn(until)) ? [] : [{ until, fields }]
  })
  const now = termsOn(latest(start, end))
  return formerly.length === 0 ? now : { ...now, formerly }
}

function isSame(left: EnrollmentTerms, right: EnrollmentTerms): boolean {
  return left.volume === right.volume && left.configuration === right.configuration
}

function drawnVolume(
  rules: VolumeRules,
  { employment }: CensusFamily,
  what: string,
  draws: Draws,
  atMost: number | undefined,
): number {
  const amount = volumeOf(rules, yearlyPay(employment), draws.fraction(what))
  if (atMost === undefined || rules.calculation !== 'increments' || amount <= atMost) return amount
  const steps = Math.floor((atMost - rules.minimum) / rules.increment)
  return rules.minimum + Math.max(0, steps) * rules.increment
}

/** What somebody had chosen before the last open enrollment; undefined when nothing else. */
function volumeBefore(
  rules: VolumeRules | undefined,
  volume: number | undefined,
  product: string,
  draws: Draws,
): number | undefined {
  if (rules?.calculation !== 'increments' || volume === undefined || volume <= rules.minimum) return undefined
  if (!draws.chance(SHARES.raised_volume, `raised ${product}`)) return undefined
  const steps = Math.round((volume - rules.minimum) / rules.increment)
  return volume - rules.increment * draws.integer(1, steps, `raise ${product}`)
}

function placeOn(day: IsoDate, { employment, isInBranch }: CensusFamily, places: AccountPlaces): Placement {
  const { structure, plan_year_start, hasNewBranch } = places
  const isThere = isInBranch && !(hasNewBranch && day < plan_year_start)
  const { part_time, full_time } = isThere ? structure.branchPlacements : structure.placements
  const { full_time_start } = employment.employment_dates
  const isBefore = full_time_start !== undefined && day < full_time_start
  return isBefore || isPartTime(employment) ? part_time : full_time
}

/** Fewer hours than these are part-time, of somebody whose status does not say. Source: ACA, 30 hours a week. */
const FULL_TIME_HOURS = 30

function isPartTime({ employment_status: status, hours_worked }: Employment): boolean {
  return status === 'part-time' || (status === 'terminated' && hours_worked < FULL_TIME_HOURS)
}
