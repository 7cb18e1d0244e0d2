import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { reluctant } from '../stores/reluctant.ts'
import { DEMO, fakeWall, openSmallWorld, parcelsOf, sendParcel } from './small-world.ts'

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) })
const send = (name: string) => (unit: Parameters<typeof sendParcel>[0]) => sendParcel(unit, name)
const by = { by: 'control', operation: 'test' } as const

describe('the sandbox default', () => {
  test('has the world and the keys of its scenario', async () => {
    const world = await openSmallWorld()
    expect(await world.sandboxes.list()).toEqual([
      {
        id: 'default',
        scenario: 'plain',
        seed: 'plain-seed',
        clock: { mode: 'frozen', speed: 1, now: Date.parse('2026-01-05T09:00:00Z') },
      },
    ])
    expect(await world.sandboxes.keysOf('default')).toEqual(['demo'])
    expect((await parcelsOf(world, 'default')).map(({ name }) => name).toSorted()).toEqual([
      'parcel 0',
      'parcel 1',
    ])
  })

  test('begins where the scenario hands it over, its history before that', async () => {
    const { runner } = await openSmallWorld()
    const { setting } = await runner.read('default', async (world) => world)
    expect(setting.started).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect(setting.created).toBe(Date.parse('2026-01-04T21:00:00Z'))
  })

  test('cannot be deleted', async () => {
    const { sandboxes } = await openSmallWorld()
    await expect(sandboxes.remove('default')).rejects.toEqual(refused('default_sandbox_stays'))
    await sandboxes.require('default')
  })

  test('is taken up, not played again, from a store that has it', async () => {
    const store = createMemoryStore()
    const first = await openSmallWorld({ store })
    await first.runner.write('default', by, send('later'))
    const made = await first.sandboxes.create({ id: 'mine' })
    const token = await first.token(made)
    const second = await openSmallWorld({ store })
    expect(second.edits.plays).toBe(0)
    expect(await parcelsOf(second, 'default')).toHaveLength(3)
    expect((await second.sandboxes.list()).map(({ id }) => id)).toEqual(['default', 'mine'])
    expect(
      (await second.tokens.authenticate({ headers: { authorization: `Bearer ${token}` } })).sandbox,
    ).toBe('mine')
  })
})

