import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'
import type { StatusDetail, TransactionStatus, TransactionType } from './records.ts'

/** A transaction reached a status detail; with the first one it exists. */
export const statusDetailReached = eventType<{
  member_snapshot_id: string
  employee_id: string
  carrier_id: string
  transaction_type: TransactionType
  status_detail: StatusDetail
  status: TransactionStatus
}>('member_transaction.status_detail_reached')

/** A transaction ended before the carrier was done with it. */
export const transactionEnded = eventType<{
  member_snapshot_id: string
  employee_id: string
  carrier_id: string
  status: 'failed' | 'canceled'
  reason: string
}>('member_transaction.ended')

/** The carrier begins to work on what it has received. */
export const transactionProcessing = jobType('member_transaction.processing')

/** The round trip is confirmed on the day all changes are effective, which may be months ahead: nothing that settles waits for it. */
export const transactionVerification = jobType('member_transaction.verification', 'cadence')
