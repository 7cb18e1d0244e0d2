/** Mock Noyo for Playwright Test: `import { expect, test } from 'mock-noyo/playwright'`; the address of a test's own server is `noyoUrl`. */

import process from 'node:process'
import { test as base, type Expect, expect as playwrightExpect, type TestType } from '@playwright/test'
import type { Simulator } from '../simulator.ts'
import { matchers } from './matchers.ts'
import { openSandbox, type TestSandbox } from './test-sandbox.ts'
import { createTestSimulator, type TestOptions } from './test-simulator.ts'

/** What a test is given when it asks for it by name. */
export interface NoyoFixtures {
  /** This test's own. */
  readonly sandbox: TestSandbox
  /** The address of a server for this test's sandbox. */
  readonly noyoUrl: string
}

/** What the tests of a worker share. */
export interface NoyoWorkerFixtures {
  /** Its own world is the sandbox `default`. */
  readonly simulator: Simulator
}

type Base = typeof base extends TestType<infer T, infer W> ? { readonly test: T; readonly worker: W } : never

/** Playwright's test with the fixtures. */
export type NoyoTest = TestType<Base['test'] & NoyoFixtures, Base['worker'] & NoyoWorkerFixtures>

/** A `test` whose sandboxes begin as said: another scenario, pace or profile. */
export function noyoTest(options: TestOptions = {}): NoyoTest {
  return base.extend<NoyoFixtures, NoyoWorkerFixtures>({
    simulator: [
      // biome-ignore lint/correctness/noEmptyPattern: the runner reads from it that nothing is needed.
      async ({}, use) => {
        const simulator = await createTestSimulator(options)
        await use(simulator)
        await simulator.close()
      },
      { scope: 'worker' },
    ],
    sandbox: async ({ simulator }, use, info) => {
      const opened = await openSandbox(simulator)
      await use(opened.sandbox)
      const failed = info.status !== info.expectedStatus
      const texts = info.errors.map(({ message = '' }) => message)
      const { report, error } = await opened.verdict(failed ? texts.join('\n') : undefined, options)
      if (report !== undefined) {
        await info.attach('mock-noyo', { body: report, contentType: 'text/plain' })
        process.stderr.write(`${report}\n`)
      }
      await opened.close()
      if (error) throw error
    },
    noyoUrl: async ({ sandbox }, use) => use(await sandbox.url()),
  })
}

/** With the demo world. */
export const test: NoyoTest = noyoTest()

/** Playwright's own, with the matchers for requests. */
export const expect: Expect<typeof matchers> = playwrightExpect.extend(matchers)

export type { TestSandbox } from './test-sandbox.ts'
export type { TestOptions } from './test-simulator.ts'
