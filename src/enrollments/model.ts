import type { components } from '../api/generated/types/fulfillment.js'
import type { IsoDate } from '../kernel/instant.ts'

export type EnrollmentStatus = components['schemas']['PublicIndividualEnrollmentResultWithConfig']['status']

/**
 * The status of a coverage on a day. One that ends before it starts never came to be: it was waived.
 * Source: Noyo docs, members/using-snapshots/end-dates (waived); that the dates alone decide is assumed.
 */
export function enrollmentStatus(
  coverage: { readonly effective_start_date: IsoDate; readonly effective_end_date: IsoDate },
  day: IsoDate,
): EnrollmentStatus {
  const { effective_start_date, effective_end_date } = coverage
  if (effective_end_date < effective_start_date) return 'waived'
  if (day < effective_start_date) return 'pending'
  return day > effective_end_date ? 'terminated' : 'active'
}
