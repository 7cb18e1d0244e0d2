import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Stored } from '../../src/kernel/record.ts'
import { type Store, WHOLE } from '../../src/kernel/store.ts'
import { commit, idsUnder, row } from './commits.ts'

type Note = Stored & { note: string; parts: { deep: string }[] }

const FOREVER = Number.MAX_SAFE_INTEGER

/** Reading: by id, and by index in pages. */
export function recordsSuite(create: () => Store | Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await create()
  })
  afterEach(() => store.close())

  const find = (parts: Parameters<typeof idsUnder>[2] = {}) => idsUnder(store, 'a', parts)

  describe('an unknown sandbox', () => {
    test('is an empty one at revision 0', async () => {
      expect(await store.head('a')).toEqual({ revision: 0, sequence: 0 })
      expect(await store.get('a', 'member', 'x')).toBeUndefined()
      expect(await find()).toEqual([])
      expect(await store.nextJob('a', FOREVER)).toBeUndefined()
      expect(await store.consequences('a')).toBe(0)
      expect(await store.events('a', 0, 10)).toEqual({ events: [], dropped: 0 })
      expect(await store.restore('a', 'a', 'none')).toBe(false)
      await store.drop('a')
    })

    test('may be checkpointed: that is the empty sandbox', async () => {
      await store.checkpoint('a', 'start')
      await commit(store, 'a', { puts: [row('x')] })
      expect(await store.restore('a', 'a', 'start')).toBe(true)
      expect(await find()).toEqual([])
    })
  })

  describe('records', () => {
    test('come back as they were put, by kind and id', async () => {
      await commit(store, 'a', {
        puts: [row('x', { note: 'one' }), row('x', { kind: 'group', note: 'two' })],
      })
      expect(await store.get('a', 'member', 'x')).toEqual(row('x', { note: 'one' }).record)
      expect(((await store.get('a', 'group', 'x')) as Note).note).toBe('two')
      expect(await store.get('a', 'member', 'y')).toBeUndefined()
      expect(await store.get('a', 'plan', 'x')).toBeUndefined()
      const [none, one, two] = [undefined, row('x', { note: 'one' }).record, row('x', { note: 'two' }).record]
      expect(await store.getMany('a', 'member', ['y', 'x', 'y', 'x'])).toEqual([none, one, none, one])
      expect(await store.getMany('a', 'group', ['x'])).toEqual([two])
      expect(await store.getMany('b', 'group', ['x'])).toEqual([none])
    })

    test('are replaced by the next put and gone after a removal', async () => {
      await commit(store, 'a', { puts: [row('x', { note: 'one' })] })
      await commit(store, 'a', { puts: [row('x', { note: 'two' })] })
      expect(((await store.get('a', 'member', 'x')) as Note).note).toBe('two')
      await commit(store, 'a', { removes: [{ kind: 'member', id: 'x' }] })
      expect(await store.get('a', 'member', 'x')).toBeUndefined()
      expect(await find()).toEqual([])
    })

    test('removing what is not there changes nothing else', async () => {
      await commit(store, 'a', { puts: [row('x')], removes: [{ kind: 'member', id: 'y' }] })
      expect(await find()).toEqual(['x'])
    })

    test('cannot be changed through what was handed in or out', async () => {
      const put = row('x', { note: 'kept' })
      await commit(store, 'a', { puts: [put] })
      const attempt = (record: Note) => {
        // A store may refuse this or hand out copies; it may not let the change through.
        try {
          record.note = 'changed'
        } catch {}
        try {
          ;(record.parts[0] as { deep: string }).deep = 'changed'
        } catch {}
      }
      attempt(put.record as Note)
      attempt((await store.get('a', 'member', 'x')) as Note)
      const whole = { kind: 'member', index: WHOLE, key: '', offset: 0, limit: 1 }
      attempt((await store.find('a', whole)).records[0] as Note)
      const kept = row('x', { note: 'kept' }).record
      expect(await store.get('a', 'member', 'x')).toEqual(kept)
      expect((await store.find('a', whole)).records).toEqual([kept])
    })
  })

  describe('finding', () => {
    test('goes by sort, then by id, as code units compare', async () => {
      const sorts: [string, string][] = [
        ['m1', 'b'],
        ['m2', 'a'],
        ['m3', ''],
        ['m4', 'B'],
        ['m5', 'a\u0000'],
        ['m6', 'ab'],
        ['m7', 'é'],
        ['m8', '\u{1F600}'],
        ['m9', '\uFFFF'],
        ['m0', 'a'],
      ]
      await commit(store, 'a', { puts: sorts.map(([id, sort]) => row(id, { sort })) })
      const order = ['m3', 'm4', 'm0', 'm2', 'm5', 'm6', 'm1', 'm7', 'm8', 'm9']
      expect(await find()).toEqual(order)
      expect(await find({ reverse: true })).toEqual([...order].reverse())
    })

    test('sees one key of one index of one kind of one sandbox', async () => {
      const at = (index: string, key: string) => ({ keys: [{ index, key, sort: '' }] })
      await commit(store, 'a', {
        puts: [
          row('m1', at('group', 'g')),
          row('m2', at('group', 'g2')),
          row('m3', at('carrier', 'g')),
          row('m4', { ...at('group', 'g'), kind: 'plan' }),
          row('m5', at('group', 'g\u0000')),
          row('m6', at('group', 'g\u0000\u0000')),
          row('m7', at('group', '')),
          row('m8', at('group', 'g\u0001')),
        ],
      })
      await commit(store, 'b', { puts: [row('m9', at('group', 'g'))] })
      expect(await find({ index: 'group', key: 'g' })).toEqual(['m1'])
      expect(await find({ index: 'group', key: 'g\u0000' })).toEqual(['m5'])
      expect(await find({ index: 'group', key: 'g\u0000\u0000' })).toEqual(['m6'])
      expect(await find({ index: 'group', key: '' })).toEqual(['m7'])
      expect(await find({ index: 'group', key: 'none' })).toEqual([])
      expect(await find({ index: 'none', key: 'g' })).toEqual([])
      expect(await find({ kind: 'plan', index: 'group', key: 'g' })).toEqual(['m4'])
      expect(await idsUnder(store, 'b', { index: 'group', key: 'g' })).toEqual(['m9'])
    })

    test('finds a record under each of its keys, and after a change only under the new ones', async () => {
      const named = (...keys: string[]) => ({ keys: keys.map((key) => ({ index: 'name', key, sort: '' })) })
      await commit(store, 'a', {
        puts: [row('x', { ...named('ann', 'anna'), note: 'old' }), row('y', named('ann'))],
      })
      expect(await find({ index: 'name', key: 'ann' })).toEqual(['x', 'y'])
      expect(await find({ index: 'name', key: 'anna' })).toEqual(['x'])
      await commit(store, 'a', { puts: [row('x', { ...named('anna', 'anne'), note: 'new', sort: 'z' })] })
      expect(await find({ index: 'name', key: 'ann' })).toEqual(['y'])
      expect(await find({ index: 'name', key: 'anne' })).toEqual(['x'])
      expect(await find()).toEqual(['y', 'x'])
      const found = await store.find('a', {
        kind: 'member',
        index: 'name',
        key: 'anna',
        offset: 0,
        limit: 9,
      })
      expect((found.records[0] as Note).note).toBe('new')
    })

    test('gives any page, and the total beside it', async () => {
      const ids = Array.from({ length: 1203 }, (_, number) => `m${String(number).padStart(4, '0')}`)
      const keys = [{ index: 'group', key: 'g', sort: '' }]
      await commit(store, 'a', { puts: [row('aa'), row('zz'), ...ids.map((id) => row(id, { keys }))] })
      const backwards = [...ids].reverse()
      for (const [offset, limit] of [
        [0, 0],
        [0, 1],
        [0, 25],
        [511, 2],
        [512, 1],
        [1200, 10],
        [1202, 1],
        [1203, 1],
        [5000, 5],
        [0, FOREVER],
        [700, FOREVER],
      ] as const) {
        const page = { kind: 'member', index: 'group', key: 'g', offset, limit }
        for (const [all, reverse] of [
          [ids, false],
          [backwards, true],
        ] as const) {
          const found = await store.find('a', { ...page, reverse })
          expect(found.total).toBe(1203)
          expect(found.records.map(({ id }) => id)).toEqual(all.slice(offset, Math.min(1203, offset + limit)))
        }
      }
    })
  })
}
