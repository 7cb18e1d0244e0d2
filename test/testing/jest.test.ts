import { afterAll, afterEach, beforeEach, describe, expect as vitestExpect, test as vitestTest } from 'vitest'

/*
 * Jest's globals, of which Vitest's functions are namesakes that do the same. Jest itself runs in test/package, at full size.
 */
Object.assign(globalThis, { test: vitestTest, expect: vitestExpect, beforeEach, afterEach, afterAll })
const { expect, noyoTest, test } = await import('mock-noyo/jest')

describe('each test of Jest', () => {
  const seen: string[] = []

  test('has a sandbox of its own', ({ sandbox }) => {
    seen.push(sandbox.id)
    expect(sandbox).not.toHaveSent({})
  })

  test.for([
    ['a', 'list'],
    ['another', 'list'],
  ])('has its row in one piece: %s', async (row, { sandbox, noyoUrl }) => {
    vitestExpect(row).toHaveLength(2)
    vitestExpect(seen).not.toContain(sandbox.id)
    vitestExpect((await fetch(`${noyoUrl}/_sim/health`)).status).toBe(200)
  })

  test('opens no server unless it says so', async (given) => {
    vitestExpect(() => Reflect.get(given, 'noyo'.concat('Url'))).toThrow('await sandbox.url()')
    vitestExpect(await given.sandbox.url()).toMatch(/^http:/)
  })
})

describe('hooks of Jest', () => {
  const before: string[] = []

  test.beforeEach(async ({ sandbox }) => {
    before.push(sandbox.id)
    await sandbox.clock.advance('1d')
  })

  test.afterEach(async ({ sandbox }) => {
    vitestExpect(sandbox.id).toBe(before.at(-1))
    vitestExpect(await sandbox.clock.now()).toBe('2026-01-06T09:00:00.000Z')
  })

  test('are given the sandbox of the test', async ({ sandbox }) => {
    vitestExpect(sandbox.id).toBe(before.at(-1))
  })

  test('have another one for the next test', async ({ sandbox }) => {
    vitestExpect(before.indexOf(sandbox.id)).toBe(before.length - 1)
  })
})

describe('noyoTest of Jest', () => {
  const refused = noyoTest({ scenario: 'refused' })

  refused('begins with another world', ({ simulator }) => {
    vitestExpect(simulator.facts.scenario).toBe('refused')
  })
})
