import type { components } from '../api/generated/types/fulfillment.js'
import type { EnrollmentTerms } from '../carriers/records.ts'
import { epochSeconds, type IsoDate } from '../kernel/instant.ts'
import { onDay } from '../kernel/temporal.ts'
import { enrollmentStatus } from './model.ts'
import type { IndividualEnrollment } from './records.ts'

type Result = components['schemas']['PublicIndividualEnrollmentResultWithConfig']

/** How an individual enrollment looks on a day: its status and its terms follow from the day, so this is no view. */
export function individualEnrollmentResult(now: IndividualEnrollment, day: IsoDate): Result {
  const enrollment = onDay<EnrollmentTerms, IndividualEnrollment>(now, day)
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
