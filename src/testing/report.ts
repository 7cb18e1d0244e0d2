import { mask } from '../kernel/masking.ts'
import type { SandboxHandle, Why } from '../sandbox-handle.ts'
import { sentRequest } from './sent-request.ts'
import { requestLine } from './sent-text.ts'

type Told = Pick<SandboxHandle, 'id' | 'clock' | 'received' | 'requests' | 'events' | 'why'>

/** Most requests listed, and most ids explained. */
const LISTED = 40
const EXPLAINED = 3

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * What a failed test's sandbox was asked, what was refused with which words, and why things stand as they do: the records that
 * the failure names, else what was sent last.
 */
export async function failureReport(sandbox: Told, failure: string): Promise<string> {
  const { requests, dropped } = sandbox.received()
  const shown = await sandbox.requests({ limit: LISTED })
  const earlier = requests.length - shown.length + dropped
  const lines = requests.slice(-LISTED).flatMap((entry, index) => {
    const { response_body, unknown_fields = [] } = shown[index] ?? {}
    const refusal = entry.status >= 400 ? [`      ${words(response_body)}`] : []
    const unknown = unknown_fields.map((name) => `      not a field of the operation: ${mask(name)}`)
    return [`  ${requestLine(sentRequest(entry))}`, ...refusal, ...unknown]
  })
  const explained = await explanations(sandbox, failure)
  return [
    `Mock Noyo: sandbox ${sandbox.id}, clock at ${await sandbox.clock.now()}. Its requests:`,
    ...(earlier > 0 ? [`  ${earlier} earlier`] : []),
    ...(lines.length > 0 ? lines : ['  none']),
    ...explained,
  ].join('\n')
}

async function explanations(sandbox: Told, failure: string): Promise<string[]> {
  const lines: string[] = []
  const failed = await sandbox.events({ type: 'job.failed', limit: EXPLAINED })
  for (const id of [...failed.map((event) => event.id), ...(await idsToExplain(sandbox, failure))]) {
    const why = await sandbox.why(id).catch(() => undefined)
    if (why) lines.push(...whyLines(why))
  }
  return lines
}

async function idsToExplain(sandbox: Told, failure: string): Promise<string[]> {
  const named = [...new Set(failure.match(UUID) ?? [])].slice(0, EXPLAINED)
  if (named.length > 0) return named
  const changes = (await sandbox.requests()).filter(({ method }) => method !== 'GET' && method !== 'HEAD')
  const last = changes.at(-1)
  const { id } = Object(last?.response_body) as { id?: unknown }
  return last === undefined ? [] : [typeof id === 'string' ? id : last.id]
}

function whyLines({ id, chain }: Why): string[] {
  return [`Why ${id} is as it is:`, ...chain.map(({ text }, index) => `  ${index === 0 ? '' : '<- '}${text}`)]
}

/** What a refusal says, on one line. */
function words(response: unknown): string {
  const text = typeof response === 'string' ? response : JSON.stringify(response ?? 'no body')
  return text.length > 300 ? `${text.slice(0, 297)}...` : text
}
