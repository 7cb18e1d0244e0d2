import type { components } from '../api/generated/types/fulfillment.js'
import { epochSeconds, type IsoDate } from '../kernel/instant.ts'
import { onDay } from '../kernel/temporal.ts'
import { groupEnrollmentStatus, planStatus } from './model.ts'
import type { GroupEnrollment, GroupPlan } from './records.ts'

type Schemas = components['schemas']

/** How a line of coverage looks on a day: its status follows from the day, so this is no view. */
export function groupEnrollmentResult(
  enrollment: GroupEnrollment,
  day: IsoDate,
): Schemas['GroupEnrollmentPublicResult'] {
  const { open_enrollment_start_date, open_enrollment_end_date, open_enrollment_renewal_date } = enrollment
  return {
    id: enrollment.id,
    version: enrollment.version,
    group_id: enrollment.group_id,
    carrier_id: enrollment.carrier_id,
    line_of_coverage: enrollment.line_of_coverage,
    status: groupEnrollmentStatus(enrollment, day),
    ...(open_enrollment_start_date === undefined ? {} : { open_enrollment_start_date }),
    ...(open_enrollment_end_date === undefined ? {} : { open_enrollment_end_date }),
    ...(open_enrollment_renewal_date === undefined ? {} : { open_enrollment_renewal_date }),
    effective_start_date: enrollment.effective_start_date,
    effective_end_date: enrollment.effective_end_date,
    created: epochSeconds(enrollment.created),
    modified: epochSeconds(enrollment.modified),
  }
}

/** How a plan looks on a day, in the published fields of its line of coverage. */
export function planResult(plan: GroupPlan, day: IsoDate): Record<string, unknown> {
  return {
    id: plan.id,
    version: plan.version,
    group_enrollment_id: plan.group_enrollment_id,
    carrier_id: plan.carrier_id,
    line_of_coverage: plan.line_of_coverage,
    name: plan.name,
    effective_start_date: plan.effective_start_date,
    effective_end_date: plan.effective_end_date,
    ...onDay<Pick<GroupPlan, 'details'>, GroupPlan>(plan, day).details,
    status: planStatus(plan, day),
    created: epochSeconds(plan.created),
    modified: epochSeconds(plan.modified),
  }
}

type DentalPlan = Schemas['GroupDentalPlanPublicResult']

const DENTAL_PLAN_TYPES: ReadonlySet<unknown> = new Set([
  'ppo',
  'pos',
  'dhmo',
  'epo',
  'aso',
  'indemnity',
] satisfies DentalPlan['plan_type'][])

/**
 * A plan in the list of a group enrollment, whose published schema is that of dental plans whatever the line: a `plan_type`
 * that dental does not have is left out, and what dental demands is always there.
 * Source: published OpenAPI, getGroupEnrollmentPlanList.
 */
export function planOfEnrollmentResult(plan: GroupPlan, day: IsoDate): DentalPlan {
  const { plan_type, ...rest } = planResult(plan, day)
  return {
    eligible_member_types: ['all'],
    cobra_rules: { eligible: false },
    ...rest,
    ...(DENTAL_PLAN_TYPES.has(plan_type) ? { plan_type } : {}),
  } as DentalPlan
}
