import {
  type CoverageTier,
  classCode,
  type FileField,
  type FileSpec,
  planCode,
} from '../carriers/files/spec.ts'
import type { Person, Relationship } from '../carriers/records.ts'
import type { IndividualEnrollment } from '../enrollments/records.ts'
import { OPEN_END } from '../kernel/instant.ts'
import type { Dependent, Employee } from '../members/records.ts'
import type { GroupPlan } from '../plans/records.ts'

/** What a file says of one person's coverage on one plan, before it is put into a carrier's form; what is not said is not here. */
export type FiledRow = Readonly<Partial<Record<FileField, string>>>

/** What Noyo wants the carrier to hold of one family. */
export interface WantedFamily {
  readonly employee: Employee
  readonly dependents: readonly Dependent[]
  /** With the carrier the file is for. */
  readonly enrollments: readonly IndividualEnrollment[]
}

/** One row a person and coverage, the employee's first; terminated coverages too, so that the carrier learns of their end. */
export function rowsOf(
  { employee, dependents, enrollments }: WantedFamily,
  plans: ReadonlyMap<string, GroupPlan>,
  spec: Pick<FileSpec, 'plan' | 'codes'>,
): readonly FiledRow[] {
  const employee_number = employee.custom_individual_id ?? employee.id
  const family = {
    employee_number,
    ...(employee.person.ssn ? { employee_ssn: employee.person.ssn } : {}),
    ...employmentFields(employee),
  }
  const people = [employee, ...inOrder(dependents)]
  const byMember = Map.groupBy(enrollments, ({ individual_id }) => individual_id)
  const tiers = tiersOf(enrollments, dependents)
  return people.flatMap((member, index) => {
    const person_number = String(index).padStart(2, '0')
    const relationship = 'relationship' in member ? member.relationship : 'employee'
    const fields = { ...family, person_number, relationship, ...personFields(member.person) }
    return (byMember.get(member.id) ?? []).toSorted(byPlanAndStart).flatMap((enrollment) => {
      const plan = plans.get(enrollment.plan_id)
      if (!plan) return []
      const { carrier_plan: id, name, line_of_coverage } = plan
      const code = planCode(spec, { id, name, line_of_coverage })
      const tier = tiers.get(enrollment.plan_id) as CoverageTier
      return [{ ...fields, plan: code, tier, ...coverageFields(enrollment) }]
    })
  })
}

/** The same in every file: the numbers of those who come later follow. */
function inOrder(dependents: readonly Dependent[]): readonly Dependent[] {
  return dependents.toSorted((one, other) => one.created - other.created || (one.id < other.id ? -1 : 1))
}

function byPlanAndStart(one: IndividualEnrollment, other: IndividualEnrollment): number {
  const key = (enrollment: IndividualEnrollment) =>
    [enrollment.line_of_coverage, enrollment.effective_start_date, enrollment.id].join('/')
  return key(one) < key(other) ? -1 : 1
}

function employmentFields({ employment }: Employee): FiledRow {
  const { employment_status, hours_worked, employment_dates, salary } = employment
  const { hire_date, terminated } = employment_dates
  return {
    employment_status,
    hours_worked: String(hours_worked),
    ...(hire_date === undefined ? {} : { hire_date }),
    ...(terminated === undefined ? {} : { termination_date: terminated }),
    ...(salary?.amount === undefined ? {} : { salary_amount: String(salary.amount) }),
    ...(salary?.unit === undefined ? {} : { salary_unit: salary.unit }),
  }
}

function personFields(person: Person): FiledRow {
  const { first_name, middle_name, last_name, suffix, date_of_birth, sex, ssn } = person
  const { street_one, street_two, city, state, zip_code } =
    person.home_address ?? person.mailing_address ?? {}
  const said = { first_name, middle_name, last_name, suffix, date_of_birth, sex, ssn: ssn ?? undefined }
  const address = { street_one, street_two, city, state, zip_code }
  const fields = Object.entries({ ...said, ...address }).filter((entry) => entry[1] !== undefined)
  return Object.fromEntries(fields) as FiledRow
}

function coverageFields(enrollment: IndividualEnrollment): FiledRow {
  const { line_of_coverage, effective_start_date, effective_end_date, volume, cobra } = enrollment
  return {
    line_of_coverage,
    class: classCode(enrollment.configuration),
    start_date: effective_start_date,
    ...(effective_end_date === OPEN_END ? {} : { end_date: effective_end_date }),
    ...(volume === undefined ? {} : { volume: String(volume) }),
    ...(cobra === undefined ? {} : { cobra_start_date: cobra.eligibility_start_date }),
    ...(cobra?.eligibility_end_date === undefined ? {} : { cobra_end_date: cobra.eligibility_end_date }),
  }
}

const PARTNERS: ReadonlySet<Relationship> = new Set([
  'spouse',
  'domestic-partner',
  'civil-union',
  'ex-spouse',
] as const)

/** Who of the family is in each plan. */
function tiersOf(
  enrollments: readonly IndividualEnrollment[],
  dependents: readonly Dependent[],
): ReadonlyMap<string, CoverageTier> {
  const relationships = new Map(dependents.map(({ id, relationship }) => [id, relationship]))
  const held = enrollments.filter((one) => one.effective_end_date >= one.effective_start_date)
  const byPlan = Map.groupBy(enrollments, ({ plan_id }) => plan_id)
  return new Map(
    [...byPlan.keys()].map((plan) => {
      const covered = held.filter(({ plan_id }) => plan_id === plan)
      const kin = covered.flatMap(({ individual_id }) => relationships.get(individual_id) ?? [])
      const partner = kin.some((relationship) => PARTNERS.has(relationship))
      const children = kin.some((relationship) => !PARTNERS.has(relationship))
      if (partner && children) return [plan, 'family']
      return [plan, partner ? 'employee_spouse' : children ? 'employee_children' : 'employee']
    }),
  )
}
