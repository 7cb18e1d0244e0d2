import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sized } from '../size.ts'
import { connect, deliveriesOf, type Wired, wired } from './wired.ts'

/** How a receiver is for a while. */
const MANNERS = ['up', 'slow', 'error', 'reset', 'redirect'] as const
type Manner = (typeof MANNERS)[number]

type Step =
  | { readonly does: 'group' | 'connect' | 'checkpoint' | 'restore' | 'settle' }
  | { readonly does: 'receiver'; readonly manner: Manner }
  | { readonly does: 'advance'; readonly by: string }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('group', 'connect') }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('receiver'), manner: fc.constantFrom(...MANNERS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('advance'),
      by: fc.constantFrom('1s', '20s', '10m', '7h', '2d', '8d'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('checkpoint', 'restore', 'settle') }) },
) as fc.Arbitrary<Step>

/** A receiver as it is told to be, and how often it has taken each event. */
async function withReceiver() {
  const state = { manner: 'up' as Manner }
  const taken: string[] = []
  const world = await wired(async ({ event_id }) => {
    const { manner } = state
    if (manner === 'slow')
      for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done))
    if (manner === 'reset') throw new Error('cut')
    if (manner === 'error') return 500
    if (manner === 'redirect') return 302
    taken.push(event_id)
    return 200
  })
  return { ...world, state, taken }
}

async function play(world: Wired & { state: { manner: Manner } }, steps: readonly Step[]) {
  let checkpoint: string | undefined
  let restored = 0
  for (const [index, one] of steps.entries()) {
    if (one.does === 'group') await world.api.post('/fulfillment/api/v1/groups', { name: `Group ${index}` })
    if (one.does === 'connect') await connect(world.api, String(520_001 + index).padStart(8, '0'))
    if (one.does === 'receiver') world.state.manner = one.manner
    if (one.does === 'advance') await world.simulator.clock.advance(one.by)
    if (one.does === 'settle') await world.simulator.clock.settle()
    if (one.does === 'checkpoint') checkpoint = await world.simulator.checkpoint()
    if (one.does === 'restore' && checkpoint !== undefined) {
      await world.simulator.restore(checkpoint)
      restored += 1
    }
  }
  return restored
}

const TOLD = ['group.created', 'group_connection.created', 'group_connection.status_changed']

test('whatever receivers do, every event is delivered or stands as failed, none twice under another id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const world = await withReceiver()
      await world.subscribe()
      const restored = await play(world, steps)
      world.state.manner = 'up'
      const { stopped } = await world.simulator.clock.settle()
      const deliveries = await deliveriesOf(world.api)
      const events = (await world.api.get('/_sim/events')).body.events as {
        id: string
        type: string
        at: string
      }[]
      const since = events.filter(({ type, at }) => TOLD.includes(type) && at >= '2026-01-05T09:00:00.000Z')

      expect(stopped).toBe('quiet')
      expect(deliveries.map(({ caused_by }) => caused_by).toSorted()).toEqual(
        since.map(({ id }) => id).toSorted(),
      )
      expect(new Set(deliveries.map(({ event_id }) => event_id)).size).toBe(deliveries.length)
      for (const { status, attempts, event_id, reason } of deliveries) {
        expect(['delivered', 'failed']).toContain(status)
        const taken = world.taken.filter((id) => id === event_id).length
        if (restored === 0) expect([event_id, taken]).toEqual([event_id, status === 'delivered' ? 1 : 0])
        if (status === 'delivered') expect(attempts.at(-1)?.status).toBe(200)
        else expect(reason).not.toBeNull()
      }
      // The same event is the same text, whenever it was sent.
      const texts = new Set(world.got.map(({ event_id, raw }) => `${event_id} ${raw}`))
      expect(texts.size).toBe(new Set(world.got.map(({ event_id }) => event_id)).size)
      expect(world.faults).toEqual([])
      await world.simulator.close()
    }),
    { numRuns: sized({ landing: 12, full: 300 }) },
  )
})
