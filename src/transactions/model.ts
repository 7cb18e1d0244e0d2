import type { JsonObject } from '../kernel/event.ts'
import { addDays, type Instant, type IsoDate, isoInstant } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import type { CoverageChange } from '../snapshots/found-changes.ts'
import {
  statusDetailReached,
  transactionEnded,
  transactionProcessing,
  transactionVerification,
} from './events.ts'
import { type MemberTransaction, memberTransactions, type StatusDetail } from './records.ts'

/** The names in their order. Source: Noyo docs, legacy/member-transactions and members/snapshot-workflow/snapshot-transactions. */
export const STATUS_DETAILS: readonly StatusDetail[] = [
  'noyo_accepted',
  'carrier_accepted',
  'carrier_processing',
  'carrier_completed',
  'noyo_verified',
]

interface Route {
  /** The details such a transaction goes through. */
  readonly details: readonly StatusDetail[]
  /** With this one it is completed. */
  readonly completes: StatusDetail
}

/** A carrier that is told at once says how far it is; of a file it is known only that it has gone. Source: as above. */
const ROUTES: Readonly<Record<'at_once' | 'by_file', Route>> = {
  at_once: { details: STATUS_DETAILS, completes: 'carrier_completed' },
  by_file: { details: ['noyo_accepted', 'carrier_accepted'], completes: 'carrier_accepted' },
}

/** Why a transaction ends early. The words are assumed. */
type EndReason = 'replaced' | 'refused' | 'nothing_to_change' | 'not_connected' | 'snapshot_ended'

const ENDS: Readonly<Record<EndReason, 'failed' | 'canceled'>> = {
  replaced: 'canceled',
  refused: 'failed',
  nothing_to_change: 'canceled',
  not_connected: 'canceled',
  snapshot_ended: 'canceled',
}

export function latestDetail({ status_details }: Pick<MemberTransaction, 'status_details'>): StatusDetail {
  return status_details.at(-1)?.status_detail ?? 'noyo_accepted'
}

/**
 * The transaction with a detail and those before it that nobody has told yet. Nothing changes when it has the detail, does not
 * go through it, or has failed or been canceled.
 */
export function reached(transaction: MemberTransaction, detail: StatusDetail, now: Instant): Changes {
  const { details, completes } = ROUTES[transaction.by_file ? 'by_file' : 'at_once']
  const done = transaction.status_details.length
  const added = details.slice(done, details.indexOf(detail) + 1)
  if (added.length === 0 || transaction.status === 'failed' || transaction.status === 'canceled') return {}
  const isCompleted = details.indexOf(detail) >= details.indexOf(completes)
  const record = changedRecord<MemberTransaction>(
    transaction,
    {
      status: isCompleted ? 'completed' : 'processing',
      status_details: [
        ...transaction.status_details,
        ...added.map((status_detail) => ({ status_detail, at: now })),
      ],
      result:
        isCompleted && transaction.status !== 'completed' ? resultOf(transaction, now) : transaction.result,
    },
    now,
  )
  return {
    put: [putting(memberTransactions, record)],
    events: added.map((status_detail) => reachedEvent(record, status_detail)),
    ...(isCompleted ? { unschedule: [transactionProcessing.ref(record.id)] } : {}),
  }
}

function reachedEvent(record: MemberTransaction, status_detail: StatusDetail) {
  const { member_snapshot_id, employee_id, carrier_id, transaction_type, status } = record
  const facts = { member_snapshot_id, employee_id, carrier_id, transaction_type, status_detail, status }
  return statusDetailReached.of(memberTransactions, record, facts)
}

/** The fields of `result` are published as free; these are ours. */
function resultOf({ by_file }: MemberTransaction, now: Instant): JsonObject {
  return { sent_by: by_file ? 'file' : 'api', completed_at: isoInstant(now) }
}

/**
 * The transaction at an early end; one that is at its end already stays so. What a carrier has received by then it keeps, as
 * `carrier_received` says. Assumed: the public documents name the statuses only.
 */
export function ended(
  transaction: MemberTransaction,
  reason: EndReason,
  facts: JsonObject,
  now: Instant,
): Changes {
  if (transaction.status !== 'processing') return {}
  const status = ENDS[reason]
  const carrier_received = transaction.status_details.length > 1
  const result: JsonObject = { reason, carrier_received, ...facts }
  const record = changedRecord<MemberTransaction>(transaction, { status, result }, now)
  const { member_snapshot_id, employee_id, carrier_id } = record
  const data = { member_snapshot_id, employee_id, carrier_id, status, reason }
  return {
    put: [putting(memberTransactions, record)],
    events: [transactionEnded.of(memberTransactions, record, data)],
    unschedule: [transactionProcessing.ref(record.id), transactionVerification.ref(record.id)],
  }
}

/**
 * The day on which all changes are effective: of coverages that end the day after the last one, of others their start.
 * Undefined when there are none but in people's data, which are verified at once.
 * Source: Noyo docs, legacy/member-transactions and members/snapshot-workflow/snapshot-transactions.
 */
export function effectiveDay(coverages: readonly CoverageChange[]): IsoDate | undefined {
  return coverages
    .map((one) => (one.change === 'ended' ? addDays(one.effective_end_date, 1) : one.effective_start_date))
    .toSorted()
    .at(-1)
}

interface HeldCoverage {
  readonly individual_id: string
  readonly plan_id: string
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
}

/** Whether Noyo's copy of the carrier's record has every coverage with the period that it was changed to. Assumed. */
export function isHeld(coverages: readonly CoverageChange[], held: readonly HeldCoverage[]): boolean {
  return coverages.every((wanted) => {
    const theirs = held.filter(
      ({ individual_id, plan_id, effective_start_date }) =>
        individual_id === wanted.individual_id &&
        plan_id === wanted.plan_id &&
        effective_start_date === wanted.effective_start_date,
    )
    return theirs.some(({ effective_end_date }) => effective_end_date === wanted.effective_end_date)
  })
}
