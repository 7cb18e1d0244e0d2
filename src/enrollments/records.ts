import type { components } from '../api/generated/types/fulfillment.js'
import type { LineOfCoverage } from '../carriers/profile.ts'
import type { EnrollmentTerms } from '../carriers/records.ts'
import type { IsoDate } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { Temporal } from '../kernel/temporal.ts'

/** One member's coverage on one plan, as Noyo knows it from the carrier. Its status follows from its dates and the day. */
export interface IndividualEnrollment extends Stored, EnrollmentTerms, Temporal<EnrollmentTerms> {
  readonly group_id: string
  readonly carrier_id: string
  /** The employee's id, for dependents too: the family. */
  readonly employee_id: string
  readonly individual_id: string
  readonly individual_type: 'employee' | 'dependent'
  readonly group_enrollment_id: string
  readonly plan_id: string
  readonly line_of_coverage: LineOfCoverage
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
  readonly cobra?: components['schemas']['COBRADetails']
  /** The carrier's enrollment this one was read from; its own id where nothing is read from the carrier. */
  readonly carrier_enrollment: string
  /** The version of it that was read. */
  readonly carrier_version: string
}

export const individualEnrollments = defineKind<IndividualEnrollment>()({
  name: 'individual_enrollment',
  model: 'IndividualEnrollment',
  refers: {
    group_id: 'group',
    employee_id: 'employee',
    individual_id: ['employee', 'dependent'],
    group_enrollment_id: 'group_enrollment',
    plan_id: 'group_plan',
  },
  indexes: {
    group: { keys: (enrollment) => [enrollment.group_id] },
    employee: { keys: (enrollment) => [enrollment.employee_id] },
    individual: { keys: (enrollment) => [enrollment.individual_id] },
    group_enrollment: { keys: (enrollment) => [enrollment.group_enrollment_id] },
    carrier_enrollment: { keys: (enrollment) => [enrollment.carrier_enrollment] },
  },
})
