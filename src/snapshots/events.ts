import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'
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

/** Noyo judges a snapshot for each carrier, hands over what is to change, and confirms it. One pending step a snapshot. */
export const snapshotStep = jobType<{ step: 'judge' | 'send' | 'confirm' }>('member_snapshot.step')
