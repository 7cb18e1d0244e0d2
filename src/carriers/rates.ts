import { type Draws, drawsOf } from '../kernel/draws.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
import { yearsAfter } from './census-kin.ts'
import type { LineOfCoverage } from './profile.ts'

/** How a rate is reckoned. Source: published OpenAPI, RateStructure. */
export type RateCalculation = 'member_based' | 'member_based_volume' | 'family_unit_based'

/** Who is covered, of a rate for the whole family. */
export type FamilyTier = 'employee' | 'employee_and_spouse' | 'employee_and_children' | 'employee_and_family'

/** One price: what it is for, and dollars a month. */
export type RateOption = { readonly amount: number } & (
  | { readonly ages: readonly [number, number]; readonly per?: number }
  | { readonly tier: FamilyTier }
)

/** A plan's rates of some plan years. */
export interface PlanRate {
  readonly start_date: IsoDate
  /** `null` of the rates in force. */
  readonly end_date: IsoDate | null
  readonly calculation_type: RateCalculation
  readonly options: readonly RateOption[]
}

/** How many plan years are kept, that in force included. Assumed. */
const YEARS_KEPT = 3
/** How much dearer each plan year is than the one before. Assumed. */
const INCREASE = 1.05

/** What somebody of the youngest age, or an employee alone, costs a month; of lines with a volume, per so many dollars of it. Assumed. */
const BASES: Readonly<
  Record<LineOfCoverage, { readonly of: RateCalculation; readonly base: number; readonly per?: number }>
> = {
  medical: { of: 'member_based', base: 290 },
  dental: { of: 'family_unit_based', base: 34 },
  vision: { of: 'family_unit_based', base: 8 },
  life: { of: 'member_based_volume', base: 0.06, per: 1000 },
  add: { of: 'member_based_volume', base: 0.02, per: 1000 },
  std: { of: 'member_based_volume', base: 0.3, per: 10 },
  ltd: { of: 'member_based_volume', base: 0.22, per: 100 },
  accident: { of: 'family_unit_based', base: 9 },
  critical_illness: { of: 'member_based_volume', base: 0.35, per: 1000 },
  cancer: { of: 'family_unit_based', base: 14 },
  health_fund: { of: 'member_based', base: 4 },
  hospital_indemnity: { of: 'family_unit_based', base: 16 },
  pharmacy: { of: 'family_unit_based', base: 45 },
  wellness: { of: 'family_unit_based', base: 2 },
}

const AGES: readonly (readonly [number, number])[] = [
  [0, 20],
  ...[21, 25, 30, 35, 40, 45, 50, 55, 60].map((age) => [age, age === 21 ? 24 : age + 4] as const),
  [65, 99],
]

const TIERS: readonly (readonly [FamilyTier, number])[] = [
  ['employee', 1],
  ['employee_and_spouse', 2],
  ['employee_and_children', 2.2],
  ['employee_and_family', 3.1],
]

/** How much dearer each age band is than the one before, medical care least of all. Assumed. */
const AGEING = { member_based: 1.12, member_based_volume: 1.3 }

/** The rates of a plan, oldest first: one a plan year since it began. */
export function planRates(
  line: LineOfCoverage,
  effective_start_date: IsoDate,
  plan_year_start: IsoDate,
  ...key: readonly (string | number)[]
): PlanRate[] {
  const draws = drawsOf(...key, 'rates')
  const years = Array.from({ length: YEARS_KEPT }, (_, ago) => yearsAfter(plan_year_start, -ago))
  const starts = years.filter((start) => start > effective_start_date).toReversed()
  const all = [starts.length === YEARS_KEPT ? [] : [effective_start_date], starts].flat()
  return all.map((start_date, index) => {
    const next = all[index + 1]
    return {
      start_date,
      end_date: next === undefined ? null : addDays(next, -1),
      calculation_type: BASES[line].of,
      options: optionsOf(line, draws, all.length - 1 - index),
    }
  })
}

/** The prices so many plan years ago. */
function optionsOf(line: LineOfCoverage, draws: Draws, ago: number): RateOption[] {
  const { of, base, per } = BASES[line]
  const price = (factor: number) => {
    const places = per === undefined ? 100 : 1000
    const amount = base * (0.85 + 0.3 * draws.fraction('level')) * factor * INCREASE ** -ago
    return Math.round(amount * places) / places
  }
  if (of === 'family_unit_based') return TIERS.map(([tier, factor]) => ({ tier, amount: price(factor) }))
  // What a fund costs is its administration, which is the same at any age.
  if (line === 'health_fund') return [{ ages: [0, 99], amount: price(1) }]
  return AGES.map((ages, band) => {
    return { ages, amount: price(AGEING[of] ** band), ...(per === undefined ? {} : { per }) }
  })
}
