import type { IssueCategory } from '../findings.ts'
import type { ErrorReportDialect } from './dialect.ts'

/** Every category, in the published order: codes are numbered by it. Source: published OpenAPI, PublicIssueResult. */
export const ISSUE_CATEGORIES = [
  'missing_coverage',
  'duplicate_coverage',
  'missing_employee',
  'missing_dependent',
  'duplicate_member',
  'overage_dependent',
  'invalid_coverage',
  'invalid_volume',
  'invalid_ssn',
  'invalid_address',
  'invalid_demographic_info',
  'invalid_carrier_config',
  'cobra_status_conflict',
  'coverage_date_conflict',
  'enrollment_conflict',
  'event_conflict',
  'eoi_pending',
  'retro_change',
  'future_change',
  'missing_event',
  'missing_ssn',
] as const satisfies readonly IssueCategory[]

/** One code for each category: a prefix, and a number that counts from `first` in steps of `step`. */
export function numberedCodes(
  { prefix, first, step = 1 }: { readonly prefix: string; readonly first: number; readonly step?: number },
  says: Readonly<Record<IssueCategory, string>>,
): ErrorReportDialect['codes'] {
  return Object.fromEntries(
    ISSUE_CATEGORIES.map((category, index) => [
      category,
      { code: `${prefix}${first + index * step}`, says: says[category] },
    ]),
  ) as Record<IssueCategory, { code: string; says: string }>
}
