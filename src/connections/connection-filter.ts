import { fieldMessages } from '../api/field-messages.ts'
import { commaList, uuidList } from '../api/filter-values.ts'
import { pageOf } from '../api/paging.ts'
import { momentText, type Sortable, sortedAsAsked } from '../api/sorting.ts'
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
const SORTABLE: Sortable<GroupConnection> = {
  created: (connection) => momentText(connection.created),
  modified: (connection) => momentText(connection.modified),
  completed: (connection) => (connection.completed === undefined ? '' : momentText(connection.completed)),
  status: (connection) => connection.status,
  group_name: (connection) => connection.group_name.toLowerCase(),
}

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
    sortedAsAsked(
      records.filter((connection) => tests.every((test) => test(connection))),
      SORTABLE,
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
