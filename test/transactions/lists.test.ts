import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { allOf, connectedGroup, FULFILLMENT, type Json, NOBODY, snapshotOf } from '../snapshots/families.ts'
import { listed, sendChanged, transactionsOf } from './seen.ts'

inEveryMode('the member transactions', ({ test }) => {
  test('are listed newest first, by what and when they are', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [one, other] = await allOf(api, `/groups/${group}/employees`)
    const rename = (employee: Json) =>
      sendChanged(api, group, employee.id, (payload) => {
        payload.employee.person.first_name = 'Sunny'
      })
    const [first] = await settled(await rename(one))
    await simulator.clock.advance({ to: '2026-01-20T12:00:00Z' })
    const [second] = await accepted(await rename(other))
    expect(await listed(api, '')).toEqual([second.id, first.id])

    const found = async (query: string) =>
      (await listed(api, query)).map((id) => (id === first.id ? 'first' : 'second'))
    expect(await found(`ids=${first.id},${NOBODY}`)).toEqual(['first'])
    expect(await found(`ids=${first.id}, ${second.id}`)).toEqual(['second', 'first'])
    expect(await found(`carrier_ids=${NOBODY}`)).toEqual([])
    expect(await found('transaction_type=carrier_demographic')).toEqual(['second', 'first'])
    expect(await found('transaction_type=carrier_new_hire')).toEqual([])
    expect(await found('status_details=noyo_accepted')).toEqual(['second', 'first'])
    expect(await found('status_details=noyo_accepted&current_status_detail=true')).toEqual(['second'])
    expect(await found('status_details=noyo_verified,carrier_completed')).toEqual(['first'])
    expect(await found('transaction_max_date=2026-01-20')).toEqual(['second', 'first'])
    expect(await found('transaction_max_date=2026-01-19')).toEqual(['first'])
    expect(await found('transaction_min_date=2026-01-20')).toEqual(['second'])
    expect(await found('transaction_min_date=2026-01-20T12:00:10Z')).toEqual([])
    expect(await found('status_detail_min_date=2026-01-06')).toEqual(['second'])
    expect(await found('status_detail_max_date=2026-01-06&status_details=noyo_verified')).toEqual(['first'])

    const page = await api.get(`${FULFILLMENT}/member_transactions?page_size=1&offset=1`)
    expect(page.body).toMatchObject({ meta: { total_records: 2, offset: 1 }, response: [{ id: first.id }] })
    const alone = await api.get(`/api/v1/member_transactions?ids=${first.id}`)
    expect(alone.body.response).toEqual([first])

    async function settled(snapshot: string) {
      await simulator.clock.settle()
      return transactionsOf(api, snapshot)
    }
    async function accepted(snapshot: string) {
      for (;;) {
        await simulator.clock.advance('50ms')
        const found = await transactionsOf(api, snapshot)
        if (found.length > 0) return found
      }
    }
  })

  test('refuse filters that mean nothing, each by its name', async ({ api }) => {
    const wrong = {
      ids: 'x',
      carrier_ids: 'x',
      transaction_type: 'hire',
      status_details: 'noyo_accepted,done',
      transaction_min_date: 'yesterday',
      transaction_max_date: '2026-02-30',
      status_detail_min_date: '2026-01-01T00:00:00',
      status_detail_max_date: '',
    }
    for (const [name, value] of Object.entries(wrong)) {
      const { status, body } = await api.get(`${FULFILLMENT}/member_transactions?${name}=${value}`)
      expect([status, Object.keys(body.errors)]).toEqual([422, [name]])
    }
  })

  test('show their status details in order, the latest alone, and the snapshot behind them', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const [employee] = await allOf(api, `/groups/${group}/employees`)
    const snapshot = await sendChanged(api, group, employee.id, (payload) => {
      payload.employee.person.first_name = 'Sunny'
    })
    await simulator.clock.settle()
    const [transaction] = await transactionsOf(api, snapshot)
    const at = `${FULFILLMENT}/member_transactions/${transaction.id}`
    expect((await api.get(at)).body).toEqual(transaction)
    const { status_details } = transaction
    expect(status_details).toHaveLength(5)
    const { body } = await api.get(`${at}/status_details`)
    expect(body).toMatchObject({ meta: { total_records: 5 }, response: status_details })
    const turned = await api.get(`${at}/status_details?sort_by=event_created&sort_direction=desc&page_size=2`)
    expect(turned.body.response).toEqual(status_details.toReversed().slice(0, 2))
    expect((await api.get(`${at}/status_details/latest`)).body).toEqual(status_details[4])
    for (const name of ['sort_by', 'sort_direction']) {
      const refused = await api.get(`${at}/status_details?${name}=up`)
      expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, [name]])
    }

    const app = await api.get(`/fulfillment/ui/v1/member_transactions/${transaction.id}?ui_body=true`)
    expect(app.body.member_snapshot_id).toBe(snapshot)
    expect(JSON.parse(app.body.member_transaction.ui_body)).toEqual(transaction.body)
    const plain = await api.get(`/fulfillment/ui/v1/member_transactions/${transaction.id}`)
    expect(plain.body.member_transaction).toEqual(transaction)
    const behind = `/fulfillment/ui/v1/member_snapshots/member_transaction/${transaction.id}`
    expect((await api.get(behind)).body).toEqual(await snapshotOf(api, snapshot))
  })
})
