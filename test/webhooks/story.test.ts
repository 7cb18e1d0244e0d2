import { afterAll, beforeAll, expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { isGenuine, openReceiver, type Receiver } from './receiver.ts'
import { connect, SECRET } from './wired.ts'

let receiver: Receiver

beforeAll(async () => {
  receiver = await openReceiver()
})
afterAll(() => receiver.close())

inEveryMode('webhooks to a receiver on this machine', ({ test }) => {
  test('tell of a connection in order, signed as documented', async ({ api, simulator }) => {
    const from = receiver.got.length
    const { url } = receiver
    expect((await api.post('/_sim/webhooks', { url, secret: SECRET })).status).toBe(201)
    const { id, group_id } = await connect(api)
    await simulator.clock.settle()
    const got = receiver.got.slice(from)
    expect(got.map(({ type, data }) => [type, data])).toEqual([
      ['group.created', { id: group_id }],
      ['group_connection_request.created', { id }],
      ['group_connection_request.status_change', { id, status: 'processing', previous_status: 'created' }],
      ['group_connection_request.status_change', { id, status: 'completed', previous_status: 'processing' }],
    ])
    for (const one of got) {
      expect(isGenuine(one, SECRET, Date.now())).toBe(true)
      expect(one.headers['content-type']).toBe('application/json')
      expect(one.headers['x-noyo-timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
      expect(one.headers['x-noyo-signature']).toMatch(/^[0-9a-f]{64}$/)
      expect(one.headers['x-cloud-trace-context']).toMatch(/^[0-9a-f]{32}\/\d+$/)
      expect(Object.keys(JSON.parse(one.raw))).toEqual(['data', 'event'])
      expect(Object.keys(JSON.parse(one.raw).event)).toEqual(['id', 'created', 'type'])
    }
    const { deliveries } = (await api.get('/_sim/webhooks/deliveries')).body
    expect(deliveries.map((one: { status: string }) => one.status)).toEqual(got.map(() => 'delivered'))
    expect(deliveries.map((one: { body: string }) => one.body)).toEqual(got.map(({ raw }) => raw))
    expect(deliveries[0].attempts[0]).toMatchObject({ number: 1, status: 200, answer: 'so be it' })
  })

  test('are tried again until the receiver is back', async ({ api, simulator }) => {
    const { url } = receiver
    const from = receiver.got.length
    await api.post('/_sim/webhooks', { url, secret: SECRET, events: ['group.created'] })
    receiver.behave(500, 'reset', 302, 200)
    await connect(api)
    await simulator.clock.settle()
    const got = receiver.got.slice(from)
    expect(got).toHaveLength(4)
    expect(new Set(got.map(({ event_id }) => event_id)).size).toBe(1)
    expect(new Set(got.map(({ headers }) => headers['x-noyo-signature'])).size).toBe(4)
    const [delivery] = (await api.get('/_sim/webhooks/deliveries')).body.deliveries
    const { attempts, status } = delivery as { attempts: { status: number; error: string }[]; status: string }
    expect(status).toBe('delivered')
    expect(attempts.map((one) => one.status)).toEqual([500, null, 302, 200])
    expect(attempts[1]?.error).toMatch(/cut before an answer came/)
    expect(attempts[2]?.error).toMatch(/a redirect, which is not followed/)
  })
})
