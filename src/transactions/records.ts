import type { components } from '../api/generated/types/fulfillment.js'
import type { JsonObject } from '../kernel/event.ts'
import type { Instant } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { FoundChanges } from '../snapshots/found-changes.ts'

type Published = components['schemas']['MemberTransactionResult']

export type TransactionStatus = Published['status']
export type TransactionType = Published['transaction_type']
export type StatusDetail = components['schemas']['StatusDetailResult']['status_detail']

/** What one carrier is told of one snapshot. */
export interface MemberTransaction extends Stored {
  readonly member_snapshot_id: string
  readonly group_id: string
  readonly employee_id: string
  readonly carrier_id: string
  readonly transaction_type: TransactionType
  readonly lines_of_coverage: FoundChanges['lines_of_coverage']
  readonly status: TransactionStatus
  /** Sent with a file, of whose rows no carrier says more than that it has them. */
  readonly by_file: boolean
  /** In the order they came, which is the order of the names too. */
  readonly status_details: readonly { readonly status_detail: StatusDetail; readonly at: Instant }[]
  readonly changes: Pick<FoundChanges, 'members' | 'coverages'>
  /** Empty while it is under way. */
  readonly result: JsonObject
}

export const memberTransactions = defineKind<MemberTransaction>()({
  name: 'member_transaction',
  model: 'MemberTransaction',
  refers: { member_snapshot_id: 'member_snapshot', group_id: 'group', employee_id: 'employee' },
  indexes: {
    snapshot: { keys: ({ member_snapshot_id }) => [member_snapshot_id] },
    /** `<employee_id>/<carrier_id>` */
    pair: { keys: ({ employee_id, carrier_id }) => [`${employee_id}/${carrier_id}`] },
  },
})
