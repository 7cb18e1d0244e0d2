import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { currentPayload, FULFILLMENT, type Json, submit } from '../snapshots/families.ts'

export const transactionsOf = async (api: Api, snapshot: string): Promise<Json[]> =>
  (await api.get(`${FULFILLMENT}/member_requests/${snapshot}/member_transactions`)).body.response

export const listed = async (api: Api, query: string): Promise<string[]> =>
  (await api.get(`${FULFILLMENT}/member_transactions?page_size=100&${query}`)).body.response.map(
    ({ id }: Json) => id,
  )

export const detailsOf = (transaction: Json): string[] =>
  transaction.status_details.map(({ status_detail }: Json) => status_detail)

/** Sends what Noyo itself calculates of an employee, changed, and answers the snapshot's id. */
export async function sendChanged(
  api: Api,
  group: string,
  employee: string,
  change: (payload: Json) => void,
): Promise<string> {
  const payload = await currentPayload(api, employee)
  change(payload)
  const { status, body, text } = await submit(api, group, payload)
  if (status !== 201) throw new Error(text)
  return body.id
}

/** Every state that a snapshot's only transaction shows, looked at each 100 ms of the clock until the snapshot is completed. */
export async function historyOf(api: Api, simulator: Simulator, snapshot: string): Promise<string[]> {
  const seen = new Set<string>()
  for (let step = 0; step < 160; step += 1) {
    const [transaction] = await transactionsOf(api, snapshot)
    if (transaction) seen.add(`${transaction.status} ${detailsOf(transaction).at(-1)}`)
    await simulator.clock.advance('100ms')
  }
  return [...seen]
}
