import type { Call, Reply } from '../api/operation.ts'
import { type Answering, carriesBody, DEFECT, MAX_BODY } from './door.ts'

/** Answers a standard request in process: `fetch(new Request(...))` without a socket. */
export async function answer(simulator: Answering, request: Request): Promise<Response> {
  const reply = await simulator.handle(await callOf(request)).catch(() => DEFECT)
  return responseOf(request.method, reply)
}

async function callOf(request: Request): Promise<Call> {
  const { host, target } = addressOf(request.url)
  // A standard request carries no host: it stands in the address.
  const headers: Record<string, string> = { host, ...Object.fromEntries(request.headers) }
  const received = request.body === null ? undefined : await readBody(request.body)
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
): Promise<{ readonly body: Uint8Array | undefined; readonly oversized?: true }> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_BODY) return { body: undefined, oversized: true }
    chunks.push(chunk)
  }
  return { body: size === 0 ? undefined : Buffer.concat(chunks) }
}

function responseOf(method: string, reply: Reply): Response {
  const body = carriesBody(method, reply.status) ? bytes(reply.body) : null
  return new Response(body, { status: reply.status, headers: reply.headers })
}

/** As bytes, since a text would bring a content type of its own where the reply has none. */
function bytes(body: Reply['body']): Uint8Array<ArrayBuffer> | null {
  if (body === undefined) return null
  return typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
}
