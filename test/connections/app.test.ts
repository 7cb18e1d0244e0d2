import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, GUARDIAN, NOBODY } from './connected.ts'

const CONNECTIONS = `${FULFILLMENT}/group_connections`
const IN_THE_APP = '/fulfillment/ui/v1/group_connections'
const AT_GUARDIAN = '/_sim/carriers/guardian/groups/00123456'

async function requested(api: Api, carrier_group_id: string): Promise<string> {
  const group_data = { group_name: 'Orchard Tools', carrier_group_id }
  return (await api.post(CONNECTIONS, { carrier_id: GUARDIAN, group_data })).body.id
}

const show = async (api: Api, id: string) => (await api.get(`${IN_THE_APP}/${id}`)).body
const edit = async (api: Api, id: string, body: object) =>
  api.put(`${IN_THE_APP}/${id}/${(await show(api, id)).version}`, body)

inEveryMode("a group connection in Noyo's app", ({ test }) => {
  test('is shown as the API has it', async ({ api, simulator }) => {
    const id = await requested(api, 'ABC')
    await simulator.clock.settle()
    const { setup_metadata, setup_data, ...shown } = await show(api, id)
    expect((await api.get(`${CONNECTIONS}/${id}`)).body).toMatchObject(shown)
    expect(shown.status).toBe('unable_to_connect')
    expect([setup_metadata, setup_data]).toEqual([{}, {}])
    expect((await api.get(`${IN_THE_APP}/${NOBODY}`)).status).toBe(404)
  })

  test('is retried and amended in one go, by its version', async ({ api, simulator }) => {
    const id = await requested(api, 'ABC')
    await simulator.clock.settle()
    const { version } = await show(api, id)
    const body = { status: 'processing', setup_data: { carrier_group_id: '00123456' } }
    const retried = await edit(api, id, body)
    expect(retried.status).toBe(200)
    expect(retried.body).toMatchObject({
      status: 'processing',
      group_data: { carrier_group_id: '00123456' },
    })
    expect((await api.put(`${IN_THE_APP}/${id}/${version}`, body)).status).toBe(409)
    await simulator.clock.settle()
    expect((await show(api, id)).status).toBe('completed')
    for (const late of [body, { setup_data: { carrier_group_id: '00123457' } }]) {
      expect((await edit(api, id, late)).status).toBe(400)
    }
  })

  test('amended without a retry stays where it is until one', async ({ api, simulator }) => {
    const id = await requested(api, 'ABC')
    await simulator.clock.settle()
    const amended = await edit(api, id, { setup_data: { carrier_group_id: '00123456' } })
    expect(amended.body).toMatchObject({
      status: 'unable_to_connect',
      group_data: { carrier_group_id: '00123456' },
    })
    await simulator.clock.advance('30d')
    expect((await show(api, id)).status).toBe('unable_to_connect')
    await api.put(`${CONNECTIONS}/${id}/retry`, {})
    await simulator.clock.settle()
    expect((await show(api, id)).status).toBe('completed')
  })

  test('waits for the carrier once the platform has told it', async ({ api, simulator }) => {
    await api.patch(AT_GUARDIAN, { outcome: 'action_required', authorized_on: '2031-01-01' })
    const id = await requested(api, '00123456')
    await simulator.clock.advance('10s')
    expect((await show(api, id)).status).toBe('action_required')
    const told = await edit(api, id, { sent_carrier_auth_comms: '2026-01-05T10:00:00Z' })
    expect(told.body).toMatchObject({
      status: 'carrier_authorization',
      setup_metadata: { sent_carrier_auth_comms: '2026-01-05T10:00:00.000Z' },
    })
    await simulator.clock.advance('1d')
    expect((await show(api, id)).status).toBe('carrier_authorization')
    await api.patch(AT_GUARDIAN, { authorized_on: null })
    await simulator.clock.settle()
    expect((await show(api, id)).status).toBe('completed')
  })

  test('that the carrier was told changes nothing where that was not what is missing', async ({
    api,
    simulator,
  }) => {
    await api.patch(AT_GUARDIAN, { outcome: 'action_required' })
    const id = await requested(api, '00123456')
    await simulator.clock.settle()
    const told = await edit(api, id, { sent_carrier_auth_comms: '2026-01-05T10:00:00Z' })
    expect(told.body.status).toBe('action_required')
    const untold = await edit(api, id, { sent_carrier_auth_comms: null })
    expect(untold.body.setup_metadata).toEqual({})
  })

  test('takes nothing else', async ({ api, simulator }) => {
    await requested(api, '00123456')
    const id = await requested(api, 'ABC')
    await simulator.clock.settle()
    const before = await show(api, id)
    for (const [body, field] of [
      [{ status: 'completed' }, 'status'],
      [{ status: 'connecting' }, 'status'],
      [{ setup_result: {} }, 'setup_result'],
      [{ setup_data: { colour: 'red' } }, 'setup_data'],
      [{ setup_data: { broker_tin: 7 } }, 'setup_data'],
      [{ setup_data: { carrier_group_id: ' ' } }, 'setup_data'],
    ] as const) {
      const refused = await edit(api, id, body)
      expect([body, refused.status]).toEqual([body, 422])
      expect(Object.keys(refused.body.errors)).toEqual([field])
    }
    const taken = await edit(api, id, { setup_data: { carrier_group_id: '00123456' } })
    expect(taken.status).toBe(409)
    expect(await show(api, id)).toEqual(before)
  })
})
