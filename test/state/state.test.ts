import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { shippedScenarios } from '../../src/scenario/catalogue.ts'
import type { StateDocument } from '../../src/state/document.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { connected, FULFILLMENT } from '../connections/connected.ts'
import { opened as begun, type Life, take } from '../connections/lived.ts'
import { lives } from '../connections/random-life.ts'
import { inEveryMode } from '../modes.ts'
import { opened } from '../scenario/opened.ts'
import { sized } from '../size.ts'
import { reluctant } from '../stores/reluctant.ts'

/** A document for a change in place. */
// biome-ignore lint/suspicious/noExplicitAny: a test reaches where it wants
type Loose = any

inEveryMode('a state', ({ test }) => {
  test('comes out and goes in unchanged, in a world in the midst of things', async ({ api, simulator }) => {
    const { group } = await connected({ api, simulator })
    await api.post(`${FULFILLMENT}/group_connections`, {
      carrier_id: 'e487937e-17ad-4c78-9f02-cb494658ee59',
      group_data: { group_name: 'Midst', carrier_group_id: '00777777' },
    })
    const { status, body } = await api.get('/_sim/state')
    expect(status).toBe(200)
    expect(body).toMatchObject({ format: 1, sandbox: 'default', scenario: 'demo', clock: { mode: 'frozen' } })
    expect(body.jobs.length).toBeGreaterThan(0)
    await simulator.clock.advance('30d')
    const later = (await api.get('/_sim/state')).body
    expect(later).not.toEqual(body)
    expect(await api.put('/_sim/state', body)).toMatchObject({
      status: 200,
      body: { id: 'default', now: body.clock.now },
    })
    expect((await api.get('/_sim/state')).body).toEqual(body)
    expect((await api.get(group)).body.name).toBe('Orchard Tools')
    await simulator.clock.advance('30d')
    expect({ ...(await api.get('/_sim/state')).body, requests: later.requests }).toEqual(later)
  })

  test('goes on alike in another sandbox, of another scenario and seed', async ({ api, simulator }) => {
    await connected({ api, simulator })
    const { body } = await api.get('/_sim/state')
    await api.post('/_sim/sandboxes', {
      id: 'other',
      scenario: 'refused',
      seed: 'else',
      clock: { mode: 'frozen' },
    })
    expect((await api.put('/_sim/state?sandbox=other', body)).status).toBe(200)
    for (const sandbox of ['default', 'other']) {
      await api.post(`/_sim/clock/advance?sandbox=${sandbox}`, { by: '40d' })
    }
    const other = (await api.get('/_sim/state?sandbox=other')).body
    expect(other).toEqual({ ...(await api.get('/_sim/state')).body, sandbox: 'other' })
    expect((await api.get('/_sim/sandboxes/other')).body).toMatchObject({ scenario: 'demo', seed: 'demo' })
  })
})

