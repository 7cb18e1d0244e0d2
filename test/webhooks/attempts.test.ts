import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { createStillWall } from '../kernel/still-wall.ts'
import { connect, type Delivery, deliveriesOf, SECRET, wired } from './wired.ts'

const HOURS = 3_600_000

const gaps = ({ attempts }: Delivery) =>
  attempts.slice(1).map(({ at }, index) => Date.parse(at) - Date.parse(attempts[index]?.at as string))

const webhookOf = async (world: Awaited<ReturnType<typeof wired>>) =>
  (await world.api.get('/_sim/webhooks')).body.webhooks[0]

describe('a receiver that is down', () => {
  test('gets fifteen retries at growing gaps that sum to three days, each signed anew, all of one event', async () => {
    const world = await wired(() => 503, { pace: 'realistic' })
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    const { now } = await world.simulator.clock.advance('72h')
    const [delivery] = (await deliveriesOf(world.api)) as [Delivery]
    expect(delivery.attempts).toHaveLength(16)
    expect(delivery).toMatchObject({
      status: 'failed',
      reason: 'Given up after 16 attempts.',
      next_attempt: null,
    })
    const between = gaps(delivery)
    expect(between[0]).toBe(30_000)
    expect(between.reduce((sum, gap) => sum + gap, 0)).toBe(72 * HOURS)
    expect(between).toEqual(between.toSorted((one, other) => one - other))
    expect(new Set(between).size).toBe(15)
    expect(new Set(world.got.map(({ event_id }) => event_id)).size).toBe(1)
    expect(world.got.map(({ raw }) => raw)).toEqual(world.got.map(() => delivery.body))
    expect(new Set(world.got.map(({ headers }) => headers['x-noyo-signature'])).size).toBe(16)
    expect(now).toBe('2026-01-08T09:00:00.000Z')
    await world.simulator.close()
  })

  test.each(['instant', 'demo'] as const)('at the pace %s is tried again after 20 seconds', async (pace) => {
    const world = await wired(() => 500, { pace })
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await world.simulator.clock.settle()
    const [delivery] = (await deliveriesOf(world.api)) as [Delivery]
    expect(gaps(delivery)[0]).toBe(20_000)
    expect(gaps(delivery).reduce((sum, gap) => sum + gap, 0)).toBe(72 * HOURS)
    expect(delivery.status).toBe('failed')
    await world.simulator.close()
  })

  test('is unhealthy after five tries, failed after seven days, sent nothing then, and active again by hand', async () => {
    let status = 500
    const world = await wired(() => status)
    const { id } = await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await world.simulator.clock.advance('4m')
    expect(await webhookOf(world)).toMatchObject({
      status: 'active',
      failing_since: '2026-01-05T09:00:00.000Z',
    })
    await world.simulator.clock.advance('2m')
    expect((await deliveriesOf(world.api))[0]?.attempts).toHaveLength(5)
    expect(await webhookOf(world)).toMatchObject({ status: 'unhealthy' })
    await world.simulator.clock.advance('6d')
    await connect(world.api, '00520126')
    await world.simulator.clock.advance('1d')
    expect(await webhookOf(world)).toMatchObject({ status: 'failed' })
    const sent = world.got.length
    await connect(world.api, '00520127')
    await world.simulator.clock.advance('10d')
    expect(world.got).toHaveLength(sent)
    const all = await deliveriesOf(world.api)
    expect(all.map((one) => one.status)).toEqual(['failed', 'failed', 'failed'])
    expect(all.slice(1).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/has failed/),
      expect.stringMatching(/has failed/),
    ])
    status = 202
    const changed = await world.api.patch(`/_sim/webhooks/${id}`, { status: 'active' })
    expect(changed.body).toMatchObject({ status: 'active', failing_since: null })
    await connect(world.api, '00520128')
    await world.simulator.clock.settle()
    expect(
      (await deliveriesOf(world.api, '?status=delivered')).map(({ attempts }) => attempts.length),
    ).toEqual([1])
    const again = await world.api.post(`/_sim/webhooks/deliveries/${all[0]?.id}/replay`)
    expect(again.status).toBe(202)
    await world.simulator.clock.settle()
    expect((await world.api.get(`/_sim/webhooks/deliveries/${all[0]?.id}`)).body).toMatchObject({
      status: 'delivered',
    })
    expect(world.got.at(-1)?.event_id).toBe(all[0]?.event_id)
    expect(world.faults).toEqual([])
    await world.simulator.close()
  })

  test('is active again by a success, which ends the seven days', async () => {
    let status = 500
    const world = await wired(() => status)
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await world.simulator.clock.advance('1d')
    expect(await webhookOf(world)).toMatchObject({ status: 'unhealthy' })
    status = 200
    await world.simulator.clock.advance('30d')
    expect(await webhookOf(world)).toMatchObject({ status: 'active', failing_since: null })
    await world.simulator.close()
  })
})

