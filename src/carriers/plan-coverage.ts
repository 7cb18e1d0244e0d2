import { addDays, type IsoDate } from '../kernel/instant.ts'
import { covers } from './bought-plan.ts'
import type { MemberType } from './plan-offer.ts'
import type { LineOfCoverage } from './profile.ts'
import type { CarrierEnrollment, CarrierPlan, Relationship } from './records.ts'

/** True when a plan on a carrier's record covers a relative of this relationship; without one, the employee. */
export function planCovers({ details }: CarrierPlan, relationship: Relationship | undefined): boolean {
  return covers({ covers: eligibleTypes(details) }, relationship)
}

export function eligibleTypes(details: CarrierPlan['details']): readonly MemberType[] {
  return (details['eligible_member_types'] as readonly MemberType[] | undefined) ?? []
}

/** Lines whose coverages have a volume. Source: Noyo docs, members/using-snapshots/volumes. */
const VOLUME_LINES: ReadonlySet<LineOfCoverage> = new Set([
  'life',
  'add',
  'critical_illness',
  'hospital_indemnity',
  'ltd',
  'std',
])

/** True when coverages on the plan have a volume: those of such a line, and of any plan that has rules for it. */
export function hasVolume({ line_of_coverage, details }: CarrierPlan): boolean {
  return VOLUME_LINES.has(line_of_coverage) || Object.keys(details['volume_rules'] ?? {}).length > 0
}

/** Two plans a member cannot be on at once: one line, bought in one way. Employer-paid and voluntary plans go together. */
function isSameProduct(one: CarrierPlan, other: CarrierPlan): boolean {
  return one.line_of_coverage === other.line_of_coverage && wayOfBuying(one) === wayOfBuying(other)
}

function wayOfBuying({ details }: CarrierPlan): unknown {
  const type = details['plan_type']
  return type === 'basic' || type === 'voluntary' ? type : undefined
}

type Coverage = Pick<CarrierEnrollment, 'effective_start_date' | 'effective_end_date'>

/** Of a member's other coverages, the one that a coverage on this plan would overlap; one that never came to be overlaps none. */
export function overlapping(
  plan: CarrierPlan,
  coverage: Coverage,
  others: readonly CarrierEnrollment[],
  plans: ReadonlyMap<string, CarrierPlan>,
): CarrierEnrollment | undefined {
  if (isWaived(coverage)) return undefined
  return others.find((other) => {
    const held = plans.get(other.plan)
    if (held === undefined || isWaived(other) || !isSameProduct(plan, held)) return false
    return (
      coverage.effective_start_date <= other.effective_end_date &&
      other.effective_start_date <= coverage.effective_end_date
    )
  })
}

const isWaived = ({ effective_start_date, effective_end_date }: Coverage): boolean =>
  effective_end_date < effective_start_date

/** The earliest last day there can be: the day before the first says that the coverage never came to be. */
export const earliestEnd = (start: IsoDate): IsoDate => addDays(start, -1)
