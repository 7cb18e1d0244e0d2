import type { IncomingMessage } from 'node:http'
import { bodyLimit, MAX_BODY } from '../api/body.ts'
import type { ReceivedBody } from './door.ts'

/**
 * Past the limit the rest is read and thrown away, since most clients read no answer before they have sent everything; but
 * not for ever: past this many bytes the answer goes out and the connection ends.
 */
const MOST_DRAINED = 20 * MAX_BODY

/** A request announces its body; without these headers there is none. RFC 9112, 6. */
export function announcesBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}

/** Reads a request's body whole, as it came; `lost` when the client went away before all of it had arrived. */
export function readBody(request: IncomingMessage): Promise<ReceivedBody | 'lost'> {
  if (request.readableEnded) return Promise.resolve({ body: parsedBefore(request) })
  if (request.destroyed) return Promise.resolve('lost')
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const limit = bodyLimit(request.method as string, request.url as string)
    const mostDrained = Math.max(MOST_DRAINED, limit)
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (size > mostDrained) resolve({ body: undefined, oversized: true })
    })
    request.on('end', () => {
      if (size > limit) resolve({ body: undefined, oversized: true })
      else resolve({ body: size === 0 ? undefined : joined(chunks) })
    })
    request.on('error', () => resolve('lost'))
    request.on('close', () => resolve('lost'))
  })
}

function joined(chunks: readonly Buffer[]): Buffer {
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}

/**
 * The body of a request that somebody's own middleware (`express.json()`, a cloud platform's wrapper) has read already:
 * the bytes where they were kept, else what they were parsed into, as JSON again. White space and malformed text are lost
 * then, so that the door is better put before such middleware.
 */
function parsedBefore(
  request: IncomingMessage & { rawBody?: unknown; body?: unknown },
): Uint8Array | undefined {
  const kept = request.rawBody ?? request.body
  if (kept === undefined) return undefined
  if (kept instanceof Uint8Array) return kept.length === 0 ? undefined : kept
  const text = typeof kept === 'string' ? kept : JSON.stringify(kept)
  return text === '' ? undefined : Buffer.from(text)
}
