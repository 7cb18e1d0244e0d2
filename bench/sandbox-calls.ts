import { setTimeout } from 'node:timers/promises'
import type { Simulator } from '../src/simulator.ts'

/** A world's key. */
export interface Key {
  readonly client_id: string
  readonly client_secret: string
}

/** Longest waits, in milliseconds. */
export interface Waits {
  /** Between two turns of the event loop. */
  readonly held: number
  /** For the health of the simulator. */
  readonly health: number
  /** For a read in another sandbox. */
  readonly read: number
  /** Most heap in use, in MB, what is not collected yet included. */
  readonly heap: number
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read by name
export type Send = (method: string, path: string, body?: unknown) => Promise<any>

/** Calls in the sandbox of a key; any answer but a 2xx is an error. */
export async function sendAs(simulator: Simulator, { client_id, client_secret }: Key): Promise<Send> {
  const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
  const send = async (authorization: string, method: string, path: string, body?: unknown) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await simulator.fetch(
      new Request(`http://localhost${path}`, { method, headers, ...sent }),
    )
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const grant = { grant_type: 'client_credentials' }
  const { access_token } = (await send(basic, 'POST', '/accounts/auth/public/token', grant)) as {
    access_token: string
  }
  return (method, path, body) => send(`Bearer ${access_token}`, method, path, body)
}

/** How often others ask, in milliseconds. */
const EVERY = 5

/** Asks for health and reads in another sandbox, again and again, until the function it answers is called. */
export async function listening(simulator: Simulator, other: Key): Promise<() => Promise<Waits>> {
  const send = await sendAs(simulator, other)
  const waits = { held: 0, health: 0, read: 0, heap: 0 }
  const asking = { on: true }
  const ask = async () => {
    while (asking.on) {
      const due = performance.now() + EVERY
      await setTimeout(EVERY)
      waits.held = Math.max(waits.held, performance.now() - due)
      // What others wait for begins when they would have asked, not when the loop came to it.
      await send('GET', '/_sim/health')
      waits.health = Math.max(waits.health, performance.now() - due)
      const second = performance.now()
      await send('GET', '/api/v1/groups')
      waits.read = Math.max(waits.read, performance.now() - second)
      waits.heap = Math.max(waits.heap, process.memoryUsage().heapUsed / 2 ** 20)
    }
  }
  const asked = ask()
  return async () => {
    asking.on = false
    await asked
    return waits
  }
}
