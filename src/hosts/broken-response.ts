import { Buffer } from 'node:buffer'
import type { Reply, Transport } from '../api/operation.ts'
import { carriesBody } from './door.ts'

/** What `fetch` fails with when the connection is lost before the answer. */
export class ConnectionLost extends TypeError {
  constructor(reset: boolean) {
    super('fetch failed', { cause: lost(reset) })
    // Callers tell network errors by the name.
    this.name = 'TypeError'
  }
}

/** A standard answer as far as it is to get. @throws {ConnectionLost} where nothing is sent */
export function brokenResponse(method: string, reply: Reply, transport: Transport): Response {
  const { status, headers } = reply
  if (transport.does === 'drop') throw new ConnectionLost(transport.reset)
  if (!carriesBody(method, status)) return new Response(null, { status, headers })
  const bytes = new Uint8Array(Buffer.from(reply.body ?? ''))
  switch (transport.does) {
    case 'cut': {
      const error = new TypeError('terminated', { cause: lost(transport.reset) })
      return new Response(cutStream(bytes.subarray(0, transport.bytes), error), { status, headers })
    }
    case 'overrun':
      // A client reads as much as is announced.
      return new Response(bytes.subarray(0, Number(headers['content-length'])), { status, headers })
    case 'drip':
      return new Response(dripStream(bytes, transport), { status, headers })
  }
}

/** As Node's own `fetch` tells it. */
function lost(reset: boolean): Error {
  return reset
    ? Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' })
    : Object.assign(new Error('other side closed'), { name: 'SocketError', code: 'UND_ERR_SOCKET' })
}

function cutStream(bytes: Uint8Array, error: Error): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isSent) controller.error(error)
        else controller.enqueue(bytes)
        isSent = true
      },
    },
    // An error throws away what is still in the queue: it comes when everything before it has been read.
    { highWaterMark: 0 },
  )
}

function dripStream(
  bytes: Uint8Array,
  { bytes: size, tick, wait }: Extract<Transport, { does: 'drip' }>,
): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at > 0) await wait(tick)
        controller.enqueue(bytes.subarray(at, at + size))
        at += size
        if (at >= bytes.length) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
