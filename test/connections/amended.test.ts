import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { allOf, FULFILLMENT } from '../snapshots/families.ts'

const CONNECTIONS = `${FULFILLMENT}/group_connections`

async function sendRequest(api: Api, carrier_group_id: string, group_id?: string) {
  const { body: carriers } = await api.get('/carrier/api/v1/carriers?internal_name=fictional-benefits')
  const data = { carrier_id: carriers[0].id, group_data: { group_name: 'Amended', carrier_group_id } }
  const target = group_id === undefined ? CONNECTIONS : `${FULFILLMENT}/groups/${group_id}/group_connections`
  return (await api.post(target, data)).body
}

const configured = async (api: Api, group: string): Promise<string[]> =>
  (await api.get(`${FULFILLMENT}/groups/${group}/carrier_configurations`)).body.map(
    ({ carrier_group_id }: { carrier_group_id: string }) => carrier_group_id,
  )

inEveryMode('a request amended to another identifier', ({ test }) => {
  test('shows the account it names now, and nothing of the former one', async ({ api, simulator }) => {
    const { id, group_id } = await sendRequest(api, '700000001')
    await simulator.clock.settle()
    const before = await allOf(api, `/groups/${group_id}/plans`)
    expect(before.length).toBeGreaterThan(0)
    await api.put(`${CONNECTIONS}/${id}/retry`, { carrier_group_id: '700000002' })
    expect(await configured(api, group_id)).toEqual([])
    expect(await allOf(api, `/groups/${group_id}/plans`)).toEqual([])
    expect(await allOf(api, `/groups/${group_id}/group_enrollments`)).toEqual([])
    await simulator.clock.settle()
    expect(await configured(api, group_id)).toEqual(['700000002'])
    const after = (await allOf(api, `/groups/${group_id}/plans`)).map(({ id }) => id)
    expect(after.length).toBeGreaterThan(0)
    expect(after.filter((plan) => before.some(({ id }) => id === plan))).toEqual([])
  })

  test('leaves a second account of the group as it is, and lines that both have', async ({
    api,
    simulator,
  }) => {
    const { id, group_id } = await sendRequest(api, '700000001')
    await sendRequest(api, '700000003', group_id)
    await simulator.clock.settle()
    const before = await allOf(api, `/groups/${group_id}/plans`)
    await api.put(`${CONNECTIONS}/${id}/retry`, { carrier_group_id: '700000002' })
    expect(await configured(api, group_id)).toEqual(['700000003'])
    const left = await allOf(api, `/groups/${group_id}/plans`)
    expect(left.length).toBeGreaterThan(0)
    expect(left.length).toBeLessThan(before.length)
    const lines = new Set((await allOf(api, `/groups/${group_id}/group_enrollments`)).map(({ id }) => id))
    expect(new Set(left.map(({ group_enrollment_id }) => group_enrollment_id))).toEqual(lines)
  })
})
