import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { recordKinds } from '../../src/control/record-kinds.ts'
import { whyChain } from '../../src/control/why.ts'
import type { Cause, DomainEvent } from '../../src/kernel/event.ts'

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
