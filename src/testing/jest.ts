/**
 * Mock Noyo for Jest: `import { expect, test } from 'mock-noyo/jest'`, and each test has a sandbox of its own. Jest runs modules
 * of this kind with `node --experimental-vm-modules`.
 */

import process from 'node:process'
import type { Simulator } from '../simulator.ts'
import { matchers, type SentMatchers } from './matchers.ts'
import { type OpenedSandbox, openSandbox, type TestSandbox } from './test-sandbox.ts'
import { createTestSimulator, type TestOptions } from './test-simulator.ts'

/** What a test is given. */
export interface NoyoFixtures {
  /** One for all tests of a file; its own world is the sandbox `default`. */
  readonly simulator: Simulator
  /** This test's own. */
  readonly sandbox: TestSandbox
  /** The address of a server for this test's sandbox; opened for tests and hooks that name it. */
  readonly noyoUrl: string
}

type Run = (fixtures: NoyoFixtures) => unknown
type Define = (name: string, run: Run, timeout?: number) => void
type Hook = (run: Run, timeout?: number) => void

/** Jest's `test` with the fixtures; `for` is its `each` with one row in one argument, before the fixtures. */
export interface NoyoTest extends Define {
  readonly only: Define
  readonly skip: Define
  readonly failing: Define
  for<T>(
    rows: readonly T[],
  ): (name: string, run: (row: T, fixtures: NoyoFixtures) => unknown, timeout?: number) => void
  readonly beforeEach: Hook
  readonly afterEach: Hook
}

type JestDefine = (name: string, run: () => unknown, timeout?: number) => void

/** The globals of Jest that are used here. */
interface JestGlobals {
  readonly test: JestDefine & {
    readonly only: JestDefine
    readonly skip: JestDefine
    readonly failing: JestDefine
    each<T>(
      rows: readonly (T | readonly [T])[],
    ): (name: string, run: (row: T) => unknown, timeout?: number) => void
  }
  readonly beforeEach: (run: () => unknown, timeout?: number) => void
  readonly afterEach: (run: () => unknown, timeout?: number) => void
  readonly afterAll: (run: () => unknown) => void
  readonly expect: { extend(matchers: object): void }
}

declare global {
  // biome-ignore lint/style/noNamespace: Jest's types are in one.
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as the runner declares it.
    interface Matchers<R, T = {}> extends SentMatchers<R> {}
    interface Expect {}
  }
}

/** Jest's own `expect` where its types are global (@types/jest); else as much as the matchers for requests need. */
export type NoyoExpect = jest.Expect extends (actual: never) => unknown
  ? jest.Expect
  : (actual: unknown) => SentMatchers & { readonly not: SentMatchers }

function jestGlobals(): JestGlobals {
  const globals = globalThis as Partial<JestGlobals>
  if (globals.test && globals.expect) return globals as JestGlobals
  throw new Error(
    'mock-noyo/jest is for test files that Jest runs, with its globals (injectGlobals is not false).',
  )
}

/** A `test` whose sandboxes begin as said: another scenario, pace or profile. */
export function noyoTest(options: TestOptions = {}): NoyoTest {
  const jest = jestGlobals()
  const world = createTestWorld(options)
  // Registered before any hook of the test file, so that what hooks open lasts for the test and for what comes after it.
  jest.beforeEach(world.end)
  jest.afterAll(world.close)
  const define =
    (as: JestDefine): Define =>
    (name, run, timeout) =>
      as(name, () => world.test(run), timeout)
  return Object.assign(define(jest.test), {
    only: define(jest.test.only),
    skip: define(jest.test.skip),
    failing: define(jest.test.failing),
    for<T>(rows: readonly T[]) {
      // Jest spreads a row that is a list over several arguments.
      const each = jest.test.each<T>(rows.map((row): T | readonly [T] => (Array.isArray(row) ? [row] : row)))
      return (name: string, run: (row: T, fixtures: NoyoFixtures) => unknown, timeout?: number) =>
        each(name, (row) => world.test((given) => run(row, given), String(run)), timeout)
    },
    beforeEach: (run: Run, timeout?: number) => jest.beforeEach(() => world.hook(run), timeout),
    afterEach: (run: Run, timeout?: number) => jest.afterEach(() => world.hook(run), timeout),
  })
}

function createTestWorld(options: TestOptions) {
  let simulator: Promise<Simulator> | undefined
  let current: Promise<OpenedSandbox> | undefined

  const sandbox = async () => {
    simulator ??= createTestSimulator(options)
    current ??= openSandbox(await simulator)
    return current
  }

  const fixtures = async (text: string): Promise<NoyoFixtures> => {
    const opened = await sandbox()
    const url = /\bnoyoUrl\b/.test(text) ? await opened.sandbox.url() : undefined
    return {
      simulator: await (simulator as Promise<Simulator>),
      sandbox: opened.sandbox,
      get noyoUrl(): string {
        if (url !== undefined) return url
        throw new Error('noyoUrl is opened for tests that name it; here call: await sandbox.url()')
      },
    }
  }

  /** The text of what the user wrote tells whether it names the address. */
  const hook = async (run: Run, text = String(run)): Promise<void> => {
    try {
      await run(await fixtures(text))
    } catch (error) {
      const { report } = (await (await current)?.verdict(String(error), options)) ?? {}
      if (report !== undefined) process.stderr.write(`${report}\n`)
      throw error
    }
  }

  const end = async (): Promise<void> => {
    const opened = current
    current = undefined
    await (await opened)?.close()
  }

  return {
    hook,
    end,
    test(run: Run, text = String(run)) {
      const checked = async (given: NoyoFixtures) => {
        await run(given)
        const { error } = await (await sandbox()).verdict(undefined, { ...options, report: false })
        if (error) throw error
      }
      return hook(checked, text)
    },
    async close() {
      await end()
      await (await simulator)?.close()
    },
  }
}

const jest = jestGlobals()
jest.expect.extend(matchers)

/** Jest's own, with the matchers for requests. */
export const expect: NoyoExpect = jest.expect as unknown as NoyoExpect

/** With the demo world. */
export const test: NoyoTest = noyoTest()

export type { TestSandbox } from './test-sandbox.ts'
export type { TestOptions } from './test-simulator.ts'
