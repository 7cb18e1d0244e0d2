import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Call, Reply } from '../api/operation.ts'
import { type Answering, carriesBody, DEFECT, type ReceivedBody } from './door.ts'
import { announcesBody, readBody } from './request-body.ts'

/** The only Node door: a listener for `http.createServer`, or a middleware that answers every request it is given. */
export function serve(simulator: Answering): RequestListener {
  return (request, response) => {
    if (!announcesBody(request)) {
      respond(simulator, request, response, undefined)
      return
    }
    void readBody(request).then((received) => {
      if (received !== 'lost') respond(simulator, request, response, received)
    })
  }
}

function respond(
  simulator: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  received: ReceivedBody | undefined,
): void {
  simulator.handle(callOf(request, received)).then(
    (reply) => write(request, response, reply),
    () => write(request, response, DEFECT),
  )
}

function callOf(request: IncomingMessage, received: ReceivedBody | undefined): Call {
  const call = {
    method: request.method as string,
    target: request.url as string,
    // Node joins repeated headers; only `set-cookie`, which no request has, stays a list.
    headers: request.headers as Call['headers'],
    body: received?.body,
    // A server of the user's own says nowhere what it listens on; who may use the control API depends on it.
    ...(request.url?.includes('/_sim') && { receivedAt: request.socket.localAddress }),
  }
  return received?.oversized ? { ...call, oversized: true } : call
}

function write(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  // The client has gone: nobody is left to answer.
  if (response.destroyed || response.headersSent) return
  if (!request.readableEnded && announcesBody(request)) response.on('finish', () => linger(request))
  const { transport } = reply
  if (transport) {
    void import('./broken-socket.ts').then(({ writeBroken }) =>
      writeBroken(request, response, reply, transport),
    )
    return
  }
  response.writeHead(reply.status, reply.headers)
  if (reply.body === undefined || !carriesBody(request.method as string, reply.status)) response.end()
  else if (typeof reply.body === 'string') response.end(reply.body, encodingOf(reply.body, reply.headers))
  else response.end(reply.body)
}

/** As many bytes as characters: ASCII, which is the same in both, and which Node writes several times as fast as `latin1`. */
function encodingOf(body: string, headers: Reply['headers']): 'latin1' | 'utf8' {
  return headers['content-length'] === String(body.length) ? 'latin1' : 'utf8'
}

/** How long a client that is still sending has to read its answer, in milliseconds. */
const LINGER = 2_000

/** Hanging up at once would make the client's system throw the answer away with the connection. */
function linger(request: IncomingMessage): void {
  const hangUp = setTimeout(() => request.destroy(), LINGER).unref()
  request.on('close', () => clearTimeout(hangUp))
}
