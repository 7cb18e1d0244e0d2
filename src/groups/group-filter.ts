import { fieldMessages } from '../api/field-messages.ts'
import { uuidList } from '../api/filter-values.ts'
import { containsText } from '../api/text-filter.ts'
import { connections } from '../connections/records.ts'
import { invalidField } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import type { World } from '../kernel/world.ts'
import type { Group } from './records.ts'

export interface GroupQuery {
  readonly company?: string | undefined
  readonly group_ids?: string | undefined
  readonly carrier_id?: string | undefined
  readonly carrier_group_id?: string | undefined
}

/**
 * What the filters of the group list let through; undefined when none is given. Filters combine: a group passes all.
 * Source: published OpenAPI, getGroupList (company, group_ids, carrier_id with carrier_group_id).
 */
export async function groupFilter(
  world: World,
  query: GroupQuery,
): Promise<((group: Group) => boolean) | undefined> {
  const tests: ((group: Group) => boolean)[] = []
  const { company, group_ids } = query
  if (company !== undefined) {
    tests.push(({ name, dba_name }) => containsText(name, company) || containsText(dba_name, company))
  }
  if (group_ids !== undefined) {
    const ids = new Set(uuidList('group_ids', group_ids))
    tests.push(({ id }) => ids.has(id))
  }
  if (query.carrier_id !== undefined || query.carrier_group_id !== undefined) {
    const ids = await groupsAtCarrier(world, query)
    tests.push(({ id }) => ids.has(id))
  }
  return tests.length === 0 ? undefined : (group) => tests.every((test) => test(group))
}

/** The groups a carrier's identifier stands for: those that asked for a connection by it, and did not fail. */
async function groupsAtCarrier(world: World, query: GroupQuery): Promise<ReadonlySet<string>> {
  const { carrier_id, carrier_group_id } = query
  if (carrier_id === undefined || carrier_group_id === undefined) {
    const missing = carrier_id === undefined ? 'carrier_id' : 'carrier_group_id'
    throw invalidField([missing], 'carrier_id and carrier_group_id must be given together.')
  }
  if (!isUuid(carrier_id)) throw invalidField(['carrier_id'], fieldMessages.uuid)
  const key = `${carrier_id.toLowerCase()}/${carrier_group_id}`
  const { records } = await world.find(connections, 'carrier_group', key)
  return new Set(
    records.filter(({ status }) => status !== 'unable_to_connect').map(({ group_id }) => group_id),
  )
}
