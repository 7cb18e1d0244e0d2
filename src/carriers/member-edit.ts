import { fieldMessages } from '../api/field-messages.ts'
import type { components } from '../api/generated/types/control.js'
import { type FieldError, Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import type { IsoDate } from '../kernel/instant.ts'
import type { Stored } from '../kernel/record.ts'
import { planCovers } from './plan-coverage.ts'
import type { CarrierEnrollment, CarrierMember, CarrierPlan, Employment, Person } from './records.ts'

/*
 * What a carrier's own staff may put on record of a person. Everything here is our own control API; the rules are those that
 * keep a census coherent, and all of them are assumed.
 */

type MemberFields = components['schemas']['CarrierMemberFields']
export type NewMember = components['schemas']['NewCarrierMember']
export type MemberEdit = MemberFields

/**
 * A member as the fields say; all that is wrong is refused at once. `subscriber` is whom `subscriber_id` names, `workplace`
 * the address of somebody who is given none: a calculated snapshot cannot be without.
 */
export function newMember(
  fields: NewMember,
  subscriber: CarrierMember | undefined,
  workplace: NonNullable<Person['home_address']>,
  today: IsoDate,
): Omit<CarrierMember, keyof Stored | 'carrier_group'> {
  const { relationship, subscriber_id, date_of_birth } = fields
  const isDependent = subscriber_id !== undefined && subscriber_id !== null
  refuse([
    ...bornLater(date_of_birth, today),
    ...(isDependent ? wrongDependent(fields, subscriber) : []),
    ...(!isDependent && relationship !== undefined && relationship !== 'self'
      ? [{ path: ['subscriber_id'], message: fieldMessages.missing }]
      : []),
  ])
  const person = personAfter(
    { ...BLANK, home_address: subscriber?.person.home_address ?? workplace, date_of_birth },
    fields,
  )
  if (subscriber && relationship && relationship !== 'self') {
    return { person, relationship, subscriber: subscriber.id }
  }
  return { person, employment: { ...employedSince(today), ...employmentGiven(fields.employment) } }
}

const BLANK = { first_name: '', last_name: '', sex: 'U' } as const

/** Noyo knows no employee without one. */
function employedSince(today: IsoDate): Employment {
  return { employment_status: 'full-time', hours_worked: 40, employment_dates: { hire_date: today } }
}

function wrongDependent(
  { relationship, employment }: MemberFields,
  subscriber: CarrierMember | undefined,
): FieldError[] {
  const errors: FieldError[] = []
  if (subscriber === undefined || subscriber.subscriber !== undefined) {
    const message = 'No employee of this group at the carrier has this id.'
    errors.push({ path: ['subscriber_id'], message })
  }
  if (relationship === undefined) errors.push({ path: ['relationship'], message: fieldMessages.missing })
  if (relationship === 'self') errors.push({ path: ['relationship'], message: NOT_SELF })
  if (employment !== undefined && employment !== null) errors.push(NOT_EMPLOYED)
  return errors
}

const NOT_SELF = 'Only an employee is "self".'
const NOT_EMPLOYED: FieldError = { path: ['employment'], message: 'Only employees have an employment.' }

/** What the member's coverages are, as a change of the person must fit them. */
export interface Coverages {
  readonly enrollments: readonly CarrierEnrollment[]
  readonly plans: ReadonlyMap<string, CarrierPlan>
}

/** The member with what is given changed; null takes a value away, what is left out stays. */
export function editedMember(
  member: CarrierMember,
  fields: MemberEdit,
  coverages: Coverages,
  today: IsoDate,
): CarrierMember {
  refuse([
    ...movedMember(member, fields),
    ...bornLater(fields.date_of_birth, today),
    ...coveredBeforeBirth(fields.date_of_birth, coverages),
    ...uncovered(member, fields, coverages),
  ])
  const { relationship } = fields
  const employment = employmentGiven(fields.employment)
  return {
    ...member,
    person: personAfter(member.person, fields),
    ...(member.employment ? { employment: { ...member.employment, ...employment } } : {}),
    ...(relationship === undefined || relationship === 'self' ? {} : { relationship }),
  }
}

/** Nobody becomes another's dependent: that is another member. */
function movedMember(member: CarrierMember, fields: MemberEdit): FieldError[] {
  const errors: FieldError[] = []
  const isDependent = member.subscriber !== undefined
  const { subscriber_id, relationship, employment } = fields
  if (subscriber_id !== undefined && (subscriber_id ?? undefined) !== member.subscriber) {
    const message = 'A member stays in the family. Remove the member and add them again.'
    errors.push({ path: ['subscriber_id'], message })
  }
  if (isDependent && relationship === 'self') errors.push({ path: ['relationship'], message: NOT_SELF })
  if (!isDependent && relationship !== undefined && relationship !== 'self') {
    errors.push({ path: ['relationship'], message: 'An employee is "self".' })
  }
  if (isDependent && employment !== undefined && employment !== null) errors.push(NOT_EMPLOYED)
  if (!isDependent && employment === null) {
    errors.push({ path: ['employment'], message: 'An employee has an employment.' })
  }
  return errors
}

function bornLater(day: IsoDate | undefined, today: IsoDate): FieldError[] {
  if (day === undefined || day <= today) return []
  return [{ path: ['date_of_birth'], message: fieldMessages.atMost(today) }]
}

function coveredBeforeBirth(day: IsoDate | undefined, { enrollments }: Coverages): FieldError[] {
  if (day === undefined || enrollments.every(({ effective_start_date }) => day <= effective_start_date)) {
    return []
  }
  return [{ path: ['date_of_birth'], message: 'Nobody is covered before birth, and this member would be.' }]
}

function uncovered(
  member: CarrierMember,
  { relationship }: MemberEdit,
  { enrollments, plans }: Coverages,
): FieldError[] {
  if (relationship === undefined || relationship === 'self' || relationship === member.relationship) return []
  const isCovered = enrollments.every(({ plan }) => {
    const held = plans.get(plan)
    return held === undefined || planCovers(held, relationship)
  })
  if (isCovered) return []
  const message =
    'The member has coverages on plans that do not cover this relationship. End or remove them first.'
  return [{ path: ['relationship'], message }]
}

const PERSONAL = ['first_name', 'last_name', 'date_of_birth', 'sex', 'contact', 'home_address'] as const

/** A person's fields with what is given put over them. */
function personAfter(person: Person, fields: MemberFields): Person {
  const next: Record<string, unknown> = { ...person, ...given(fields, ...PERSONAL) }
  for (const name of ['middle_name', 'suffix', 'ssn'] as const) {
    const value = fields[name]
    if (value === null) delete next[name]
    else if (value !== undefined) next[name] = value
  }
  return next as unknown as Person
}

function employmentGiven(fields: MemberFields['employment']): Partial<Employment> {
  return given(
    fields ?? undefined,
    'employment_status',
    'hours_worked',
    'occupation',
    'salary',
    'employment_dates',
  ) as Partial<Employment>
}

/** @throws 422 when anything is wrong */
export function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Refusal('invalid_fields', {}, errors)
}
