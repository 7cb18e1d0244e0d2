import { askedPage, pageOf } from '../api/paging.ts'
import type { World } from '../kernel/world.ts'
import type { MemberSnapshot } from './records.ts'

/** The filters of the snapshot lists. Source: published OpenAPI, getMemberSnapshotsList, getMemberSnapshotsForGroupList. */
export interface SnapshotQuery {
  readonly employee_id?: string | undefined
  readonly group_id?: string | undefined
  readonly status?: readonly string[] | undefined
  readonly id?: readonly string[] | undefined
  readonly fulfillment_summary_carrier_id?: readonly string[] | undefined
  readonly fulfillment_summary_status?: readonly string[] | undefined
  readonly page_size?: number | undefined
  readonly offset?: number | undefined
}

type Asked = ReturnType<typeof askedPage>
type Found = { readonly records: readonly MemberSnapshot[]; readonly total: number }

/** A page of snapshots; only filtered lists are walked. `find` gives those of the group, employee or world. */
export async function snapshotPage(
  query: SnapshotQuery,
  find: (page?: Asked) => ReturnType<World['list']> | Promise<Found>,
): Promise<{ found: Found; asked: Asked }> {
  const asked = askedPage(query)
  const { page_size: _size, offset: _offset, ...filters } = query
  if (Object.values(filters).every((value) => value === undefined)) {
    return { found: (await find(asked)) as Found, asked }
  }
  const { records } = (await find()) as Found
  return {
    found: pageOf(
      records.filter((snapshot) => passes(snapshot, query)),
      asked,
    ),
    asked,
  }
}

/** Both filters on the summary together: that carrier in that status (assumed). */
function passes(snapshot: MemberSnapshot, query: SnapshotQuery): boolean {
  const { fulfillment_summary_carrier_id: carriers, fulfillment_summary_status: statuses } = query
  const inSummary =
    (carriers === undefined && statuses === undefined) ||
    snapshot.fulfillment_summary.some(
      (entry) => isAmong(entry.carrier_id, carriers) && isAmong(entry.status, statuses),
    )
  return (
    inSummary &&
    isAmong(snapshot.employee_id, only(query.employee_id)) &&
    isAmong(snapshot.group_id, only(query.group_id)) &&
    isAmong(snapshot.status, query.status) &&
    isAmong(snapshot.id, query.id)
  )
}

function isAmong(value: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.some((one) => one.toLowerCase() === value)
}

function only(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value]
}
