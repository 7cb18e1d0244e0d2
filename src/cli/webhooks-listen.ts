import type { IncomingMessage, ServerResponse } from 'node:http'
import { listen as open } from '../hosts/listen.ts'
import { readBody } from '../hosts/request-body.ts'
import { machineSecret } from '../kernel/secret.ts'
import { isGenuine } from '../webhooks/signature.ts'
import { type ClientCall, clientCommand } from './client-command.ts'
import { UsageError } from './command.ts'
import { stopSignal } from './stop-signal.ts'

/** Length of a generated secret, in bytes. */
const SECRET_BYTES = 32

/** How long whoever it is passed on to may take: as long as the server waits. */
const PATIENCE = 10_000

export const listen = clientCommand({
  help: 'mock-noyo webhooks listen [--forward-to URL] [--port N]',
  options: { 'forward-to': true, port: true, events: true, secret: true },
  examples: ['mock-noyo webhooks listen'],
  async run(call) {
    const { values, client, terminal } = call
    const port = readPort(values['port'])
    const forward = readForward(values['forward-to'])
    const secret = typeof values['secret'] === 'string' ? values['secret'] : machineSecret(SECRET_BYTES)
    const events = typeof values['events'] === 'string' ? values['events'].split(',') : undefined
    const stop = stopSignal()
    const print = printer(call)
    const server = await open(
      { handle: () => Promise.reject(new Error('the listener answers')) },
      { port, listener: (request, response) => void receive(request, response, { secret, forward, print }) },
    )
    try {
      const url = `${server.url}/`
      const made = await client.call<{ id: string }>('POST', '/webhooks', {
        url,
        secret,
        ...(events && { events: events.map((name) => name.trim()) }),
      })
      // On standard error, so that standard output holds events and nothing else.
      terminal.error(`Listening at ${url} for the webhooks of ${client.url}, subscription ${made.id}`)
      if (values['secret'] === undefined) terminal.error(`  signed with the secret ${secret}`)
      if (forward) terminal.error(`  passed on to ${forward}`)
      await stop.given
      await client.call('DELETE', `/webhooks/${made.id}`).catch(() => undefined)
    } finally {
      stop.forget()
      await server.close()
    }
    return undefined
  },
})

function readPort(text: string | boolean | undefined): number {
  const port = Number(text ?? 0)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new UsageError(`--port is "${text}"; use a whole number from 0 to 65535.`)
}

function readForward(text: string | boolean | undefined): string | undefined {
  if (text === undefined) return undefined
  const address = String(text)
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address
  throw new UsageError(`--forward-to is "${address}"; use an address such as http://127.0.0.1:3000/webhooks.`)
}

/** What is told of a webhook. */
interface Told {
  readonly at: string
  readonly type: string
  readonly event_id: string
  readonly data: unknown
  readonly genuine: boolean
  /** What whoever it was passed on to answered; null where nobody did. */
  readonly forwarded?: number | null
  readonly answered: number
}

function printer({ values, terminal }: ClientCall): (told: Told) => void {
  if (values['json'] === true) return (told) => terminal.out(JSON.stringify(told))
  return ({ at, type, data, genuine, forwarded, answered }) => {
    const passed =
      forwarded === undefined
        ? ''
        : forwarded === null
          ? ', not passed on: no answer'
          : `, passed on: ${forwarded}`
    const verdict = genuine ? 'genuine' : 'NOT GENUINE'
    terminal.out(
      `${at.slice(11, 19)}  ${type}  ${JSON.stringify(data)}  ${verdict}${passed}, answered ${answered}`,
    )
  }
}

interface Desk {
  readonly secret: string
  readonly forward: string | undefined
  readonly print: (told: Told) => void
}

async function receive(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const received = await readBody(request)
  if (received === 'lost') return
  const raw = Buffer.from(received.body ?? new Uint8Array())
  const { headers } = request
  const timestamp = String(headers['x-noyo-timestamp'] ?? '')
  const signature = String(headers['x-noyo-signature'] ?? '')
  const genuine = isGenuine({ timestamp, signature, body: raw.toString('utf8') }, desk.secret, Date.now())
  const forwarded =
    genuine && desk.forward !== undefined ? await passOn(desk.forward, request, raw) : undefined
  const answered = !genuine ? 401 : forwarded === null ? 502 : (forwarded ?? 200)
  const { data, event } = read(raw)
  desk.print({
    at: timestamp,
    type: event?.type ?? 'no webhook',
    event_id: event?.id ?? '',
    data: data ?? null,
    genuine,
    ...(forwarded !== undefined && { forwarded }),
    answered,
  })
  response.writeHead(answered).end()
}

function read(raw: Buffer): { data?: unknown; event?: { id?: string; type?: string } } {
  try {
    return Object(JSON.parse(raw.toString('utf8')))
  } catch {
    return {}
  }
}

/** Headers of the connection itself: the next one has its own. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding'])

async function passOn(to: string, { headers }: IncomingMessage, body: Buffer): Promise<number | null> {
  const own = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)) as [string, string][]
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await fetch(to, { method: 'POST', headers: own, body, redirect: 'manual', signal })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return null
  }
}
