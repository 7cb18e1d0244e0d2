import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { recordKinds } from '../../src/control/record-kinds.ts'
import { whyChain, whyOfRecord } from '../../src/control/why.ts'
import type { Cause, DomainEvent } from '../../src/kernel/event.ts'
import { WHOLE } from '../../src/kernel/store.ts'
import { createSimulator } from '../../src/simulator.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'

const byRequest: Cause = { by: 'request', request: 'req_1', operation: 'createThing' }

const happened = (sequence: number, cause: Cause, more: Partial<DomainEvent> = {}): DomainEvent => ({
  id: `event-${sequence}`,
  sequence,
  at: sequence * 1000,
  type: `thing.step${sequence}`,
  subject: { kind: 'thing', id: 'thing-1' },
  cause,
  data: {},
  ...more,
})

const byJob = (event: string | undefined): Cause => ({
  by: 'job',
  job: 'thing.step',
  key: 'thing-1',
  due: 1000,
  ...(event === undefined ? {} : { event }),
  first: byRequest,
})

const causes = (chain: ReturnType<typeof whyChain>) => chain?.map(({ event, cause }) => event?.id ?? cause.by)

test('goes back event by event and job by job to the root', () => {
  const events = [happened(1, byRequest), happened(2, byJob('event-1')), happened(3, byJob('event-2'))]
  expect(causes(whyChain(events, 'thing-1'))).toEqual([
    'event-3',
    'job',
    'event-2',
    'job',
    'event-1',
    'request',
  ])
  expect(causes(whyChain(events, 'event-2'))).toEqual(['event-2', 'job', 'event-1', 'request'])
  expect(causes(whyChain(events, 'req_1'))).toEqual(['event-1', 'request'])
})

test('ends at the root also where the events between are gone', () => {
  expect(causes(whyChain([happened(3, byJob('event-2'))], 'thing-1'))).toEqual(['event-3', 'job', 'request'])
  expect(causes(whyChain([happened(3, byJob(undefined))], 'thing-1'))).toEqual(['event-3', 'job', 'request'])
})

test('finds ids inside the data, at any depth, when no event is about them', () => {
  const data = { moved: [{ from: 'shelf-1', to: 'shelf-2' }] }
  const events = [happened(1, byRequest, { data }), happened(2, byRequest)]
  expect(causes(whyChain(events, 'shelf-2'))).toEqual(['event-1', 'request'])
  expect(whyChain(events, 'shelf')).toBeUndefined()
})

test('of what one job did in one go, tells the change itself and not what it led to', () => {
  const step = { at: 5000, cause: byJob('event-1') }
  const changed = {
    ...step,
    type: 'thing.status_changed',
    data: { from: 'new', to: 'done', owner_id: '3d793d64-b6eb-4759-8cf7-3b14942a893b' },
  }
  const events = [happened(1, byRequest), happened(2, step.cause, changed), happened(3, step.cause, step)]
  expect(causes(whyChain(events, 'thing-1'))).toEqual(['event-2', 'job', 'event-1', 'request'])
  expect(causes(whyChain(events, 'event-3'))?.[0]).toBe('event-3')
  expect(whyChain(events, 'thing-1')?.[0]?.text).toBe(
    'thing.status_changed of thing thing-1 at 1970-01-01T00:00:05.000Z: from new, to done',
  )
  expect(causes(whyChain([happened(1, byRequest), happened(2, byRequest)], 'req_1'))?.[0]).toBe('event-1')
})

test('of two readings at one moment, a record is told the one it shares most with', () => {
  const reading = (sequence: number, carrier_id: string) =>
    happened(sequence, byRequest, {
      at: 5000,
      subject: { kind: 'group', id: 'group-1' },
      data: { carrier_id },
    })
  const events = [reading(1, 'carrier-1'), reading(2, 'carrier-2')]
  const record = { id: 'plan-1', version: 'v', created: 5000, modified: 5000 }
  const told = (...relations: string[]) => whyOfRecord(events, { model: 'GroupPlan', record, relations })
  expect(told('group-1', 'carrier-1')?.[1]?.event?.id).toBe('event-1')
  expect(told('group-1', 'carrier-2')?.[1]?.event?.id).toBe('event-2')
  expect(told('group-1')?.[1]?.event?.id).toBe('event-2')
  expect(told('group-9')).toBeUndefined()
})

test('names each root', () => {
  const root = (cause: Cause) => whyChain([happened(1, cause)], 'thing-1')?.at(-1)?.text
  expect(root(byRequest)).toBe('request req_1: createThing')
  expect(root({ by: 'control', operation: 'syncGroup' })).toBe('control command syncGroup')
  expect(root({ by: 'scenario', file: 'demo.yaml', line: 7 })).toBe('scenario demo.yaml, line 7')
  expect(root({ by: 'scenario', file: 'demo.yaml' })).toBe('scenario demo.yaml')
})

test('every kind of record a world holds can be asked about', async () => {
  const source = path.resolve(import.meta.dirname, '../../src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(`${path.sep}records.ts`) && !file.startsWith('sandboxes'))
    .map((file) => path.join(source, file))
  const modules = (await Promise.all(files.map((file) => import(file)))) as Record<string, unknown>[]
  const kinds = modules
    .flatMap((module) => Object.values(module))
    .filter((value) => typeof value === 'object' && value !== null && 'indexes' in value)
  expect(kinds.length).toBeGreaterThan(10)
  expect(kinds.filter((kind) => !(recordKinds as readonly unknown[]).includes(kind))).toEqual([])
})

test('every record of the demo world can be asked about, its id in either case', async () => {
  const store = createMemoryStore()
  const simulator = await createSimulator({ store })
  const find = { index: WHOLE, key: '', offset: 0, limit: 1000 }
  const unexplained: string[] = []
  for (const { name } of recordKinds) {
    for (const { id } of (await store.find('default', { ...find, kind: name })).records) {
      for (const asked of [id, id.toUpperCase()]) {
        const answer = await simulator.fetch(`http://localhost/_sim/why/${encodeURIComponent(asked)}`)
        if (answer.status !== 200) unexplained.push(`${name} ${asked}`)
      }
    }
  }
  await simulator.close()
  expect(unexplained).toEqual([])
})