describe('a state put in', () => {
  test('leaves keys and tokens, empties the journal and lets requests be numbered on', async () => {
    const { api, simulator } = await opened({ clock: 'frozen' })
    for (let at = 0; at < 5; at += 1) await api.get('/fulfillment/api/v1/groups')
    const made = await api.post('/fulfillment/api/v1/groups', { name: 'Numbered' })
    const number = Number(made.headers['x-mock-noyo-request-id']?.slice(4))
    const state = await simulator.state()
    const other = await opened({ clock: 'frozen', scenario: 'refused' })
    await other.api.post('/fulfillment/api/v1/groups', { name: 'Before' })
    await other.simulator.load(state)
    expect(await other.simulator.requests()).toEqual([])
    const next = await other.api.get('/fulfillment/api/v1/groups')
    expect(next.status).toBe(200)
    expect(next.headers['x-mock-noyo-request-id']).toBe(`req_${number + 1}`)
    const { chain } = await other.simulator.why(made.body.id)
    expect(chain.at(-1)?.text).toBe(`request req_${number}: createGroup`)
  })

  test('keeps checkpoints, and reset reads the scenario it names', async () => {
    const { simulator } = await opened({ clock: 'frozen' })
    const refused = await opened({ clock: 'frozen', scenario: 'refused' })
    const begin = await refused.simulator.state()
    const checkpoint = await simulator.checkpoint()
    const before = await simulator.state()
    await simulator.load(begin)
    expect((await simulator.state()).scenario).toBe('refused')
    await simulator.clock.advance('1d')
    await simulator.reset()
    expect(await simulator.state()).toEqual(begin)
    await simulator.restore(checkpoint)
    expect(await simulator.state()).toEqual(before)
  })

  test('of a running clock goes on from the time it shows', async () => {
    const { simulator } = await opened({ clock: 'running', start: '2026-03-01T00:00:00Z', speed: 1000 })
    const state = await simulator.state()
    expect(state.clock).toMatchObject({ mode: 'running', speed: 1000 })
    const other = await opened({ clock: 'frozen' })
    await other.simulator.load(state)
    const { clock } = await other.simulator.state()
    expect(clock).toMatchObject({ mode: 'running', speed: 1000 })
    expect(clock.now >= state.clock.now).toBe(true)
  })

  test('has no subscriptions: those of the sandbox stay, and nothing of them goes out', async () => {
    const { api, simulator } = await opened({ clock: 'frozen' })
    const webhook = { url: 'http://127.0.0.1:1/', secret: 'a-secret-that-nobody-guesses-easily' }
    expect((await api.post('/_sim/webhooks', webhook)).status).toBe(201)
    await api.post('/fulfillment/api/v1/groups', { name: 'Told of' })
    const state = await simulator.state()
    expect(JSON.stringify({ ...state, events: [] }).includes('webhook')).toBe(false)
    await simulator.load(state)
    expect((await api.get('/_sim/webhooks')).body.webhooks).toHaveLength(1)
    const { deliveries } = (await api.get('/_sim/webhooks/deliveries')).body
    expect(deliveries.map((one: { type: string; status: string }) => [one.type, one.status])).toEqual([
      ['group.created', 'failed'],
    ])
    expect(deliveries[0].reason).toContain('given another state')
  })
})

test('what is taken out while it is written is the sandbox at one moment', async () => {
  const store = reluctant(createMemoryStore(), 'state')
  const { api, simulator } = await opened({ clock: 'frozen', scenario: 'empty-group', store })
  const writes = Array.from({ length: 40 }, (_, at) =>
    api.post(`${FULFILLMENT}/groups`, { name: `Group ${at}` }),
  )
  const taken = await Promise.all(Array.from({ length: 8 }, () => simulator.state()))
  await Promise.all(writes)
  taken.push(await simulator.state())
  const counts = taken.map(({ records }) => (records['group'] as object[]).length)
  expect(Math.max(...counts)).toBeGreaterThan(40)
  for (const { records, events = [], sequence } of taken as Loose[]) {
    const created = events.filter(({ type }: Loose) => type === 'group.created')
    expect(created.map(({ subject }: Loose) => subject.id).toSorted()).toEqual(
      records.group.map(({ id }: Loose) => id).toSorted(),
    )
    expect(events.at(-1).sequence).toBeLessThanOrEqual(sequence)
  }
})

test('every shipped scenario can be taken out and in, at its beginning and later', async () => {
  const { simulator } = await opened({ clock: 'frozen' })
  for (const scenario of shippedScenarios()) {
    await simulator.reset({ scenario })
    for (const by of ['0d', '40d']) {
      await simulator.clock.advance(by)
      const state = await simulator.state()
      await simulator.load(state)
      expect(await simulator.state()).toEqual(state)
    }
  }
})

test('what comes out anywhere in a random life goes on alike in a process of its own', async () => {
  const faults: unknown[] = []
  const life = await begun(faults)
  const begin = await life.simulator.checkpoint()
  const other = await begun(faults)
  onTestFinished(async () => {
    await life.simulator.close()
    await other.simulator.close()
  })
  await fc.assert(
    fc.asyncProperty(lives, fc.double({ min: 0, max: 1, noNaN: true }), async (steps, where) => {
      const cut = Math.floor(steps.length * where)
      await life.simulator.restore(begin)
      for (const step of steps.slice(0, cut)) await take(life, step)
      await other.simulator.load(await life.simulator.state())
      for (const step of steps.slice(cut)) expect(await told(other, step)).toEqual(await told(life, step))
      expect(await other.simulator.state()).toEqual(await life.simulator.state())
    }),
    { numRuns: sized({ landing: 12, full: 150 }), seed: 11 },
  )
  expect(faults).toEqual([])
})

