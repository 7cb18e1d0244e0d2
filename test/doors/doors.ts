import type { RequestListener } from 'node:http'
import express from 'express'
import { setupServer } from 'msw/node'
import { MAX_BODY } from '../../src/api/body.ts'
import type { Call } from '../../src/api/operation.ts'
import type { Answering } from '../../src/hosts/door.ts'
import { createApp } from '../../src/hosts/express.ts'
import { answer } from '../../src/hosts/fetch.ts'
import { listen } from '../../src/hosts/listen.ts'
import { handlers } from '../../src/hosts/msw.ts'
import { overSocket } from './socket.ts'

/** One request, told so that every door can carry it. */
export interface Asked {
  readonly method: string
  readonly target: string
  /** A list is sent as a repeated header. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Uint8Array
  /** Over sockets the body goes in chunks of unannounced length. */
  readonly chunked?: boolean
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

export interface Door {
  readonly name: string
  readonly send: (asked: Asked) => Promise<Answered>
  readonly close: () => Promise<void>
}

/** What belongs to the connection or to the moment, not to the answer. */
const PER_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

/** Every door to a simulator of its own. Only one MSW door may be open at a time. */
export const DOORS: readonly ((simulator: Answering) => Promise<Door>)[] = [
  directDoor,
  fetchDoor,
  (simulator) => socketDoor('node', simulator),
  (simulator) => socketDoor('Express', simulator, createApp(simulator)),
  (simulator) => socketDoor('Express mounted under a path', simulator, mounted(simulator), '/noyo'),
  mswDoor,
]

async function directDoor(simulator: Answering): Promise<Door> {
  return {
    name: 'direct',
    async send(asked) {
      const reply = await simulator.handle(callOf(asked))
      const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : Buffer.from(reply.body ?? '')
      return {
        status: reply.status,
        headers: answerHeaders(reply.headers),
        bytes: asked.method === 'HEAD' ? Buffer.alloc(0) : bytes,
      }
    },
    close: async () => {},
  }
}

/** A caller of `handle` keeps to the limit as the doors do. */
function callOf({ method, target, ...asked }: Asked): Call {
  const headers = Object.entries(asked.headers ?? {}).map(([name, value]) => [
    name,
    [value].flat().join(', '),
  ])
  const call = { method, target, headers: { host: HOST, ...Object.fromEntries(headers) } }
  const body = Buffer.from(asked.body ?? '')
  if (body.length > MAX_BODY) return { ...call, oversized: true }
  return body.length === 0 ? call : { ...call, body }
}

const HOST = 'fulfillment.noyo.com'

async function fetchDoor(simulator: Answering): Promise<Door> {
  return {
    name: 'fetch',
    send: async (asked) => received(await answer(simulator, requestOf(asked))),
    close: async () => {},
  }
}

async function mswDoor(simulator: Answering): Promise<Door> {
  const server = setupServer(...handlers(simulator))
  server.listen({ onUnhandledFrame: 'error' })
  return {
    name: 'MSW',
    send: async (asked) => received(await fetch(requestOf(asked))),
    close: async () => server.close(),
  }
}

function requestOf(asked: Asked): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(asked.headers ?? {})) {
    for (const one of [value].flat()) headers.append(name, one)
  }
  const body = asked.body === undefined ? {} : { body: Buffer.from(asked.body) }
  return new Request(`https://${HOST}${asked.target}`, { method: asked.method, headers, ...body })
}

async function received(response: Response): Promise<Answered> {
  return {
    status: response.status,
    headers: answerHeaders(Object.fromEntries(response.headers)),
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

/** In an app of the user's, which has nothing else that shows. */
function mounted(simulator: Answering): RequestListener {
  return express().disable('x-powered-by').use('/noyo', createApp(simulator))
}

async function socketDoor(
  name: string,
  simulator: Answering,
  listener?: RequestListener,
  below = '',
): Promise<Door> {
  const server = await listen(simulator, listener ? { listener } : {})
  return {
    name,
    async send(asked) {
      const reply = await overSocket(server.port, piecesOf(asked, below))
      return { ...reply, headers: answerHeaders(reply.headers) }
    },
    close: () => server.close(),
  }
}

/** The request as bytes; the server is asked to hang up, so that the end of the answer shows. */
export function piecesOf(asked: Asked, below = ''): (string | Uint8Array)[] {
  const body = asked.body === undefined ? undefined : Buffer.from(asked.body)
  const lines = [`${asked.method} ${below}${asked.target} HTTP/1.1`, `host: ${HOST}`, 'connection: close']
  for (const [name, value] of Object.entries(asked.headers ?? {})) {
    for (const one of [value].flat()) lines.push(`${name}: ${one}`)
  }
  if (body && !asked.chunked) lines.push(`content-length: ${body.length}`)
  if (asked.chunked) lines.push('transfer-encoding: chunked')
  const head = `${lines.join('\r\n')}\r\n\r\n`
  if (!asked.chunked) return body ? [head, body] : [head]
  const half = Math.ceil((body?.length ?? 0) / 2)
  const chunks = body ? [body.subarray(0, half), body.subarray(half)] : []
  return [
    head,
    ...chunks
      .filter((chunk) => chunk.length > 0)
      .flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']),
    '0\r\n\r\n',
  ]
}

function answerHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !PER_CONNECTION.has(name))
      .toSorted(),
  )
}
