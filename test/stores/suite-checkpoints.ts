import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Stored } from '../../src/kernel/record.ts'
import { CommitConflict, type Store } from '../../src/kernel/store.ts'
import { commit, commitOn, event, idsUnder, job, row } from './commits.ts'

type Note = Stored & { note: string; parts: { deep: string }[] }

const FOREVER = Number.MAX_SAFE_INTEGER

/** Going back, and copying a sandbox. */
export function checkpointsSuite(create: () => Store | Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await create()
  })
  afterEach(() => store.close())

  const find = (parts: Parameters<typeof idsUnder>[2] = {}) => idsUnder(store, 'a', parts)

  describe('checkpoints', () => {
    const fill = () =>
      commit(store, 'a', {
        puts: [row('x', { note: 'then', keys: [{ index: 'group', key: 'g', sort: '' }] }), row('y')],
        events: [event(1)],
        schedule: [job('k', 10, 2)],
      })
    const alter = () =>
      commit(store, 'a', {
        puts: [row('x', { note: 'later' }), row('z')],
        removes: [{ kind: 'member', id: 'y' }],
        events: [event(3)],
        schedule: [job('other', 5, 4)],
        unschedule: [{ type: 'answer', key: 'k' }],
      })
    const expectThen = async (sandbox: string) => {
      expect(((await store.get(sandbox, 'member', 'x')) as Note).note).toBe('then')
      expect(await idsUnder(store, sandbox)).toEqual(['x', 'y'])
      expect(await idsUnder(store, sandbox, { index: 'group', key: 'g' })).toEqual(['x'])
      expect(await store.get(sandbox, 'member', 'z')).toBeUndefined()
      expect((await store.events(sandbox, 0, 9)).events).toEqual([event(1)])
      expect((await store.nextJob(sandbox, FOREVER))?.key).toBe('k')
      expect(await store.consequences(sandbox)).toBe(1)
      expect((await store.head(sandbox)).sequence).toBe(2)
    }

    test('bring everything back, under a revision that still goes up', async () => {
      await fill()
      await store.checkpoint('a', 'then')
      await alter()
      await alter()
      const before = await store.head('a')
      expect(await store.restore('a', 'a', 'then')).toBe(true)
      await expectThen('a')
      expect((await store.head('a')).revision).toBe(before.revision + 1)
    })

    test('refuse what was decided before the restore', async () => {
      await fill()
      await store.checkpoint('a', 'then')
      const head = await store.head('a')
      await store.restore('a', 'a', 'then')
      await expect(store.commit('a', commitOn(head, { puts: [row('late')] }))).rejects.toThrow(CommitConflict)
    })

    test('may be restored into another sandbox, and both go on apart', async () => {
      await fill()
      await store.checkpoint('a', 'then')
      await alter()
      await commit(store, 'b', { puts: [row('own')] })
      expect(await store.restore('b', 'a', 'then')).toBe(true)
      expect(await store.restore('c', 'a', 'then')).toBe(true)
      await expectThen('b')
      expect((await store.head('b')).revision).toBe(2)
      await commit(store, 'c', {
        puts: [row('x', { note: 'in c' })],
        removes: [{ kind: 'member', id: 'y' }],
      })
      await expectThen('b')
      expect(await idsUnder(store, 'a')).toEqual(['x', 'z'])
      expect(await idsUnder(store, 'c')).toEqual(['x'])
    })

    test('can be restored again and again, whatever was read or written between', async () => {
      await fill()
      await store.checkpoint('a', 'then')
      for (let round = 0; round < 3; round += 1) {
        await alter()
        expect(((await store.get('a', 'member', 'x')) as Note).note).toBe('later')
        await store.restore('a', 'a', 'then')
        await expectThen('a')
      }
    })

    test('have names, and a name is replaced', async () => {
      await commit(store, 'a', { puts: [row('x')] })
      await store.checkpoint('a', 'one')
      await commit(store, 'a', { puts: [row('y')] })
      await store.checkpoint('a', 'two')
      await store.restore('a', 'a', 'one')
      await store.checkpoint('a', 'two')
      await commit(store, 'a', { puts: [row('z')] })
      await store.restore('a', 'a', 'two')
      expect(await find()).toEqual(['x'])
      expect(await store.restore('a', 'b', 'one')).toBe(false)
      expect(await store.restore('a', 'a', 'three')).toBe(false)
      expect(await find()).toEqual(['x'])
    })

    test('go with their sandbox, and only with theirs', async () => {
      await fill()
      await store.checkpoint('a', 'then')
      await store.restore('b', 'a', 'then')
      await store.checkpoint('b', 'then')
      await store.drop('a')
      expect(await store.head('a')).toEqual({ revision: 0, sequence: 0 })
      expect(await find()).toEqual([])
      expect(await store.restore('a', 'a', 'then')).toBe(false)
      await expectThen('b')
      expect(await store.restore('a', 'b', 'then')).toBe(true)
      await expectThen('a')
    })
  })
}
