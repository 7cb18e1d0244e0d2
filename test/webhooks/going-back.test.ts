import { describe, expect, test } from 'vitest'
import { connect, type Delivery, deliveriesOf, wired } from './wired.ts'

const webhooksOf = async ({ api }: Pick<Awaited<ReturnType<typeof wired>>, 'api'>) =>
  (await api.get('/_sim/webhooks')).body.webhooks as { id: string; status: string; failing_since: string }[]

describe('a restore', () => {
  test('sends nothing twice that was delivered since, and throws away what was under way', async () => {
    let hold: Promise<void> | undefined
    const world = await wired(async () => {
      await hold
      return 200
    })
    await world.subscribe({ events: ['group.created'] })
    const before = await world.simulator.checkpoint()
    const { promise, resolve } = Promise.withResolvers<void>()
    hold = promise
    await connect(world.api)
    await expect.poll(() => world.got.length).toBe(1)
    const during = await world.simulator.checkpoint()
    await world.simulator.restore(before)
    resolve()
    hold = undefined
    await world.simulator.clock.settle()
    expect(await deliveriesOf(world.api)).toEqual([])
    expect(world.got).toHaveLength(1)
    // What happens anew is told anew.
    await connect(world.api)
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(2)
    const told = await world.simulator.checkpoint()
    await world.simulator.restore(during)
    await world.simulator.clock.settle()
    expect((await deliveriesOf(world.api)).map(({ status }) => status)).toEqual(['delivered'])
    await world.simulator.restore(told)
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(2)
    expect(new Set(world.got.map(({ event_id }) => event_id)).size).toBe(1)
    expect(world.faults).toEqual([])
    await world.simulator.close()
  })

  test('to a moment when something was under way tries that again, as after a failure', async () => {
    let answers = false
    const world = await wired(() => (answers ? 200 : new Promise<number>(() => undefined)))
    await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await expect.poll(() => world.got.length).toBe(1)
    const during = await world.simulator.checkpoint()
    answers = true
    await world.simulator.restore(during)
    await world.simulator.clock.settle()
    const [delivery] = (await deliveriesOf(world.api)) as [Delivery]
    expect(delivery.status).toBe('delivered')
    expect(delivery.attempts.map(({ status, error }) => [status, error])).toEqual([
      [null, expect.stringMatching(/restored while it was under way/)],
      [200, null],
    ])
    expect(new Set(world.got.map(({ event_id }) => event_id)).size).toBe(1)
    await world.simulator.close()
  })

  test('leaves subscriptions made by API as they are now: made, removed, unhealthy', async () => {
    let status = 200
    const world = await wired(() => status)
    const removed = await world.subscribe({ url: 'https://platform.test/removed' })
    const checkpoint = await world.simulator.checkpoint()
    await world.api.delete(`/_sim/webhooks/${removed.id}`)
    const made = await world.subscribe({ events: ['group.created'] })
    status = 500
    await connect(world.api)
    await world.simulator.clock.advance('1h')
    await world.simulator.restore(checkpoint)
    const [only, ...others] = await webhooksOf(world)
    expect(others).toEqual([])
    expect(only).toMatchObject({
      id: made.id,
      status: 'unhealthy',
      failing_since: '2026-01-05T08:00:00.000Z',
    })
    await world.simulator.clock.advance('7d')
    expect((await webhooksOf(world))[0]).toMatchObject({ status: 'failed' })
    await world.simulator.close()
  })
})

describe('a reset', () => {
  test('keeps subscriptions made by API, and what was sent only when asked to', async () => {
    let status = 500
    const world = await wired(() => status)
    const { id } = await world.subscribe({ events: ['group.created'] })
    await connect(world.api)
    await world.simulator.clock.advance('1m')
    await world.api.post('/_sim/reset', { keep: ['webhooks'] })
    const kept = await deliveriesOf(world.api)
    expect(kept).toMatchObject([{ status: 'failed', reason: expect.stringMatching(/was reset/) }])
    const sent = world.got.length
    status = 200
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(sent)
    await connect(world.api)
    await world.simulator.clock.settle()
    // The same seed and the same commands: the same event, with the same id.
    expect((await deliveriesOf(world.api)).map((one) => [one.status, one.event_id])).toEqual([
      ['failed', kept[0]?.event_id],
      ['delivered', kept[0]?.event_id],
    ])
    await world.api.post('/_sim/reset', {})
    expect(await deliveriesOf(world.api)).toEqual([])
    expect((await webhooksOf(world)).map((one) => one.id)).toEqual([id])
    const again = await world.subscribe()
    expect(again.id).not.toBe(id)
    await world.simulator.close()
  })

  test('of a sandbox that is deleted sends nothing more, nor does a state that is loaded bring subscriptions', async () => {
    const world = await wired()
    const other = await world.simulator.sandbox({ id: 'other' })
    const { id } = await world.subscribe()
    const state = (await world.api.get('/_sim/state?sandbox=other')).body
    await world.api.put('/_sim/state', state)
    expect((await webhooksOf(world)).map((one) => one.id)).toEqual([id])
    const body = { url: 'https://platform.test/other', secret: 'x' }
    await world.api.post('/_sim/webhooks?sandbox=other', body)
    await other.close()
    expect((await world.api.get('/_sim/webhooks?sandbox=other')).status).toBe(404)
    expect(world.got).toEqual([])
    await world.simulator.close()
  })
})
