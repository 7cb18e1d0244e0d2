import { expect } from 'vitest'
import { TRANSITIONS } from '../../src/connections/transitions.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, GUARDIAN, NOBODY } from './connected.ts'

const CONNECTIONS = `${FULFILLMENT}/group_connections`
const UNITED_HEALTHCARE = '701ac9cf-56af-4cae-8549-5acfa851e173'
const PRINCIPAL = '000fb418-7767-4abd-8af0-d4e01feab841'
const UNUM = '0d118909-203b-4a0d-a2d8-58a9bb5753f8'
const SAMPLE_LIFE = '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d'
const STATUSES = Object.keys(TRANSITIONS) as (keyof typeof TRANSITIONS)[]

async function requested(api: Api, carrier_id: string, carrier_group_id: string) {
  const group_data = { group_name: 'Orchard Tools', carrier_group_id }
  return (await api.post(CONNECTIONS, { carrier_id, group_data })).body as { id: string; group_id: string }
}

const move = (api: Api, id: string, status: string, force?: boolean) =>
  api.post(`/_sim/group_connections/${id}/transition`, { status, ...(force === undefined ? {} : { force }) })
const statusOf = async (api: Api, id: string) => (await api.get(`${CONNECTIONS}/${id}`)).body.status

/** Where the table leads from a status, by a way of going on or by none. */
const ends = (from: (typeof STATUSES)[number], steps: readonly string[]) =>
  new Set(
    Object.entries(TRANSITIONS[from])
      .filter(([cause]) => !STEPS.includes(cause) || steps.includes(cause))
      .map(([, to]) => to),
  )
const STEPS = ['started', 'retried', 'notification_awaited', 'notification_awaited_again']

