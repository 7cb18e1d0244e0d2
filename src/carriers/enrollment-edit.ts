import { fieldMessages } from '../api/field-messages.ts'
import type { components } from '../api/generated/types/control.js'
import { type FieldError, Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import type { Stored } from '../kernel/record.ts'
import { changedFrom } from '../kernel/temporal.ts'
import { refuse } from './member-edit.ts'
import { earliestEnd, eligibleTypes, hasVolume, overlapping, planCovers } from './plan-coverage.ts'
import type { CarrierProfile } from './profile.ts'
import type { CarrierEnrollment, CarrierMember, CarrierPlan, EnrollmentTerms } from './records.ts'

/*
 * What a carrier's own staff may put on record of a coverage. Everything here is our own control API; the rules are those that
 * keep a census coherent, and all of them are assumed.
 */

export type NewEnrollment = components['schemas']['NewCarrierEnrollment']
export type EnrollmentEdit = components['schemas']['CarrierEnrollmentEdit']

/** What a coverage must fit. */
export interface Fitting {
  readonly carrier: Pick<CarrierProfile, 'cobra' | 'display_name'>
  /** Nobody when the group has no member of the id that was given. */
  readonly member: CarrierMember | undefined
  /** The group's, by id. */
  readonly plans: ReadonlyMap<string, CarrierPlan>
  /** The member's other coverages. */
  readonly others: readonly CarrierEnrollment[]
}

type EnrollmentFields = Omit<CarrierEnrollment, keyof Stored | 'carrier_group'>

/** A coverage as the fields say; all that is wrong is refused at once. `place` is where the family stands. */
export function newEnrollment(
  fields: NewEnrollment,
  fitting: Fitting,
  place: EnrollmentTerms['configuration'],
): EnrollmentFields {
  refusePending(fields)
  const { member } = fitting
  const plan = fitting.plans.get(fields.plan_id)
  if (!member || !plan) {
    throw new Refusal('invalid_fields', {}, [
      ...(member
        ? []
        : [{ path: ['member_id'], message: 'The group has no member of this id at the carrier.' }]),
      ...(plan ? [] : [UNKNOWN_PLAN]),
    ])
  }
  const { effective_start_date } = fields
  const coverage: EnrollmentFields = {
    member: member.id,
    plan: plan.id,
    line_of_coverage: plan.line_of_coverage,
    effective_start_date,
    effective_end_date: fields.effective_end_date ?? plan.effective_end_date,
    configuration: fields.configuration ?? place,
    ...(typeof fields.volume === 'number' ? { volume: fields.volume } : {}),
    ...(fields.is_cobra ? { cobra: { eligibility_start_date: effective_start_date } } : {}),
  }
  refuse(misfits(coverage, member, plan, fitting))
  return coverage
}

const UNKNOWN_PLAN: FieldError = {
  path: ['plan_id'],
  message: 'The group has no plan of this id at the carrier.',
}

/** The coverage with what is given changed; null takes the volume away, what is left out stays. */
export function editedEnrollment(
  enrollment: CarrierEnrollment,
  fields: EnrollmentEdit,
  fitting: Fitting & { readonly member: CarrierMember },
): CarrierEnrollment {
  refusePending(fields)
  const plan = fitting.plans.get(fields.plan_id ?? enrollment.plan)
  if (!plan) throw new Refusal('invalid_fields', {}, [UNKNOWN_PLAN])
  refuse([...moved(enrollment, fields, plan), ...changedFromADay(enrollment, fields)])
  const { cobra: _, ...rest } = { ...enrollment, plan: plan.id }
  const dated = {
    ...rest,
    ...given(fields, 'effective_start_date', 'effective_end_date'),
    ...cobraAfter(enrollment, fields),
  }
  const edited = withTerms(dated, fields)
  refuse(misfits(edited, fitting.member, plan, fitting))
  return edited
}

function cobraAfter(
  { cobra, effective_start_date }: CarrierEnrollment,
  { is_cobra }: EnrollmentEdit,
): Pick<CarrierEnrollment, 'cobra'> {
  if (is_cobra === false || (is_cobra === undefined && cobra === undefined)) return {}
  return { cobra: cobra ?? { eligibility_start_date: effective_start_date } }
}

const TERMS = ['volume', 'configuration'] as const

/** New terms from a day on, or since the last change; what was before the coverage began is no history. */
function withTerms(enrollment: CarrierEnrollment, fields: EnrollmentEdit): CarrierEnrollment {
  const { effective_start_date: start } = enrollment
  const { volume, configuration, effective_from } = fields
  const terms = {
    ...(volume === undefined ? {} : { volume: volume ?? undefined }),
    ...(configuration === undefined ? {} : { configuration }),
  }
  const changed =
    effective_from !== undefined && effective_from > start
      ? changedFrom<EnrollmentTerms, CarrierEnrollment>(enrollment, effective_from, TERMS, terms)
      : inPlace(enrollment, terms, effective_from !== undefined)
  const { formerly = [], ...now } = changed
  const history = formerly.filter(({ until }) => until > start)
  return history.length === 0 ? now : { ...now, formerly: history }
}

function inPlace(
  enrollment: CarrierEnrollment,
  terms: { readonly volume?: number | undefined; readonly configuration?: EnrollmentTerms['configuration'] },
  isForAllDays: boolean,
): CarrierEnrollment {
  const { volume, formerly, ...rest } = { ...enrollment, ...terms }
  return {
    ...rest,
    ...(volume === undefined ? {} : { volume }),
    ...(formerly === undefined || isForAllDays ? {} : { formerly }),
  }
}

/** A coverage stays with its member and line: another is another coverage. */
function moved(enrollment: CarrierEnrollment, fields: EnrollmentEdit, plan: CarrierPlan): FieldError[] {
  const errors: FieldError[] = []
  if (fields.member_id !== undefined && fields.member_id !== enrollment.member) {
    errors.push({ path: ['member_id'], message: 'A coverage stays with its member.' })
  }
  if (plan.line_of_coverage !== enrollment.line_of_coverage) {
    const message = `A coverage stays in its line, ${enrollment.line_of_coverage}.`
    errors.push({ path: ['plan_id'], message })
  }
  return errors
}

function changedFromADay(
  { effective_start_date: start, effective_end_date: end }: CarrierEnrollment,
  { effective_from, ...others }: EnrollmentEdit,
): FieldError[] {
  if (effective_from === undefined) return []
  const at = (message: string): FieldError[] => [{ path: ['effective_from'], message }]
  const names = Object.keys(others)
  if (names.length === 0 || names.some((name) => !TERMS.some((term) => term === name))) {
    return at('From a day on, volume and configuration change, and nothing else.')
  }
  if (effective_from < start) return at(fieldMessages.atLeast(start))
  return effective_from > end ? at(fieldMessages.atMost(end)) : []
}

function misfits(
  coverage: EnrollmentFields,
  member: CarrierMember,
  plan: CarrierPlan,
  { carrier, others, plans }: Fitting,
): FieldError[] {
  const errors: FieldError[] = []
  const wrong = (field: string, message: string) => errors.push({ path: [field], message })
  const { effective_start_date: start, effective_end_date: end } = coverage
  if (!planCovers(plan, member.relationship)) {
    wrong('plan_id', `The plan does not cover this member, but: ${eligibleTypes(plan.details).join(', ')}.`)
  }
  if (start < plan.effective_start_date) {
    wrong('effective_start_date', fieldMessages.atLeast(plan.effective_start_date))
  }
  if (start > plan.effective_end_date) {
    wrong('effective_start_date', fieldMessages.atMost(plan.effective_end_date))
  }
  if (start < member.person.date_of_birth) {
    wrong('effective_start_date', 'Nobody is covered before birth.')
  }
  if (end < earliestEnd(start)) wrong('effective_end_date', fieldMessages.atLeast(earliestEnd(start)))
  if (end > plan.effective_end_date) {
    wrong('effective_end_date', fieldMessages.atMost(plan.effective_end_date))
  }
  const other = overlapping(plan, coverage, others, plans)
  if (other) {
    const { id, effective_start_date, effective_end_date } = other
    const which = `${id}, from ${effective_start_date} to ${effective_end_date}`
    wrong('effective_start_date', `Overlaps a coverage that the member has in this line: ${which}.`)
  }
  if (coverage.volume !== undefined && !hasVolume(plan)) wrong('volume', 'The plan has no volume.')
  if (coverage.cobra !== undefined && carrier.cobra === 'none') {
    wrong('is_cobra', `${carrier.display_name} has no COBRA coverages.`)
  }
  return errors
}

/** A decision on evidence of insurability is not simulated: it must not be ignored. */
function refusePending({ pending_eoi }: Pick<EnrollmentEdit, 'pending_eoi'>): void {
  if (!pending_eoi) return
  throw new Refusal('carrier_field_not_built', { name: 'pending_eoi', field: '/pending_eoi' })
}
