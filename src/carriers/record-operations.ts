import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { Refusal } from '../kernel/failure.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { CarrierAccount } from './account.ts'
import { eligibleTypes } from './plan-coverage.ts'
import type { CarrierProfile } from './profile.ts'
import { carrierNamed, carrierProfiles } from './profiles/index.ts'
import type { CarrierEnrollment, CarrierMember, CarrierPlan, EnrollmentTerms } from './records.ts'
import { type StandingFields, shownStanding, standingOf } from './standing.ts'
import { lookAtCarrierGroup } from './system.ts'

/** Operations of our own API on the carriers' records: what only the carrier itself sees. */
export const carrierRecordOperations = {
  getCarrierGroup: {
    level: 'simulated',
    async reads({ params }, world) {
      const carrier = requireCarrier(params.carrier)
      const account = await lookAtCarrierGroup(world, carrier, params.carrier_group_id)
      if (!account) throw unknownGroup(carrier, params.carrier_group_id)
      const standing = await standingOf(world, carrier, params.carrier_group_id)
      return ok(json(shownAccount(account, standing)))
    },
  },
} satisfies Partial<OperationsOf<'control'>>

export function requireCarrier(given: string): CarrierProfile {
  const carrier = carrierNamed(given)
  if (carrier) return carrier
  const known = carrierProfiles.map(({ slug }) => slug)
  throw new Refusal('carrier_unknown', {
    given: given.slice(0, 60),
    known: known.join(', '),
    nearest: nearestName(given, known),
  })
}

export function unknownGroup(carrier: CarrierProfile, given: string): Refusal {
  const { form, example } = carrier.carrier_group_id
  return new Refusal('carrier_group_unknown', {
    given: given.slice(0, 60),
    carrier: carrier.display_name,
    form,
    example,
  })
}

/** Plans by line, families together with the employee first, enrollments by member: an order that reads, and stays. */
export function shownAccount(
  { group, plans, members, enrollments }: CarrierAccount,
  standing: StandingFields,
) {
  const { carrier_id, carrier_group_id, name } = group
  return {
    carrier_id,
    carrier_group_id,
    name,
    standing: shownStanding(standing),
    plans: inOrder(plans, ({ line_of_coverage, name }) => [line_of_coverage, name]).map(shownPlan),
    members: inOrder(members, ({ id, subscriber }) => [subscriber ?? id, subscriber ?? '', id]).map(
      shownMember,
    ),
    enrollments: inOrder(enrollments, ({ id, member }) => [member, id]).map(shownEnrollment),
  }
}

function inOrder<R>(records: readonly R[], by: (record: R) => readonly string[]): R[] {
  const keyed = records.map((record) => ({ record, key: by(record).join('\u0000') }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ record }) => record)
}

function shownPlan({ id, name, line_of_coverage, details, ...plan }: CarrierPlan) {
  const { effective_start_date, effective_end_date } = plan
  const eligible_member_types = [...eligibleTypes(details)]
  return { id, name, line_of_coverage, eligible_member_types, effective_start_date, effective_end_date }
}

export function shownMember({ id, person, relationship, subscriber, employment }: CarrierMember) {
  const { first_name, middle_name, last_name, suffix, date_of_birth, ssn, sex, contact, home_address } =
    person
  return {
    id,
    first_name,
    middle_name: middle_name ?? null,
    last_name,
    suffix: suffix ?? null,
    date_of_birth,
    ssn: ssn ?? null,
    sex,
    relationship: relationship ?? 'self',
    subscriber_id: subscriber ?? null,
    ...(contact === undefined ? {} : { contact }),
    home_address: home_address ?? null,
    employment: employment ?? null,
  }
}

export function shownEnrollment(enrollment: CarrierEnrollment) {
  const { id, member, plan, effective_start_date, effective_end_date, cobra, formerly } = enrollment
  return {
    id,
    member_id: member,
    plan_id: plan,
    effective_start_date,
    effective_end_date,
    ...shownTerms(enrollment),
    ...(formerly === undefined
      ? {}
      : { formerly: formerly.map(({ until, fields }) => ({ until, ...shownTerms(fields) })) }),
    is_cobra: cobra !== undefined,
  }
}

function shownTerms({ volume, configuration }: EnrollmentTerms) {
  return { ...(volume === undefined ? {} : { volume }), configuration: { ...configuration } }
}
