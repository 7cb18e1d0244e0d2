import { expect, test } from 'vitest'
import { departureType } from '../../src/kernel/flight.ts'
import { DAY } from '../../src/kernel/instant.ts'
import { doing } from '../../src/kernel/reaction.ts'
import { createRunner } from '../../src/kernel/runner.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { beginAt, CAUSE, notes, rankOf, remind, START, STORES, textsIn, WALL_START } from './notes.ts'
import { createStillWall } from './still-wall.ts'

const letter = departureType<{ text: string }>('letter')

/** A runner whose letters are answered when they are told to be; `a` is its sandbox. */
async function openPost(create: (typeof STORES)[number][1]) {
  const faults: unknown[] = []
  const sent: { text: string; answer: (text: string) => void; signal: AbortSignal }[] = []
  const store = create()
  const wall = createStillWall(WALL_START)
  const courier = letter.by(async ({ payload }, _sandbox, signal) => {
    const { promise, resolve } = Promise.withResolvers<string>()
    sent.push({ text: payload.text, answer: resolve, signal })
    const text = await promise
    if (text === 'defect') throw new Error(text)
    return async (unit) => {
      await unit.create(notes, text, { text, folder: 'answers', rank: rankOf(unit, 0) })
    }
  })
  const mailing = doing(remind, async (job, unit) => write(unit, job.payload.text))
  const parts = { store, wall, reactions: [], jobs: [mailing], couriers: [courier] }
  const runner = createRunner({ ...parts, onFault: (error) => faults.push(error) })
  await beginAt(runner, 'a')
  return { runner, store, sent, faults }
}

async function write(unit: Unit, text: string): Promise<void> {
  await unit.create(notes, text, { text, folder: 'letters', rank: '' })
  unit.dispatch(letter.of({ text }))
}

const turns = async () => {
  for (let round = 0; round < 60; round += 1) await new Promise((done) => setImmediate(done))
}

test.each(STORES)('on the %s store what leaves goes once its commit is made, once', async (_, create) => {
  const { runner, sent, faults } = await openPost(create)
  await runner.rehearse('a', CAUSE, (unit) => write(unit, 'rehearsed'))
  const failing = runner.write('a', CAUSE, async (unit) => {
    await write(unit, 'refused')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await runner.write('a', CAUSE, (unit) => write(unit, 'one'))
  expect(sent.map(({ text }) => text)).toEqual(['one'])
  sent[0]?.answer('thanks')
  await runner.settle('a')
  expect(await textsIn(runner, 'answers')).toEqual(['thanks'])
  expect(faults).toEqual([])
  await runner.close()
})

test.each(STORES)(
  'on the %s store time does not pass what is under way, other commands do',
  async (_, create) => {
    const { runner, sent } = await openPost(create)
    await runner.write('a', CAUSE, async (unit) => {
      unit.schedule(remind.at(START + DAY, 'first', { text: 'first' }))
      unit.schedule(remind.at(START + DAY, 'beside', { text: 'beside' }))
      unit.schedule(remind.at(START + 2 * DAY, 'later', { text: 'later' }))
    })
    const advanced = runner.advance('a', (now) => now + 5 * DAY)
    await expect.poll(() => sent.length).toBe(2)
    await turns()
    expect((await runner.clock('a')).reading).toBe(START + DAY)
    await runner.write('a', CAUSE, async (unit) => unit.schedule(remind.at(unit.now, 'now', { text: 'now' })))
    await expect.poll(() => sent.map(({ text }) => text)).toEqual(['first', 'beside', 'now'])
    for (const { answer, text } of [...sent]) answer(text)
    await expect.poll(() => sent.length).toBe(4)
    expect((await runner.clock('a')).reading).toBe(START + 2 * DAY)
    sent[3]?.answer('later')
    // Whoever else took a turn may have run one of them.
    expect((await advanced).ran).toBeGreaterThanOrEqual(3)
    expect((await runner.clock('a')).reading).toBe(START + 5 * DAY)
    expect(await textsIn(runner, 'answers')).toHaveLength(4)
    await runner.close()
  },
)

test.each(STORES)(
  'on the %s store a restore, a drop and the end give up what is under way',
  async (_, create) => {
    const { runner, sent, faults } = await openPost(create)
    await runner.checkpoint('a', 'empty')
    await runner.write('a', CAUSE, (unit) => write(unit, 'one'))
    await runner.restore('a', 'a', 'empty')
    expect(sent[0]?.signal.aborted).toBe(true)
    sent[0]?.answer('too late')
    await turns()
    expect(await textsIn(runner, 'answers')).toEqual([])
    await runner.write('a', CAUSE, (unit) => write(unit, 'two'))
    await runner.drop('a')
    expect(sent[1]?.signal.aborted).toBe(true)
    await beginAt(runner, 'a')
    await runner.write('a', CAUSE, (unit) => write(unit, 'three'))
    const settling = runner.settle('a')
    await runner.close()
    await settling
    expect(sent[2]?.signal.aborted).toBe(true)
    expect(faults).toEqual([])
  },
)

test('a courier that throws is a defect, and holds nothing up', async () => {
  const { runner, sent, faults } = await openPost((STORES[0] as (typeof STORES)[number])[1])
  await runner.write('a', CAUSE, (unit) => write(unit, 'one'))
  sent[0]?.answer('defect')
  expect(await runner.settle('a')).toMatchObject({ stopped: 'quiet' })
  expect(faults).toEqual([new Error('defect')])
  await runner.close()
})
