import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'
import type { FoundChanges } from './found-changes.ts'
import type { FulfillmentStatus, SnapshotStatus } from './records.ts'

/** A snapshot was accepted; its status is `processing`. */
export const snapshotCreated = eventType<{ group_id: string; employee_id: string }>('member_snapshot.created')

/** A snapshot's status changed. */
export const snapshotStatusChanged = eventType<{
  group_id: string
  employee_id: string
  from: SnapshotStatus
  to: SnapshotStatus
}>('member_snapshot.status_changed')

/** How far a snapshot is with one carrier changed. */
export const fulfillmentStatusChanged = eventType<{
  group_id: string
  employee_id: string
  carrier_id: string
  from: FulfillmentStatus
  to: FulfillmentStatus
}>('member_snapshot.fulfillment_status_changed')

/** A carrier takes a snapshot and is to be told of these changes. */
export const changesFound = eventType<{ group_id: string; employee_id: string } & FoundChanges>(
  'member_snapshot.changes_found',
)

/** Noyo has read back what the carriers told at once made of a snapshot; it may still wait for a file. */
export const snapshotConfirmed = eventType<{ group_id: string; employee_id: string }>(
  'member_snapshot.confirmed',
)

/** Noyo judges a snapshot for each carrier, hands over what is to change, and confirms it. One pending step a snapshot. */
export const snapshotStep = jobType<{ step: 'judge' | 'send' | 'confirm' }>('member_snapshot.step')
