import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/failure.ts'
import { DAY } from '../../src/kernel/instant.ts'
import { doing, on } from '../../src/kernel/reaction.ts'
import { CommitConflict } from '../../src/kernel/store.ts'
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

describe.each(STORES)('the runner on the %s store', (_, create) => {
  describe('a command', () => {
    test('commits with the reactions to its events, in order, as one', async () => {
      const order: string[] = []
      const reactions = [
        on(written, async (event, unit) => {
          order.push(event.data.text)
          if (event.data.text.length >= 3) return
          const note = await unit.create(notes, 'x', { text: `${event.data.text}x`, folder: 'f', rank: '' })
          unit.emit(written.of(notes, note, { text: note.text }))
        }),
      ]
      // A commit refused and decided again runs reactions again; only the last time counts.
      const { runner, store } = await openDesk(create(), { reactions })
      const before = (await store.head('a')).revision
      await runner.write('a', CAUSE, async (unit) => {
        const note = await unit.create(notes, 'a', { text: 'a', folder: 'f', rank: '' })
        unit.emit(written.of(notes, note, { text: 'a' }))
      })
      expect(order.slice(-3)).toEqual(['a', 'ax', 'axx'])
      expect((await eventsOf(store)).map(({ data }) => data['text'])).toEqual(['a', 'ax', 'axx'])
      expect((await store.head('a')).revision).toBe(before + 1)
    })

    test('whose reaction fails leaves nothing', async () => {
      const reactions = [
        on(written, async () => {
          throw new Refusal('refused')
        }),
      ]
      const { runner, store } = await openDesk(create(), { reactions })
      const failing = runner.write('a', CAUSE, async (unit) => {
        const note = await unit.create(notes, 'a', { text: 'a', folder: 'f', rank: '' })
        unit.emit(written.of(notes, note, { text: 'a' }))
      })
      await expect(failing).rejects.toThrow(Refusal)
      expect(await textsIn(runner, 'f')).toEqual([])
      expect(await eventsOf(store)).toEqual([])
    })

    test('rehearsed answers as if done and leaves nothing', async () => {
      const { runner, store } = await openDesk(create(), { jobs: [reminding] })
      const head = await store.head('a')
      const note = await runner.rehearse('a', CAUSE, async (unit) => {
        await scheduling(['now', 0])(unit)
        return unit.create(notes, 'a', { text: 'a', folder: 'f', rank: '' })
      })
      expect(note.text).toBe('a')
      expect(await store.head('a')).toEqual(head)
      expect(await textsIn(runner, 'f')).toEqual([])
    })

    test('that changes nothing commits nothing', async () => {
      const { runner, store } = await openDesk(create())
      const head = await store.head('a')
      expect(await runner.write('a', CAUSE, async (unit) => unit.today)).toBe('2026-01-05')
      expect(await store.head('a')).toEqual(head)
    })

    test('in an unknown sandbox is refused', async () => {
      const { runner } = await openDesk(create())
      expect(await runner.exists('a')).toBe(true)
      expect(await runner.exists('b')).toBe(false)
      const refused = { code: 'sandbox_not_found' }
      await expect(runner.write('b', CAUSE, scheduling(['x', 0]))).rejects.toMatchObject(refused)
      await expect(runner.read('b', async () => 1)).rejects.toMatchObject(refused)
      await expect(runner.advance('b', (now) => now)).rejects.toMatchObject(refused)
      expect(await runner.exists('b')).toBe(false)
    })

    test('is decided again on fresh state when somebody else committed first', async () => {
      const { runner, store } = await openDesk(create())
      const { commit } = store
      let interference = 3
      store.commit = async (sandbox, change) => {
        interference -= 1
        if (interference >= 0) throw new CommitConflict(sandbox)
        return commit(sandbox, change)
      }
      let decided = 0
      await runner.write('a', CAUSE, async (unit) => {
        decided += 1
        return unit.create(notes, 'a', { text: 'a', folder: 'f', rank: '' })
      })
      expect(decided).toBeGreaterThanOrEqual(4)
      expect(await textsIn(runner, 'f')).toEqual(['a'])
    })

    test('loses nothing among many at once, in many sandboxes', async () => {
      const { runner } = await openDesk(create())
      await beginAt(runner, 'b')
      const add = (sandbox: string) =>
        runner.write(sandbox, CAUSE, async (unit) => {
          const counter = await unit.get(notes, 'counter')
          const text = String(Number(counter?.text ?? 0) + 1)
          const blank = { id: 'counter', version: 'v', created: 0, modified: 0, folder: 'f', rank: '' }
          unit.put(notes, { ...blank, text })
        })
      await Promise.all(Array.from({ length: 60 }, (_value, number) => add(number % 3 ? 'a' : 'b')))
      expect([await textsIn(runner, 'f', 'a'), await textsIn(runner, 'f', 'b')]).toEqual([['40'], ['20']])
    })
  })

  describe('what is due', () => {
    test('runs after the commit, also on a frozen clock; the answer shows the state before', async () => {
      const { runner } = await openDesk(create(), { jobs: [reminding] })
      const seen = await runner.write('a', CAUSE, async (unit) => {
        await scheduling(['now', 0], ['past', -5], ['later', 1])(unit)
        return (await unit.find(notes, 'folder', 'done')).total
      })
      expect(seen).toBe(0)
      expect(await textsIn(runner, 'done')).toEqual(['past', 'now'])
    })

    test('runs in order of due, then of scheduling, each seeing its own due time and cause', async () => {
      const { runner, store } = await openDesk(create(), {
        jobs: [
          doing(remind, async (job, unit) => {
            const subject = { kind: 'note', id: job.key }
            unit.emit({ type: 'ran', subject, data: { at: unit.now - START, today: unit.today } })
            if (job.key === 'b') await scheduling(['b-child', 0], ['b-late', DAY])(unit)
          }),
        ],
      })
      await runner.write('a', CAUSE, scheduling(['c', 20], ['b', 10], ['a', 10], ['d', 30], ['e', 2 * DAY]))
      const { now, ran } = await runner.advance('a', (from) => from + 2 * DAY)
      expect({ now, ran }).toEqual({ now: START + 2 * DAY, ran: 7 })
      const events = await eventsOf(store)
      expect(events.map(({ subject, at }) => [subject.id, at - START])).toEqual([
        ['b', 10],
        ['a', 10],
        ['b-child', 10],
        ['c', 20],
        ['d', 30],
        ['b-late', DAY + 10],
        ['e', 2 * DAY],
      ])
      expect(events.at(-1)?.data).toEqual({ at: 2 * DAY, today: '2026-01-07' })
      const child = events.find(({ subject }) => subject.id === 'b-child')
      expect(child?.cause).toMatchObject({ by: 'job', job: 'remind', key: 'b-child', first: CAUSE })
    })

    test('and throws is recorded, and does not stop time or run again', async () => {
      const { runner, store, faults } = await openDesk(create(), {
        jobs: [
          doing(remind, async (job, unit) => {
            await unit.create(notes, job.key, { text: job.key, folder: 'done', rank: job.key })
            if (job.key === 'b') throw new Error('defect')
          }),
        ],
      })
      await runner.write('a', CAUSE, scheduling(['a', 1], ['b', 2], ['c', 3]))
      await runner.write('a', CAUSE, async (unit) => unit.schedule(sweep.at(START + 2, 's', { every: 1 })))
      expect((await runner.advance('a', (from) => from + 10)).ran).toBe(4)
      expect(await textsIn(runner, 'done')).toEqual(['a', 'c'])
      expect(faults.map(String)).toEqual(['Error: defect', 'Error: no handler for jobs of type sweep'])
      const failures = (await eventsOf(store)).filter(({ type }) => type === 'job.failed')
      expect(failures.map(({ at, subject, data }) => [at - START, subject.id, data['job']])).toEqual([
        [2, 'b', 'remind'],
        [2, 's', 'sweep'],
      ])
      expect(await store.nextJob('a', Number.MAX_SAFE_INTEGER)).toBeUndefined()
    })

    test('may schedule itself again under its own key', async () => {
      const { runner } = await openDesk(create(), {
        jobs: [
          doing(sweep, async (job, unit) => {
            await unit.create(notes, 'sweep', {
              text: `${unit.now - START}`,
              folder: 'done',
              rank: rankOf(unit, 0),
            })
            unit.schedule(sweep.at(unit.now + job.payload.every, job.key, job.payload))
          }),
        ],
      })
      await runner.write('a', CAUSE, async (unit) => unit.schedule(sweep.at(START + 10, 's', { every: 10 })))
      await runner.advance('a', (from) => from + 45)
      expect(await textsIn(runner, 'done')).toEqual(['10', '20', '30', '40'])
    })
  })
})
