import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CommitConflict, type Store } from '../../src/kernel/store.ts'
import { commit, commitOn, idsUnder, row } from './commits.ts'

const IDS = Array.from({ length: 2_000 }, (_, number) => `m${String(number).padStart(4, '0')}`)

/** Commits of so many records that others read and write meanwhile. */
export function largeSuite(create: () => Store | Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    // Whenever long work looks, others have waited long enough.
    let now = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 20
      return now
    })
    store = await create()
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await store.close()
  })

  const at = (key: string) => ({ keys: [{ index: 'group', key, sort: '' }] })
  const large = IDS.map((id) => row(id, { ...at('g'), note: 'new' }))

  describe('a large commit', () => {
    test('is read whole or not at all, whenever one looks and however', async () => {
      await commit(store, 'a', { puts: [row('m0007', { ...at('old'), note: 'old' }), row('x', at('g'))] })
      let isWritten = false
      const writing = commit(store, 'a', { puts: large, removes: [{ kind: 'member', id: 'x' }] }).then(() => {
        isWritten = true
      })
      let looks = 0
      while (!isWritten) {
        await setImmediate()
        const { revision } = await store.head('a')
        const note = ((await store.get('a', 'member', 'm0007')) as unknown as { note: string }).note
        const old = await idsUnder(store, 'a', { index: 'group', key: 'old' })
        const group = await idsUnder(store, 'a', { index: 'group', key: 'g' })
        const later = await store.head('a')
        if (later.revision !== revision) continue
        looks += 1
        expect([note, old, group]).toEqual(revision === 1 ? ['old', ['m0007'], ['x']] : ['new', [], IDS])
      }
      await writing
      expect(looks).toBeGreaterThan(0)
      expect(await idsUnder(store, 'a', { index: 'group', key: 'g' })).toEqual(IDS)
      expect(await idsUnder(store, 'a', { index: 'group', key: 'old' })).toEqual([])
      expect(await idsUnder(store, 'a', { reverse: true })).toEqual(IDS.toReversed())
    })

    test('gives way to one that was made meanwhile and leaves nothing then', async () => {
      // A store may refuse a commit for no reason at all: then there was nothing to try.
      for (let isTried = false; !isTried; ) {
        await store.drop('a')
        const head = await store.head('a')
        const writing = Promise.resolve(store.commit('a', commitOn(head, { puts: large }))).then(
          () => 'large',
          (error: unknown) => error,
        )
        const small = await Promise.resolve(store.commit('a', commitOn(head, { puts: [row('y')] }))).then(
          () => 'small',
          (error: unknown) => error,
        )
        const outcomes = [await writing, small]
        isTried = outcomes.some((outcome) => typeof outcome === 'string')
        expect(outcomes.filter((outcome) => outcome instanceof CommitConflict)).toHaveLength(isTried ? 1 : 2)
        const expected = { large: IDS, small: ['y'], none: [] }
        const won = outcomes.find((outcome) => typeof outcome === 'string') as 'large' | 'small' | undefined
        expect(await idsUnder(store, 'a')).toEqual(expected[won ?? 'none'])
        expect(await idsUnder(store, 'a', { index: 'group', key: 'g' })).toEqual(won === 'large' ? IDS : [])
      }
    })

    test('is not seen in a checkpoint taken while it was made', async () => {
      await commit(store, 'a', { puts: [row('x')] })
      const writing = commit(store, 'a', { puts: large })
      await store.checkpoint('a', 'meanwhile')
      const isEarly = (await store.head('a')).revision === 1
      await writing
      await store.restore('b', 'a', 'meanwhile')
      expect(await idsUnder(store, 'b')).toEqual(isEarly ? ['x'] : [...IDS, 'x'])
      expect(await idsUnder(store, 'a')).toEqual([...IDS, 'x'])
    })

    test('an index that is looked into meanwhile is kept up all the same', async () => {
      const both = (group: string, name: string) => ({
        keys: [...at(group).keys, { index: 'name', key: name, sort: '' }],
      })
      await commit(store, 'a', { puts: IDS.map((id) => row(id, both('g', 'ann'))) })
      expect(await idsUnder(store, 'a')).toEqual(IDS)
      expect(await idsUnder(store, 'a', { index: 'group', key: 'g' })).toEqual(IDS)
      const moved = IDS.map((id) => row(id, { ...both('h', 'bob'), sort: `late ${id}` }))
      const writing = commit(store, 'a', { puts: moved })
      const during = await idsUnder(store, 'a', { index: 'name', key: 'ann' })
      await writing
      expect([IDS, []]).toContainEqual(during)
      for (const [index, before, after] of [
        ['group', 'g', 'h'],
        ['name', 'ann', 'bob'],
      ] as const) {
        expect(await idsUnder(store, 'a', { index, key: before })).toEqual([])
        expect(await idsUnder(store, 'a', { index, key: after })).toEqual(IDS)
      }
      await commit(store, 'a', { puts: [row('m0000', both('h', 'cid'))] })
      expect(await idsUnder(store, 'a', { index: 'name', key: 'bob' })).toEqual(IDS.slice(1))
    })
  })
}
