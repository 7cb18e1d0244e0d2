import type { CadenceText } from '../carriers/files/stated-cadence.ts'
import type { GivenAccount } from '../carriers/given.ts'
import type { LineOfCoverage, PlanType } from '../carriers/profile.ts'
import type { HeldStatus } from '../carriers/records.ts'
import type { PersonLine } from './people-document.ts'

/*
 * What a scenario file says of an employer at a carrier. Texts of days, moments and durations are as they stand in the file:
 * see moment.ts.
 */

/** How a carrier behaves, to everybody or to one employer. */
export interface StandingLine {
  readonly delay?: string
  readonly cadence?: CadenceText
  readonly report_after?: string
  readonly approve_after?: string
  readonly outcome?: HeldStatus
  readonly refuse_until?: string
  readonly installed_on?: string
  readonly authorized_on?: string
}

/** An error report that the carrier sends at a time. */
export interface ReportLine {
  /** From the start. */
  readonly after: string
  readonly group?: string
  readonly rows?: readonly Readonly<Record<string, unknown>>[]
  readonly stream?: string
}

export interface AccountLine {
  readonly employees?: number
  /** Employees, or the name of a CSV file of them. */
  readonly people?: readonly PersonLine[] | string
  readonly state?: NonNullable<GivenAccount['state']>
  readonly lines_of_coverage?: readonly LineOfCoverage[]
  readonly plans?: readonly PlanLine[]
}

export interface PlanLine {
  readonly line_of_coverage: LineOfCoverage
  readonly name: string
  readonly plan_type?: PlanType
  readonly effective_start_date?: string
  readonly effective_end_date?: string
  readonly volume_rules?: VolumeLine
  readonly details?: Readonly<Record<string, unknown>>
}

export interface VolumeLine {
  readonly calculation: 'flat' | 'increments' | 'percent_of_salary'
  readonly amount?: number
  readonly increment?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly percent?: number
  readonly period?: 'week' | 'month'
  readonly guaranteed_issue?: number
}
