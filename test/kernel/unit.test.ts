import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/failure.ts'
import { putting, type Unit } from '../../src/kernel/unit.ts'
import {
  beginAt,
  CAUSE,
  eventsOf,
  type Note,
  notes,
  openDesk,
  remind,
  START,
  STORES,
  textsIn,
  written,
} from './notes.ts'

const write = (unit: Unit, text: string, folder = 'f', rank = text) =>
  unit.create(notes, text, { text, folder, rank })

describe.each(STORES)('a unit of work on the %s store', (_, create) => {
  test('sees its own writes by id and by index before they are committed; others do not', async () => {
    const { runner } = await openDesk(create())
    await runner.write('a', CAUSE, async (unit) => {
      const note = await write(unit, 'one')
      expect(await unit.get(notes, note.id)).toEqual(note)
      expect((await unit.find(notes, 'folder', 'f')).records).toEqual([note])
      expect(await runner.read('a', (world) => world.get(notes, note.id))).toBeUndefined()
      const moved = unit.change(notes, note, { folder: 'g' })
      expect((await unit.find(notes, 'folder', 'f')).total).toBe(0)
      expect(await unit.first(notes, 'folder', 'g')).toEqual(moved)
      unit.remove(notes, moved)
      expect(await unit.get(notes, note.id)).toBeUndefined()
      await expect(unit.require(notes, note.id)).rejects.toMatchObject({ code: 'not_found' })
      expect((await unit.list(notes)).total).toBe(0)
      unit.put(notes, moved)
    })
    expect(await textsIn(runner, 'g')).toEqual(['one'])
    expect(await textsIn(runner, 'f')).toEqual([])
  })

  test('a change has the next version, the same id and creation, and is modified now', async () => {
    const { runner } = await openDesk(create())
    const first = await runner.write('a', CAUSE, (unit) => write(unit, 'one'))
    await runner.advance('a', (now) => now + 5000)
    const second = await runner.write('a', CAUSE, async (unit) => unit.change(notes, first, { text: 'two' }))
    expect(second).toMatchObject({
      id: first.id,
      created: START,
      modified: START + 5000,
      text: 'two',
      folder: 'f',
    })
    expect(second.version).not.toBe(first.version)
  })

  test('pages overlay any of its changes on what is stored', async () => {
    const rank = fc.constantFrom('a', 'b', 'c', 'd')
    const change = fc.record({
      id: fc.nat(9),
      rank,
      folder: fc.constantFrom('f', 'f', 'g', ''),
      gone: fc.boolean(),
    })
    const page = fc.record({ offset: fc.nat(8), limit: fc.nat(6), reverse: fc.boolean() })
    const many = { maxLength: 8 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, many),
        fc.array(change, many),
        page,
        async (before, during, where) => {
          const { runner } = await openDesk(create())
          const plain = new Map<string, Note>()
          const apply = (unit: Unit, changes: typeof before) => {
            for (const { id, rank: place, folder, gone } of changes) {
              const fields = { id: `n${id}`, version: 'v', created: 0, modified: 0 }
              const note = { ...fields, text: `${id}`, rank: place, folder }
              if (gone) unit.remove(notes, note)
              else unit.put(notes, note)
              if (gone) plain.delete(note.id)
              else plain.set(note.id, note)
            }
          }
          await runner.write('a', CAUSE, async (unit) => apply(unit, before))
          const expected = () => {
            const all = [...plain.values()]
              .filter(({ folder }) => folder === 'f')
              .sort((one, other) => (`${one.rank}${one.id}` < `${other.rank}${other.id}` ? -1 : 1))
            if (where.reverse) all.reverse()
            return { records: all.slice(where.offset, where.offset + where.limit), total: all.length }
          }
          await runner.rehearse('a', CAUSE, async (unit) => {
            expect(await unit.find(notes, 'folder', 'f', where)).toEqual(expected())
            apply(unit, during.slice(0, 3))
            expect(await unit.find(notes, 'folder', 'f', where)).toEqual(expected())
            apply(unit, during.slice(3))
            expect(await unit.find(notes, 'folder', 'f', where)).toEqual(expected())
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a page of a changed list is read as a page', async () => {
    const store = create()
    const { runner } = await openDesk(store)
    const names = Array.from({ length: 900 }, (_, number) => `n${String(number).padStart(3, '0')}`)
    await runner.write('a', CAUSE, async (unit) => {
      for (const name of names) await write(unit, name)
    })
    const asked: number[] = []
    const find = store.find
    store.find = (sandbox, what) => {
      asked.push(what.limit)
      return find(sandbox, what)
    }
    await runner.rehearse('a', CAUSE, async (unit) => {
      await write(unit, 'n500x')
      const page = await unit.find(notes, 'folder', 'f', { offset: 499, limit: 4 })
      expect(page.records.map(({ text }) => text)).toEqual(['n499', 'n500', 'n500x', 'n501'])
      expect(page.total).toBe(901)
    })
    expect(Math.max(...asked)).toBeLessThan(20)
  })

  test('ids follow from the natural key and how often it was used', async () => {
    const { runner } = await openDesk(create())
    const make = () => runner.write('a', CAUSE, (unit) => write(unit, 'same'))
    const [first, second] = [await make(), await make()]
    expect(first.id).not.toBe(second.id)
    await beginAt(runner, 'b')
    const [one, two, three] = await runner.write('b', CAUSE, async (unit) => {
      await write(unit, 'unrelated')
      // Asked for at once: still one ordinal each.
      return Promise.all([write(unit, 'same'), write(unit, 'same'), write(unit, 'same')])
    })
    expect([one.id, two.id]).toEqual([first.id, second.id])
    expect(new Set([one.id, two.id, three.id]).size).toBe(3)
    await beginAt(runner, 'c', { seed: 'other' })
    expect((await runner.write('c', CAUSE, (unit) => write(unit, 'same'))).id).not.toBe(first.id)
  })

  test('an id is not given again after its record is gone', async () => {
    const { runner } = await openDesk(create())
    const first = await runner.write('a', CAUSE, (unit) => write(unit, 'same'))
    await runner.write('a', CAUSE, async (unit) => unit.remove(notes, first))
    expect((await runner.write('a', CAUSE, (unit) => write(unit, 'same'))).id).not.toBe(first.id)
  })

  test('an unrelated record changes no other id, of records or events', async () => {
    const ids = async (unrelated: boolean) => {
      const { runner, store } = await openDesk(create())
      const add = async (text: string) => {
        await runner.write('a', CAUSE, async (unit) => {
          const note = await write(unit, text)
          unit.emit(written.of(notes, note, { text }))
          unit.emit(written.of(notes, note, { text }))
        })
      }
      if (unrelated) await add('unrelated')
      await add('one')
      if (unrelated) await add('more')
      await add('two')
      const mine = (await eventsOf(store)).filter(({ data }) =>
        ['one', 'two'].includes(data['text'] as string),
      )
      return mine.map(({ id, subject }) => [id, subject.id])
    }
    const without = await ids(false)
    expect(await ids(true)).toEqual(without)
    expect(new Set(without.map(([id]) => id)).size).toBe(4)
  })

  test('events of one moment about a record it did not change have ids of their own', async () => {
    const { runner, store } = await openDesk(create())
    const note = await runner.write('a', CAUSE, (unit) => write(unit, 'one'))
    for (const request of ['request-1', 'request-2']) {
      await runner.write('a', { by: 'request', request, operation: 'look' }, async (unit) =>
        unit.emit(written.of(notes, note, { text: 'seen' })),
      )
    }
    expect(new Set((await eventsOf(store)).map(({ id }) => id)).size).toBe(2)
  })

  test('what rules ask for is applied together: records, events, jobs', async () => {
    const { runner, store } = await openDesk(create())
    await runner.write('a', CAUSE, async (unit) =>
      unit.schedule(remind.at(START + 9, 'old', { text: 'old' })),
    )
    await runner.write('a', CAUSE, async (unit) => {
      const note = { id: 'n', version: 'v', created: 1, modified: 1, text: 'one', folder: 'f', rank: '' }
      unit.apply({
        put: [putting(notes, note)],
        events: [written.of(notes, note, { text: 'one' })],
        unschedule: [remind.ref('old')],
        jobs: [remind.at(START + 5, 'new', { text: 'new' })],
      })
    })
    expect(await textsIn(runner, 'f')).toEqual(['one'])
    const [event] = await eventsOf(store)
    expect(event).toMatchObject({
      type: 'note.written',
      at: START,
      cause: CAUSE,
      subject: { kind: 'note', id: 'n' },
    })
    expect(await store.nextJob('a', START + 99)).toMatchObject({ key: 'new', event: event?.id, cause: CAUSE })
    expect(await store.consequences('a')).toBe(1)
  })

  test('a failed command leaves nothing', async () => {
    const { runner, store } = await openDesk(create())
    const head = await store.head('a')
    const failing = runner.write('a', CAUSE, async (unit) => {
      const note = await write(unit, 'one')
      unit.emit(written.of(notes, note, { text: 'one' }))
      unit.schedule(remind.at(START, 'k', { text: 'one' }))
      throw new Refusal('refused')
    })
    await expect(failing).rejects.toMatchObject({ code: 'refused' })
    expect(await store.head('a')).toEqual(head)
    expect(await textsIn(runner, 'f')).toEqual([])
    expect(await eventsOf(store)).toEqual([])
  })
})
