import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { MemberTransaction } from './records.ts'

type Schemas = components['schemas']

type Detail = MemberTransaction['status_details'][number]

export function statusDetailResult({ status_detail, at }: Detail): Schemas['StatusDetailResult'] {
  return { status_detail, event_created: epochSeconds(at) }
}

/**
 * Times are epoch seconds. `member_request_id` is the snapshot's id, since a snapshot is what was requested (assumed: it is
 * required, and no field of the public result names a snapshot). What `body` holds is published as free: ids and coverages.
 */
export function transactionResult(transaction: MemberTransaction): Schemas['MemberTransactionResult'] {
  const verified = transaction.status_details.find(({ status_detail }) => status_detail === 'noyo_verified')
  return {
    id: transaction.id,
    version: transaction.version,
    created: epochSeconds(transaction.created),
    modified: epochSeconds(transaction.modified),
    member_request_id: transaction.member_snapshot_id,
    employee_id: transaction.employee_id,
    carrier_id: transaction.carrier_id,
    lines_of_coverage: [...transaction.lines_of_coverage],
    transaction_type: transaction.transaction_type,
    status: transaction.status,
    status_details: transaction.status_details.map(statusDetailResult),
    ...(verified === undefined ? {} : { verified: epochSeconds(verified.at) }),
    body: bodyOf(transaction) as never,
    result: { ...transaction.result } as never,
  }
}

function bodyOf({ member_snapshot_id, group_id, changes }: MemberTransaction) {
  const { members, coverages } = changes
  return {
    member_snapshot_id,
    group_id,
    changed_member_ids: members,
    coverages: coverages.map(({ cobra, ...change }) => ({ ...change, cobra: cobra !== undefined })),
  }
}

export const transactionView = defineView(transactionResult)
