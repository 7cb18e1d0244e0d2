import { bodyLimit } from '../api/body.ts'
import type { Call, Reply } from '../api/operation.ts'
import { type Answering, carriesBody, DEFECT, type ReceivedBody } from './door.ts'

/** Answers a standard request in process: `fetch(new Request(...))` without a socket. @throws what its signal was aborted with, and as `fetch` does where a fault drops the connection */
export async function answer(
  simulator: Answering,
  request: Request,
  { abortable = true } = {},
): Promise<Response> {
  const call = await callOf(request)
  if (abortable) request.signal.throwIfAborted()
  const answered = simulator.handle(call).catch(() => DEFECT)
  const reply = await (abortable ? unlessAborted(answered, request.signal) : answered)
  const { transport } = reply
  if (!transport) return responseOf(request.method, reply)
  const { brokenResponse } = await import('./broken-response.ts')
  return brokenResponse(request.method, reply, transport)
}

/** Whoever gives up waiting is told at once, however long the answer is held back. */
async function unlessAborted(answered: Promise<Reply>, signal: AbortSignal): Promise<Reply> {
  let abort: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
  })
  try {
    return await Promise.race([answered, aborted])
  } finally {
    signal.removeEventListener('abort', abort as () => void)
  }
}

async function callOf(request: Request): Promise<Call> {
  const { host, target } = addressOf(request.url)
  // A standard request carries no host: it stands in the address.
  const headers: Record<string, string> = { host, ...Object.fromEntries(request.headers) }
  const received =
    request.body === null
      ? undefined
      : await readBody(request.body, request.signal, bodyLimit(request.method, target))
  const call = { method: request.method, target, headers, body: received?.body }
  return received?.oversized ? { ...call, oversized: true } : call
}

/** Cut from the text: the parts of a parsed URL forget a question mark with nothing behind it. */
function addressOf(url: string): { host: string; target: string } {
  const start = url.indexOf('//') + 2
  const path = url.indexOf('/', start)
  return { host: url.slice(start, path), target: url.slice(path).replace(/#.*$/s, '') }
}

/** Keeps no more than the limit of a longer body. */
async function readBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  limit: number,
): Promise<ReceivedBody> {
  const reader = body.getReader()
  const stop = () => reader.cancel(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > limit) {
      await reader.cancel()
      return { body: undefined, oversized: true }
    }
    chunks.push(next.value)
  }
  signal.removeEventListener('abort', stop)
  return { body: size === 0 ? undefined : Buffer.concat(chunks) }
}

function responseOf(method: string, reply: Reply): Response {
  const body = carriesBody(method, reply.status) ? bodyOf(reply) : null
  return new Response(body, { status: reply.status, headers: reply.headers })
}

/** As bytes where the reply has no content type, since a text would bring one of its own; texts are faster. */
function bodyOf({ body, headers }: Reply): string | Uint8Array<ArrayBuffer> | null {
  if (body === undefined) return null
  if (typeof body === 'string') return 'content-type' in headers ? body : new TextEncoder().encode(body)
  return new Uint8Array(body)
}
