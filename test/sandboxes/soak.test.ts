import { expect, onTestFinished, test } from 'vitest'
import { fractionFrom } from '../../src/kernel/identity.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Api, client } from '../api-client.ts'
import { direct } from '../scenario/opened.ts'
import { sized } from '../size.ts'
import { FULFILLMENT, GUARDIAN, type Json } from '../snapshots/families.ts'

const SANDBOXES = sized({ landing: 40, full: 200 })
const CLIENTS = 64
const STEPS = sized({ landing: 8, full: 60 })

interface World {
  readonly id: string
  readonly headers: { readonly authorization: string }
  /** The names its groups are to have in the end. */
  readonly groups: Set<string>
  /** Connections that were asked for. */
  readonly connections: Set<string>
}

async function worldsOf(simulator: Simulator, api: Api): Promise<World[]> {
  return Promise.all(
    Array.from({ length: SANDBOXES }, async (_, at) => {
      const { id, client_id, client_secret } = await simulator.sandbox({ id: `world-${at}` })
      const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
      const grant = { grant_type: 'client_credentials' }
      const asked = await api.post('/accounts/auth/public/token', grant, {
        headers: { authorization: basic },
      })
      const headers = { authorization: `Bearer ${asked.body.access_token}` }
      return { id, headers, groups: new Set<string>(), connections: new Set<string>() }
    }),
  )
}

/** Makes a group and renames it twice, each time by the version it was told. */
async function groupStep(api: Api, { headers, groups }: World, name: string): Promise<void> {
  let group: Json = (await api.post(`${FULFILLMENT}/groups`, { name }, { headers })).body
  for (const end of ['+', '++']) {
    const renamed = await api.put(
      `${FULFILLMENT}/groups/${group.id}/${group.version}`,
      { name: name + end },
      { headers },
    )
    expect(renamed.status).toBe(200)
    group = renamed.body
  }
  groups.add(`${name}++`)
  expect((await api.get(`${FULFILLMENT}/groups/${group.id}`, { headers })).body).toEqual(group)
}

async function connectStep(api: Api, { headers, groups, connections }: World, name: string, number: number) {
  const group_data = { group_name: name, carrier_group_id: `00${String(700_001 + number)}` }
  const { status, body } = await api.post(
    `${FULFILLMENT}/group_connections`,
    { carrier_id: GUARDIAN, group_data },
    { headers },
  )
  expect(status).toBe(201)
  groups.add(name)
  connections.add(body.id)
}

async function step(api: Api, world: World, clientAt: number, at: number): Promise<void> {
  const name = `${world.id} client ${clientAt} step ${at}`
  const choice = fractionFrom('soak', clientAt, at)
  if (choice < 0.55) return groupStep(api, world, name)
  if (choice < 0.75) return connectStep(api, world, name, clientAt * STEPS + at)
  // Somebody else may be advancing it.
  const advanced = await api.post(`/_sim/clock/advance?sandbox=${world.id}`, { by: '2s' })
  expect([200, 409]).toContain(advanced.status)
}

async function groupNames(api: Api, { headers }: World): Promise<string[]> {
  const names: string[] = []
  for (;;) {
    const page = `page_size=100&offset=${names.length}`
    const { body } = await api.get(`${FULFILLMENT}/groups?${page}`, { headers })
    names.push(...body.response.map(({ name }: Json) => name))
    if (body.response.length === 0 || names.length >= body.meta.total_records) return names
  }
}

/** Each connection went its way once: no step of it was done twice or never. */
async function expectOnce(api: Api, { id, connections }: World): Promise<void> {
  await api.post(`/_sim/clock/settle?sandbox=${id}`)
  const { events } = (await api.get(`/_sim/events?sandbox=${id}&limit=1000`)).body
  const ways = new Map([...connections].map((connection) => [connection, [] as string[]]))
  for (const { type, subject, data } of events) {
    expect(type).not.toBe('job.failed')
    if (type === 'group_connection.status_changed') ways.get(subject.id)?.push(`${data.from} ${data.to}`)
  }
  for (const way of ways.values()) expect(way).toEqual(['created processing', 'processing completed'])
}

test(`${SANDBOXES} sandboxes written throughout by ${CLIENTS} clients: no crosstalk, no lost update, no job twice`, async () => {
  const faults: unknown[] = []
  const simulator = await createSimulator({
    scenario: 'empty-group',
    clock: 'frozen',
    onFault: (fault) => faults.push(fault),
  })
  onTestFinished(() => simulator.close())
  const api = client(direct(simulator))
  const worlds = await worldsOf(simulator, api)
  const before = new Set(await groupNames(api, worlds[0] as World))
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, clientAt) => {
      // Each goes round all of them, so that every sandbox has several at every time.
      for (let at = 0; at < STEPS; at += 1) {
        await step(api, worlds[(clientAt * 7 + at * 11) % SANDBOXES] as World, clientAt, at)
      }
    }),
  )
  for (const world of worlds) {
    expect((await groupNames(api, world)).toSorted()).toEqual([...before, ...world.groups].toSorted())
    await expectOnce(api, world)
    const { requests } = (await api.get(`/_sim/requests?sandbox=${world.id}&limit=1000`)).body
    const named =
      JSON.stringify(requests.map(({ request_body }: Json) => request_body)).match(/world-\d+/g) ?? []
    expect(named.filter((id) => id !== world.id)).toEqual([])
  }
  const written = worlds.filter(({ groups }) => groups.size > 0)
  expect(written.length).toBeGreaterThan(SANDBOXES * 0.9)
  expect(worlds.reduce((sum, { connections }) => sum + connections.size, 0)).toBeGreaterThan(SANDBOXES / 2)
  expect((await groupNames(api, { headers: await ofDefault(api) } as World)).toSorted()).toEqual(
    [...before].toSorted(),
  )
  expect(faults).toEqual([])
})

async function ofDefault(api: Api): Promise<World['headers']> {
  const basic = `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`
  const grant = { grant_type: 'client_credentials' }
  const asked = await api.post('/accounts/auth/public/token', grant, { headers: { authorization: basic } })
  return { authorization: `Bearer ${asked.body.access_token}` }
}
