import type { IsoDate } from '../../kernel/instant.ts'
import type { LineOfCoverage } from '../profile.ts'
import type { FiledFamily, FiledPerson } from './family.ts'
import type { FileRow } from './rows.ts'
import type { FileField, FileSpec, FindingKind } from './spec.ts'

/** A plan of the group, as far as a file is held against it. */
export interface FiledPlan {
  readonly id: string
  readonly line_of_coverage: LineOfCoverage
  readonly effective_end_date: IsoDate
  /** Whether the amount is allowed; undefined stands for none given. */
  readonly allowsVolume: (volume: number | undefined) => boolean
  /** The last day a child born on a day may be covered. */
  readonly childCoverageEnd: (date_of_birth: IsoDate) => IsoDate
}

/** What a carrier holds a file against. */
export interface CheckedAgainst {
  readonly spec: Pick<FileSpec, 'dependent_ssn'>
  readonly today: IsoDate
  /** By how the file names them. */
  readonly plans: ReadonlyMap<string, FiledPlan>
  /** By how the file names them. */
  readonly isClass: (name: string) => boolean
}

/** What is wrong, and with which row. */
export interface Wrong {
  readonly kind: FindingKind
  readonly person: FiledPerson
  readonly line: number
  readonly field?: FileField
  readonly line_of_coverage?: LineOfCoverage
}

/** What of a family the carrier takes; nothing of people with something wrong, nor of coverages with something wrong. */
export interface Accepted {
  readonly family: FiledFamily
  readonly employee: FiledPerson
  readonly dependents: readonly FiledPerson[]
  readonly rows: ReadonlySet<FileRow>
}

export interface Checked {
  readonly wrong: readonly Wrong[]
  readonly accepted: readonly Accepted[]
}

/**
 * Holds every row against the group's plans and against common sense: people first, then each coverage. Where an employee is
 * wrong, nothing of the family is taken. `twice` are the {@link duplicates} of the whole file, of which these families may be a
 * part. Which checks carriers make is assumed.
 */
export function checked(
  families: readonly FiledFamily[],
  twice: ReadonlySet<FiledPerson>,
  against: CheckedAgainst,
): Checked {
  const wrong: Wrong[] = []
  const accepted: Accepted[] = []
  for (const family of families) {
    const { employee, dependents } = family
    const people = employee ? [employee, ...dependents] : dependents
    const ofPeople = new Map(
      people.map((person) => [person, personWrongs(person, employee, twice, against)] as const),
    )
    const hire = employee?.fields.hire_date
    const ofRows = people.flatMap((person) =>
      person.rows.map((row) => [row, coverageWrongs(row, person, hire, against)] as const),
    )
    wrong.push(...[...ofPeople.values()].flat(), ...ofRows.flatMap(([, found]) => found))
    const isRight = (person: FiledPerson) => ofPeople.get(person)?.length === 0
    if (!employee || !isRight(employee)) continue
    const right = [employee, ...dependents.filter(isRight)]
    const rightRows = new Set(ofRows.flatMap(([row, found]) => (found.length === 0 ? [row] : [])))
    const rows = new Set(right.flatMap((person) => person.rows.filter((row) => rightRows.has(row))))
    const covered = right.filter((person) => person === employee || person.rows.some((row) => rows.has(row)))
    if (rows.size > 0) accepted.push({ family, employee, dependents: covered.slice(1), rows })
  }
  return { wrong, accepted }
}

/** People who stand in the file before: under the same Social Security number, or as an employee of the same name and birth. */
export function duplicates(families: readonly FiledFamily[]): ReadonlySet<FiledPerson> {
  const seen = new Set<string>()
  const twice = new Set<FiledPerson>()
  for (const { employee, dependents } of families) {
    for (const person of employee ? [employee, ...dependents] : dependents) {
      const { ssn, first_name = '', last_name = '', date_of_birth = '' } = person.fields
      const name = [first_name, last_name, date_of_birth].join('/').toLowerCase()
      const keys = [...(ssn === undefined ? [] : [ssn]), ...(person === employee ? [name] : [])]
      if (keys.some((key) => seen.has(key))) twice.add(person)
      for (const key of keys) seen.add(key)
    }
  }
  return twice
}

/** Areas 900 and up are never issued and so are everybody's here. Source of the form: published OpenAPI and Noyo docs, create-members. */
const SSN = /^(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}$/

