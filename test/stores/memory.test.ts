import { expect, test } from 'vitest'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { commit, event, job, row } from './commits.ts'
import { storeSuite } from './store-suite.ts'

storeSuite('memory', createMemoryStore)

test('the memory store freezes what is committed, to its last part', async () => {
  const store = createMemoryStore()
  const put = row('x', { note: 'kept' })
  const [happened, later] = [event(1, { list: [{ a: 1 }] }), job('k', 1, 2, { payload: { part: { b: 1 } } })]
  await commit(store, 'a', { puts: [put], events: [happened], schedule: [later] })
  for (const value of [
    put.record,
    (put.record as never)['parts'],
    happened,
    happened.data,
    later.payload['part'],
  ]) {
    expect(Object.isFrozen(value)).toBe(true)
  }
  const record = (await store.get('a', 'member', 'x')) as { note?: string }
  expect(() => {
    record.note = 'changed'
  }).toThrow(TypeError)
})

test('sandboxes of one checkpoint share its records', async () => {
  const store = createMemoryStore()
  await commit(store, 'a', { puts: [row('x'), row('y')] })
  await store.checkpoint('a', 'start')
  await store.restore('b', 'a', 'start')
  await commit(store, 'b', { puts: [row('y', { note: 'own' })] })
  expect(await store.get('b', 'member', 'x')).toBe(await store.get('a', 'member', 'x'))
  expect(await store.get('b', 'member', 'y')).not.toBe(await store.get('a', 'member', 'y'))
})
