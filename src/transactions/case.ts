import type { components } from '../api/generated/types/fulfillment.js'
import { notFound } from '../kernel/failure.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { World } from '../kernel/world.ts'
import { type MemberTransaction, memberTransactions } from './records.ts'

type Case = components['schemas']['CaseResultPublic']

/**
 * The support case of a transaction. Assumed: a failed transaction has one, opened by itself and Noyo's to act on (the published
 * example's `action_owner`), resolved when a later transaction of the employee with the carrier is completed.
 * @throws 404 for a transaction that did not fail
 */
export async function caseOf(world: World, transaction: MemberTransaction): Promise<Case> {
  if (transaction.status !== 'failed') throw notFound('Case', transaction.id)
  const { employee_id, carrier_id } = transaction
  const { records } = await world.find(memberTransactions, 'pair', `${employee_id}/${carrier_id}`)
  const solution = records.findLast(
    ({ created, status }) => created > transaction.created && status === 'completed',
  )
  const id = uuidFrom(world.setting.seed, 'case', transaction.id)
  const resolved = (solution?.result['completed_at'] as string | undefined) ?? null
  return {
    id,
    version: uuidFrom('version', resolved === null ? id : uuidFrom('version', id)),
    created: epochSeconds(transaction.modified),
    modified: epochSeconds(resolved === null ? transaction.modified : Date.parse(resolved)),
    title: `The carrier does not take a ${transaction.transaction_type} transaction`,
    resolved,
    action_owner: 'noyo',
    automated: true,
  }
}