async function told(life: Life, step: Parameters<typeof take>[1]): Promise<unknown> {
  const reply = await take(life, step)
  return reply && { status: reply.status, text: reply.text }
}

describe('a state is refused, and nothing changed, with', () => {
  const broken: readonly [what: string, change: (state: Loose) => void, code: string, says: RegExp][] = [
    [
      'another format',
      (state) => {
        state.format = 2
      },
      'state_format_unknown',
      /format 2.*reads format 1/,
    ],
    ['no records', (state) => void delete state.records, 'invalid_fields', /records: Missing data/],
    [
      'a kind that is none',
      (state) => {
        state.records.employe = state.records.employee
      },
      'state_unusable',
      /\/records\/employe is no kind of record \(nearest: employee\)/,
    ],
    [
      'a field that is none',
      (state) => {
        state.records.group[1].nmae = 'x'
      },
      'state_unusable',
      /\/records\/group\/1\/nmae is no field of this kind/,
    ],
    [
      'a field that is missing',
      (state) => void delete state.records.employee[0].person,
      'state_unusable',
      /\/records\/employee\/0\/person is missing/,
    ],
    [
      'a value of another type',
      (state) => {
        state.records.employee[2].person.last_name = 900145201
      },
      'state_unusable',
      /\/records\/employee\/2\/person\/last_name is not text/,
    ],
    [
      'a day that is none',
      (state) => {
        state.records.carrier_enrollment[0].effective_start_date = '2026-02-30'
      },
      'state_unusable',
      /\/records\/carrier_enrollment\/0\/effective_start_date is no date/,
    ],
    [
      'two records of one id',
      (state) => void state.records.group.push(state.records.group[0]),
      'state_unusable',
      /\/records\/group\/\d+\/id is the id of another record before it/,
    ],
    [
      'a record of another organization',
      (state) => {
        state.records.group[0].organization_id = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
      },
      'state_unusable',
      /\/records\/group\/0\/organization_id is not the document's/,
    ],
    [
      'a carrier whom nobody knows',
      (state) => {
        state.records.group_connection[0].carrier_id = 'acme'
      },
      'state_unusable',
      /\/records\/group_connection\/0\/carrier_id names carrier \(no id\)/,
    ],
    [
      'a job that nobody does',
      (state) => {
        state.jobs[0].type = 'group_audit.dialy'
      },
      'state_unusable',
      /\/jobs\/0\/type is no type of job \(nearest: group_audit.daily\)/,
    ],
    [
      'a job numbered above the sequence',
      (state) => {
        state.jobs[0].sequence = 9999
      },
      'state_unusable',
      /\/jobs\/0\/sequence is above the document's sequence/,
    ],
    [
      'events out of order',
      (state) => void state.events.reverse(),
      'state_unusable',
      /\/events\/1\/sequence is not above/,
    ],
    [
      'a time that is none',
      (state) => {
        state.clock.now = '2026-02-30T00:00:00Z'
      },
      'invalid_fields',
      /clock.now: Not a valid datetime/,
    ],
  ]

  test.each(broken)('%s', async (_what, change, code, says) => {
    const { simulator } = await opened({ clock: 'frozen' })
    const before = await simulator.state()
    const state = structuredClone(before) as Loose
    change(state)
    await expect(simulator.load(state)).rejects.toMatchObject({ code, message: expect.stringMatching(says) })
    await expect(simulator.load(state)).rejects.not.toMatchObject({
      message: expect.stringContaining('900145201'),
    })
    expect(await simulator.state()).toEqual(before)
  })

  test('more than can be told: the first ones, and how many there are besides', async () => {
    const { api, simulator } = await opened({ clock: 'frozen' })
    const state = structuredClone(await simulator.state()) as Loose
    for (const member of state.records.carrier_member) member.carrier_group = 'x'
    const { status, body } = await api.put('/_sim/state', state satisfies StateDocument)
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      code: 'state_unusable',
      field: '/records/carrier_member/0/carrier_group',
    })
    expect(body.error.message).toMatch(/carrier_member\/19\/carrier_group .* And \d+ more\./)
  })
})
