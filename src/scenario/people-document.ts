import type { LineOfCoverage } from '../carriers/profile.ts'
import type { Employment, Person, Relationship } from '../carriers/records.ts'

/*
 * People as a scenario file describes them: flat, in the words of the published person and employment. Days are as they stand
 * in the file: see moment.ts.
 */

/** What the file says of anybody. */
export type WhoLine = Partial<Omit<Person, 'details'>>

export interface EnrollmentLine {
  readonly line_of_coverage: LineOfCoverage
  readonly plan?: string
  readonly effective_start_date?: string
  readonly effective_end_date?: string
  readonly volume?: number
  readonly waived?: boolean
  readonly cobra?: boolean
}

export interface DependentLine extends WhoLine {
  readonly relationship: Relationship
  readonly enrollments?: readonly EnrollmentLine[]
}

export interface PersonLine extends WhoLine, Partial<Record<EmploymentDay, string>> {
  readonly employment_status?: Employment['employment_status']
  readonly hours_worked?: number
  readonly occupation?: string
  readonly salary?: number | NonNullable<Employment['salary']>
  readonly dependents?: readonly DependentLine[]
  readonly enrollments?: readonly EnrollmentLine[]
}

/** The days of employment, spelled as the published `employment_dates` spell them. */
export const EMPLOYMENT_DAYS = ['hire_date', 'rehire', 'terminated', 'retirement', 'full_time_start'] as const

export type EmploymentDay = (typeof EMPLOYMENT_DAYS)[number]
