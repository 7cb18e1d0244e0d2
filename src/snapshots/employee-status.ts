import type { components } from '../api/generated/types/fulfillment.js'
import type { World } from '../kernel/world.ts'
import type { Employee } from '../members/records.ts'
import { type FulfillmentStatus, isInProgress, type MemberSnapshot, memberSnapshots } from './records.ts'

type Result = components['schemas']['EmployeeStatusResult']
type CarrierStatus = Result['carrier_statuses'][number]

const UNDER_WAY: ReadonlySet<FulfillmentStatus> = new Set(['processing', 'valid', 'scheduled'])

/**
 * How an employee stands with each carrier that a snapshot was about. The latest change that was not replaced decides; what it
 * says of a refused one is the first reason. Which status goes with which change is assumed: the published interface has names only.
 */
export async function employeeStatus(world: World, employee: Employee): Promise<Result> {
  const { records } = await world.find(memberSnapshots, 'employee', employee.id)
  const carriers = new Set(
    records.flatMap(({ fulfillment_summary }) => fulfillment_summary.map(({ carrier_id }) => carrier_id)),
  )
  return { carrier_statuses: [...carriers].flatMap((carrierId) => carrierStatus(records, carrierId)) }
}

/** `snapshots` are newest first. */
function carrierStatus(snapshots: readonly MemberSnapshot[], carrier_id: string): CarrierStatus[] {
  const changes = snapshots.flatMap((snapshot) => {
    const entry = snapshot.fulfillment_summary.find((one) => one.carrier_id === carrier_id)
    return entry && entry.status !== 'replaced' ? [{ snapshot, entry }] : []
  })
  const [latest] = changes
  if (!latest) return []
  const pending = changes.filter(
    ({ snapshot, entry }) =>
      UNDER_WAY.has(entry.status) || (entry.status === 'sent' && isInProgress(snapshot)),
  )
  const refused = latest.entry.status === 'invalid' || latest.entry.status === 'not_connected'
  const [message] = latest.entry.errors ?? []
  return [
    {
      carrier_id,
      status: pending.length > 0 ? 'pending_changes' : refused ? 'unable_to_fulfill' : 'stable',
      pending_changes: pending.map(({ snapshot }) => changeOf(snapshot)),
      latest_platform_change: {
        ...changeOf(latest.snapshot),
        ...(message === undefined ? {} : { error: { message } }),
      },
    },
  ]
}

function changeOf({ id, status }: MemberSnapshot) {
  return { id, status, type: 'member_snapshot' as const }
}
