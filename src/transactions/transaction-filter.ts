import { fieldMessages } from '../api/field-messages.ts'
import { oneOfList, uuidList } from '../api/filter-values.ts'
import type { operations } from '../api/generated/types/fulfillment.js'
import { invalidField } from '../kernel/failure.ts'
import { DAY, type Instant, isIsoDate, parseInstant } from '../kernel/instant.ts'
import { STATUS_DETAILS } from './model.ts'
import type { MemberTransaction, TransactionType } from './records.ts'

export type TransactionQuery = NonNullable<operations['getMemberTransactionsList']['parameters']['query']>

type Test = (transaction: MemberTransaction) => boolean

/** Every published type, those that are never given included. Source: published OpenAPI, MemberTransactionResult. */
const TYPES: readonly TransactionType[] = [
  'carrier_demographic',
  'carrier_demographic_full',
  'carrier_new_hire',
  'carrier_termination',
  'noyo_termination',
  'carrier_open_enrollment_full',
  'carrier_open_enrollment_adding',
  'carrier_open_enrollment_modifying',
  'carrier_open_enrollment_removing',
  'carrier_qualifying_life_event_full',
  'carrier_qualifying_life_event_adding',
  'carrier_qualifying_life_event_modifying',
  'carrier_qualifying_life_event_removing',
  'carrier_enrollment_snapshot_new_hire',
  'carrier_cobra_enrollment',
  'carrier_cobra_termination',
  'carrier_cobra_open_enrollment',
  'carrier_cobra_qualifying_life_event',
]

/**
 * The tests that a transaction of the list passes; none without a filter. Lists with commas mean any of them. The dates of the
 * transaction are those of its creation. Those of a status detail are about one and the same detail as `status_details`, and
 * with `current_status_detail` about the latest only. Source: published OpenAPI, getMemberTransactionsList (names; assumed else).
 * @throws 422 naming the filter
 */
export function transactionTests(query: TransactionQuery): Test[] {
  const tests: Test[] = []
  const { ids, carrier_ids, transaction_type } = query
  if (ids !== undefined) {
    const wanted = new Set(uuidList('ids', ids))
    tests.push(({ id }) => wanted.has(id))
  }
  if (carrier_ids !== undefined) {
    const wanted = new Set(uuidList('carrier_ids', carrier_ids))
    tests.push(({ carrier_id }) => wanted.has(carrier_id))
  }
  if (transaction_type !== undefined) {
    const wanted = oneOfList('transaction_type', transaction_type, TYPES)
    tests.push((transaction) => wanted.includes(transaction.transaction_type))
  }
  const { transaction_min_date, transaction_max_date } = query
  if (transaction_min_date !== undefined || transaction_max_date !== undefined) {
    const isWithin = period(query, 'transaction_min_date', 'transaction_max_date')
    tests.push(({ created }) => isWithin(created))
  }
  return [...tests, ...detailTests(query)]
}

function detailTests(query: TransactionQuery): Test[] {
  const { status_details, status_detail_min_date, status_detail_max_date } = query
  const dated = status_detail_min_date !== undefined || status_detail_max_date !== undefined
  if (status_details === undefined && !dated) return []
  const names =
    status_details === undefined
      ? STATUS_DETAILS
      : oneOfList('status_details', status_details, STATUS_DETAILS)
  const isWithin = period(query, 'status_detail_min_date', 'status_detail_max_date')
  return [
    (transaction) =>
      transaction.status_details
        .slice(query.current_status_detail ? -1 : 0)
        .some(({ status_detail, at }) => names.includes(status_detail) && isWithin(at)),
  ]
}

type DateFilter = `${'transaction' | 'status_detail'}_${'min' | 'max'}_date`

/** Days are whole days, UTC, and both ends are included; a moment with its zone may be named too (assumed). */
function period(query: TransactionQuery, min: DateFilter, max: DateFilter): (at: Instant) => boolean {
  const from = moment(query, min) ?? Number.NEGATIVE_INFINITY
  const last = moment(query, max) ?? Number.POSITIVE_INFINITY
  const to = isIsoDate(query[max] ?? '') ? last + DAY - 1 : last
  return (at) => at >= from && at <= to
}

function moment(query: TransactionQuery, name: DateFilter): Instant | undefined {
  const text = query[name]
  if (text === undefined) return undefined
  const instant = parseInstant(text)
  if (instant === undefined) throw invalidField([name], fieldMessages.date)
  return instant
}
