import type { IsoDate } from '../kernel/instant.ts'
import type { LineOfCoverage, PlanType } from './profile.ts'
import type { Employment, Person, Relationship } from './records.ts'
import type { VolumeRules } from './volume.ts'

/*
 * What somebody (a scenario, mostly) says of an employer in a carrier's system. Whatever is not said is generated.
 */

/** A coverage somebody is said to have, or to have refused. */
export interface GivenEnrollment {
  /** The name of one of the employer's plans; where it is left out, the first of the line that covers the person. */
  readonly plan?: string
  readonly line_of_coverage: LineOfCoverage
  /** Default: the plan's start, or the end of the waiting period when that is later. */
  readonly effective_start_date?: IsoDate
  /** Default: no end. */
  readonly effective_end_date?: IsoDate
  /** Whole dollars; lines with a volume only. */
  readonly volume?: number
  /** Offered and refused. */
  readonly waived?: boolean
  readonly cobra?: boolean
}

/** The earliest day that somebody's given coverages name; undefined when they name none. */
export function firstDayGiven(enrollments: readonly GivenEnrollment[] | undefined): IsoDate | undefined {
  return (enrollments ?? [])
    .flatMap(({ effective_start_date, effective_end_date }) => [effective_start_date, effective_end_date])
    .filter((day) => day !== undefined)
    .toSorted()[0]
}

export interface GivenDependent {
  readonly relationship: Relationship
  readonly person?: Partial<Person>
  /** Default: the employee's plans that cover the dependent. */
  readonly enrollments?: readonly GivenEnrollment[]
}

export interface GivenFamily {
  readonly person?: Partial<Person>
  readonly employment?: Partial<Employment>
  /** When given, these and no others. */
  readonly dependents?: readonly GivenDependent[]
  /** When given, these and no others. */
  readonly enrollments?: readonly GivenEnrollment[]
}

/** The given coverages of the employee and all relatives. */
export function familyEnrollments({ enrollments = [], dependents = [] }: GivenFamily): GivenEnrollment[] {
  return [...enrollments, ...dependents.flatMap((dependent) => dependent.enrollments ?? [])]
}

/** A plan the employer is said to have bought. */
export interface GivenPlan {
  readonly line_of_coverage: LineOfCoverage
  readonly name: string
  /** Of lines that are sold employer-paid and voluntary. */
  readonly type?: PlanType
  readonly effective_start_date?: IsoDate
  readonly effective_end_date?: IsoDate
  readonly volume?: VolumeRules
  /** Published plan fields of the line that shall differ from what is generated, `eligible_member_types` among them. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Of an employer, beside who it is. */
export interface GivenAccount {
  /** How many employees the carrier has on record; of them `families` are the first. Default: the families given, else 25. */
  readonly employees?: number
  readonly families?: readonly GivenFamily[]
  /** The lines bought; without `plans`, the carrier's usual plans of each. */
  readonly lines_of_coverage?: readonly LineOfCoverage[]
  /** When given, these and no others. */
  readonly plans?: readonly GivenPlan[]
  /** Two letters: where the employer is. */
  readonly state?: NonNullable<Person['home_address']>['state']
}
