import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { listen } from '../../src/hosts/listen.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator.ts'
import { fakeWall } from '../sandboxes/small-world.ts'

export const GROUPS = '/fulfillment/api/v1/groups'
export const WALL_START = Date.parse('2026-03-01T12:00:00Z')

export interface Flaky {
  readonly simulator: Simulator
  readonly wall: ReturnType<typeof fakeWall>
  readonly token: string
  /** Resolves when the next answer is held back, with the milliseconds. */
  nextWait(): Promise<number>
  /** By the control API, for the sandbox `default`. */
  fault(line: object): Promise<{ id: string }>
  control(method: string, target: string, body?: unknown): Promise<{ status: number; body: never }>
  /** In process. */
  call(target: string, init?: RequestInit): Promise<Response>
}

/** A simulator whose wall only the test moves, and a token for it. */
export async function flaky(options: SimulatorOptions = {}): Promise<Flaky> {
  const waiting: ((milliseconds: number) => void)[] = []
  const still = fakeWall(WALL_START)
  const wall: Flaky['wall'] = {
    ...still,
    after(milliseconds, call, more) {
      const cancel = still.after(milliseconds, call)
      if (more?.keepsAlive) waiting.shift()?.(milliseconds)
      return cancel
    },
  }
  const simulator = await createSimulator({ scenario: 'empty-group', clock: 'frozen', wall, ...options })
  onTestFinished(() => simulator.close())
  const token = await newToken(simulator)
  const control: Flaky['control'] = async (method, target, body) => {
    const response = await simulator.fetch(`http://localhost${target}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as never }
  }
  return {
    simulator,
    wall,
    token,
    nextWait: () => new Promise((resolve) => waiting.push(resolve)),
    control,
    async fault(line) {
      const { status, body } = await control('POST', '/_sim/faults', line)
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body
    },
    call: (target, init = {}) =>
      simulator.fetch(`http://localhost${target}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
      }),
  }
}

export async function newToken(
  simulator: Pick<Simulator, 'fetch'>,
  { client_id = 'demo', client_secret = 'demo-secret' } = {},
): Promise<string> {
  const response = await simulator.fetch('http://localhost/accounts/auth/public/token', {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{"grant_type":"client_credentials"}',
  })
  return ((await response.json()) as { access_token: string }).access_token
}

/** What a raw socket saw of one call. */
export interface Seen {
  readonly text: string
  readonly head: string
  readonly body: string
  /** How the connection ended: closed in order, or reset. */
  readonly ended: 'closed' | 'reset'
}

/** One call over a raw socket, read until the other side ends the connection, or until all that is announced is there. */
export async function overRawSocket(
  port: number,
  { token, header, method = 'GET', target = GROUPS, body = '', close = false }: RawCall,
): Promise<Seen> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(10_000, () => socket.destroy(new Error('nothing came for ten seconds')))
  const chunks: Buffer[] = []
  const ended = new Promise<Seen['ended']>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => resolve('closed'))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve('reset') : reject(error),
    )
  })
  const lines = [`${method} ${target} HTTP/1.1`, 'host: localhost', `authorization: Bearer ${token}`]
  if (header !== undefined) lines.push(`x-mock-noyo-fault: ${header}`)
  if (close) lines.push('connection: close')
  if (body !== '') lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  const how = await ended
  socket.destroy()
  const text = Buffer.concat(chunks).toString()
  const mark = text.indexOf('\r\n\r\n')
  const cut = mark === -1 ? text.length : mark
  return { text, head: text.slice(0, cut).toLowerCase(), body: text.slice(cut + 4), ended: how }
}

interface RawCall {
  readonly token: string
  readonly header?: string
  readonly method?: string
  readonly target?: string
  readonly body?: string
  /** Asks the server to hang up after the answer. */
  readonly close?: boolean
}

export async function listening(simulator: Simulator): Promise<number> {
  const server = await listen(simulator)
  onTestFinished(() => server.close(0))
  return server.port
}
