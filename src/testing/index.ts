/** Mock Noyo in any test runner: a sandbox for a test, and assertions on the requests it got. */

export type { SandboxHandle } from '../sandbox-handle.ts'
export type { ExpectedFailure } from './failures.ts'
export { matchers, type SentMatchers } from './matchers.ts'
export type { SentFilter, Times } from './sent-filter.ts'
export { type OpenedSandbox, openSandbox, SentError, type TestSandbox } from './test-sandbox.ts'
export { createTestSimulator, type TestOptions } from './test-simulator.ts'
