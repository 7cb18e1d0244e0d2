import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, noyoTest, type TestSandbox } from 'mock-noyo/vitest'
import { createApp } from './app.ts'
import { NoyoClient } from './noyo-client.ts'
import { type Employer, mapleRidge } from './roster.ts'
import { Sync } from './sync.ts'
import { isFromNoyo } from './webhook-signature.ts'

const SECRET = 'a-long-secret-that-only-noyo-and-we-know'

/** A way in which deliveries go wrong. */
interface Habit {
  readonly kind: 'duplicate' | 'reorder'
}

interface Platform {
  readonly sync: Sync
  /** Its web server, as Noyo knows it. */
  readonly address: string
  /** The status of each of its answers. */
  readonly answered: number[]
  /** The id of each event that it let in. */
  readonly events: string[]
}

/** Each test has a sandbox with the world of world.yaml, a platform with its web server, and a subscription between them. */
const base = noyoTest({ scenario: path.join(import.meta.dirname, 'world.yaml') })
const test = base.extend<{ employer: Employer; platform: Platform; habits: readonly Habit[] }>({
  employer: mapleRidge,
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from it that nothing is needed.
  habits: async ({}, use) => use([]),
  platform: async ({ sandbox, noyoUrl, employer, habits }, use) => {
    const apis = { accounts: `${noyoUrl}/accounts`, carrier: noyoUrl, fulfillment: noyoUrl }
    const sync = new Sync(new NoyoClient({ ...sandbox, apis }), employer)
    const answered: number[] = []
    const events: string[] = []
    const app = createApp(SECRET, (event) => {
      events.push(event.event.id)
      sync.onEvent(event)
    })
    const server: Server = await new Promise((resolve) => {
      const opened = app.listen(0, '127.0.0.1', () => resolve(opened))
      opened.on('request', (_, response) => response.on('finish', () => answered.push(response.statusCode)))
    })
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/noyo`
    await sandbox.perform('control', 'createWebhook', {
      body: { url: address, secret: SECRET, habits: [...habits] },
    })
    await use({ sync, address, answered, events })
    await sync.idle()
    await new Promise((resolve) => server.close(resolve))
  },
})

/** Time goes on until nothing is pending any more, at Noyo, at the carrier and here. */
async function settle(sandbox: TestSandbox, sync: Sync): Promise<void> {
  for (let before = -1; before !== sandbox.received().requests.length; ) {
    before = sandbox.received().requests.length
    await sandbox.clock.settle()
    await sync.idle()
  }
}

test('an employer is connected, its people are linked, and every family is completed', async ({
  sandbox,
  platform: { sync },
}) => {
  await sync.connect()
  expect(sync.connection).toBe('created')
  await settle(sandbox, sync)

  expect(sync.connection).toBe('completed')
  expect(sync.families).toEqual({
    'E-1': { status: 'completed', created: [] },
    // Jimmy to us, James to the carrier: the same person.
    'E-2': { status: 'completed', created: [] },
    'E-3': { status: 'completed', created: ['E-3'] },
  })
  expect(sandbox).toHaveSentInOrder([
    { operation: 'createGroupConnection' },
    { operation: 'createMemberSnapshot', body: { employee: { custom_individual_id: 'E-1' } } },
    { operation: 'createMemberSnapshot', body: { employee: { custom_individual_id: 'E-3' } } },
  ])

  // What the carrier has on record in the end.
  const { members } = await sandbox.perform('control', 'getCarrierGroup', {
    params: { carrier: 'guardian', carrier_group_id: '00520125' },
  })
  expect(members.map(({ first_name, last_name }) => `${first_name} ${last_name}`)).toEqual(
    expect.arrayContaining(['Ada Moreno', 'Sam Moreno', 'Jimmy Okafor', 'Lee Quarry']),
  )
})

test('deliveries that are forged, altered or old are refused', async ({ sandbox, platform }) => {
  await platform.sync.connect()
  await settle(sandbox, platform.sync)
  expect(platform.answered.length).toBeGreaterThan(0)
  expect(new Set(platform.answered)).toEqual(new Set([200]))

  // A genuine one, as it came.
  const { deliveries } = await sandbox.perform('control', 'listDeliveries')
  const { body, attempts } = deliveries[0] as (typeof deliveries)[number]
  const headers = attempts[0]?.headers as Record<string, string>
  const send = async (changed: Record<string, string>, text = body) =>
    (await fetch(platform.address, { method: 'POST', headers: { ...headers, ...changed }, body: text }))
      .status
  expect(await send({})).toBe(200)
  expect(await send({}, `${body} `)).toBe(401)
  expect(await send({ 'x-noyo-signature': '0'.repeat(64) })).toBe(401)
  expect(await send({ 'x-noyo-timestamp': new Date().toISOString() })).toBe(401)

  const given = { signature: headers['x-noyo-signature'], timestamp: headers['x-noyo-timestamp'] }
  const now = Date.parse(headers['x-noyo-timestamp'] as string)
  expect(isFromNoyo(SECRET, given, Buffer.from(body), now + 60_000)).toBe(true)
  expect(isFromNoyo(SECRET, given, Buffer.from(body), now + 600_000)).toBe(false)
})

test.describe('where Noyo delivers twice and in another order', () => {
  test.override('habits', () => [{ kind: 'duplicate' }, { kind: 'reorder' }])

  test('each family is sent once all the same', async ({ sandbox, platform: { sync, answered, events } }) => {
    await sync.connect()
    await settle(sandbox, sync)
    for (const id of ['E-1', 'E-2', 'E-3']) {
      expect(sandbox).toHaveSent(1, {
        operation: 'createMemberSnapshot',
        body: { employee: { custom_individual_id: id } },
      })
    }
    expect(Object.values(sync.families).map(({ status }) => status)).toEqual(Array(3).fill('completed'))
    expect(new Set(answered)).toEqual(new Set([200]))
    expect(new Set(events).size).toBeLessThan(events.length)
  })
})

test.describe('a family that Noyo refuses', () => {
  const [ada, jimmy, lee] = mapleRidge.families
  test.override({
    employer: {
      ...mapleRidge,
      families: [ada, { ...jimmy, home: { ...jimmy?.home, state: 'Oregon' } }, lee] as Employer['families'],
    },
  })

  test('is told with Noyo’s words, and the others are completed', async ({ sandbox, platform: { sync } }) => {
    await sync.connect()
    await settle(sandbox, sync)
    expect(sync.families['E-1']?.status).toBe('completed')
    expect(sync.families['E-3']?.status).toBe('completed')
    expect(sync.families['E-2']).toMatchObject({ status: 'refused' })
    expect(JSON.stringify(sync.families['E-2']?.problem)).toContain('state')
    expect(sandbox).toHaveSent(1, { operation: 'createMemberSnapshot', status: 422 })
  })
})