describe('a receiver that does not answer', () => {
  test('has failed after ten seconds of the wall; time stands for it, the next one goes all the same', async () => {
    const wall = createStillWall(Date.parse('2026-11-21T12:00:00Z'))
    let hangs = 2
    const world = await wired(
      async () => {
        hangs -= 1
        return hangs < 0 ? 200 : new Promise<number>(() => undefined)
      },
      { wall },
    )
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await connect(world.api, '00520126')
    const advanced = world.simulator.clock.advance('1h')
    await wall.pass(300)
    expect((await world.api.get('/_sim/health')).status).toBe(200)
    expect(await world.simulator.clock.now()).toBe('2026-01-05T09:00:00.000Z')
    expect((await deliveriesOf(world.api)).map(({ in_flight }) => in_flight)).toEqual([true, true])
    await wall.pass(10_000)
    await advanced
    const all = await deliveriesOf(world.api)
    expect(all.map(({ status }) => status)).toEqual(['delivered', 'delivered'])
    expect(all.map(({ attempts }) => attempts[0]?.error)).toEqual([
      'No answer within 10 seconds.',
      'No answer within 10 seconds.',
    ])
    await world.simulator.close()
  })

  test('hears nothing more once the simulator is closed, and closing does not wait for it', async () => {
    let aborted = false
    const world = await wired(
      (_got, request) =>
        new Promise<number>(() => {
          request.signal.addEventListener('abort', () => {
            aborted = true
          })
        }),
    )
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    const settling = world.simulator.clock.settle()
    await expect.poll(() => world.got.length).toBe(1)
    await world.simulator.close()
    await settling.catch(() => undefined)
    expect(aborted).toBe(true)
    expect(world.faults).toEqual([])
  })
})

test('a receiver may call back while it is told, and that is a command as any other', async () => {
  const world = await wired(async ({ type, data }) => {
    if (type !== 'group.created' || world.got.length > 4) return 200
    const seen = await world.api.get(`/fulfillment/api/v1/groups/${data['id']}`)
    if (seen.status !== 200) return 500
    await world.api.post('/fulfillment/api/v1/groups', { name: `Told ${world.got.length}` })
    return 200
  })
  await world.subscribe({ events: ['group.created'] })
  await connect(world.api)
  const { stopped } = await world.simulator.clock.settle()
  expect(stopped).toBe('quiet')
  expect(world.got).toHaveLength(5)
  expect((await deliveriesOf(world.api)).every(({ status }) => status === 'delivered')).toBe(true)
  await world.simulator.close()
})

test('what jobs ran counts the attempts, and why leads from a delivery to the request', async () => {
  const world = await wired()
  await world.subscribe({ events: ['group.created'] })
  const { ran: before } = await world.simulator.clock.settle()
  expect(before).toBe(0)
  await world.api.post('/fulfillment/api/v1/groups', { name: 'Counted' })
  await world.simulator.clock.settle()
  const [delivery] = (await deliveriesOf(world.api)) as [Delivery]
  const { chain } = (await world.api.get(`/_sim/why/${delivery.id}`)).body
  const texts = (chain as { text: string }[]).map(({ text }) => text)
  expect(texts[0]).toMatch(/^webhook_delivery\.attempted .* delivered true, status 200$/)
  expect(texts.at(-2)).toMatch(/^group\.created /)
  expect(texts.at(-1)).toMatch(/^request .*createGroup$/)
  expect((await world.api.get(`/_sim/why/${delivery.caused_by}`)).status).toBe(200)
  await world.simulator.close()
})

test('time stamps are of the wall, or of the virtual clock where tokens are', async () => {
  const wall = createStillWall(Date.parse('2026-11-21T12:00:00Z'))
  for (const [tokenClock, day] of [
    ['wall', '2026-11-21T12:00:00'],
    ['virtual', '2026-01-05T09:00:00'],
  ] as const) {
    const world = await wired(() => 200, { wall, tokenClock })
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await world.simulator.clock.settle()
    expect(world.got[0]?.headers['x-noyo-timestamp']?.slice(0, 19)).toBe(day)
    expect(JSON.parse(world.got[0]?.raw as string).event.created).toBe(
      Date.parse('2026-01-05T09:00:00Z') / 1000,
    )
    await world.simulator.close()
  }
})

test.each([
  ['nothing', () => undefined],
  ['a text', () => 'so be it'],
  ['something else', () => ({ status: 200 })],
])('a receiver in process that answers %s is told what is wanted of it', async (_name, answer) => {
  const deliver = answer as unknown as () => Response
  const simulator = await createSimulator({ scenario: 'empty-group', clock: 'frozen', deliver })
  await simulator.perform('control', 'createWebhook', {
    body: { url: 'https://platform.test/', secret: SECRET },
  })
  await simulator.perform('fulfillment', 'createGroup', { body: { name: 'Told Of' } })
  await simulator.clock.advance('1s')
  const { deliveries } = await simulator.perform('control', 'listDeliveries', {})
  expect(deliveries[0]?.attempts[0]).toMatchObject({
    status: null,
    error: 'deliver answered no Response. Return one: new Response() is a success.',
  })
  await simulator.close()
})
