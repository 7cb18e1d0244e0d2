import { expect, test } from 'vitest'
import { listen } from '../../src/hosts/listen.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Api, client, type Transport } from '../api-client.ts'
import { sized } from '../size.ts'
import { direct } from './opened.ts'

const V1 = '/fulfillment/api/v1'
const SEEDS = sized({ landing: 10, full: 100 })

/** What the story's steps answer; one is a mistake on purpose. */
const STATUSES = [200, 201, 201, 422, ...Array(9).fill(200), 201, 200, 200, 200, 200, 200]

/** One line of what a client saw. Headers that a door adds (date, connection) are not the simulator's. */
type Seen = readonly [asked: string, status: number, body: string]

/** Commands and reads over all that is built: the same every time, but for the ids that answers hold. */
async function story(api: Api): Promise<Seen[]> {
  const seen: Seen[] = []
  const send = async (method: string, target: string, body?: unknown) => {
    const reply = await api.send(method, target, body === undefined ? {} : { body })
    seen.push([`${method} ${target}`, reply.status, reply.text])
    return reply.body
  }
  const carriers = await send('GET', '/carrier/api/v1/carriers?internal_name=guardian')
  const group = await send('POST', `${V1}/groups`, { name: 'Orchard Tools', federal_ein: '900000901' })
  const connection = await send('POST', `${V1}/groups/${group.id}/group_connections`, {
    carrier_id: carriers[0].id,
    group_data: { carrier_group_id: '00520125' },
  })
  await send('POST', `${V1}/groups`, {})
  await send('POST', '/_sim/clock/advance', { by: '3s' })
  await send('GET', `${V1}/group_connections/${connection.id}`)
  await send('POST', '/_sim/clock/settle')
  await send('GET', `${V1}/group_connections/${connection.id}`)
  for (const part of ['employees', 'plans', 'individual_enrollments', 'group_enrollments']) {
    await send('GET', `${V1}/groups/${group.id}/${part}?page_size=50`)
  }
  const [employee] = (await send('GET', `${V1}/groups/${group.id}/employees?page_size=1`)).response
  const sent = await send('POST', `${V1}/groups/${group.id}/member_snapshots`, snapshotOf(employee))
  await send('POST', '/_sim/clock/settle')
  await send('GET', `${V1}/member_snapshots/${sent.id}`)
  await send('GET', `${V1}/groups/${group.id}/employees?page_size=50`)
  await send('GET', `${V1}/groups`)
  await send('GET', '/_sim/events?limit=1000')
  return seen
}

interface Employee {
  readonly person: Readonly<Record<string, unknown>>
  readonly employment: Readonly<Record<string, unknown>>
}

/** The employee under an id of the platform's own, with a spouse that Noyo does not know. */
function snapshotOf({ person, employment }: Employee) {
  const addresses = { home_address: person['home_address'], mailing_address: person['home_address'] }
  const spouse = {
    first_name: 'Robin',
    last_name: person['last_name'],
    date_of_birth: '1990-04-12',
    sex: 'X',
  }
  return {
    snapshot_mode: 'current_open',
    enable_member_auto_link: true,
    employee: { custom_individual_id: 'E-1', person: { ...person, ...addresses }, employment },
    dependents: [
      { custom_individual_id: 'E-1-spouse', relationship: 'spouse', person: { ...spouse, ...addresses } },
    ],
  }
}

const overHttp =
  (url: string): Transport =>
  async (method, target, headers, body) => {
    const response = await fetch(`${url}${target}`, {
      method,
      headers,
      ...(body && { body: Buffer.from(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, headers: Object.fromEntries(response.headers), bytes }
  }

async function inProcess(seed: string): Promise<Seen[]> {
  return within(await createSimulator({ seed }), async (simulator) => story(client(direct(simulator))))
}

async function overTheWire(seed: string): Promise<Seen[]> {
  return within(await createSimulator({ seed }), async (simulator) => {
    const server = await listen(simulator)
    try {
      return await story(client(overHttp(server.url)))
    } finally {
      await server.close()
    }
  })
}

async function within<T>(simulator: Simulator, run: (simulator: Simulator) => Promise<T>): Promise<T> {
  try {
    return await run(simulator)
  } finally {
    await simulator.close()
  }
}

test(`the same seed and commands give the same bytes, in process and over HTTP (${SEEDS} seeds)`, {
  timeout: 300_000,
}, async () => {
  const worlds = new Set<string>()
  for (let number = 0; number < SEEDS; number += 1) {
    const seed = `seed-${number}`
    const [first, again, wire] = [await inProcess(seed), await inProcess(seed), await overTheWire(seed)]
    // Told to its end, and not refused at its first step.
    expect(first.map(([, status]) => status)).toEqual(STATUSES)
    expect(again).toEqual(first)
    expect(wire).toEqual(first)
    worlds.add(JSON.stringify(first))
  }
  // Another seed is another world.
  expect(worlds.size).toBe(SEEDS)
})
