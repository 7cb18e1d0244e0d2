import { carrierChanges } from '../carriers/changes.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { createBreath } from '../kernel/breath.ts'
import { DAY, HOUR, type Instant } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import { recordAudit } from './audit.ts'
import { readsFromCarrier } from './data-exchange.ts'
import { groupPulled } from './events.ts'
import { pullFamily } from './pull.ts'
import { configurationId, pullStructure } from './pull-structure.ts'
import { carrierConfigurations, connections, type GroupAudit, type GroupConnection } from './records.ts'

/** When on a day (UTC) Noyo compares its groups with their carriers. Assumed: how often and when is not public. */
const AUDIT_TIME = 3 * HOUR

/** The next time of an audit after a moment. */
export function nextAudit(after: Instant): Instant {
  const today = Math.floor(after / DAY) * DAY + AUDIT_TIME
  return today > after ? today : today + DAY
}

/** Only what is read can be compared: the completed connections of Sync carriers. Source: Noyo docs, groups/connections. */
export function isAudited({ status, tier }: Pick<GroupConnection, 'status' | 'tier'>): boolean {
  return status === 'completed' && tier === 'premier'
}

/**
 * Compares a group with a carrier and reads what the carrier has changed since Noyo last read it: nothing else, so that it
 * costs what has changed. Undefined when the carrier knows no such group, as after a connection that was completed by force,
 * and when the platform has said that nothing is read from it.
 */
export async function auditConnection(
  unit: Unit,
  connection: GroupConnection,
): Promise<GroupAudit | undefined> {
  const { group_id, tier } = connection
  const carrier = carrierOf(connection)
  const carrier_group = await knownCarrierGroup(unit, carrier, connection.carrier_group_id)
  if (!carrier_group) return undefined
  const source = { group_id, carrier, tier, carrier_group }
  const configuration = await unit.get(carrierConfigurations, configurationId(unit, source))
  if (configuration && !readsFromCarrier(configuration)) return undefined
  const [structure, { records: changes }] = await Promise.all([
    pullStructure(unit, source),
    unit.find(carrierChanges, 'carrier_group', carrier_group.id),
  ])
  const counts = { ...structure.counts, employees: 0, dependents: 0, individual_enrollments: 0 }
  const breath = createBreath()
  for (const { subscriber } of changes) {
    const read = await pullFamily(unit, source, subscriber, structure)
    counts.employees += read.employees
    counts.dependents += read.dependents
    counts.individual_enrollments += read.individual_enrollments
    await breath()
  }
  if (Object.values(counts).some((count) => count > 0)) {
    unit.emit(groupPulled.of(connections, connection, { group_id, carrier_id: carrier.id, ...counts }))
  }
  return recordAudit(unit, group_id, carrier.id)
}
