import type { Eventually } from '../kernel/eventually.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { defineKind, freshRecord, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { CarrierMember } from './records.ts'

/** A person whose record the carrier itself has made, changed or removed. */
export interface ChangedMember {
  readonly id: string
  /** As it was when Noyo last read it; nothing of somebody new. */
  readonly before?: CarrierMember
}

/**
 * That something of a family is different at a carrier since Noyo last read it. An audit reads these families and no others,
 * so that it costs what has changed and not what the group has. Reading a family takes the record away.
 */
export interface CarrierChange extends Stored {
  readonly carrier_group: string
  readonly subscriber: string
  /** Empty where only coverages changed, or where Noyo itself wrote. */
  readonly members: readonly ChangedMember[]
}

export const carrierChanges = defineKind<CarrierChange>()({
  name: 'carrier_change',
  model: 'Carrier change',
  refers: { carrier_group: 'carrier_group' },
  indexes: { carrier_group: { keys: (change) => [change.carrier_group] } },
})

/** What has changed of a family that Noyo has not read yet. */
export function changeOf(unit: Pick<Unit, 'get'>, subscriber: string): Eventually<CarrierChange | undefined> {
  return unit.get(carrierChanges, changeId(subscriber))
}

/** Remembers that a family is different now; of a person changed twice, what Noyo has read stays. */
export async function markFamily(
  unit: Unit,
  carrierGroup: string,
  subscriber: string,
  members: readonly ChangedMember[] = [],
): Promise<void> {
  const there = await changeOf(unit, subscriber)
  if (!there) {
    const fields = { carrier_group: carrierGroup, subscriber, members }
    unit.put(carrierChanges, freshRecord(changeId(subscriber), unit.now, fields))
    return
  }
  const known = new Set(there.members.map(({ id }) => id))
  const added = members.filter(({ id }) => !known.has(id))
  if (added.length > 0) unit.change(carrierChanges, there, { members: [...there.members, ...added] })
}

const changeId = (subscriber: string): string => uuidFrom('carrier_change', subscriber)
