import type { components } from '../api/generated/types/fulfillment.js'
import { epochSeconds, type IsoDate } from '../kernel/instant.ts'
import { enrollmentStatus } from './model.ts'
import type { IndividualEnrollment } from './records.ts'

type Result = components['schemas']['PublicIndividualEnrollmentResultWithConfig']

/** How an individual enrollment looks on a day: its status follows from the day, so this is no view. */
export function individualEnrollmentResult(enrollment: IndividualEnrollment, day: IsoDate): Result {
  const { volume, cobra } = enrollment
  return {
    id: enrollment.id,
    version: enrollment.version,
    group_enrollment_id: enrollment.group_enrollment_id,
    line_of_coverage: enrollment.line_of_coverage,
    status: enrollmentStatus(enrollment, day),
    individual_type: enrollment.individual_type,
    individual_id: enrollment.individual_id,
    plan_id: enrollment.plan_id,
    // Assumed: named as in a snapshot; the published schema leaves the object free.
    enroll_data: volume === undefined ? {} : { volume },
    effective_start_date: enrollment.effective_start_date,
    effective_end_date: enrollment.effective_end_date,
    cobra_enrollment: { cobra_enrolled: cobra !== undefined },
    individual_enrollment_configuration: { ...enrollment.configuration },
    created: epochSeconds(enrollment.created),
    modified: epochSeconds(enrollment.modified),
    ...(cobra === undefined ? {} : { cobra_details: cobra }),
  }
}
