import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode, type TestWorld } from '../modes.ts'
import { FULFILLMENT, GUARDIAN } from './connected.ts'

const CONNECTIONS = `${FULFILLMENT}/group_connections`
const PRINCIPAL = '000fb418-7767-4abd-8af0-d4e01feab841'
const UNITED_HEALTHCARE = '701ac9cf-56af-4cae-8549-5acfa851e173'
const AT_GUARDIAN = '/_sim/carriers/guardian/groups/00123456'
const AT_PRINCIPAL = '/_sim/carriers/principal/groups/1234567'
const AT_UNITED_HEALTHCARE = '/_sim/carriers/united-healthcare/groups/09Z6132'

async function requested(api: Api, carrier_id: string, carrier_group_id: string, more: object = {}) {
  const group_data = { group_name: 'Orchard Tools', carrier_group_id, ...more }
  return (await api.post(CONNECTIONS, { carrier_id, group_data })).body.id as string
}

const show = async (api: Api, id: string) => (await api.get(`${CONNECTIONS}/${id}`)).body
const statusOf = async (api: Api, id: string) => (await show(api, id)).status

/** A moment so long after the world's own. */
const after = async ({ api }: TestWorld, milliseconds: number) =>
  new Date(Date.parse((await api.get('/_sim/clock')).body.now) + milliseconds).toISOString()

const reasons = async (api: Api, id: string) => {
  const { status, setup_result } = await show(api, id)
  return [status, setup_result.reason]
}

