import { expect, test } from 'vitest'
import { CommitConflict } from '../../src/kernel/store.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { commit, commitOn, row } from './commits.ts'
import { reluctant } from './reluctant.ts'
import { storeSuite } from './store-suite.ts'

storeSuite('reluctant', () => reluctant(createMemoryStore(), 'suite'))

/** Which of the first 200 commits on the current head are refused. */
async function refusals(seed: string): Promise<number[]> {
  const store = reluctant(createMemoryStore(), seed)
  const refused: number[] = []
  for (let number = 0; number < 200; number += 1) {
    const head = await store.head('a')
    await Promise.resolve(store.commit('a', commitOn(head))).catch((error: unknown) => {
      expect(error).toBeInstanceOf(CommitConflict)
      refused.push(number)
    })
  }
  return refused
}

test('the reluctant store refuses about one commit in ten, as its seed says', async () => {
  const first = await refusals('one')
  expect(first.length).toBeGreaterThan(8)
  expect(first.length).toBeLessThan(40)
  expect(await refusals('one')).toEqual(first)
  expect(await refusals('two')).not.toEqual(first)
})

test('the reluctant store hands out a new copy each time', async () => {
  const store = reluctant(createMemoryStore(), 'copies')
  await commit(store, 'a', { puts: [row('x')] })
  const [one, other] = [await store.get('a', 'member', 'x'), await store.get('a', 'member', 'x')]
  expect(one).toEqual(other)
  expect(one).not.toBe(other)
})
