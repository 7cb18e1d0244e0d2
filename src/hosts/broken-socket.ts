import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Reply, Transport } from '../api/operation.ts'
import { carriesBody } from './door.ts'

/** Sends an answer over a socket as far as it is to get. */
export async function writeBroken(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  transport: Transport,
): Promise<void> {
  const { socket } = request
  if (transport.does === 'drop') return hangUp(socket, transport.reset)
  response.writeHead(reply.status, reply.headers)
  if (!carriesBody(request.method as string, reply.status)) {
    response.end()
    return
  }
  const body = Buffer.from(reply.body ?? '')
  switch (transport.does) {
    case 'cut':
      response.flushHeaders()
      response.write(body.subarray(0, transport.bytes))
      // Behind what has been written, so that it is on its way when the connection ends.
      await new Promise<void>((resolve) => socket.write('', () => resolve()))
      await transport.wait?.()
      hangUp(socket, transport.reset)
      return
    case 'overrun':
      response.on('finish', () => socket.end())
      response.end(body)
      return
    case 'drip':
      for (let at = 0; at < body.length && !response.destroyed; at += transport.bytes) {
        if (at > 0) await transport.wait(transport.tick)
        response.write(body.subarray(at, at + transport.bytes))
      }
      response.end()
  }
}

function hangUp(socket: Socket, reset: boolean): void {
  if (reset) socket.resetAndDestroy()
  else socket.destroy()
}
