import { json, ok, one, page, pageMeta } from '../api/answer.ts'
import { fieldMessages } from '../api/field-messages.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { checkDirection, type Sorting } from '../api/sorting.ts'
import { invalidField, notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { memberSnapshots } from '../snapshots/records.ts'
import { snapshotView } from '../snapshots/views.ts'
import { caseOf } from './case.ts'
import { type MemberTransaction, memberTransactions } from './records.ts'
import { transactionTests } from './transaction-filter.ts'
import { statusDetailResult, transactionResult, transactionView } from './views.ts'

async function ownTransaction(world: World, id: string): Promise<MemberTransaction> {
  const transaction = await world.get(memberTransactions, id.toLowerCase())
  if (!transaction) throw notFound(memberTransactions.model, id)
  return transaction
}

const SORTABLE = ['event_created', 'status_detail']

/** In the order they came, which the order of the names is too; `desc` turns it (assumed). @throws 422 naming the parameter */
function sortedDetails({ status_details }: MemberTransaction, { sort_by, sort_direction = 'asc' }: Sorting) {
  if (sort_by !== undefined && !SORTABLE.includes(sort_by)) {
    throw invalidField(['sort_by'], fieldMessages.oneOf(SORTABLE))
  }
  checkDirection(sort_direction)
  return sort_direction === 'desc' ? status_details.toReversed() : status_details
}

export const transactionOperations = {
  getMemberTransactionsList: {
    level: 'simulated',
    async reads({ query }, world) {
      const asked = askedPage(query)
      const tests = transactionTests(query)
      if (tests.length === 0)
        return ok(page(transactionView, await world.list(memberTransactions, asked), asked))
      const { records } = await world.list(memberTransactions)
      const passing = records.filter((transaction) => tests.every((test) => test(transaction)))
      return ok(page(transactionView, pageOf(passing, asked), asked))
    },
  },

  getMemberTransaction: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(transactionView, await ownTransaction(world, params.transaction_id))),
  },

  getMemberTransactionsByMemberRequestList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const asked = askedPage(query)
      const snapshot = await world.get(memberSnapshots, params.request_id.toLowerCase())
      if (!snapshot) throw notFound('MemberRequest', params.request_id)
      const found = await world.find(memberTransactions, 'snapshot', snapshot.id, asked)
      return ok(page(transactionView, found, asked))
    },
  },

  getMemberTransactionCase: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(json(await caseOf(world, await ownTransaction(world, params.transaction_id)))),
  },

  getStatusDetailList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const asked = askedPage(query)
      const details = sortedDetails(await ownTransaction(world, params.transaction_id), query)
      const { records, total } = pageOf(details, asked)
      return ok(json({ meta: pageMeta(total, asked), response: records.map(statusDetailResult) }))
    },
  },

  getLatestStatusDetail: {
    level: 'simulated',
    async reads({ params }, world) {
      const { status_details } = await ownTransaction(world, params.transaction_id)
      const latest = status_details.at(-1)
      if (!latest) throw notFound('StatusDetail', params.transaction_id)
      return ok(json(statusDetailResult(latest)))
    },
  },

  uiGetMemberTransaction: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const transaction = await ownTransaction(world, params.transaction_id)
      const member_transaction = transactionResult(transaction)
      const ui_body = query.ui_body ? { ui_body: JSON.stringify(member_transaction.body) } : {}
      return ok(
        json({
          member_transaction: { ...member_transaction, ...ui_body },
          member_snapshot_id: transaction.member_snapshot_id,
        }),
      )
    },
  },

  getUIMemberSnapshotByMemberTransaction: {
    level: 'simulated',
    async reads({ params }, world) {
      const { member_snapshot_id } = await ownTransaction(world, params.transaction_id)
      return ok(one(snapshotView, await world.require(memberSnapshots, member_snapshot_id)))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