inEveryMode('a connection moved by hand', ({ test }) => {
  for (const [carrier, carrier_id, number, steps] of [
    ['Guardian', GUARDIAN, '00123456', ['started', 'retried']],
    [
      'UnitedHealthcare',
      UNITED_HEALTHCARE,
      '09Z6132',
      ['notification_awaited', 'notification_awaited_again'],
    ],
  ] as const) {
    test(`takes every edge of the table and no other: ${carrier}`, async ({ api }) => {
      const { id } = await requested(api, carrier_id, number)
      for (const from of STATUSES) {
        const possible = ends(from, steps)
        for (const to of STATUSES) {
          expect((await move(api, id, from, true)).body.status).toBe(from)
          const reply = await move(api, id, to)
          expect([from, to, reply.status]).toEqual([from, to, possible.has(to) ? 200 : 409])
          expect(await statusOf(api, id)).toBe(possible.has(to) ? to : from)
        }
      }
    })
  }

  test('is told what is possible from where it is', async ({ api, simulator }) => {
    const { id } = await requested(api, GUARDIAN, '00123456')
    const refused = await move(api, id, 'completed')
    expect(refused.status).toBe(409)
    expect(refused.body.error).toMatchObject({ code: 'connection_step_impossible' })
    expect(refused.body.error.message).toContain('Possible: processing;')
    await simulator.clock.settle()
    expect((await move(api, id, 'processing')).body.error.message).toContain('Possible: nothing;')
    expect((await move(api, NOBODY, 'completed')).status).toBe(404)
    expect((await move(api, id, 'connecting')).status).toBe(422)
  })

  test('to completed stays there: what held it is gone at the carrier', async ({ api, simulator }) => {
    const place = '/_sim/carriers/guardian/groups/00123456'
    await api.patch(place, {
      outcome: 'noyo_review',
      installed_on: '2031-01-01',
      authorized_on: '2031-01-01',
    })
    const { id, group_id } = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.advance('7s')
    expect(await statusOf(api, id)).toBe('noyo_review')
    const done = await move(api, id, 'completed')
    expect(done.body).toMatchObject({ id, status: 'completed' })
    expect(done.body.setup_result).toEqual({})
    expect(done.body.completed).toBe(done.body.modified)
    const { standing } = (await api.get(place)).body
    const now = Date.parse((await api.get('/_sim/clock')).body.now)
    expect(standing).not.toHaveProperty('outcome')
    expect([Date.parse(standing.installed_on), Date.parse(standing.authorized_on)]).toEqual([now, now])
    const { meta } = (await api.get(`${FULFILLMENT}/groups/${group_id}/employees`)).body
    expect(meta.total_records).toBe(25)
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('to completed makes its broker the broker of record, where that was wrong', async ({
    api,
    simulator,
  }) => {
    const place = '/_sim/carriers/principal/groups/1234567'
    await api.patch(place, { broker_federal_ein: '900000201', broker_tin: '900000202' })
    const { id } = (
      await api.post(CONNECTIONS, {
        carrier_id: PRINCIPAL,
        group_data: {
          group_name: 'Orchard Tools',
          carrier_group_id: '1234567',
          broker_federal_ein: '900000299',
        },
      })
    ).body
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('action_required')
    await move(api, id, 'completed')
    expect((await api.get(place)).body.standing).toEqual({ broker_federal_ein: '900000299' })
  })

  test('to where it is held stays there, by any retry, until it is moved on', async ({ api, simulator }) => {
    const { id } = await requested(api, GUARDIAN, '00123456')
    await move(api, id, 'processing')
    await move(api, id, 'waiting_on_carrier')
    await simulator.clock.settle()
    await simulator.clock.advance('30d')
    expect(await statusOf(api, id)).toBe('waiting_on_carrier')
    await api.put(`${CONNECTIONS}/${id}/retry`, {})
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('waiting_on_carrier')
    await api.patch('/_sim/carriers/guardian/groups/00123456', { outcome: null })
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('by force out of completed has no time of completion any more, and may be retried', async ({
    api,
    simulator,
  }) => {
    const { id } = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.settle()
    expect((await move(api, id, 'action_required')).status).toBe(409)
    const forced = await move(api, id, 'action_required', true)
    expect(forced.body).not.toHaveProperty('completed')
    expect(forced.body.setup_result.reason).toBe('data_needed')
    expect((await api.put(`${CONNECTIONS}/${id}/retry`, {})).status).toBe(201)
    const { events } = (await api.get('/_sim/events?type=group_connection.status_changed')).body
    expect(events.some(({ data }: { data: { cause: string } }) => data.cause === 'forced')).toBe(true)
  })

  test('cannot take the place of another connection', async ({ api, simulator }) => {
    await api.patch('/_sim/carriers/guardian/groups/00123456', { outcome: 'unable_to_connect' })
    const { id } = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.settle()
    const second = await requested(api, GUARDIAN, '00123456')
    const refused = await move(api, id, 'processing')
    expect(refused.status).toBe(409)
    expect(refused.body.error.message).toContain(second.id)
    expect(await statusOf(api, id)).toBe('unable_to_connect')
  })

  test('a Send connection completes by hand, without members', async ({ api, simulator }) => {
    const { id, group_id } = await requested(api, SAMPLE_LIFE, '123-45678')
    await simulator.clock.settle()
    expect((await move(api, id, 'completed')).body.status).toBe('completed')
    const group = `${FULFILLMENT}/groups/${group_id}`
    expect((await api.get(`${group}/plans`)).body.meta.total_records).toBeGreaterThan(0)
    expect((await api.get(`${group}/employees`)).body.response).toEqual([])
  })
})

inEveryMode(
  "a connection moved by hand in Noyo's own sandbox",
  ({ test }) => {
    test('completes, as its staff would', async ({ api, simulator }) => {
      const { id, group_id } = await requested(api, GUARDIAN, '00123456')
      await simulator.clock.advance('30d')
      expect(await statusOf(api, id)).toBe('processing')
      expect((await move(api, id, 'completed')).body.status).toBe('completed')
      const { meta } = (await api.get(`${FULFILLMENT}/groups/${group_id}/employees`)).body
      expect(meta.total_records).toBe(25)
      await simulator.clock.advance('30d')
      expect(await statusOf(api, id)).toBe('completed')
    })
  },
  { profile: 'noyo-sandbox' },
)

inEveryMode(
  'a connection moved by hand at a carrier that holds everybody',
  ({ test }) => {
    test('completes alone: the others are held as before', async ({ api, simulator }) => {
      const one = await requested(api, UNUM, '00123456')
      const other = await requested(api, UNUM, '00123457')
      await simulator.clock.settle()
      expect(await statusOf(api, one.id)).toBe('noyo_review')
      expect((await move(api, one.id, 'completed')).status).toBe(200)
      await simulator.clock.settle()
      expect([await statusOf(api, one.id), await statusOf(api, other.id)]).toEqual([
        'completed',
        'noyo_review',
      ])
      // What is lifted stays lifted for this group: forced back to work, it completes again.
      await move(api, one.id, 'processing', true)
      await simulator.clock.settle()
      expect(await statusOf(api, one.id)).toBe('completed')
    })
  },
  { scenario: new URL('one-employee.yaml', import.meta.url).pathname },
)
