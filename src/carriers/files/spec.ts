import type { LineOfCoverage } from '../profile.ts'
import type { Relationship } from '../records.ts'

/** What a column of an enrollment file may hold. One row is one person's coverage on one plan. */
export type FileField =
  /** The sender's number of the family, the same in every file. */
  | 'employee_number'
  /** `00` for the employee; the others of the family as the sender numbers them, the same in every file. */
  | 'person_number'
  | 'employee_ssn'
  | 'ssn'
  | 'relationship'
  | 'first_name'
  | 'middle_name'
  | 'last_name'
  | 'suffix'
  | 'date_of_birth'
  | 'sex'
  | 'street_one'
  | 'street_two'
  | 'city'
  | 'state'
  | 'zip_code'
  | 'employment_status'
  | 'hours_worked'
  | 'hire_date'
  | 'termination_date'
  | 'salary_amount'
  | 'salary_unit'
  | 'line_of_coverage'
  | 'plan'
  | 'tier'
  | 'class'
  | 'start_date'
  | 'end_date'
  | 'volume'
  | 'cobra_start_date'
  | 'cobra_end_date'

/** Who of a family is in a coverage: employee only, with spouse, with children, with both. */
export type CoverageTier = 'employee' | 'employee_spouse' | 'employee_children' | 'family'

/** Fields whose values each carrier has codes of its own for. */
export interface FileCodes {
  readonly relationship: Readonly<Record<'employee' | Relationship, string>>
  /** The lines that the carrier sells. */
  readonly line_of_coverage: Readonly<Partial<Record<LineOfCoverage, string>>>
  readonly tier: Readonly<Record<CoverageTier, string>>
  readonly sex: Readonly<Record<'F' | 'M' | 'U' | 'X', string>>
}

/** What a carrier may find wrong in a file; see `check.ts`. */
export type FindingKind =
  | 'row_unreadable'
  | 'missing_ssn'
  | 'invalid_ssn'
  | 'missing_address'
  | 'invalid_date_of_birth'
  | 'unknown_code'
  | 'duplicate_member'
  | 'dependent_without_employee'
  | 'overage_dependent'
  | 'unknown_plan'
  | 'unknown_class'
  | 'coverage_before_hire'
  | 'coverage_before_birth'
  | 'coverage_outside_plan'
  | 'invalid_volume'

/** What a carrier's companion guide says of the files it takes. Everything in it is assumed: no such guide is public. */
export interface FileSpec {
  readonly delimiter: ',' | '|'
  /** In the file's order; a header row names them. */
  readonly columns: readonly { readonly field: FileField; readonly header: string }[]
  readonly date: 'YYYY-MM-DD' | 'YYYYMMDD' | 'MM/DD/YYYY'
  readonly ssn: 'digits' | 'dashes'
  /** Plans go by their name, or by a code made of the line's code and the carrier's own plan id. */
  readonly plan: 'name' | 'code'
  readonly codes: FileCodes
  /** Dependents need a Social Security number too. */
  readonly dependent_ssn: 'required' | 'optional'
  /** How the carrier says what it finds wrong; its codes are those of its error reports. */
  readonly words: Readonly<Record<FindingKind, string>>
  /** Of the rows of a test file, the share without anything wrong that the carrier approves it at: 0 to 1. */
  readonly approved_from: number
  /** When files are due; the real ones are the employer's choice. */
  readonly cadence: {
    readonly rrule: string
    /** `HH:MM` in the zone. */
    readonly time_of_day: string
    readonly zone_info: 'Etc/UTC' | 'US/Eastern' | 'US/Central' | 'US/Mountain' | 'US/Pacific'
  }
}

/** How a file with codes names a plan of the carrier's. */
export function planCode(
  spec: Pick<FileSpec, 'plan' | 'codes'>,
  plan: { readonly id: string; readonly name: string; readonly line_of_coverage: LineOfCoverage },
): string {
  if (spec.plan === 'name') return plan.name
  const line = spec.codes.line_of_coverage[plan.line_of_coverage] ?? ''
  return `${line}${plan.id.slice(0, 8).toUpperCase()}`
}

/** How a file names where somebody stands in the account: the values in the order of their names. */
export function classCode(placement: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(placement).sort()
  return names.map((name) => String(placement[name])).join('/')
}
