/** Mock Noyo for Vitest: `import { expect, test } from 'mock-noyo/vitest'`, and each test has a sandbox of its own. */

import { test as base, expect, type TestAPI } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { matchers, type SentMatchers } from './matchers.ts'
import { openSandbox, type TestSandbox } from './test-sandbox.ts'
import { createTestSimulator, type TestOptions } from './test-simulator.ts'

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends SentMatchers<R> {}
}

expect.extend(matchers)

/** What a test is given when it asks for it by name. */
export interface NoyoFixtures {
  /** One for all tests of a worker; its own world is the sandbox `default`. */
  readonly simulator: Simulator
  /** This test's own. */
  readonly sandbox: TestSandbox
  /** The address of a server for this test's sandbox. */
  readonly noyoUrl: string
}

/** A `test` whose sandboxes begin as said: another scenario, pace or profile. */
export function noyoTest(options: TestOptions = {}): TestAPI<NoyoFixtures> {
  return base.extend<NoyoFixtures>({
    simulator: [
      // biome-ignore lint/correctness/noEmptyPattern: the runner reads from it that nothing is needed.
      async ({}, use) => {
        const simulator = await createTestSimulator(options)
        await use(simulator)
        await simulator.close()
      },
      { scope: 'worker' },
    ],
    sandbox: async ({ simulator, task }, use) => {
      const opened = await openSandbox(simulator)
      await use(opened.sandbox)
      const failed = task.result?.state === 'fail'
      const texts = task.result?.errors?.map(({ message, diff = '' }) => `${message}\n${diff}`) ?? []
      const { report, error } = await opened.verdict(failed ? texts.join('\n') : undefined, options)
      if (report !== undefined) console.error(report)
      await opened.close()
      if (error) throw error
    },
    noyoUrl: async ({ sandbox }, use) => use(await sandbox.url()),
  })
}

/** With the demo world. */
export const test: TestAPI<NoyoFixtures> = noyoTest()

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, vi } from 'vitest'
export type { TestSandbox } from './test-sandbox.ts'
export type { TestOptions } from './test-simulator.ts'
