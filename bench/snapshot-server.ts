/** One contestant of `bench:snapshots` in a process of its own: `snapshot-server.ts ROLE FAMILIES`. Talks to its parent by messages. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import express from 'express'
import { loadContract } from '../src/api/contract.ts'
import { serve } from '../src/hosts/node.ts'
import { createBenchGroup, familiesOf } from './snapshot-calls.ts'

/** What the parent must know to send snapshots. */
export interface Ready {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Of ours only: the snapshots to send to both. */
  readonly bodies: readonly string[]
}

const NOBODY = '00000000-0000-4000-8000-000000000000'

interface Contestant {
  readonly listener: RequestListener
  readonly facts: Omit<Ready, 'port'>
  /** What is done between two rounds, outside the measurement. */
  readonly rest: () => Promise<unknown>
}

const contestants: Readonly<Record<string, () => Promise<Contestant>>> = {
  async ours() {
    const { simulator, caller, group, path } = await createBenchGroup(Number(process.argv[3]))
    const families = await familiesOf(caller, group, Number(process.argv[3]))
    const bodies = families.map((family) => JSON.stringify(family))
    const facts = { path, headers: caller.headers, bodies }
    return { listener: serve(simulator), facts, rest: () => simulator.clock.settle() }
  },

  /** The same validator and nothing behind it: answers that it was taken. */
  express: () => validating(() => ({ status: 'processing' })),

  /** The same, answering in the published form, which holds the snapshot as text and as it was taken. */
  'express-answering': () =>
    validating((member_snapshot) => ({
      id: NOBODY,
      version: NOBODY,
      created: 0,
      modified: 0,
      employee_id: NOBODY,
      status: 'processing',
      fulfillment_summary: [],
      inbound_snapshot: JSON.stringify(member_snapshot),
      member_snapshot,
      created_members: [],
      warnings: [],
    })),
}

async function validating(answer: (body: unknown) => object): Promise<Contestant> {
  const { bodies } = await loadContract('fulfillment')
  const validate = bodies['createMemberSnapshot']
  const app = express()
  app.post('/snapshots', express.json({ limit: '5mb' }), (request, response) => {
    if (!validate?.(request.body)) response.status(422).json({ errors: validate?.errors })
    else response.status(201).json(answer(request.body))
  })
  return {
    listener: app,
    facts: { path: '/snapshots', headers: {}, bodies: [] },
    rest: async () => undefined,
  }
}

const make = contestants[process.argv[2] ?? '']
if (make === undefined) throw new Error(`use one of ${Object.keys(contestants).join(', ')}`)
const { listener, facts, rest } = await make()
const server = createServer(listener).listen(0, '127.0.0.1', () => {
  process.send?.({ ...facts, port: (server.address() as AddressInfo).port } satisfies Ready)
})
process.on('message', async (asked) => {
  if (asked === 'rest') await rest()
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit(0))
