import type { components } from '../api/generated/types/fulfillment.js'
import type { IsoDate } from '../kernel/instant.ts'

type Schemas = components['schemas']

interface Lasting {
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
}

type GroupEnrollmentStatus = Schemas['GroupEnrollmentPublicResult']['status']

export const GROUP_ENROLLMENT_STATUSES: readonly GroupEnrollmentStatus[] = ['pending', 'active', 'completed']

/** Source of the values: published OpenAPI, GroupEnrollmentPublicResult; that the dates decide is assumed. */
export function groupEnrollmentStatus(
  { effective_start_date, effective_end_date }: Lasting,
  day: IsoDate,
): GroupEnrollmentStatus {
  if (day < effective_start_date) return 'pending'
  return day > effective_end_date ? 'completed' : 'active'
}

/** Source of the values: published OpenAPI, GroupMedicalPlanPublicResult and its like; that the dates decide is assumed. */
export function planStatus(
  { effective_start_date, effective_end_date }: Lasting,
  day: IsoDate,
): Schemas['GroupMedicalPlanPublicResult']['status'] {
  if (day < effective_start_date) return 'pending'
  return day > effective_end_date ? 'discontinued' : 'active'
}
