import type { JournalPage } from '../kernel/journal.ts'
import { sent, sentInOrder, type Verdict } from './sent.ts'
import type { SentFilter, Times } from './sent-filter.ts'

/** What the matchers look at: a simulator, a sandbox's handle or a test's sandbox. */
interface Received {
  received(): JournalPage
}

interface Result {
  readonly pass: boolean
  readonly message: () => string
}

/** The matchers' types, for a runner's own `Matchers`. */
export interface SentMatchers<R = void> {
  /** At least one request fits: `expect(sandbox).toHaveSent({ operation: 'createGroup' })`. */
  toHaveSent(filter: SentFilter): R
  /** So many fit, no more and no fewer, or within bounds: `toHaveSent(2, ...)`, `toHaveSent({ atLeast: 2 }, ...)`. */
  toHaveSent(times: Times, filter: SentFilter): R
  /** Requests that fit came one after the other; others may lie between. */
  toHaveSentInOrder(filters: readonly SentFilter[]): R
}

/** For `expect.extend` of Vitest, Jest and Playwright Test alike. */
export const matchers = {
  toHaveSent(sandbox: unknown, times: Times | SentFilter, filter?: SentFilter): Result {
    const page = pageOf(sandbox, 'toHaveSent')
    return filter === undefined
      ? result(sent(page, { atLeast: 1 }, times as SentFilter))
      : result(sent(page, times as Times, filter))
  },

  toHaveSentInOrder(sandbox: unknown, filters: readonly SentFilter[]): Result {
    return result(sentInOrder(pageOf(sandbox, 'toHaveSentInOrder'), filters))
  },
}

function pageOf(sandbox: unknown, matcher: string): JournalPage {
  const { received } = Object(sandbox) as Partial<Received>
  if (typeof received === 'function') return received()
  throw new TypeError(`expect(...).${matcher} takes a sandbox or a simulator of Mock Noyo.`)
}

function result({ pass, message }: Verdict): Result {
  return { pass, message: () => (pass ? `Expected otherwise (not):\n${message}` : message) }
}