describe('making a sandbox', () => {
  test('two of one scenario and seed hold equal ids and share records, and part when one is written', async () => {
    const world = await openSmallWorld()
    const one = await world.sandboxes.create()
    const other = await world.sandboxes.create()
    const [first, second] = [await parcelsOf(world, one.id), await parcelsOf(world, other.id)]
    expect(first).toEqual(second)
    expect(first[0]).toBe(second[0])
    await world.runner.write(one.id, by, send('mine'))
    expect(await parcelsOf(world, one.id)).toHaveLength(3)
    expect(await parcelsOf(world, other.id)).toEqual(second)
    expect(await parcelsOf(world, 'default')).toEqual(second)
    expect(await (await world.store.events(one.id, 0, 100)).events.map(({ id }) => id)).toEqual(
      expect.arrayContaining((await world.store.events(other.id, 0, 100)).events.map(({ id }) => id)),
    )
  })

  test('another seed makes other ids', async () => {
    const world = await openSmallWorld()
    const { id } = await world.sandboxes.create({ seed: 'another' })
    const ids = (await parcelsOf(world, id)).map((parcel) => parcel.id)
    expect((await parcelsOf(world, 'default')).some((parcel) => ids.includes(parcel.id))).toBe(false)
    expect((await world.sandboxes.get(id)).seed).toBe('another')
  })

  test('plays what has been played before no second time, unless the file or a setting changed', async () => {
    const { sandboxes, edits } = await openSmallWorld()
    await sandboxes.create()
    await sandboxes.create({ scenario: 'plain' })
    expect(edits.plays).toBe(1)
    await sandboxes.create({ seed: 'another' })
    expect(edits.plays).toBe(2)
    edits.digest = 'second'
    await sandboxes.create()
    expect(edits.plays).toBe(3)
  })

  test('has ids as given, or numbers that are never given again', async () => {
    const { sandboxes } = await openSmallWorld()
    expect((await sandboxes.create({ id: 'sandbox-2' })).id).toBe('sandbox-2')
    expect((await sandboxes.create()).id).toBe('sandbox-1')
    expect((await sandboxes.create()).id).toBe('sandbox-3')
    await sandboxes.remove('sandbox-3')
    expect((await sandboxes.create()).id).toBe('sandbox-4')
    expect((await sandboxes.list()).map(({ id }) => id)).toEqual([
      'default',
      'sandbox-2',
      'sandbox-1',
      'sandbox-4',
    ])
  })

  test.each(['', '-a', '@registry', 'A', 'a b', 'a/b', 'x'.repeat(64)])('refuses the id %j', async (id) => {
    const { sandboxes } = await openSmallWorld()
    await expect(sandboxes.create({ id })).rejects.toEqual(refused('sandbox_id_unusable', { field: '/id' }))
    expect(await sandboxes.list()).toHaveLength(1)
  })

  test('of one id twice at once makes one', async () => {
    const { sandboxes } = await openSmallWorld()
    const made = await Promise.allSettled([sandboxes.create({ id: 'x' }), sandboxes.create({ id: 'x' })])
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(made.find(({ status }) => status === 'rejected')).toHaveProperty('reason.code', 'sandbox_exists')
  })

  test('has keys that no other has, and not those of its scenario', async () => {
    const { sandboxes } = await openSmallWorld()
    const one = await sandboxes.create()
    const other = await sandboxes.create()
    expect(new Set([one.client_id, other.client_id, 'demo']).size).toBe(3)
    expect(one.client_secret).not.toBe(other.client_secret)
    expect(one.client_secret.length).toBeGreaterThanOrEqual(32)
    expect(await sandboxes.keysOf(one.id)).toEqual([one.client_id])
    expect((await sandboxes.keyOf('demo'))?.sandbox).toBe('default')
  })

  test('that fails to play leaves nothing behind', async () => {
    const { sandboxes } = await openSmallWorld()
    await expect(sandboxes.create({ id: 'x', scenario: 'broken' })).rejects.toThrow('the scenario broke off')
    expect((await sandboxes.list()).map(({ id }) => id)).toEqual(['default'])
    expect((await sandboxes.create({ id: 'x' })).id).toBe('x')
  })
})

describe('a running clock', () => {
  test('begins at real now, also in a sandbox made or reset later', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const { sandboxes } = await openSmallWorld({ wall, clock: { mode: 'running' } })
    expect((await sandboxes.get('default')).clock).toEqual({ mode: 'running', speed: 1, now: wall.now() })
    wall.pass(3_600_000)
    expect((await sandboxes.get('default')).clock.now).toBe(wall.now())
    const made = await sandboxes.create()
    expect((await sandboxes.get(made.id)).clock.now).toBe(wall.now())
    expect((await sandboxes.reset('default')).clock.now).toBe(wall.now())
  })

  test('is that of a copy, where such a world was played a moment before', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T23:45:00Z'))
    const world = await openSmallWorld({ wall, clock: { mode: 'running' } })
    const { sandboxes, edits } = world
    wall.pass(8 * 60_000)
    const made = await sandboxes.create()
    expect((await sandboxes.get(made.id)).clock).toEqual({ mode: 'running', speed: 1, now: wall.now() })
    expect(await parcelsOf(world, made.id)).toEqual(await parcelsOf(world, 'default'))
    expect((await sandboxes.reset('default')).clock.now).toBe(wall.now())
    expect(edits.plays).toBe(1)
    // On another day dates are others, and after a while it is no moment before.
    wall.pass(8 * 60_000)
    await sandboxes.create()
    expect(edits.plays).toBe(2)
    wall.pass(11 * 60_000)
    await Promise.all([sandboxes.create(), sandboxes.create()])
    await sandboxes.create()
    expect((await sandboxes.get('default')).clock.now).toBe(wall.now())
    expect(edits.plays).toBeLessThanOrEqual(4)
  })

  test('goes on from a checkpoint where it was then', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const { sandboxes } = await openSmallWorld({ wall, clock: { mode: 'running', speed: 60 } })
    wall.pass(1000)
    const before = (await sandboxes.get('default')).clock.now
    const checkpoint = await sandboxes.checkpoint('default')
    wall.pass(3_600_000)
    expect((await sandboxes.restore('default', checkpoint)).clock.now).toBe(before)
    wall.pass(1000)
    expect((await sandboxes.get('default')).clock.now).toBe(before + 60_000)
  })

  test('does its jobs by itself', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const world = await openSmallWorld({ wall, clock: { mode: 'running' } })
    expect((await parcelsOf(world, 'default')).map(({ arrived }) => arrived)).toEqual([false, false])
    wall.pass(13 * 3_600_000)
    await expect
      .poll(async () => (await parcelsOf(world, 'default')).map(({ arrived }) => arrived))
      .toEqual([true, true])
  })
})

