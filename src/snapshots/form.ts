import { type FieldError, Refusal } from '../kernel/failure.ts'
import { addDays } from '../kernel/instant.ts'
import type { Payload, PayloadCoverage, PayloadDependent } from './payload.ts'
import { type PlansKnown, planOf } from './plan-choice.ts'

type Path = FieldError['path']

/**
 * What is wrong with a payload in itself and the schema cannot say; all of it at once.
 * @throws 422 naming each field; 501 for documented fields that are not built
 */
export function checkForm(payload: Payload): void {
  const errors = [
    ...eventErrors(payload),
    ...memberErrors(payload),
    ...(payload.coverages ?? []).flatMap((coverage, index) => coverageErrors(coverage, ['coverages', index])),
    ...omissionErrors(payload),
  ]
  if (errors.length > 0) throw new Refusal('invalid_fields', {}, errors)
  for (const [at, { enrolled_members }] of (payload.coverages ?? []).entries()) {
    const row = enrolled_members.findIndex(({ pcp_details }) => pcp_details !== undefined)
    if (row < 0) continue
    const field = `coverages.${at}.enrolled_members.${row}.pcp_details`
    throw new Refusal('snapshot_field_not_built', { field })
  }
}

/** Source: Noyo docs, members/using-snapshots/event-reasons; the words are assumed. */
function eventErrors({ events = [], employee, dependents = [], coverages = [] }: Payload): FieldError[] {
  const ids = events.map(({ id }) => id)
  const duplicates = repeated(ids).map((index) => error(['events', index, 'id'], 'Duplicate event id.'))
  const references: (readonly [Path, string | undefined])[] = [
    [['employee', 'event_id'], employee.event_id],
    ...dependents.map(({ event_id }, index) => [['dependents', index, 'event_id'], event_id] as const),
    ...coverages.flatMap(({ enrolled_members }, index) =>
      enrolled_members.map(
        ({ event_id }, row) => [['coverages', index, 'enrolled_members', row, 'event_id'], event_id] as const,
      ),
    ),
  ]
  const dangling = references.flatMap(([path, id]) =>
    id === undefined || ids.includes(id) ? [] : [error(path, 'No event of this snapshot has this id.')],
  )
  const unterminated =
    events.some(({ reason }) => reason === 'termination') &&
    employee.employment.employment_dates.terminated === undefined
  const path = ['employee', 'employment', 'employment_dates', 'terminated']
  return [
    ...duplicates,
    ...dangling,
    ...(unterminated ? [error(path, 'Missing data for required field: there is a termination event.')] : []),
  ]
}

function memberErrors({ employee, dependents = [] }: Payload): FieldError[] {
  const paths: Path[] = [['employee'], ...dependents.map((_, index) => ['dependents', index])]
  const members = [employee, ...dependents]
  const twice = (name: 'id' | 'custom_individual_id', values: readonly (string | undefined)[]) =>
    repeated(values).map((index) =>
      error([...(paths[index] as Path), name], 'Used for another member of this snapshot too.'),
    )
  const ids = members.map(({ id }) => id?.toLowerCase())
  const customIds = members.map(({ custom_individual_id }) => custom_individual_id)
  const nameOf = ({ person }: PayloadDependent) =>
    [person.first_name, person.last_name, person.date_of_birth].join('\n').toLowerCase()
  // Two that have ids, Noyo's or the platform's, are two however alike: the calculated snapshot may name such.
  const alike = [...Map.groupBy(dependents.keys(), (index) => nameOf(dependents[index] as PayloadDependent))]
    .filter(([, same]) => same.some((index) => isUnnamed(dependents[index])))
    .flatMap(([, [_first, ...others]]) => others)
    .map((index) =>
      error(
        ['dependents', index, 'person'],
        'Another dependent of this snapshot has this name and date of birth.',
      ),
    )
  return [...twice('id', ids), ...twice('custom_individual_id', customIds), ...alike]
}

function isUnnamed(dependent: PayloadDependent | undefined): boolean {
  return dependent?.id === undefined && dependent?.custom_individual_id === undefined
}

function coverageErrors(coverage: PayloadCoverage, path: Path): FieldError[] {
  const errors: FieldError[] = []
  if (coverage.plan_id === undefined && coverage.plan_name === undefined) {
    errors.push(error([...path, 'plan_id'], 'Missing data for required field: send plan_id or plan_name.'))
  }
  for (const [row, enrolled] of coverage.enrolled_members.entries()) {
    const at = [...path, 'enrolled_members', row]
    if (!enrolled.individual_id && !enrolled.custom_individual_id) {
      errors.push(
        error([...at, 'individual_id'], 'Missing data for required field: send one of the two ids.'),
      )
    }
    // Computing with days costs far more than comparing them, and almost every end is after its start.
    const { effective_start_date: start, effective_end_date: end } = enrolled
    if (end < start && end < addDays(start, -1)) {
      const waive = 'To waive a coverage, end it on the day before its start.'
      errors.push(error([...at, 'effective_end_date'], `Must not be before effective_start_date. ${waive}`))
    }
    if ((enrolled.volume ?? 0) < 0) {
      errors.push(error([...at, 'volume'], 'Must be greater than or equal to 0.'))
    }
  }
  return errors
}

/**
 * One member may have several periods on a plan, but no two from one day (assumed). Asked once it is known who and which plan is
 * meant, since both can be named in two ways.
 * @throws 422 naming each start that is there already
 */
export function checkRepeatedCoverages({ coverages = [] }: Payload, known: PlansKnown): void {
  const rows = coverages.flatMap((coverage, index) => {
    const choice = planOf(coverage, known)
    const plan = 'plan' in choice ? choice.plan.id : planNamed(coverage)
    return coverage.enrolled_members.map(({ individual_id, effective_start_date }, row) => ({
      path: ['coverages', index, 'enrolled_members', row, 'effective_start_date'],
      key: `${plan}\n${individual_id}\n${effective_start_date}`,
    }))
  })
  const errors = repeated(rows.map(({ key }) => key)).map((index) =>
    error(rows[index]?.path ?? [], 'This member is enrolled in this plan from this day already.'),
  )
  if (errors.length > 0) throw new Refusal('invalid_fields', {}, errors)
}

function planNamed({ carrier_id, line_of_coverage, plan_id, plan_name }: PayloadCoverage): string {
  return [carrier_id, line_of_coverage, plan_id ?? plan_name?.trim()].join('\n').toLowerCase()
}

/** Source: Noyo docs, members/using-snapshots/omitted-coverage-handling. */
function omissionErrors({ omitted_coverage_handling: handling }: Payload): FieldError[] {
  const path = ['omitted_coverage_handling']
  if (handling?.policy === 'terminate' && handling.termination_rule === undefined) {
    const message = 'Missing data for required field: the policy is terminate.'
    return [error([...path, 'termination_rule'], message)]
  }
  if (handling?.termination_rule === 'custom' && handling.custom?.effective_end_date === undefined) {
    const message = 'Missing data for required field: the termination_rule is custom.'
    return [error([...path, 'custom', 'effective_end_date'], message)]
  }
  return []
}

/** The positions of values that stand further in front already. */
function repeated(values: readonly (string | undefined)[]): number[] {
  const seen = new Set<string>()
  return values.flatMap((value, index) => {
    if (value === undefined) return []
    if (seen.has(value)) return [index]
    seen.add(value)
    return []
  })
}

function error(path: Path, message: string): FieldError {
  return { path, message }
}
