import { type SetupServer, setupServer } from 'msw/node'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Reply } from '../src/api/operation.ts'
import { createApp } from '../src/hosts/express.ts'
import { handlers } from '../src/hosts/msw.ts'
import type { Store } from '../src/kernel/store.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../src/simulator.ts'
import { type Api, client, type Transport } from './api-client.ts'
import { playedStore } from './played-worlds.ts'
import { reluctant } from './stores/reluctant.ts'

export interface TestWorld {
  readonly api: Api
  readonly simulator: Simulator
}

export interface Story {
  /** As vitest's `test`: run once a mode, each time in a world of its own. */
  readonly test: (name: string, run: (world: TestWorld) => Promise<void>) => void
}

/** How the simulators of a story begin; default: the demo world with a frozen clock. */
export type StoryOptions = Omit<SimulatorOptions, 'store' | 'wall' | 'secret' | 'onFault'>

interface Mode {
  readonly name: string
  /** The store that the mode's simulators run on, over the one given. */
  readonly store?: (store: Store) => Store
  /** Before the first test and after the last one. */
  readonly around?: { readonly open: () => void; readonly close: () => void }
  readonly transport: (simulator: Simulator) => Transport
  /** Where the mode must surround what a test does. */
  readonly within?: (simulator: Simulator, run: () => Promise<void>) => Promise<void>
}

/**
 * Tells a story through every door: directly, directly over a store that leans on nobody's kindness, over Express by
 * supertest and under MSW. Every test has a simulator of its own with a frozen clock, and every answer is compared with the
 * published interface. A defect that the simulator reports fails the test too.
 */
export function inEveryMode(name: string, story: (story: Story) => void, options: StoryOptions = {}): void {
  describe(name, () => {
    for (const mode of modes()) describe(mode.name, () => tell(mode, story, options))
  })
}

function tell(mode: Mode, story: (story: Story) => void, options: StoryOptions): void {
  if (mode.around) {
    beforeAll(mode.around.open)
    afterAll(mode.around.close)
  }
  story({
    test: (name, run) =>
      it(name, async () => {
        const faults: unknown[] = []
        const simulator = await opened(mode, { ...options, onFault: (fault) => faults.push(fault) })
        try {
          const world = { simulator, api: client(mode.transport(simulator)) }
          if (mode.within) await mode.within(simulator, () => run(world))
          else await run(world)
        } finally {
          await simulator.close()
        }
        // Time goes on after a job that threw, so that nothing else in the test need show it.
        if (faults.length > 0)
          throw new AggregateError(faults, `defects of the simulator: ${faults.join('; ')}`)
      }),
  })
}

async function opened(mode: Mode, asked: SimulatorOptions): Promise<Simulator> {
  const options: SimulatorOptions = { clock: 'frozen', ...asked }
  return createSimulator({
    ...options,
    store: await playedStore(options, mode.name, mode.store ?? ((store) => store)),
  })
}

function modes(): Mode[] {
  return [
    { name: 'direct', transport: direct },
    {
      name: 'direct on a reluctant store',
      transport: direct,
      store: (store) => reluctant(store, 'modes'),
    },
    { name: 'Express', transport: overExpress },
    underMsw(),
  ]
}

const direct =
  (simulator: Simulator): Transport =>
  async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    return { status: reply.status, headers: reply.headers, bytes: bytesOf(reply.body) }
  }

function bytesOf(body: Reply['body']): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array())
}

const overExpress = (simulator: Simulator): Transport => {
  const app = createApp(simulator)
  return async (method, target, headers, body) => {
    const asked = supertest(app)[method.toLowerCase() as 'get'](target).set(headers)
    const reply = await asked
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: string) => chunks.push(Buffer.from(chunk, 'binary')))
        response.on('end', () => done(null, Buffer.concat(chunks)))
      })
      // Bytes as they are, whatever the content type says.
      .serialize((bytes: unknown) => bytes as string)
      .send(body as object | undefined)
    return { status: reply.status, headers: reply.headers, bytes: reply.body as Buffer }
  }
}

function underMsw(): Mode {
  let server: SetupServer | undefined
  return {
    name: 'MSW',
    around: {
      open() {
        server = setupServer()
        server.listen({ onUnhandledFrame: 'error' })
      },
      close: () => server?.close(),
    },
    within: (simulator, run) =>
      (server as SetupServer).boundary(async () => {
        server?.use(...handlers(simulator))
        await run()
      })(),
    transport: (simulator) => async (method, target, headers, body) => {
      const sent = body === undefined ? {} : { body: Buffer.from(body) }
      const request = new Request(addressOf(target), { method, headers, ...sent })
      // No code of a user's reaches the control API over Noyo's own addresses.
      const response = await (target.startsWith('/_sim') ? simulator.fetch(request) : fetch(request))
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        bytes: new Uint8Array(await response.arrayBuffer()),
      }
    },
  }
}

/** The real address behind a target of ours: `/tracking/ping` is `https://tracking.noyo.com/ping`. */
function addressOf(target: string): string {
  if (target.startsWith('/_sim')) return `http://localhost${target}`
  const [, api, rest] = /^\/(fulfillment|tracking|carrier|accounts)(\/.*)$/s.exec(target) ?? []
  if (api !== undefined && rest !== undefined) return `https://${api}.noyo.com${rest}`
  return `https://${target.startsWith('/auth/') ? 'accounts' : 'fulfillment'}.noyo.com${target}`
}