describe('reset', () => {
  test('brings the world, its time and its ids back', async () => {
    const world = await openSmallWorld()
    const before = await parcelsOf(world, 'default')
    await world.runner.write('default', by, send('later'))
    await world.runner.advance('default', (now) => now + 10 * 86_400_000)
    const state = await world.sandboxes.reset('default')
    expect(state.clock.now).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect(await parcelsOf(world, 'default')).toEqual(before)
  })

  test('changes scenario and seed; what was asked for at the making stays', async () => {
    const { sandboxes } = await openSmallWorld()
    const { id } = await sandboxes.create({
      pace: 'instant',
      clock: { start: Date.parse('2026-06-01T00:00:00Z') },
    })
    expect(await sandboxes.reset(id, { scenario: 'busy' })).toMatchObject({
      scenario: 'busy',
      seed: 'busy-seed',
      clock: { now: Date.parse('2026-06-01T00:00:00Z') },
    })
    expect(await sandboxes.reset(id, { seed: 'mine' })).toMatchObject({ scenario: 'busy', seed: 'mine' })
    expect(await sandboxes.reset(id)).toMatchObject({ scenario: 'busy', seed: 'mine' })
    expect(await sandboxes.reset(id, { scenario: 'plain' })).toMatchObject({
      scenario: 'plain',
      seed: 'mine',
    })
  })

  test('of default to another scenario changes its scenario keys', async () => {
    const { sandboxes } = await openSmallWorld()
    await sandboxes.reset('default', { scenario: 'busy' })
    expect(await sandboxes.keysOf('default')).toEqual(['other'])
    await sandboxes.reset('default', { scenario: 'plain' })
    expect(await sandboxes.keysOf('default')).toEqual([DEMO.client_id])
  })

  test.each(['broken', 'missing'])('to the scenario %s leaves the world untouched', async (scenario) => {
    const world = await openSmallWorld()
    await world.runner.write('default', by, send('later'))
    await expect(world.sandboxes.reset('default', { scenario })).rejects.toThrow()
    expect(await parcelsOf(world, 'default')).toHaveLength(3)
    expect((await world.sandboxes.get('default')).scenario).toBe('plain')
  })

  test('ends an advance under way and lets the next one begin', async () => {
    const world = await openSmallWorld()
    await world.runner.write('default', by, async (unit) => {
      for (let at = 0; at < 50; at += 1) await sendParcel(unit, `many ${at}`)
    })
    const advance = world.runner.advance('default', (now) => now + 86_400_000 * 30)
    const [outcome] = await Promise.allSettled([advance, world.sandboxes.reset('default')])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'advance_interrupted' } })
    expect((await world.sandboxes.get('default')).clock.now).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect((await world.runner.advance('default', (now) => now + 86_400_000)).ran).toBe(2)
  })
})

