import fc from 'fast-check'
import { expect } from 'vitest'
import type { DomainEvent } from '../../src/kernel/event.ts'
import type { Job } from '../../src/kernel/job.ts'
import { type Row, type Store, WHOLE } from '../../src/kernel/store.ts'
import { commit, event, job, row } from './commits.ts'

/** A sandbox as plainly as it can be written down. */
interface Plain {
  rows: Row[]
  jobs: Job[]
  events: DomainEvent[]
  sequence: number
}

type Step =
  | {
      do: 'commit'
      puts: Row[]
      removes: string[]
      jobs: [key: string, due: number, cadence: boolean][]
      cancel: string[]
      events: number
    }
  | { do: 'checkpoint' | 'drop' }
  | { do: 'restore'; into: 'a' | 'b' }

const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 4 })
const word = fc.constantFrom('', 'a', 'b', 'a\u0000', '\u0001', '\uffff', 'B')
const id = fc.constantFrom('1', '2', '3', '4', '5')
const rows = fc
  .record({ id, sort: word, keys: fc.uniqueArray(word, { maxLength: 3 }), keySort: word, note: word })
  .map(({ keys, keySort, ...fields }) =>
    row(fields.id, { ...fields, keys: keys.map((key) => ({ index: 'name', key, sort: keySort })) }),
  )
const jobs = fc.tuple(id, fc.integer({ min: -2, max: 4 }), fc.boolean())

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('commit' as const),
        puts: fc.uniqueArray(rows, { maxLength: 4, selector: (one) => one.id }),
        removes: few(id),
        jobs: fc.uniqueArray(jobs, { maxLength: 4, selector: ([key]) => key }),
        cancel: few(id),
        events: fc.nat(3),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('checkpoint' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('restore' as const), into: fc.constantFrom('a', 'b') }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const) }) },
  ),
  { maxLength: 25 },
)

const empty = (): Plain => ({ rows: [], jobs: [], events: [], sequence: 0 })

/** The store and the model take the same steps and must show the same after each. */
export async function followsModel(create: () => Store | Promise<Store>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(6), fc.nat(6), async (walk, offset, limit) => {
      const store = await create()
      const model = { a: empty(), b: empty() }
      let saved: Plain | undefined
      for (const step of walk) {
        if (step.do === 'commit') model.a = await committed(store, model.a, step)
        if (step.do === 'checkpoint') {
          await store.checkpoint('a', 'saved')
          saved = model.a
        }
        if (step.do === 'restore') {
          expect(await store.restore(step.into, 'a', 'saved')).toBe(saved !== undefined)
          if (saved) model[step.into] = saved
        }
        if (step.do === 'drop') {
          await store.drop('a')
          model.a = empty()
          saved = undefined
        }
        await compare(store, 'a', model.a, offset, limit)
      }
      await compare(store, 'b', model.b, offset, limit)
      await store.close()
    }),
    { numRuns: 60 },
  )
}

async function committed(store: Store, before: Plain, step: Step & { do: 'commit' }): Promise<Plain> {
  let { sequence } = before
  const put = new Set(step.puts.map((one) => one.id))
  const removes = step.removes.filter((one) => !put.has(one))
  const events = Array.from({ length: step.events }, () => {
    sequence += 1
    return event(sequence)
  })
  const schedule = step.jobs.map(([key, due, cadence]) => {
    sequence += 1
    return job(key, due, sequence, { nature: cadence ? 'cadence' : 'consequence' })
  })
  const parts = {
    puts: step.puts,
    removes: removes.map((one) => ({ kind: 'member', id: one })),
    events,
    schedule,
    unschedule: step.cancel.map((key) => ({ type: 'answer', key })),
  }
  await commit(store, 'a', parts)
  const replaced = new Set([...step.cancel, ...schedule.map(({ key }) => key)])
  return {
    rows: [...before.rows.filter((one) => !put.has(one.id) && !removes.includes(one.id)), ...step.puts],
    jobs: [...before.jobs.filter(({ key }) => !replaced.has(key)), ...schedule],
    events: [...before.events, ...events],
    sequence,
  }
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

async function compare(
  store: Store,
  sandbox: string,
  plain: Plain,
  offset: number,
  limit: number,
): Promise<void> {
  for (const { id: one, record } of plain.rows)
    expect(await store.get(sandbox, 'member', one)).toEqual(record)
  for (const [index, key] of [
    [WHOLE, ''],
    ['name', 'a'],
    ['name', 'a\u0000'],
    ['name', ''],
  ] as const) {
    const places = plain.rows
      .flatMap(({ record, keys }) =>
        keys.filter((at) => at.index === index && at.key === key).map(({ sort }) => ({ record, sort })),
      )
      .sort((one, other) => compareText(one.sort, other.sort) || compareText(one.record.id, other.record.id))
      .map(({ record }) => record)
    const find = { kind: 'member', index, key, offset, limit }
    const total = places.length
    expect(await store.find(sandbox, find)).toEqual({ records: places.slice(offset, offset + limit), total })
    places.reverse()
    const reversed = await store.find(sandbox, { ...find, reverse: true })
    expect(reversed).toEqual({ records: places.slice(offset, offset + limit), total })
  }
  const jobs = [...plain.jobs].sort((one, other) => one.due - other.due || one.sequence - other.sequence)
  expect(await store.nextJob(sandbox, 10)).toEqual(jobs[0])
  expect(await store.jobs(sandbox)).toEqual(jobs)
  expect(await store.consequences(sandbox)).toBe(
    plain.jobs.filter(({ nature }) => nature === 'consequence').length,
  )
  expect((await store.events(sandbox, 0, 1000)).events).toEqual(plain.events)
  expect((await store.head(sandbox)).sequence).toBe(plain.sequence)
}
