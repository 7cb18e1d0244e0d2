import type { components } from '../api/generated/types/fulfillment.js'
import type { Group } from '../groups/records.ts'
import { epochSeconds, type IsoDate, isoDate } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { type GroupAudit, groupAudits } from './records.ts'

type LatestAudit = components['schemas']['LatestGroupAuditRequestResult']

/**
 * The last time Noyo compared the group with a carrier (or with this one); before the first: when the group was created, with
 * no carrier. Source: published OpenAPI, getLatestGroupAuditRequest.
 */
export async function latestAudit(
  world: World,
  group: Group,
  carrierId: string | undefined,
): Promise<LatestAudit> {
  const latest =
    carrierId === undefined
      ? await world.first(groupAudits, 'group', group.id)
      : await world.first(groupAudits, 'pair', `${group.id}/${carrierId}`)
  return latest
    ? auditResult(latest)
    : { group_id: group.id, carrier_ids: [], completed_at: epochSeconds(group.created) }
}

/** Noyo has compared the group with the carrier just now. */
export function recordAudit(unit: Unit, group_id: string, carrier_id: string): Promise<GroupAudit> {
  const fields = { group_id, carrier_id, completed_at: unit.now }
  return unit.create(groupAudits, `${group_id}/${carrier_id}`, fields)
}

/** The last comparison with each carrier, up to the end of a day (UTC); empty before the first (assumed). */
export async function latestAudits(world: World, group: Group, day: IsoDate): Promise<LatestAudit[]> {
  const { records } = await world.find(groupAudits, 'group', group.id)
  const latest = new Map<string, GroupAudit>()
  for (const audit of records) {
    if (isoDate(audit.completed_at) <= day && !latest.has(audit.carrier_id)) {
      latest.set(audit.carrier_id, audit)
    }
  }
  return [...latest.values()].map(auditResult)
}

/** An audit as its reads show it. */
export function auditResult({ group_id, carrier_id, completed_at }: GroupAudit): LatestAudit {
  return { group_id, carrier_ids: [carrier_id], completed_at: epochSeconds(completed_at) }
}
