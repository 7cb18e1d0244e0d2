import { fieldMessages } from '../api/field-messages.ts'
import { commaList, uuidList } from '../api/filter-values.ts'
import { pageOf } from '../api/paging.ts'
import { invalidField } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import type { Page, Records } from '../kernel/world.ts'
import type { GroupConnection } from './records.ts'

export interface ConnectionQuery {
  readonly id?: string | undefined
  readonly status?: string | undefined
  readonly carrier_id?: string | undefined
  readonly carrier_group_id?: string | undefined
  readonly organization_id?: string | undefined
  readonly sort_by?: string | undefined
  readonly sort_direction?: string | undefined
  readonly requires_mapping_action_from?: string | undefined
}

/** What `sort_by` may name. Assumed: the published parameter lists no values. */
const SORTABLE = {
  created: (connection) => padded(connection.created),
  modified: (connection) => padded(connection.modified),
  completed: (connection) => (connection.completed === undefined ? '' : padded(connection.completed)),
  status: (connection) => connection.status,
  group_name: (connection) => connection.group_name.toLowerCase(),
} as const satisfies Record<string, (connection: GroupConnection) => string>

const padded = (instant: number) => String(instant).padStart(16, '0')

/** True when the whole list in its own order is asked for: then a page costs a page. */
export function isUnfiltered(query: ConnectionQuery): boolean {
  const { id, status, carrier_id, carrier_group_id, organization_id, sort_by, sort_direction } = query
  const { requires_mapping_action_from } = query
  const filters = [id, status, carrier_id, carrier_group_id, organization_id, sort_by, sort_direction]
  return [...filters, requires_mapping_action_from].every((filter) => filter === undefined)
}

/**
 * The connections that pass every filter, in the order asked for. Lists with commas mean any of them.
 * Source: published OpenAPI, getGroupConnectionRequestList.
 * @throws 422 naming the filter
 */
export function filteredConnections(
  records: readonly GroupConnection[],
  query: ConnectionQuery,
  asked: Page,
): Records<GroupConnection> {
  const tests = testsOf(query)
  return pageOf(
    sorted(
      records.filter((connection) => tests.every((test) => test(connection))),
      query,
    ),
    asked,
  )
}

function testsOf(query: ConnectionQuery): ((connection: GroupConnection) => boolean)[] {
  const tests: ((connection: GroupConnection) => boolean)[] = []
  const { id, status, carrier_id, carrier_group_id, organization_id, requires_mapping_action_from } = query
  // Mapping is explicit here, in each snapshot: no connection requires any of anybody, whoever is meant.
  if (requires_mapping_action_from !== undefined) tests.push(() => false)
  if (id !== undefined) {
    const ids = new Set(uuidList('id', id))
    tests.push((connection) => ids.has(connection.id))
  }
  if (status !== undefined) {
    const statuses = new Set(commaList(status))
    tests.push((connection) => statuses.has(connection.status))
  }
  const carriers = carrier_id === undefined ? [] : uuidList('carrier_id', carrier_id)
  if (carrier_id !== undefined) tests.push((connection) => carriers.includes(connection.carrier_id))
  if (carrier_group_id !== undefined) {
    if (carriers.length !== 1) {
      throw invalidField(['carrier_group_id'], 'carrier_group_id needs exactly one carrier_id beside it.')
    }
    tests.push((connection) => connection.carrier_group_id === carrier_group_id)
  }
  if (organization_id !== undefined) {
    if (!isUuid(organization_id)) throw invalidField(['organization_id'], fieldMessages.uuid)
    tests.push((connection) => connection.organization_id === organization_id.toLowerCase())
  }
  return tests
}

function sorted(records: readonly GroupConnection[], query: ConnectionQuery): readonly GroupConnection[] {
  const { sort_by, sort_direction } = query
  if (sort_by === undefined && sort_direction === undefined) return records
  const names = Object.keys(SORTABLE)
  const by = sort_by ?? 'created'
  if (!names.includes(by)) throw invalidField(['sort_by'], fieldMessages.oneOf(names))
  const key = SORTABLE[by as keyof typeof SORTABLE]
  const sign = (sort_direction ?? 'desc') === 'asc' ? 1 : -1
  // Equal keys keep the list's own order, so that pages do not overlap.
  return records.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0))
}
