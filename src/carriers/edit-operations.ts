import { isDeepStrictEqual } from 'node:util'
import { created, json, noContent, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { notFound } from '../kernel/failure.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { changedRecord, type Kind } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { type ChangedMember, markFamily } from './changes.ts'
import { editedEnrollment, newEnrollment } from './enrollment-edit.ts'
import { carrierFamilyChanged } from './events.ts'
import { editedMember, newMember } from './member-edit.ts'
import type { CarrierProfile } from './profile.ts'
import { requireCarrier, shownEnrollment, shownMember, unknownGroup } from './record-operations.ts'
import {
  type CarrierEnrollment,
  type CarrierGroup,
  type CarrierMember,
  carrierEnrollments,
  carrierMembers,
  carrierPlans,
} from './records.ts'
import { findCarrierGroup } from './system.ts'
import { placeOf, readCarrierFamily } from './write.ts'

/** Operations of our own API that change what a carrier has on record, as its own staff would. Noyo learns of it when it reads. */
export const carrierEditOperations = {
  createCarrierMember: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const { group } = await groupAt(unit, params)
      const { subscriber_id, first_name, last_name, date_of_birth } = body
      const subscriber = subscriber_id ? await inGroup(unit, carrierMembers, group, subscriber_id) : undefined
      const fields = {
        ...newMember(body, subscriber, group.location.address, unit.today),
        carrier_group: group.id,
      }
      // Shows nothing of the person.
      const key = uuidFrom(group.id, subscriber_id ?? '', first_name, last_name, date_of_birth)
      const member = await unit.create(carrierMembers, key, fields)
      await tell(unit, group, subscriber ?? member, [{ id: member.id }])
      return created(json(shownMember(member)))
    },
  },

  editCarrierMember: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const { group } = await groupAt(unit, params)
      const member = await ofGroup(unit, carrierMembers, group, params.id)
      const coverages = {
        enrollments: (await unit.find(carrierEnrollments, 'member', member.id)).records,
        plans: await plansOf(unit, group),
      }
      const edited = editedMember(member, body, coverages, unit.today)
      if (isDeepStrictEqual(edited, member)) return ok(json(shownMember(member)))
      const changed = unit.put(carrierMembers, changedRecord(edited, {}, unit.now))
      await tell(unit, group, await subscriberOf(unit, changed), [{ id: member.id, before: member }])
      return ok(json(shownMember(changed)))
    },
  },

  deleteCarrierMember: {
    level: 'simulated',
    async writes({ params }, unit) {
      const { group } = await groupAt(unit, params)
      const member = await ofGroup(unit, carrierMembers, group, params.id)
      const family = await readCarrierFamily(unit, member.subscriber ?? member.id)
      const gone = member.subscriber === undefined ? [member, ...family.dependents] : [member]
      const ids = new Set(gone.map(({ id }) => id))
      const held = family.enrollments.filter((enrollment) => ids.has(enrollment.member))
      const before = gone.map((one) => ({ id: one.id, before: one }))
      await tell(unit, group, family.subscriber, before, held.length)
      for (const one of gone) unit.remove(carrierMembers, one)
      for (const enrollment of held) unit.remove(carrierEnrollments, enrollment)
      return noContent()
    },
  },

  createCarrierEnrollment: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const { carrier, group } = await groupAt(unit, params)
      const member = await inGroup(unit, carrierMembers, group, body.member_id)
      const family = member && (await readCarrierFamily(unit, member.subscriber ?? member.id))
      const held = family?.enrollments ?? []
      const others = held.filter((one) => one.member === member?.id)
      const place = held[0]?.configuration ?? (family ? placeOf(unit, group, family.subscriber) : {})
      const plans = await plansOf(unit, group)
      const fields = newEnrollment(body, { carrier, member, plans, others }, place)
      const key = `${fields.member}/${fields.plan}/${fields.effective_start_date}`
      const enrollment = await unit.create(carrierEnrollments, key, { ...fields, carrier_group: group.id })
      if (family) await tell(unit, group, family.subscriber, [], 1)
      return created(json(shownEnrollment(enrollment)))
    },
  },

  editCarrierEnrollment: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const { carrier, group } = await groupAt(unit, params)
      const enrollment = await ofGroup(unit, carrierEnrollments, group, params.id)
      const member = await unit.require(carrierMembers, enrollment.member)
      const { records } = await unit.find(carrierEnrollments, 'member', member.id)
      const others = records.filter(({ id }) => id !== enrollment.id)
      const fitting = { carrier, member, plans: await plansOf(unit, group), others }
      const edited = editedEnrollment(enrollment, body, fitting)
      if (isDeepStrictEqual(edited, enrollment)) return ok(json(shownEnrollment(enrollment)))
      const changed = unit.put(carrierEnrollments, changedRecord(edited, {}, unit.now))
      await tell(unit, group, await subscriberOf(unit, member), [], 1)
      return ok(json(shownEnrollment(changed)))
    },
  },

  deleteCarrierEnrollment: {
    level: 'simulated',
    async writes({ params }, unit) {
      const { group } = await groupAt(unit, params)
      const enrollment = await ofGroup(unit, carrierEnrollments, group, params.id)
      const member = await unit.require(carrierMembers, enrollment.member)
      unit.remove(carrierEnrollments, enrollment)
      await tell(unit, group, await subscriberOf(unit, member), [], 1)
      return noContent()
    },
  },
} satisfies Partial<OperationsOf<'control'>>

/** The group in the path; one that nobody has looked at yet is recorded now. @throws 404 unknown carrier or group */
async function groupAt(
  unit: Unit,
  params: { readonly carrier: string; readonly carrier_group_id: string },
): Promise<{ readonly carrier: CarrierProfile; readonly group: CarrierGroup }> {
  const carrier = requireCarrier(params.carrier)
  const group = await findCarrierGroup(unit, carrier, params.carrier_group_id)
  if (!group) throw unknownGroup(carrier, params.carrier_group_id)
  return { carrier, group }
}

/** The record if it is the group's. */
async function inGroup<R extends CarrierMember | CarrierEnrollment>(
  unit: Unit,
  kind: Kind<R, string>,
  group: CarrierGroup,
  id: string,
): Promise<R | undefined> {
  const record = await unit.get(kind, id.toLowerCase())
  return record?.carrier_group === group.id ? record : undefined
}

/** @throws 404 for an id that the group has not */
async function ofGroup<R extends CarrierMember | CarrierEnrollment>(
  unit: Unit,
  kind: Kind<R, string>,
  group: CarrierGroup,
  id: string,
): Promise<R> {
  const record = await inGroup(unit, kind, group, id)
  if (!record) throw notFound(kind.model, id)
  return record
}

async function plansOf(unit: Unit, group: CarrierGroup) {
  const { records } = await unit.find(carrierPlans, 'group', group.id)
  return new Map(records.map((plan) => [plan.id, plan]))
}

async function subscriberOf(unit: Unit, member: CarrierMember): Promise<CarrierMember> {
  return member.subscriber === undefined ? member : unit.require(carrierMembers, member.subscriber)
}

/** Says that the family is different now, and keeps it in mind until Noyo reads it. */
async function tell(
  unit: Unit,
  group: CarrierGroup,
  subscriber: CarrierMember,
  members: readonly ChangedMember[],
  enrollments = 0,
): Promise<void> {
  await markFamily(unit, group.id, subscriber.id, members)
  const facts = {
    carrier_id: group.carrier_id,
    carrier_group: group.id,
    members: members.length,
    enrollments,
  }
  unit.emit(carrierFamilyChanged.of(carrierMembers, subscriber, facts))
}