function personWrongs(
  person: FiledPerson,
  employee: FiledPerson | undefined,
  twice: ReadonlySet<FiledPerson>,
  { spec, today }: CheckedAgainst,
): Wrong[] {
  const { fields, rows } = person
  const [first] = rows as [FileRow]
  const found = (kind: FindingKind, field?: FileField): Wrong => ({
    kind,
    person,
    line: first.line,
    ...(field === undefined ? {} : { field }),
  })
  const wrongs: Wrong[] = []
  const { ssn, date_of_birth } = fields
  if (!employee) wrongs.push(found('dependent_without_employee', 'employee_number'))
  if (ssn === undefined) {
    if (person === employee || spec.dependent_ssn === 'required') wrongs.push(found('missing_ssn', 'ssn'))
  } else if (!SSN.test(ssn)) wrongs.push(found('invalid_ssn', 'ssn'))
  const gap = (['street_one', 'city', 'state', 'zip_code'] as const).find((field) => !fields[field])
  if (gap !== undefined) wrongs.push(found('missing_address', gap))
  if (date_of_birth === undefined || date_of_birth > today) {
    wrongs.push(found('invalid_date_of_birth', 'date_of_birth'))
  }
  const unknown = first.unknown.find((field) => PERSONAL.has(field))
  if (unknown !== undefined) wrongs.push(found('unknown_code', unknown))
  if (twice.has(person)) wrongs.push(found('duplicate_member', 'ssn'))
  return wrongs
}

const PERSONAL: ReadonlySet<FileField> = new Set<FileField>([
  'relationship',
  'sex',
  'hire_date',
  'termination_date',
])

const CHILDREN: ReadonlySet<string | undefined> = new Set([
  'child',
  'step-child',
  'foster-child',
  'adopted-child',
  'grandchild',
  'legal-guardianship',
])

function coverageWrongs(
  row: FileRow,
  person: FiledPerson,
  hire: IsoDate | undefined,
  { plans, isClass, today }: CheckedAgainst,
): Wrong[] {
  const { fields, unknown, line } = row
  const line_of_coverage = fields.line_of_coverage as LineOfCoverage | undefined
  const found = (kind: FindingKind, field: FileField): Wrong => {
    const where = line_of_coverage === undefined ? {} : { line_of_coverage }
    return { kind, person, line, field, ...where }
  }
  const plan = plans.get(fields.plan ?? '')
  const { start_date: start, date_of_birth: birth, end_date: end } = fields
  if (!plan || plan.line_of_coverage !== line_of_coverage) return [found('unknown_plan', 'plan')]
  const ofCoverage = unknown.find((field) => !PERSONAL.has(field) && field !== 'date_of_birth')
  if (ofCoverage !== undefined) return [found('unknown_code', ofCoverage)]
  if (start === undefined) return [found('unknown_code', 'start_date')]
  const place = fields.class === undefined || isClass(fields.class) ? [] : [found('unknown_class', 'class')]
  // What never came to be is only taken back.
  if (end !== undefined && end < start) return place
  // What ended before the hire is of a former employment: files say the latest date of hire only.
  const isFormer = hire !== undefined && end !== undefined && end < hire
  const dates = [
    ...(hire !== undefined && start < hire && !isFormer ? (['coverage_before_hire'] as const) : []),
    ...(birth !== undefined && start < birth ? (['coverage_before_birth'] as const) : []),
    ...(start > plan.effective_end_date ? (['coverage_outside_plan'] as const) : []),
  ]
  const volume = fields.volume === undefined ? undefined : Number(fields.volume)
  return [
    ...place,
    ...dates.map((kind) => found(kind, 'start_date')),
    ...(plan.allowsVolume(volume) ? [] : [found('invalid_volume', 'volume')]),
    ...(isOverage(fields, plan, today) ? [found('overage_dependent', 'date_of_birth')] : []),
  ]
}

/** A child whose coverage still goes on although it must have ended. */
function isOverage(
  { date_of_birth, end_date, relationship }: FileRow['fields'],
  plan: FiledPlan,
  today: IsoDate,
): boolean {
  if (date_of_birth === undefined || !CHILDREN.has(relationship)) return false
  const isOver = end_date !== undefined && end_date < today
  return !isOver && plan.childCoverageEnd(date_of_birth) < today
}
