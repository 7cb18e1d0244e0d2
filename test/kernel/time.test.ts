import { describe, expect, test } from 'vitest'
import { DAY } from '../../src/kernel/instant.ts'
import { doing } from '../../src/kernel/reaction.ts'
import {
  beginAt,
  CAUSE,
  eventsOf,
  notes,
  openDesk,
  rankOf,
  remind,
  reminding,
  START,
  STORES,
  scheduling,
  sweep,
  textsIn,
  written,
} from './notes.ts'

const SECOND = 1000

describe.each(STORES)('time on the %s store', (_, create) => {
  describe('advance', () => {
    /** A world in which jobs beget jobs. */
    const busy = async () => {
      const desk = await openDesk(create(), {
        jobs: [
          doing(remind, async (job, unit) => {
            const note = await unit.create(notes, 'n', {
              text: job.key,
              folder: 'done',
              rank: rankOf(unit, 0),
            })
            unit.emit(written.of(notes, note, { text: job.key }))
            const depth = job.key.length
            if (depth < 4)
              await scheduling([`${job.key}l`, 7 * depth], [`${job.key}r`, 7 * depth], ['shared', 50])(unit)
          }),
        ],
      })
      await desk.runner.write('a', CAUSE, scheduling(['x', 3], ['y', 3], ['z', 40]))
      return desk
    }

    test('in one leap or a thousand steps makes the same world', async () => {
      const [leap, steps] = [await busy(), await busy()]
      await leap.runner.advance('a', (now) => now + 1000)
      for (let step = 0; step < 1000; step += 1) await steps.runner.advance('a', (now) => now + 1)
      const shown = async ({ runner, store }: typeof leap) => ({
        events: await eventsOf(store),
        notes: (await runner.read('a', (world) => world.list(notes))).records,
        clock: (await runner.clock('a')).reading,
      })
      const world = await shown(leap)
      expect(world.notes.length).toBeGreaterThan(20)
      const apart = await shown(steps)
      expect(apart.notes).toEqual(world.notes)
      expect(apart.clock).toBe(world.clock)
      expect(apart.events).toEqual(world.events)
    })

    test('goes forward only, and nowhere is no mistake', async () => {
      const { runner } = await openDesk(create())
      await expect(runner.advance('a', (now) => now - 1)).rejects.toMatchObject({
        code: 'clock_goes_forward',
      })
      expect(await runner.advance('a', (now) => now)).toEqual({ now: START, ran: 0 })
      const back = runner.setClock('a', { now: START - 1 })
      await expect(back).rejects.toMatchObject({ code: 'clock_goes_forward' })
      expect((await runner.clock('a')).reading).toBe(START)
    })

    test('is one at a time; a second is refused, another sandbox’s is not', async () => {
      const { runner } = await openDesk(create(), { jobs: [reminding] })
      await beginAt(runner, 'b')
      await runner.write(
        'a',
        CAUSE,
        scheduling(...Array.from({ length: 50 }, (_v, n): [string, number] => [`${n}`, n + 1])),
      )
      const first = runner.advance('a', (now) => now + SECOND)
      await expect(runner.advance('a', (now) => now + 1)).rejects.toMatchObject({
        code: 'advance_in_progress',
      })
      await expect(runner.settle('a')).rejects.toMatchObject({ code: 'advance_in_progress' })
      expect(await runner.advance('b', (now) => now + 1)).toEqual({ now: START + 1, ran: 0 })
      expect(await first).toEqual({ now: START + SECOND, ran: 50 })
      expect(await runner.advance('a', (now) => now + 1)).toEqual({ now: START + SECOND + 1, ran: 0 })
    })

    test('lets commands in between, and they see the time it has reached', async () => {
      const { runner } = await openDesk(create(), { jobs: [reminding] })
      await runner.write(
        'a',
        CAUSE,
        scheduling(...Array.from({ length: 200 }, (_v, n): [string, number] => [`${n}`, n + 1])),
      )
      let finished = false
      const advance = runner
        .advance('a', (now) => now + SECOND)
        .then((done) => {
          finished = true
          return done
        })
      const seen: number[] = []
      for (let number = 0; number < 5; number += 1) {
        seen.push(
          await runner.write('a', CAUSE, async (unit) => {
            await unit.create(notes, 'in between', { text: 'x', folder: 'f', rank: '' })
            return unit.now - START
          }),
        )
        expect(finished).toBe(false)
      }
      expect((await advance).ran).toBe(200)
      expect(await textsIn(runner, 'f')).toHaveLength(5)
      expect([...seen].sort((one, other) => one - other)).toEqual(seen)
      expect(seen.at(-1)).toBeLessThan(200)
    })

    test('gives way to others when it takes long on the wall', async () => {
      const { runner, wall } = await openDesk(create(), {
        jobs: [doing(remind, async () => wall.pass(3))],
      })
      await runner.write(
        'a',
        CAUSE,
        scheduling(...Array.from({ length: 12 }, (_v, n): [string, number] => [`${n}`, n + 1])),
      )
      await runner.advance('a', (now) => now + SECOND)
      expect(wall.breaths).toBe(4)
    })
  })

  describe('settle', () => {
    test('stops when no consequence is pending; cadences run on the way and do not hold it', async () => {
      const { runner } = await openDesk(create(), {
        jobs: [
          reminding,
          doing(sweep, async (job, unit) => unit.schedule(sweep.at(unit.now + DAY, job.key, job.payload))),
        ],
      })
      await runner.write('a', CAUSE, async (unit) => {
        unit.schedule(sweep.at(START + DAY, 's', { every: DAY }))
        await scheduling(['a', 2.5 * DAY], ['b', 10])(unit)
      })
      expect(await runner.settle('a')).toEqual({ now: START + 2.5 * DAY, ran: 4, stopped: 'quiet' })
      expect(await runner.settle('a')).toEqual({ now: START + 2.5 * DAY, ran: 0, stopped: 'quiet' })
    })

    test('gives up after 400 days, and going on is possible', async () => {
      const { runner } = await openDesk(create(), { jobs: [reminding] })
      await runner.write('a', CAUSE, scheduling(['near', 5], ['far', 500 * DAY]))
      expect(await runner.settle('a')).toEqual({ now: START + 400 * DAY, ran: 1, stopped: 'limit' })
      expect(await runner.settle('a')).toEqual({ now: START + 500 * DAY, ran: 1, stopped: 'quiet' })
    })
  })

  describe('a running clock', () => {
    test('goes on with the wall at its speed, and jobs run when it gets there', async () => {
      const { runner, wall } = await openDesk(create(), { jobs: [reminding], running: 60 })
      await runner.write('a', CAUSE, scheduling(['a', 60 * SECOND], ['b', 180 * SECOND]))
      expect(wall.waiting).toBe(1)
      await wall.pass(999)
      expect(await textsIn(runner, 'done')).toEqual([])
      await wall.pass(1)
      expect(await textsIn(runner, 'done')).toEqual(['a'])
      await wall.pass(10 * SECOND)
      expect(await textsIn(runner, 'done')).toEqual(['a', 'b'])
      expect((await runner.clock('a')).reading).toBe(START + 60 * 11 * SECOND)
      expect(wall.waiting).toBe(0)
    })

    test('frozen, waits for nothing; running again, goes on from there', async () => {
      const { runner, wall } = await openDesk(create(), { jobs: [reminding], running: 1 })
      await runner.write('a', CAUSE, scheduling(['a', 10 * SECOND]))
      await wall.pass(4 * SECOND)
      await runner.setClock('a', { mode: 'frozen' })
      expect(wall.waiting).toBe(0)
      await wall.pass(DAY)
      expect((await runner.clock('a')).reading).toBe(START + 4 * SECOND)
      await runner.setClock('a', { mode: 'running', speed: 2 })
      await wall.pass(3 * SECOND)
      expect(await textsIn(runner, 'done')).toEqual(['a'])
    })

    test('advanced, goes on from where it was taken', async () => {
      const { runner, wall } = await openDesk(create(), { jobs: [reminding], running: 1 })
      await runner.write('a', CAUSE, scheduling(['a', 10 * SECOND], ['b', 22 * SECOND]))
      await wall.pass(SECOND)
      expect(await runner.advance('a', (now) => now + 19 * SECOND)).toEqual({
        now: START + 20 * SECOND,
        ran: 1,
      })
      await wall.pass(2 * SECOND)
      expect(await textsIn(runner, 'done')).toEqual(['a', 'b'])
    })

    test('set forward runs what it passed over, each at its own time', async () => {
      const { runner, store } = await openDesk(create(), {
        jobs: [
          doing(remind, async (job, unit) =>
            unit.emit({ type: 'ran', subject: { kind: 'note', id: job.key }, data: {} }),
          ),
        ],
      })
      await runner.write('a', CAUSE, scheduling(['a', 10], ['b', 20], ['c', 30]))
      await runner.setClock('a', { now: START + 25 })
      expect((await eventsOf(store)).map(({ at }) => at - START)).toEqual([10, 20])
    })

    test('stops with the runner', async () => {
      const { runner, wall } = await openDesk(create(), { jobs: [reminding], running: 1 })
      await runner.write('a', CAUSE, scheduling(['a', 10]))
      await runner.close()
      expect(wall.waiting).toBe(0)
      await wall.pass(SECOND)
      expect(await textsIn(runner, 'done')).toEqual([])
    })
  })

  test('closing ends an advance where it stands', async () => {
    const { runner } = await openDesk(create(), { jobs: [reminding] })
    await runner.write(
      'a',
      CAUSE,
      scheduling(...Array.from({ length: 200 }, (_v, n): [string, number] => [`${n}`, n + 1])),
    )
    const advance = runner.advance('a', (now) => now + DAY)
    await runner.write('a', CAUSE, async () => undefined)
    await runner.close()
    const { now, ran } = await advance
    expect(ran).toBeLessThan(200)
    expect(now).toBe(START + ran)
  })

  describe('going back', () => {
    test('restores records, jobs, events and the time it was', async () => {
      const { runner, store } = await openDesk(create(), { jobs: [reminding] })
      await runner.write('a', CAUSE, scheduling(['a', 10], ['b', 20]))
      await runner.advance('a', (now) => now + 10)
      await runner.checkpoint('a', 'then')
      await runner.advance('a', (now) => now + DAY)
      expect(await runner.restore('a', 'a', 'then')).toBe(true)
      expect((await runner.clock('a')).reading).toBe(START + 10)
      expect(await textsIn(runner, 'done')).toEqual(['a'])
      expect(await store.consequences('a')).toBe(1)
      expect(await runner.settle('a')).toEqual({ now: START + 20, ran: 1, stopped: 'quiet' })
      expect(await runner.restore('a', 'a', 'none')).toBe(false)
    })

    test('a running clock goes on from the time of the checkpoint, with a timer for what comes next', async () => {
      const { runner, wall } = await openDesk(create(), { jobs: [reminding], running: 1 })
      await runner.write('a', CAUSE, scheduling(['a', 10 * SECOND]))
      await wall.pass(4 * SECOND)
      await runner.checkpoint('a', 'then')
      await wall.pass(DAY)
      await runner.restore('a', 'a', 'then')
      expect(await textsIn(runner, 'done')).toEqual([])
      expect((await runner.clock('a')).reading).toBe(START + 4 * SECOND)
      await wall.pass(6 * SECOND)
      expect(await textsIn(runner, 'done')).toEqual(['a'])
    })

    test('ends an advance under way, which moves the restored world no further', async () => {
      const { runner } = await openDesk(create(), { jobs: [reminding] })
      await runner.checkpoint('a', 'start')
      await runner.write(
        'a',
        CAUSE,
        scheduling(...Array.from({ length: 200 }, (_v, n): [string, number] => [`${n}`, n + 1])),
      )
      const advance = runner.advance('a', (now) => now + DAY)
      const interrupted = expect(advance).rejects.toMatchObject({ code: 'advance_interrupted' })
      expect(await runner.restore('a', 'a', 'start')).toBe(true)
      await interrupted
      expect((await runner.clock('a')).reading).toBe(START)
      expect(await textsIn(runner, 'done')).toEqual([])
    })

    test('a dropped sandbox is gone with its timer, and may be begun again', async () => {
      const { runner, wall } = await openDesk(create(), { jobs: [reminding], running: 1 })
      await runner.write('a', CAUSE, scheduling(['a', 10]))
      await runner.drop('a')
      expect([await runner.exists('a'), wall.waiting]).toEqual([false, 0])
      await beginAt(runner, 'a')
      await wall.pass(SECOND)
      expect(await textsIn(runner, 'done')).toEqual([])
    })
  })
})
