import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { client } from '../api-client.ts'
import { type Got, received } from './receiver.ts'

export const SECRET = 'Zx8-q2LmT5vR0nYw7cHb1dKf3sJgP9aE'

/** A simulator whose webhooks end in this process. */
export interface Wired {
  readonly simulator: Simulator
  readonly api: Api
  readonly got: Got[]
  readonly faults: unknown[]
  /** Subscribes with what is said over the usual. */
  subscribe(line?: Readonly<Record<string, unknown>>): Promise<{ readonly id: string }>
}

export type Answering = (got: Got, request: Request) => number | Promise<number>

/** `answer` says the status that the receiver answers, or throws where no answer comes. */
export async function wired(
  answer: Answering = () => 200,
  options: Omit<SimulatorOptions, 'deliver' | 'onFault'> = {},
): Promise<Wired> {
  const got: Got[] = []
  const faults: unknown[] = []
  const simulator = await createSimulator({
    clock: 'frozen',
    ...options,
    onFault: (error) => faults.push(error),
    async deliver(request) {
      const { pathname } = new URL(request.url)
      const body = Buffer.from(await request.clone().arrayBuffer())
      const one = received(pathname, Object.fromEntries(request.headers), body)
      got.push(one)
      return new Response('so be it', { status: await answer(one, request) })
    },
  })
  const api = apiOf(simulator)
  return {
    simulator,
    api,
    got,
    faults,
    async subscribe(line = {}) {
      const { status, body, text } = await api.post('/_sim/webhooks', {
        url: 'https://platform.test/hook',
        secret: SECRET,
        ...line,
      })
      if (status !== 201) throw new Error(`not subscribed: ${text}`)
      return body
    },
  }
}

export function apiOf(simulator: Simulator): Api {
  return client(async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? new Uint8Array())
    return { status: reply.status, headers: reply.headers, bytes }
  })
}

/** Connects a group of that number at Guardian. */
export async function connect(api: Api, number = '00520125'): Promise<{ id: string; group_id: string }> {
  const carriers = await api.get('/carrier/api/v1/carriers?internal_name=guardian')
  const { status, body, text } = await api.post('/fulfillment/api/v1/group_connections', {
    carrier_id: carriers.body[0].id,
    group_data: { group_name: `Group ${number}`, carrier_group_id: number },
  })
  if (status !== 201) throw new Error(`not connected: ${text}`)
  return body
}

export async function deliveriesOf(api: Api, query = ''): Promise<Delivery[]> {
  return (await api.get(`/_sim/webhooks/deliveries${query}`)).body.deliveries
}

export interface Delivery {
  readonly id: string
  readonly webhook_id: string
  readonly event_id: string
  readonly type: string
  readonly status: string
  readonly reason: string | null
  readonly habits: string[]
  readonly body: string
  readonly in_flight: boolean
  readonly next_attempt: string | null
  readonly caused_by: string | null
  readonly attempts: readonly {
    readonly number: number
    readonly at: string
    readonly status: number | null
    readonly error: string | null
    readonly headers: Readonly<Record<string, string>>
    readonly wrong_signature: boolean
  }[]
}
