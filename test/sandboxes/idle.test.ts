import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/kernel/instant.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { reluctant } from '../stores/reluctant.ts'
import {
  bearer,
  fakeWall,
  GROUPS,
  openSmallWorld,
  type SmallOptions,
  type SmallWorld,
} from './small-world.ts'

async function opened(options: SmallOptions = {}) {
  const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
  const world = await openSmallWorld({ wall, idle: HOUR, tokenClock: 'virtual', ...options })
  /** Time passes for the timers, and what they begin ends. */
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      wall.pass(MINUTE)
      for (let turn = 0; turn < 5; turn += 1) await wall.breathe()
    }
  }
  return { world, wall, pass }
}

const idsOf = async ({ sandboxes }: SmallWorld) => (await sandboxes.list()).map(({ id }) => id)

describe.each([
  ['memory', () => createMemoryStore()],
  ['reluctant', () => reluctant(createMemoryStore(), 'idle')],
])('a sandbox that nobody uses, %s store', (_name, store) => {
  test('ends with its world, key, token, checkpoints and journal; default never', async () => {
    const { world, pass } = await opened({ store: store() })
    const key = await world.sandboxes.create({ id: 'idle' })
    const token = await world.token(key)
    await world.sandboxes.checkpoint('idle', 'kept')
    expect((await world.api.get(GROUPS, { headers: bearer(token) })).status).toBe(200)
    await pass(70)
    expect(await idsOf(world)).toEqual(['default'])
    expect((await world.api.get(GROUPS, { headers: bearer(token) })).status).toBe(401)
    expect((await world.api.post('/_sim/clock/settle?sandbox=idle')).status).toBe(404)
    expect(world.journal.read('idle').requests).toEqual([])
    expect(await world.store.head('idle')).toEqual({ revision: 0, sequence: 0 })
    await world.sandboxes.create({ id: 'idle' })
    await expect(world.sandboxes.restore('idle', 'kept')).rejects.toMatchObject({
      code: 'checkpoint_not_found',
    })
    await pass(600)
    expect(await idsOf(world)).toEqual(['default'])
    expect(world.faults).toEqual([])
  })

  test('stays for as long as somebody asks something of it: with its token, by the control API, for a token', async () => {
    const { world, pass } = await opened({ store: store() })
    const keys = {
      read: await world.sandboxes.create({ id: 'read' }),
      driven: await world.sandboxes.create({ id: 'driven' }),
      signed: await world.sandboxes.create({ id: 'signed' }),
    }
    await world.sandboxes.create({ id: 'idle' })
    const token = await world.token(keys.read)
    for (let turn = 0; turn < 4; turn += 1) {
      await world.api.get(GROUPS, { headers: bearer(token) })
      await world.api.get('/_sim/clock?sandbox=driven')
      await world.token(keys.signed)
      await pass(40)
      // The list is about all of them, and keeps none.
      await world.api.get('/_sim/sandboxes')
    }
    expect(await idsOf(world)).toEqual(['default', 'read', 'driven', 'signed'])
    await pass(70)
    expect(await idsOf(world)).toEqual(['default'])
  })
})

test('without such a setting none ends', async () => {
  const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
  const world = await openSmallWorld({ wall })
  await world.sandboxes.create({ id: 'stays' })
  wall.pass(1000 * HOUR)
  await wall.breathe()
  expect(await idsOf(world)).toEqual(['default', 'stays'])
})

describe('the limit of sandboxes', () => {
  test('refuses one more, in words, until one is gone', async () => {
    const { world } = await opened({ limit: 3 })
    await world.sandboxes.create({ id: 'one' })
    await world.sandboxes.create({ id: 'two' })
    const { status, body } = await world.api.post('/_sim/sandboxes', { id: 'three' })
    expect(status).toBe(409)
    expect(body.error.code).toBe('too_many_sandboxes')
    expect(body.error.message).toMatch(/^There are 3 sandboxes, .*--sandbox-idle.*--sandbox-limit/)
    await world.sandboxes.remove('one')
    await world.sandboxes.create({ id: 'three' })
    expect(await idsOf(world)).toEqual(['default', 'two', 'three'])
  })

  test('holds where many are made at once, and what is refused leaves nothing behind', async () => {
    const { world } = await opened({ limit: 5, store: reluctant(createMemoryStore(), 'limit') })
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => world.sandboxes.create({ id: `many-${at}` })),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    const ids = await idsOf(world)
    expect(ids).toHaveLength(5)
    for (let at = 0; at < 20; at += 1) {
      if (ids.includes(`many-${at}`)) continue
      expect(await world.store.head(`many-${at}`)).toEqual({ revision: 0, sequence: 0 })
    }
  })
})
