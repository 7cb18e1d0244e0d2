import type { IsoDate } from '../kernel/instant.ts'
import { isChild, isPartner } from './census-kin.ts'
import type { PlanOffer } from './plan-offer.ts'
import type { AgeLimit, TerminationPolicy, WaitingPeriod } from './plan-rules.ts'
import type { Relationship } from './records.ts'

/** A plan the employer has bought. */
export interface BoughtPlan {
  readonly id: string
  readonly offer: PlanOffer
  readonly termination_policy: TerminationPolicy
  readonly waiting_periods: readonly WaitingPeriod[]
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
}

/** What an employee chooses among: the plans of a line that are bought in one way. */
export function productOf({ offer }: Pick<BoughtPlan, 'offer'>): string {
  return `${offer.line_of_coverage}/${offer.plan_type ?? ''}`
}

/** True when the plan covers a relative of this relationship; without one, the employee. */
export function covers(
  { covers }: Pick<PlanOffer, 'covers'>,
  relationship: Relationship | undefined,
): boolean {
  if (covers.includes('all') || covers.includes('employee-with-dependents')) return true
  if (relationship === undefined) return covers.includes('employee')
  if (isChild(relationship)) return covers.includes('child')
  if (!isPartner(relationship)) return false
  return covers.includes(relationship === 'spouse' ? 'spouse' : 'domestic-partner')
}

export function ageLimits({ offer }: BoughtPlan): readonly AgeLimit[] {
  return (offer.details['dependent_child_age_limits'] as readonly AgeLimit[] | undefined) ?? []
}

export function isCobraEligible({ offer }: Pick<BoughtPlan, 'offer'>): boolean {
  return (offer.details['cobra_rules'] as { readonly eligible?: boolean } | undefined)?.eligible === true
}