inEveryMode('what holds a connection', ({ test }) => {
  test('waits for a group that is not installed, and completes by itself at the next round', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_GUARDIAN, { installed_on: await after(world, 90_000) })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.advance('7s')
    expect(await reasons(api, id)).toEqual(['waiting_on_carrier', 'group_not_installed'])
    const waiting = await show(api, id)
    expect(waiting.setup_result.description).toContain('installed')
    await simulator.clock.advance('99s')
    expect(await show(api, id)).toEqual(waiting)
    // Asked at 7 s, then every 20 s: the first round after 90 s is at 107 s.
    await simulator.clock.advance('1s')
    const done = await show(api, id)
    expect(done).toMatchObject({ status: 'completed', completed: waiting.created + 107 })
    expect(done.setup_result).toEqual({})
    const employees = await api.get(`${FULFILLMENT}/groups/${done.group_id}/employees`)
    expect(employees.body.meta.total_records).toBe(25)
  })

  test('waits for the authorisation, which settle gets to', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_GUARDIAN, { authorized_on: await after(world, 86_400_000) })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.advance('1h')
    expect(await reasons(api, id)).toEqual(['carrier_authorization', 'authorization_pending'])
    expect((await simulator.clock.settle()).stopped).toBe('quiet')
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('goes from one cause to the next', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_GUARDIAN, {
      installed_on: await after(world, 30_000),
      authorized_on: await after(world, 60_000),
    })
    const id = await requested(api, GUARDIAN, '00123456')
    const seen: string[] = []
    for (let round = 0; round < 8; round += 1) {
      await simulator.clock.advance('10s')
      const status = await statusOf(api, id)
      if (seen.at(-1) !== status) seen.push(status)
    }
    expect(seen).toEqual(['waiting_on_carrier', 'carrier_authorization', 'completed'])
  })

  test('is held as said, verbatim, until the moment said', async (world) => {
    const { api, simulator } = world
    const refuse_until = await after(world, 3_600_000)
    const held: [string, string][] = []
    for (const [index, outcome] of [
      'noyo_review',
      'waiting_on_carrier',
      'carrier_authorization',
      'action_required',
      'unable_to_connect',
    ].entries()) {
      const number = `0012345${index}`
      await api.patch(`/_sim/carriers/guardian/groups/${number}`, { outcome, refuse_until })
      held.push([await requested(api, GUARDIAN, number), outcome])
    }
    await simulator.clock.advance('59min')
    for (const [id, outcome] of held) expect(await statusOf(api, id)).toBe(outcome)
    await simulator.clock.settle()
    const after1h = await Promise.all(held.map(([id]) => statusOf(api, id)))
    expect(after1h).toEqual(['completed', 'completed', 'completed', 'action_required', 'unable_to_connect'])
    for (const [id] of held.slice(3)) {
      expect((await api.put(`${CONNECTIONS}/${id}/retry`, {})).status).toBe(201)
      await simulator.clock.settle()
      expect(await statusOf(api, id)).toBe('completed')
    }
  })

  test('held without an end, ends at the next round once somebody lifts it', async ({ api, simulator }) => {
    await api.patch(AT_GUARDIAN, { outcome: 'noyo_review' })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.settle()
    await simulator.clock.advance('30d')
    expect(await statusOf(api, id)).toBe('noyo_review')
    await simulator.clock.advance('7s')
    await api.patch(AT_GUARDIAN, { outcome: null })
    expect(await statusOf(api, id)).toBe('noyo_review')
    await simulator.clock.advance('20s')
    expect(await statusOf(api, id)).toBe('completed')
    const { chain } = (await api.get(`/_sim/why/${id}`)).body
    expect(chain.map(({ event }: { event?: { type: string } }) => event?.type)).toContain(
      'carrier_standing.changed',
    )
    expect(chain.at(-1).cause).toEqual({ by: 'control', operation: 'editCarrierGroup' })
  })

  test('put off again, is asked again only then', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_GUARDIAN, { installed_on: await after(world, 60_000) })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.advance('10s')
    await api.patch(AT_GUARDIAN, { installed_on: await after(world, 600_000) })
    await simulator.clock.advance('5min')
    expect(await statusOf(api, id)).toBe('waiting_on_carrier')
    await simulator.clock.advance('6min')
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('a retry before the cause is gone comes to the same status again', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_GUARDIAN, { outcome: 'action_required' })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.settle()
    const before = await show(api, id)
    const retried = await api.put(`${CONNECTIONS}/${id}/retry`, {})
    expect(retried.body.status).toBe('processing')
    expect(retried.body.setup_result).toEqual({})
    await simulator.clock.settle()
    const again = await show(api, id)
    expect(again).toMatchObject({ status: 'action_required', setup_result: before.setup_result })
    expect(again.version).not.toBe(before.version)
  })

  test('a broker that is not the one on file is answered at once, and amended', async ({
    api,
    simulator,
  }) => {
    await api.patch(AT_PRINCIPAL, { broker_federal_ein: '900000201' })
    const id = await requested(api, PRINCIPAL, '1234567', { broker_federal_ein: '900000299' })
    await simulator.clock.settle()
    expect(await reasons(api, id)).toEqual(['action_required', 'broker_not_on_file'])
    await simulator.clock.advance('30d')
    expect(await statusOf(api, id)).toBe('action_required')
    await api.put(`${CONNECTIONS}/${id}/retry`, { broker_federal_ein: '900000201' })
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('a standing change does not take the pending answer away', async ({ api, simulator }) => {
    const id = await requested(api, UNITED_HEALTHCARE, '09Z6132')
    await simulator.clock.advance('3s')
    expect(await statusOf(api, id)).toBe('carrier_authorization')
    await api.patch(AT_UNITED_HEALTHCARE, { broker_tin: '900000001' })
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('UnitedHealthcare has four statuses, whatever is wrong, and after a retry too', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_UNITED_HEALTHCARE, { authorized_on: await after(world, 600_000) })
    const id = await requested(api, UNITED_HEALTHCARE, '09Z6132')
    const malformed = await requested(api, UNITED_HEALTHCARE, 'no')
    await simulator.clock.advance('1min')
    expect(await statusOf(api, id)).toBe('carrier_authorization')
    expect(await reasons(api, malformed)).toEqual(['noyo_review', 'identifier_malformed'])
    const retried = await api.put(`${CONNECTIONS}/${malformed}/retry`, { carrier_group_id: '09Z6133' })
    expect(retried.body.status).toBe('carrier_authorization')
    await simulator.clock.settle()
    expect([await statusOf(api, id), await statusOf(api, malformed)]).toEqual(['completed', 'completed'])
  })

  test('the delay that is said of a group is that of its answer', async ({ api, simulator }) => {
    await api.patch(AT_GUARDIAN, { delay: '2h' })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.advance('2h')
    expect(await statusOf(api, id)).toBe('processing')
    await simulator.clock.advance('2s')
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('every change of status says its cause', async (world) => {
    const { api, simulator } = world
    await api.patch(AT_GUARDIAN, { installed_on: await after(world, 30_000) })
    const id = await requested(api, GUARDIAN, '00123456')
    await simulator.clock.settle()
    const { events } = (await api.get('/_sim/events?type=group_connection.status_changed')).body
    const own = events.filter(({ subject }: { subject: { id: string } }) => subject.id === id)
    expect(own.map(({ data }: { data: { to: string; cause: string } }) => [data.to, data.cause])).toEqual([
      ['processing', 'started'],
      ['waiting_on_carrier', 'group_not_installed'],
      ['completed', 'confirmed'],
    ])
  })
})

inEveryMode('how a group stands with its carrier', ({ test }) => {
  test('is shown, changed and taken back field by field', async ({ api }) => {
    const said = {
      installed_on: '2026-03-01',
      authorized_on: '2026-03-02T10:00:00-05:00',
      outcome: 'noyo_review',
      refuse_until: '2026-04-01',
      broker_federal_ein: '900000201',
      broker_tin: '900000202',
      delay: '90s',
    }
    const shown = {
      ...said,
      installed_on: '2026-03-01T00:00:00.000Z',
      authorized_on: '2026-03-02T15:00:00.000Z',
      refuse_until: '2026-04-01T00:00:00.000Z',
    }
    const first = await api.patch(AT_GUARDIAN, said)
    expect(first.status).toBe(200)
    expect(first.body.standing).toEqual(shown)
    expect((await api.get(AT_GUARDIAN)).text).toBe(first.text)
    const { outcome: _, ...without } = shown
    expect((await api.patch(AT_GUARDIAN, { outcome: null })).body.standing).toEqual(without)
    // An end belongs to its outcome.
    const { refuse_until: __, ...endless } = shown
    const again = await api.patch(AT_GUARDIAN, { outcome: 'action_required' })
    expect(again.body.standing).toEqual({ ...endless, outcome: 'action_required' })
    const nulls = Object.fromEntries(Object.keys(said).map((name) => [name, null]))
    expect((await api.patch(AT_GUARDIAN, nulls)).body.standing).toEqual({})
  })

  test('is an event only when it changes', async ({ api }) => {
    const count = async () => (await api.get('/_sim/events?type=carrier_standing.changed')).body.events.length
    const before = await count()
    await api.patch(AT_GUARDIAN, { delay: '90s' })
    await api.patch(AT_GUARDIAN, { delay: '90s' })
    await api.patch(AT_GUARDIAN, {})
    expect(await count()).toBe(before + 1)
  })

  test('what cannot be is refused by name', async ({ api }) => {
    for (const [body, field] of [
      [{ installed_on: 'soon' }, '/installed_on'],
      [{ refuse_until: '2026-02-30' }, '/refuse_until'],
      [{ delay: 'long' }, '/delay'],
      [{ outcome: 'completed' }, '/outcome'],
      [{ installed: '2026-01-01' }, '/installed'],
    ] as const) {
      const refused = await api.patch(AT_GUARDIAN, body)
      expect([refused.status, refused.body.error.field]).toEqual([422, field])
    }
    expect((await api.patch('/_sim/carriers/guardian/groups/12', {})).status).toBe(404)
    expect((await api.patch('/_sim/carriers/nobody/groups/12', {})).status).toBe(404)
    expect((await api.get(AT_GUARDIAN)).body.standing).toEqual({})
  })
})

inEveryMode(
  'at the realistic pace',
  ({ test }) => {
    test('Noyo asks again every 24 hours from when the status came', async (world) => {
      const { api, simulator } = world
      await api.patch(AT_GUARDIAN, { delay: '1h', installed_on: await after(world, 30 * 86_400_000) })
      const id = await requested(api, GUARDIAN, '00123456')
      await simulator.clock.advance('1d')
      const { status, modified } = await show(api, id)
      expect(status).toBe('waiting_on_carrier')
      await simulator.clock.settle()
      const done = await show(api, id)
      expect(done.status).toBe('completed')
      expect(done.completed - modified).toBe(30 * 86_400)
    })
  },
  { pace: 'realistic' },
)
