import type { Call, Reply } from '../api/operation.ts'
import { answer } from '../hosts/fetch.ts'
import { type Listening, listen } from '../hosts/listen.ts'
import type { SandboxHandle } from '../sandbox-handle.ts'
import type { Simulator, WorldOptions } from '../simulator.ts'
import { SimulatorError } from '../simulator-error.ts'
import { type ExpectedFailure, unexpectedFailures } from './failures.ts'
import { failureReport } from './report.ts'
import { sent, sentInOrder, type Verdict } from './sent.ts'
import { checkFilter, type SentFilter, type Times } from './sent-filter.ts'

/** A sandbox of one test: its key, its clock, doors of its own, and what can be said of the requests it got. */
export interface TestSandbox extends SandboxHandle {
  /** Calls the simulator in process: at Noyo's addresses, or by a path (`/api/v1/groups`, `/_sim/clock`). */
  fetch(request: Request | string | URL, init?: RequestInit): Promise<Response>
  /** What `handlers` of mock-noyo/msw and `createApp` of mock-noyo/express take. */
  handle(call: Call): Promise<Reply>
  /** A bearer token of its key. */
  token(): Promise<string>
  /** The address of a server on 127.0.0.1 for this sandbox; opened on the first call, closed after the test. */
  url(): Promise<string>
  /** @throws {SentError} unless so many requests fit: `assertSent(2, { operation: 'createMemberSnapshot' })` */
  assertSent(times: Times, filter: SentFilter): void
  /** @throws {SentError} if one fits */
  assertNotSent(filter: SentFilter): void
  /** @throws {SentError} unless requests that fit came one after the other; others may lie between */
  assertSentInOrder(filters: readonly SentFilter[]): void
  /** Says that a 501 or 5xx is meant: it does not fail the test then, and if none comes, that does. */
  expectFailure(failure?: ExpectedFailure): void
}

/** What was expected of the requests does not hold. */
export class SentError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SentError'
  }
}

/** A test's sandbox with what a runner's fixture needs at its end. */
export interface OpenedSandbox {
  readonly sandbox: TestSandbox
  /**
   * What to say at a test's end: given how it has failed, if it has, what to print, and otherwise what it fails with all the same.
   */
  verdict(failure: string | undefined, options?: VerdictOptions): Promise<TestVerdict>
  close(): Promise<void>
}

export interface VerdictOptions {
  /** Print a failed test's requests and why; default true. */
  readonly report?: boolean
  /** Fail a test on a 501 or 5xx that it has not said to expect; default true. */
  readonly failOnServerErrors?: boolean
}

export interface TestVerdict {
  readonly report?: string
  readonly error?: Error
}

export async function openSandbox(simulator: Simulator, world: WorldOptions = {}): Promise<OpenedSandbox> {
  const handle = await simulator.sandbox(world)
  const expected: ExpectedFailure[] = []
  let server: Promise<Listening> | undefined
  const own = { handle: ownCalls(simulator, handle.id) }
  const sandbox: TestSandbox = {
    ...handle,
    ...own,
    fetch: async (request, init) => answer(own, requestOf(request, init)),
    token: () => tokenOf(sandbox),
    url: async () => {
      server ??= listen(own)
      return (await server).url
    },
    assertSent: (times, filter) => hold(sent(handle.received(), times, filter)),
    assertNotSent: (filter) => hold(sent(handle.received(), 0, filter)),
    assertSentInOrder: (filters) => hold(sentInOrder(handle.received(), filters)),
    expectFailure(failure = {}) {
      if (failure.operation !== undefined) checkFilter({ operation: failure.operation })
      expected.push(failure)
    },
  }
  return {
    sandbox,
    async verdict(failure, { report = true, failOnServerErrors = true } = {}) {
      const unexpected = failOnServerErrors ? unexpectedFailures(handle.received(), expected) : undefined
      const told = failure ?? unexpected
      return {
        ...(told !== undefined && report && { report: await failureReport(handle, told).catch(untold) }),
        ...(unexpected !== undefined && { error: new Error(unexpected) }),
      }
    },
    async close() {
      await (await server)?.close(0)
      // The test may have closed it itself.
      await handle.close().catch((error: unknown) => {
        if (!(error instanceof SimulatorError)) throw error
      })
    },
  }
}

/** Calls of the control API are for this sandbox unless they say otherwise; for Noyo's the key decides. */
function ownCalls(simulator: Simulator, sandbox: string): (call: Call) => Promise<Reply> {
  return (call) => {
    if (!call.target.startsWith('/_sim')) return simulator.handle(call)
    const headers = { 'x-mock-noyo-sandbox': sandbox, ...call.headers }
    return simulator.handle({ ...call, headers })
  }
}

function requestOf(request: Request | string | URL, init: RequestInit | undefined): Request {
  const path = typeof request === 'string' && request.startsWith('/')
  return new Request(path ? new URL(request, 'http://localhost') : request, init)
}

async function tokenOf(sandbox: TestSandbox): Promise<string> {
  const key = Buffer.from(`${sandbox.client_id}:${sandbox.client_secret}`).toString('base64')
  const answered = await sandbox.fetch('/accounts/auth/public/token', {
    method: 'POST',
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    body: '{"grant_type":"client_credentials"}',
  })
  return ((await answered.json()) as { access_token: string }).access_token
}

/** The test may have closed its sandbox, and failed then. */
function untold(error: Error): string {
  return `Mock Noyo: of this test's sandbox nothing can be told. ${error.message}`
}

function hold({ pass, message }: Verdict): void {
  if (!pass) throw new SentError(message)
}
