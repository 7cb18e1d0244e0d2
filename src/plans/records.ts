import type { LineOfCoverage } from '../carriers/profile.ts'
import type { PlanRate } from '../carriers/rates.ts'
import type { IsoDate } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { Temporal } from '../kernel/temporal.ts'

/** That a group has one line of coverage with one carrier. */
export interface GroupEnrollment extends Stored {
  readonly group_id: string
  readonly carrier_id: string
  readonly line_of_coverage: LineOfCoverage
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
  readonly open_enrollment_start_date?: IsoDate
  readonly open_enrollment_end_date?: IsoDate
  readonly open_enrollment_renewal_date?: IsoDate
}

export const groupEnrollments = defineKind<GroupEnrollment>()({
  name: 'group_enrollment',
  model: 'GroupEnrollment',
  refers: { group_id: 'group' },
  indexes: {
    group: { keys: (enrollment) => [enrollment.group_id] },
    /** `<group_id>/<carrier_id>` */
    pair: { keys: (enrollment) => [`${enrollment.group_id}/${enrollment.carrier_id}`] },
  },
})

/** A plan of a group as Noyo read it from the carrier. */
export interface GroupPlan extends Stored, Temporal<Pick<GroupPlan, 'details'>> {
  readonly group_id: string
  readonly carrier_id: string
  readonly group_enrollment_id: string
  /** The carrier's plan this one was read from. */
  readonly carrier_plan: string
  /** The version of it that was read. */
  readonly carrier_version: string
  readonly line_of_coverage: LineOfCoverage
  readonly name: string
  /** The published plan fields of this line, except ids, versions, times and `group_enrollment_id`. */
  readonly details: Readonly<Record<string, unknown>>
  /** As the carrier has them; oldest first. */
  readonly rates?: readonly PlanRate[]
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
}

export const groupPlans = defineKind<GroupPlan>()({
  name: 'group_plan',
  model: 'GroupPlan',
  refers: { group_id: 'group', group_enrollment_id: 'group_enrollment' },
  indexes: {
    group: { keys: (plan) => [plan.group_id] },
    group_enrollment: { keys: (plan) => [plan.group_enrollment_id] },
    /** `<group_id>/<carrier_id>` */
    pair: { keys: (plan) => [`${plan.group_id}/${plan.carrier_id}`] },
    carrier_plan: { keys: (plan) => [`${plan.group_id}/${plan.carrier_plan}`] },
  },
})