describe('checkpoints', () => {
  test('are numbered or named; a name used again means the newer state', async () => {
    const world = await openSmallWorld()
    const { sandboxes, runner } = world
    expect(await sandboxes.checkpoint('default', 'checkpoint-1')).toBe('checkpoint-1')
    expect(await sandboxes.checkpoint('default')).toBe('checkpoint-2')
    await runner.write('default', by, send('later'))
    expect(await sandboxes.checkpoint('default', 'checkpoint-1')).toBe('checkpoint-1')
    await sandboxes.restore('default', 'checkpoint-2')
    expect(await parcelsOf(world, 'default')).toHaveLength(2)
    await sandboxes.restore('default', 'checkpoint-1')
    expect(await parcelsOf(world, 'default')).toHaveLength(3)
  })

  test('bring back the scenario of their time across a reset, and pending jobs with it', async () => {
    const world = await openSmallWorld()
    const { sandboxes, runner } = world
    const checkpoint = await sandboxes.checkpoint('default')
    await sandboxes.reset('default', { scenario: 'busy' })
    expect(await sandboxes.restore('default', checkpoint)).toMatchObject({
      scenario: 'plain',
      seed: 'plain-seed',
    })
    expect(await runner.settle('default')).toMatchObject({ ran: 2, stopped: 'quiet' })
    expect((await parcelsOf(world, 'default')).map(({ arrived }) => arrived)).toEqual([true, true])
  })

  test('belong to their sandbox; an unknown one is refused with the nearest', async () => {
    const { sandboxes } = await openSmallWorld()
    await sandboxes.checkpoint('default', 'before-renewal')
    await expect(sandboxes.restore('default', 'before-renwal')).rejects.toEqual(
      refused('checkpoint_not_found', { nearest: 'before-renewal' }),
    )
    const { id } = await sandboxes.create()
    await expect(sandboxes.restore(id, 'before-renewal')).rejects.toEqual(refused('checkpoint_not_found'))
  })
})

describe('deleting', () => {
  test('forgets the world, the keys and the checkpoints', async () => {
    const { sandboxes, store } = await openSmallWorld()
    const { id, client_id } = await sandboxes.create({ id: 'mine' })
    await sandboxes.checkpoint(id, 'kept')
    await sandboxes.remove(id)
    expect(await sandboxes.keyOf(client_id)).toBeUndefined()
    expect(await store.head(id)).toEqual({ revision: 0, sequence: 0 })
    await expect(sandboxes.get(id)).rejects.toEqual(refused('sandbox_not_found', { id }))
    await sandboxes.create({ id })
    await expect(sandboxes.restore(id, 'kept')).rejects.toEqual(refused('checkpoint_not_found'))
  })

  test('an unknown sandbox is refused with the nearest', async () => {
    const { sandboxes } = await openSmallWorld()
    await sandboxes.create({ id: 'checkout' })
    await expect(sandboxes.remove('check-out')).rejects.toEqual(
      refused('sandbox_not_found', { nearest: 'checkout' }),
    )
  })

  test("while commands are under way loses nobody's sandbox but its own", async () => {
    const world = await openSmallWorld({ store: reluctant(createMemoryStore(), 'delete') })
    await world.sandboxes.create({ id: 'gone' })
    await world.sandboxes.create({ id: 'stays' })
    const writes = ['gone', 'stays'].flatMap((id) =>
      Array.from({ length: 20 }, (_, at) => world.runner.write(id, by, send(`more ${at}`))),
    )
    const [, ...outcomes] = await Promise.allSettled([world.sandboxes.remove('gone'), ...writes])
    expect(outcomes.slice(20).every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await parcelsOf(world, 'stays')).toHaveLength(22)
    expect(await world.store.head('gone')).toEqual({ revision: 0, sequence: 0 })
  })
})

test('closing leaves no template in the store', async () => {
  const { sandboxes, store } = await openSmallWorld()
  const dropped: string[] = []
  const drop = store.drop
  store.drop = async (sandbox) => {
    dropped.push(sandbox)
    await drop(sandbox)
  }
  await sandboxes.create({ seed: 'another' })
  await sandboxes.close()
  expect(dropped).toHaveLength(2)
  expect(dropped.every((sandbox) => sandbox.startsWith('@template'))).toBe(true)
})
