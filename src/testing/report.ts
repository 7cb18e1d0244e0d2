import { mask } from '../kernel/masking.ts'
import type { LoggedRequest, SandboxHandle, Why } from '../sandbox-handle.ts'
import { sentRequest } from './sent-request.ts'
import { requestLine } from './sent-text.ts'

type Told = Pick<SandboxHandle, 'id' | 'clock' | 'received' | 'requests' | 'events' | 'why'>

/** Most lines of requests, and most ids explained. */
const LISTED = 40
const EXPLAINED = 3

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * What a failed test's sandbox was asked, what was refused with which words, and why things stand as they do: the records that
 * the failure names, else what was sent last.
 */
export async function failureReport(sandbox: Told, failure: string): Promise<string> {
  const { requests, dropped } = sandbox.received()
  const shown = await sandbox.requests()
  const calls = requests.map((entry, index) => ({
    id: entry.id,
    text: [requestLine(sentRequest(entry)).slice(entry.id.length), ...remarks(shown[index])].join('\n'),
  }))
  const runs = repeated(calls)
  const lines = runs.slice(-LISTED).map(({ first, last, count, text }) => {
    const [line, ...more] = text.split('\n')
    const ids = count === 1 ? first : `${first} to ${last}`
    return [`  ${ids}${line}${count === 1 ? '' : `  (${count} times)`}`, ...more].join('\n')
  })
  const listed = runs.slice(-LISTED).reduce((sum, { count }) => sum + count, 0)
  const earlier = requests.length - listed + dropped
  return [
    `Mock Noyo: sandbox ${sandbox.id}, clock at ${await sandbox.clock.now()}. Its requests:`,
    ...(earlier > 0 ? [`  ${earlier} earlier`] : []),
    ...(lines.length > 0 ? lines : ['  none']),
    ...(await explanations(sandbox, failure, shown)),
  ].join('\n')
}

interface Run {
  readonly first: string
  readonly last: string
  readonly count: number
  readonly text: string
}

/** Who polls asks the same again and again: one line tells it. */
function repeated(calls: readonly { readonly id: string; readonly text: string }[]): Run[] {
  const runs: Run[] = []
  for (const { id, text } of calls) {
    const before = runs.at(-1)
    if (before?.text === text) runs[runs.length - 1] = { ...before, last: id, count: before.count + 1 }
    else runs.push({ first: id, last: id, count: 1, text })
  }
  return runs
}

/** What a refusal says, and names that the operation does not know. */
function remarks(request: LoggedRequest | undefined): string[] {
  if (request === undefined) return []
  const { status, response_body, unknown_fields } = request
  const text = typeof response_body === 'string' ? response_body : JSON.stringify(response_body)
  const refusal = text.length > 300 ? `${text.slice(0, 297)}...` : text
  return [
    ...(status >= 400 ? [`      ${refusal}`] : []),
    ...unknown_fields.map((name) => `      not a field of the operation: ${mask(name)}`),
  ]
}

async function explanations(
  sandbox: Told,
  failure: string,
  requests: readonly LoggedRequest[],
): Promise<string[]> {
  const failed = await sandbox.events({ type: 'job.failed', limit: EXPLAINED })
  const ids = [...failed.map(({ id }) => id), ...idsToExplain(failure, requests)]
  const found = await Promise.all(ids.map((id) => sandbox.why(id).catch(() => undefined)))
  return found.flatMap((why) => (why ? whyLines(why) : []))
}

function idsToExplain(failure: string, requests: readonly LoggedRequest[]): string[] {
  const named = [...new Set(failure.match(UUID) ?? [])].slice(0, EXPLAINED)
  if (named.length > 0) return named
  const change = requests.findLast(isChange)
  const { id } = Object(change?.response_body) as { id?: unknown }
  const read = requests.at(-1)?.path.match(UUID)?.at(-1)
  if (change === undefined) return read === undefined ? [] : [read]
  return [typeof id === 'string' ? id : change.id]
}

/** Whether it may have changed something that there is a why of; signing in does not. */
function isChange({ method, operation }: LoggedRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && operation !== 'createToken'
}

function whyLines({ id, chain }: Why): string[] {
  return [`Why ${id} is as it is:`, ...chain.map(({ text }, index) => `  ${index === 0 ? '' : '<- '}${text}`)]
}
