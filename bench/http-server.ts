/** One contestant of `bench:http` in a process of its own: `http-server.ts ours|bare|express`. Talks to its parent by messages. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import express from 'express'
import { serve } from '../src/hosts/node.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'

/** What the parent must know to send requests. */
export interface Ready {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: number
}

async function json(
  simulator: Simulator,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await simulator.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...sent,
    }),
  )
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  // biome-ignore lint/suspicious/noExplicitAny: read by name right below
  return (await response.json()) as any
}

async function subject(): Promise<{ simulator: Simulator; path: string; headers: Record<string, string> }> {
  const simulator = await createSimulator({ clock: 'frozen' })
  const basic = `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`
  const body = { grant_type: 'client_credentials' }
  const { access_token } = await json(
    simulator,
    'POST',
    '/accounts/auth/public/token',
    { authorization: basic },
    body,
  )
  const headers = { authorization: `Bearer ${access_token}` }
  const { response } = await json(simulator, 'GET', '/api/v1/groups?page_size=1', headers)
  return { simulator, path: `/api/v1/groups/${response[0].id}`, headers }
}

const contestants: Readonly<Record<string, () => Promise<[RequestListener, Omit<Ready, 'port'>]>>> = {
  async ours() {
    const { simulator, path, headers } = await subject()
    const reply = await simulator.handle({
      method: 'GET',
      target: path,
      headers: { host: 'localhost', ...headers },
    })
    return [serve(simulator), { path, headers, bytes: Number(reply.headers['content-length']) }]
  },
  async bare() {
    const { simulator, path, headers } = await subject()
    const reply = await simulator.handle({
      method: 'GET',
      target: path,
      headers: { host: 'localhost', ...headers },
    })
    const answer: RequestListener = (_request, response) => {
      response.writeHead(reply.status, reply.headers)
      response.end(reply.body)
    }
    return [answer, { path, headers, bytes: Number(reply.headers['content-length']) }]
  },
  async express() {
    const app = express()
    app.get('/', (_request, response) => void response.json({ hello: 'world' }))
    return [app, { path: '/', headers: {}, bytes: 17 }]
  },
}

const make = contestants[process.argv[2] ?? '']
if (make === undefined) throw new Error(`use one of ${Object.keys(contestants).join(', ')}`)
const [listener, facts] = await make()
const server = createServer(listener).listen(0, '127.0.0.1', () => {
  process.send?.({ ...facts, port: (server.address() as AddressInfo).port } satisfies Ready)
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit(0))
