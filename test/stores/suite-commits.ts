import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Stored } from '../../src/kernel/record.ts'
import { CommitConflict, EVENT_BYTES_KEPT, EVENTS_KEPT, type Store } from '../../src/kernel/store.ts'
import { commit, commitOn, event, idsUnder, job, row } from './commits.ts'

type Note = Stored & { note: string; parts: { deep: string }[] }

const FOREVER = Number.MAX_SAFE_INTEGER

/** Writing: one commit, and the jobs and events in it. */
export function commitsSuite(create: () => Store | Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await create()
  })
  afterEach(() => store.close())

  const find = (parts: Parameters<typeof idsUnder>[2] = {}) => idsUnder(store, 'a', parts)

  describe('a commit', () => {
    test('moves the head to where it says', async () => {
      await commit(store, 'a', { events: [event(1), event(2)], schedule: [job('k', 5, 3)] })
      expect(await store.head('a')).toEqual({ revision: 1, sequence: 3 })
    })

    test('on another head than the current one changes nothing', async () => {
      const stale = await store.head('a')
      await commit(store, 'a', { puts: [row('x', { note: 'first' })], schedule: [job('k', 5, 1)] })
      const head = await store.head('a')
      const late = commitOn(stale, {
        puts: [row('x', { note: 'late' }), row('y')],
        removes: [{ kind: 'member', id: 'x' }],
        events: [event(9)],
        schedule: [job('late', 1, 10)],
        unschedule: [{ type: 'answer', key: 'k' }],
      })
      await expect(store.commit('a', late)).rejects.toThrow(CommitConflict)
      const ahead = { revision: head.revision + 1, sequence: head.sequence }
      await expect(store.commit('a', { ...late, from: ahead })).rejects.toThrow(CommitConflict)
      expect(await store.head('a')).toEqual(head)
      expect(await find()).toEqual(['x'])
      expect(((await store.get('a', 'member', 'x')) as Note).note).toBe('first')
      expect((await store.nextJob('a', FOREVER))?.key).toBe('k')
      expect(await store.consequences('a')).toBe(1)
      expect((await store.events('a', 0, 10)).events).toEqual([])
    })

    test('loses no update when many write at once', async () => {
      const count = (record: Stored | undefined) => Number((record as Note | undefined)?.note ?? 0)
      const increments = Array.from({ length: 40 }, (_, number) =>
        commit(store, number % 2 ? 'a' : 'b', async () => {
          const before = await store.get(number % 2 ? 'a' : 'b', 'member', 'counter')
          return { puts: [row('counter', { note: String(count(before) + 1) }), row(`m${number}`)] }
        }),
      )
      await Promise.all(increments)
      for (const sandbox of ['a', 'b']) {
        expect(count(await store.get(sandbox, 'member', 'counter'))).toBe(20)
        expect(await idsUnder(store, sandbox)).toHaveLength(21)
        expect((await store.head(sandbox)).revision).toBe(20)
      }
    })
  })

  describe('jobs', () => {
    const pending = async () => {
      const keys: string[] = []
      for (let next = await store.nextJob('a', FOREVER); next; next = await store.nextJob('a', FOREVER)) {
        keys.push(next.key)
        await commit(store, 'a', { unschedule: [next] })
      }
      return keys
    }

    test('come by due, then by sequence, and not before they are due', async () => {
      const jobs = [
        job('c', 20, 1),
        job('b', 10, 3),
        job('a', 10, 2),
        job('long ago', -5, 9),
        job('d', 100, 4),
      ]
      await commit(store, 'a', { schedule: jobs })
      expect(await store.nextJob('a', -6)).toBeUndefined()
      expect(await store.nextJob('a', -5)).toEqual(jobs[3])
      expect(await pending()).toEqual(['long ago', 'a', 'b', 'c', 'd'])
    })

    test('of one type and key replace each other', async () => {
      await commit(store, 'a', { schedule: [job('k', 10, 1), job('k', 10, 2, { type: 'other' })] })
      await commit(store, 'a', { schedule: [job('k', 30, 3)] })
      expect(await store.nextJob('a', FOREVER)).toMatchObject({ type: 'other' })
      await commit(store, 'a', { unschedule: [{ type: 'other', key: 'k' }] })
      expect(await store.nextJob('a', FOREVER)).toEqual(job('k', 30, 3))
      expect(await store.nextJob('a', 29)).toBeUndefined()
      expect(await store.consequences('a')).toBe(1)
    })

    test('unscheduled and scheduled in one commit stand once, as scheduled', async () => {
      await commit(store, 'a', { schedule: [job('k', 10, 1)] })
      await commit(store, 'a', { unschedule: [{ type: 'answer', key: 'k' }], schedule: [job('k', 40, 2)] })
      expect(await store.nextJob('a', 39)).toBeUndefined()
      expect(await pending()).toEqual(['k'])
    })

    test('are counted as consequences unless they go by the calendar', async () => {
      await commit(store, 'a', {
        schedule: [job('a', 1, 1), job('b', 2, 2), job('file', 3, 3, { nature: 'cadence' })],
      })
      expect(await store.consequences('a')).toBe(2)
      await commit(store, 'a', { schedule: [job('b', 2, 4, { nature: 'cadence' })] })
      expect(await store.consequences('a')).toBe(1)
      await commit(store, 'a', {
        unschedule: [
          { type: 'answer', key: 'a' },
          { type: 'answer', key: 'none' },
        ],
      })
      expect(await store.consequences('a')).toBe(0)
    })

    test('unscheduling one that is not there changes nothing', async () => {
      await commit(store, 'a', { schedule: [job('k', 1, 1)] })
      await commit(store, 'a', { unschedule: [{ type: 'other', key: 'k' }] })
      expect(await pending()).toEqual(['k'])
    })
  })

  describe('events', () => {
    test('come in order, from any number on, as many as asked for', async () => {
      await commit(store, 'a', { events: [event(1), event(2)] })
      await commit(store, 'a', { schedule: [job('k', 1, 3)], events: [event(4)] })
      expect(await store.events('a', 0, 10)).toEqual({ events: [event(1), event(2), event(4)], dropped: 0 })
      const numbersAfter = async (number: number, limit: number) =>
        (await store.events('a', number, limit)).events.map(({ sequence }) => sequence)
      expect(await numbersAfter(0, 2)).toEqual([1, 2])
      expect(await numbersAfter(1, 1)).toEqual([2])
      expect(await numbersAfter(2, 9)).toEqual([4])
      expect(await numbersAfter(3, 9)).toEqual([4])
      expect(await numbersAfter(4, 9)).toEqual([])
      expect(await numbersAfter(0, 0)).toEqual([])
    })

    test('are kept to a number; the oldest go and are counted', async () => {
      await commit(store, 'a', { events: Array.from({ length: 30 }, (_, number) => event(number + 1)) })
      await commit(store, 'a', {
        events: Array.from({ length: EVENTS_KEPT }, (_, number) => event(number + 31)),
      })
      const page = await store.events('a', 0, 1)
      expect(page).toMatchObject({ dropped: 30, events: [{ sequence: 31 }] })
      expect((await store.events('a', 0, FOREVER)).events).toHaveLength(EVENTS_KEPT)
    })

    test('are kept to a length; the oldest go and are counted', async () => {
      const large = { text: 'x'.repeat(EVENT_BYTES_KEPT / 4) }
      for (let number = 1; number <= 6; number += 1)
        await commit(store, 'a', { events: [event(number, large)] })
      const page = await store.events('a', 0, 10)
      expect(page.events.map(({ sequence }) => sequence)).toEqual([4, 5, 6])
      expect(page.dropped).toBe(3)
    })
  })
}
