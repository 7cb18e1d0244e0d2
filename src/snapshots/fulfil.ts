import { isDeepStrictEqual } from 'node:util'
import { changeOf } from '../carriers/changes.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { applyFamily, type FamilyWrite } from '../carriers/write.ts'
import { pullFamily } from '../connections/pull.ts'
import { type PullSource, pulledId } from '../connections/pull-source.ts'
import type { Eventually } from '../kernel/eventually.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { carrierLinks, dependents, employees } from '../members/records.ts'
import type { FamilyKnown } from './family.ts'
import { familyKnown } from './load.ts'
import { employmentAfter, personAfter } from './payload.ts'
import { payloadOf } from './payload-of.ts'
import type { MemberSnapshot } from './records.ts'

/** Tells one carrier of the family; whoever is new there is linked to Noyo's member from now on. */
export async function sendFamily(
  unit: Unit,
  snapshot: MemberSnapshot,
  known: FamilyKnown,
  carrierId: string,
  write: FamilyWrite,
): Promise<void> {
  const source = sourceOf(snapshot, known.carriers, carrierId)
  if (!source) return
  const { members } = await applyFamily(unit, source.carrier_group, write)
  for (const [member_id, { id: carrier_member }] of members) {
    const id = pulledId(unit, carrierLinks, source, carrier_member)
    if (await unit.get(carrierLinks, id)) continue
    const member_type = member_id === snapshot.employee_id ? 'employee' : 'dependent'
    const { carrier, carrier_group } = source
    unit.put(
      carrierLinks,
      freshRecord(id, unit.now, {
        member_id,
        member_type,
        carrier_id: carrier.id,
        carrier_group: carrier_group.id,
        carrier_member,
      }),
    )
  }
}

type Fulfilled = Pick<MemberSnapshot, 'group_id' | 'employee_id' | 'fulfillment_summary'>

/** What Noyo knows now of the family, with the carriers that the snapshot was about when it arrived. */
export function familyOf(
  unit: Unit,
  { group_id, employee_id, fulfillment_summary }: Fulfilled,
): Eventually<FamilyKnown> {
  return familyKnown(unit, group_id, employee_id, () =>
    fulfillment_summary.map(({ carrier_id }) => carrier_id),
  )
}

/**
 * Noyo reads back what the carriers made of it: individual enrollments are what a carrier holds, never what was asked for.
 * Source: Noyo docs, the-member-change-workflow.
 */
export async function readBack(unit: Unit, snapshot: Fulfilled): Promise<void> {
  const { employee_id } = snapshot
  const known = await familyOf(unit, snapshot)
  for (const carrierId of known.carriers.keys()) {
    const source = sourceOf(snapshot, known.carriers, carrierId)
    const subscriber = known.carriers.get(carrierId)?.people.get(employee_id)
    if (source && subscriber) await pullFamily(unit, source, subscriber.id)
  }
}

/**
 * Noyo reads a family again that a carrier itself has changed people of since it was last read, as what Noyo tells the carrier
 * would write over it (assumed). Whether there was anything to read.
 */
export async function readUnread(
  unit: Unit,
  snapshot: Fulfilled,
  { carriers }: FamilyKnown,
): Promise<boolean> {
  let isRead = false
  for (const [carrierId, { people }] of carriers) {
    const subscriber = people.get(snapshot.employee_id)
    const change = subscriber && (await changeOf(unit, subscriber.id))
    const source = sourceOf(snapshot, carriers, carrierId)
    if (!source || !subscriber || !change || change.members.length === 0) continue
    await pullFamily(unit, source, subscriber.id)
    isRead = true
  }
  return isRead
}

function sourceOf(
  { group_id }: Pick<MemberSnapshot, 'group_id'>,
  carriers: FamilyKnown['carriers'],
  carrierId: string,
): PullSource | undefined {
  const carrier = carriers.get(carrierId)
  // A carrier that takes files is neither told nor read but by them.
  if (carrier?.tier !== 'premier') return undefined
  const { tier, carrier_group } = carrier
  return { group_id, carrier: carrierOf({ carrier_id: carrierId }), tier, carrier_group }
}

/**
 * Noyo's members take the snapshot's demographics once it is fulfilled, whatever the carriers (assumed; that a snapshot is how
 * they change, and that only the latest state is kept, is in Noyo docs, data/temporal-data).
 */
export async function storeDemographics(unit: Unit, snapshot: MemberSnapshot): Promise<void> {
  const { employee: given, dependents: others = [] } = payloadOf(snapshot)
  const employee = await unit.get(employees, given.id as string)
  if (employee) {
    const patch = {
      person: personAfter(employee.person, given.person),
      employment: employmentAfter(employee.employment, given.employment),
      ...(given.classifications === undefined ? {} : { classifications: given.classifications }),
    }
    if (!isDeepStrictEqual({ ...employee, ...patch }, employee)) unit.change(employees, employee, patch)
  }
  for (const { id, person, relationship } of others) {
    const dependent = await unit.get(dependents, id as string)
    if (!dependent) continue
    const patch = { person: personAfter(dependent.person, person), relationship }
    if (!isDeepStrictEqual({ ...dependent, ...patch }, dependent)) unit.change(dependents, dependent, patch)
  }
}
