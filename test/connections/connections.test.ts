import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'

const FULFILLMENT = '/fulfillment/api/v1'
const CONNECTIONS = `${FULFILLMENT}/group_connections`
const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'
const PRINCIPAL = '000fb418-7767-4abd-8af0-d4e01feab841'
const UNITED_HEALTHCARE = '701ac9cf-56af-4cae-8549-5acfa851e173'
const SAMPLE_LIFE = '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d'
const NOBODY = '00000000-0000-4000-8000-000000000000'

const request = (carrier_id: string, carrier_group_id: string, more: object = {}) => ({
  carrier_id,
  group_data: { group_name: 'Orchard Tools', carrier_group_id, ...more },
})

const statusOf = async (api: Api, id: string) => (await api.get(`${CONNECTIONS}/${id}`)).body.status

inEveryMode('group connections', ({ test }) => {
  test('a request for a Sync carrier is created, processing and completed on the clock', async ({
    api,
    simulator,
  }) => {
    const created = await api.post(CONNECTIONS, {
      ...request(GUARDIAN, '00123456'),
      federal_ein: '900000901',
    })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      request_type: 'initial',
      status: 'created',
      group_data: { group_name: 'Orchard Tools', carrier_group_id: '00123456' },
      federal_ein: '900000901',
    })
    expect(created.body).not.toHaveProperty('completed')
    const group = await api.get(`${FULFILLMENT}/groups/${created.body.group_id}`)
    expect(group.body).toMatchObject({ name: 'Orchard Tools', federal_ein: '900000901' })

    const { id } = created.body
    expect(await statusOf(api, id)).toBe('created')
    await simulator.clock.advance('2s')
    expect(await statusOf(api, id)).toBe('processing')
    expect((await simulator.clock.settle()).stopped).toBe('quiet')
    const { body } = await api.get(`${CONNECTIONS}/${id}`)
    expect(body).toMatchObject({ status: 'completed', completed: created.body.created + 7 })
    expect(body.version).not.toBe(created.body.version)
  })

  test('a completed connection makes the group readable', async ({ api, simulator }) => {
    const { id, group_id } = (await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))).body
    const group = `${FULFILLMENT}/groups/${group_id}`
    const before = (await api.get(`${group}/audit_requests/latest`)).body
    expect(before).toMatchObject({ group_id, carrier_ids: [] })
    expect((await api.get(`${group}/audit_requests/list_latest`)).body).toEqual([])
    for (const list of ['employees', 'plans', 'group_enrollments', 'individual_enrollments']) {
      expect((await api.get(`${group}/${list}`)).body.response).toEqual([])
    }
    await simulator.clock.settle()
    const { completed } = (await api.get(`${CONNECTIONS}/${id}`)).body
    expect((await api.get(`${group}/employees`)).body.meta.total_records).toBe(25)
    for (const list of ['plans', 'group_enrollments', 'individual_enrollments']) {
      expect((await api.get(`${group}/${list}`)).body.meta.total_records).toBeGreaterThan(0)
    }
    expect((await api.get(`${group}/carrier_configurations`)).body).toEqual([
      expect.objectContaining({
        carrier_id: GUARDIAN,
        carrier_group_id: '00123456',
        configuration: expect.objectContaining({ policy_number: '00123456' }),
        connection_configuration: expect.objectContaining({ connection_tier: 'premier' }),
      }),
    ])
    const audit = { group_id, carrier_ids: [GUARDIAN], completed_at: completed }
    expect((await api.get(`${group}/audit_requests/latest`)).body).toEqual(audit)
    expect((await api.get(`${group}/audit_requests/list_latest`)).body).toEqual([audit])
    const other = await api.get(`${group}/audit_requests/latest?carrier_id=${PRINCIPAL}`)
    expect(other.body.carrier_ids).toEqual([])
    const earlier = await api.get(`${group}/audit_requests/list_latest?effective_date=2025-01-01`)
    expect(earlier.body).toEqual([])
  })

  test('what was read is an event that counts it, and why each of its people is there', async ({
    api,
    simulator,
  }) => {
    const { id, group_id } = (await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))).body
    await simulator.clock.settle()
    const { events } = (await api.get('/_sim/events')).body
    const pulled = events.findLast(({ type }: { type: string }) => type === 'group.pulled')
    const group = `${FULFILLMENT}/groups/${group_id}`
    const counts = await Promise.all(
      ['employees', 'plans', 'group_enrollments', 'individual_enrollments'].map(async (list) => [
        list,
        (await api.get(`${group}/${list}`)).body.meta.total_records,
      ]),
    )
    expect(pulled).toMatchObject({
      subject: { id },
      data: { group_id, carrier_id: GUARDIAN, ...Object.fromEntries(counts) },
    })
    const [employee] = (await api.get(`${group}/employees?page_size=1`)).body.response
    const { chain } = (await api.get(`/_sim/why/${employee.id}`)).body
    expect(chain.map(({ event }: { event?: { type: string } }) => event?.type)).toContain('group.pulled')
    expect(chain.at(-1).cause.operation).toBe('createGroupConnection')
  })

  test('a group with nobody enrolled yet has plans and no members', async ({ api, simulator }) => {
    const { group_id } = (await api.post(CONNECTIONS, request(GUARDIAN, '00123400'))).body
    await simulator.clock.settle()
    const group = `${FULFILLMENT}/groups/${group_id}`
    expect((await api.get(`${group}/plans`)).body.meta.total_records).toBeGreaterThan(0)
    expect((await api.get(`${group}/employees`)).body.response).toEqual([])
  })

  test('an existing group connects incrementally, to several carriers', async ({ api, simulator }) => {
    const { id } = (await api.post(`${FULFILLMENT}/groups`, { name: 'Two Carriers' })).body
    const path = `${FULFILLMENT}/groups/${id}/group_connections`
    const group_data = { carrier_group_id: '00123456' }
    const first = await api.post(path, { carrier_id: GUARDIAN, group_data })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      group_id: id,
      request_type: 'incremental',
      status: 'created',
      group_data: { group_name: 'Two Carriers', carrier_group_id: '00123456' },
    })
    await api.post(path, {
      carrier_id: PRINCIPAL,
      group_data: { carrier_group_id: '1234567', broker_federal_ein: '900000002' },
    })
    await simulator.clock.settle()
    const both = await api.get(path)
    expect(both.body.response.map(({ status }: { status: string }) => status)).toEqual([
      'completed',
      'completed',
    ])
    const configurations = await api.get(`${FULFILLMENT}/groups/${id}/carrier_configurations`)
    expect(configurations.body).toHaveLength(2)
  })

  test('what a request names and is not there is not found', async ({ api }) => {
    const before = (await api.get(`${FULFILLMENT}/groups`)).body.meta.total_records
    const noCarrier = await api.post(CONNECTIONS, request(NOBODY, '00123456'))
    expect(noCarrier.status).toBe(404)
    expect(noCarrier.body).toEqual({ message: `Carrier not found with UUID ${NOBODY}`, status: 404 })
    const noGroup = await api.post(`${FULFILLMENT}/groups/${NOBODY}/group_connections`, {
      carrier_id: GUARDIAN,
      group_data: { carrier_group_id: '00123456' },
    })
    expect(noGroup.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    expect((await api.get(`${CONNECTIONS}/${NOBODY}`)).status).toBe(404)
    expect((await api.get(`${FULFILLMENT}/groups`)).body.meta.total_records).toBe(before)
  })

  test('a broker that the carrier needs is asked for, and no group is left behind', async ({ api }) => {
    const before = (await api.get(`${FULFILLMENT}/groups`)).body.meta.total_records
    const refused = await api.post(CONNECTIONS, request(PRINCIPAL, '1234567'))
    expect(refused.status).toBe(422)
    expect(refused.body.errors.group_data).toHaveProperty('broker_federal_ein')
    expect((await api.get(`${FULFILLMENT}/groups`)).body.meta.total_records).toBe(before)
    const accepted = await api.post(
      CONNECTIONS,
      request(PRINCIPAL, '1234567', { broker_federal_ein: '900000002' }),
    )
    expect(accepted.status).toBe(201)
  })

  test('one group at a carrier has one connection', async ({ api }) => {
    const first = await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))
    const second = await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))
    expect(second.status).toBe(409)
    expect(second.body.message).toContain(first.body.id)
    expect((await api.post(CONNECTIONS, request(GUARDIAN, '00123457'))).status).toBe(201)
  })

  test('a malformed identifier cannot connect; a retry with the right one can', async ({
    api,
    simulator,
  }) => {
    const first = (await api.post(CONNECTIONS, request(GUARDIAN, 'ABC'))).body
    await simulator.clock.settle()
    expect(await statusOf(api, first.id)).toBe('unable_to_connect')
    const failed = (await api.get(`${CONNECTIONS}/${first.id}`)).body
    const retried = await api.put(`${CONNECTIONS}/${first.id}/retry`, {
      carrier_group_id: '00123456',
      employer_email_address: 'owner@example.com',
    })
    expect(retried.status).toBe(201)
    expect(retried.body).toMatchObject({
      id: first.id,
      status: 'processing',
      group_data: {
        group_name: 'Orchard Tools',
        carrier_group_id: '00123456',
        employer_email_address: 'owner@example.com',
      },
    })
    expect(retried.body.version).not.toBe(failed.version)
    await simulator.clock.settle()
    expect(await statusOf(api, first.id)).toBe('completed')
    const again = await api.put(`${CONNECTIONS}/${first.id}/retry`, {})
    expect(again.status).toBe(400)
    expect(again.body.status).toBe(400)
    expect(again.body.message).toContain('completed')
  })

  test('a retry cannot take the identifier of another connection', async ({ api }) => {
    await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))
    const { id } = (await api.post(CONNECTIONS, request(GUARDIAN, '00123457'))).body
    const before = (await api.get(`${CONNECTIONS}/${id}`)).body
    const refused = await api.put(`${CONNECTIONS}/${id}/retry`, { carrier_group_id: '00123456' })
    expect(refused.status).toBe(409)
    expect((await api.get(`${CONNECTIONS}/${id}`)).body).toEqual(before)
  })

  test('a retry cannot take away what a connection cannot do without', async ({ api }) => {
    const broker = { broker_federal_ein: '900000002' }
    const { id } = (await api.post(CONNECTIONS, request(PRINCIPAL, '99', broker))).body
    const before = (await api.get(`${CONNECTIONS}/${id}`)).body
    for (const [amendment, field] of [
      [{ broker_federal_ein: '' }, 'broker_federal_ein'],
      [{ broker_federal_ein: '  ' }, 'broker_federal_ein'],
      [{ carrier_group_id: ' ' }, 'carrier_group_id'],
    ] as const) {
      const refused = await api.put(`${CONNECTIONS}/${id}/retry`, amendment)
      expect(refused.status).toBe(422)
      expect(Object.keys(refused.body.errors)).toEqual([field])
    }
    expect((await api.get(`${CONNECTIONS}/${id}`)).body).toEqual(before)
    const blank = await api.post(CONNECTIONS, request(PRINCIPAL, ' ', { broker_federal_ein: ' ' }))
    expect(Object.keys(blank.body.errors.group_data).sort()).toEqual([
      'broker_federal_ein',
      'carrier_group_id',
    ])
  })

  test('the order of requests that come together decides no id', async ({ api, simulator }) => {
    const asked = ['00123451', '00123452', '00123453'].map((id) => request(GUARDIAN, id))
    const start = await simulator.checkpoint()
    const idsFrom = async (requests: typeof asked) => {
      const replies = await Promise.all(requests.map((body) => api.post(CONNECTIONS, body)))
      await simulator.restore(start)
      return replies
        .map(({ body }) => `${body.group_data.carrier_group_id} ${body.group_id} ${body.id}`)
        .sort()
    }
    expect(await idsFrom(asked.toReversed())).toEqual(await idsFrom(asked))
  })

  test('UnitedHealthcare waits for authorisation, then completes', async ({ api, simulator }) => {
    const { id, status } = (await api.post(CONNECTIONS, request(UNITED_HEALTHCARE, '09Z6132'))).body
    expect(status).toBe('created')
    await simulator.clock.advance('2s')
    expect(await statusOf(api, id)).toBe('carrier_authorization')
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('completed')
  })

  test('a Send carrier stays in action_required with structure and plans, without members', async ({
    api,
    simulator,
  }) => {
    const { id, group_id } = (await api.post(CONNECTIONS, request(SAMPLE_LIFE, '123-45678'))).body
    await simulator.clock.settle()
    expect(await statusOf(api, id)).toBe('action_required')
    await simulator.clock.advance('60d')
    expect(await statusOf(api, id)).toBe('action_required')
    const group = `${FULFILLMENT}/groups/${group_id}`
    expect((await api.get(`${group}/plans`)).body.meta.total_records).toBeGreaterThan(0)
    const [configuration] = (await api.get(`${group}/carrier_configurations`)).body
    expect(configuration.connection_configuration).toMatchObject({
      connection_tier: 'advanced',
      data_exchange: {
        enrollments: { to_carrier: { default_method: 'feeds' }, from_carrier: { enabled: true } },
        enrollment_errors: { default_method: 'snapshot_errors' },
      },
    })
    for (const list of ['employees', 'individual_enrollments']) {
      expect((await api.get(`${group}/${list}`)).body.response).toEqual([])
    }
    expect((await api.get(`${group}/audit_requests/list_latest`)).body).toEqual([])
  })

  test('an API that the carrier does not have is refused, its own exchange is taken', async ({ api }) => {
    const forced = { ...request(SAMPLE_LIFE, '123-45678'), data_exchange_configuration: 'api' }
    const refused = await api.post(CONNECTIONS, forced)
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.body.errors)).toEqual(['data_exchange_configuration'])
    for (const own of [
      { ...forced, data_exchange_configuration: 'edi' },
      { ...request(GUARDIAN, '00123456'), data_exchange_configuration: 'api', ignore_eligibility: true },
    ]) {
      expect((await api.post(CONNECTIONS, own)).status).toBe(201)
    }
  })

  test('files in place of an API make a standard connection', async ({ api, simulator }) => {
    const { id, group_id } = (
      await api.post(CONNECTIONS, { ...request(GUARDIAN, '00123456'), data_exchange_configuration: 'edi' })
    ).body
    await simulator.clock.settle()
    const { body } = await api.get(`${CONNECTIONS}/${id}`)
    expect(body).toMatchObject({ status: 'action_required', setup_result: { reason: 'file_setup_pending' } })
    const group = `${FULFILLMENT}/groups/${group_id}`
    const [configuration] = (await api.get(`${group}/carrier_configurations`)).body
    expect(configuration.connection_configuration).toMatchObject({
      connection_tier: 'standard',
      data_exchange: { enrollments: { to_carrier: { default_method: 'feeds' } } },
    })
    expect((await api.get(`${group}/plans`)).body.meta.total_records).toBeGreaterThan(0)
    expect((await api.get(`${group}/employees`)).body.response).toEqual([])
  })
})

inEveryMode(
  "connections in Noyo's own sandbox",
  ({ test }) => {
    test('magic identifiers reach their status within ten seconds, others process for ever', async ({
      api,
      simulator,
    }) => {
      const magic = {
        '00989001': 'noyo_review',
        '00767001': 'waiting_on_carrier',
        '00545001': 'action_required',
        '00323001': 'unable_to_connect',
        '00212001': 'carrier_authorization',
        '00123456': 'processing',
      }
      const asked: [string, string][] = []
      for (const [number, status] of Object.entries(magic)) {
        asked.push([(await api.post(CONNECTIONS, request(GUARDIAN, number))).body.id, status])
      }
      const notified = (await api.post(CONNECTIONS, request(UNITED_HEALTHCARE, '09Z6132'))).body.id
      asked.push([notified, 'carrier_authorization'])
      await simulator.clock.advance('10s')
      for (const [id, status] of asked) expect(await statusOf(api, id)).toBe(status)
      await simulator.clock.advance('30d')
      for (const [id, status] of asked) expect(await statusOf(api, id)).toBe(status)
    })

    test('what the scenario says is connected, is', async ({ api }) => {
      const bakery = `${CONNECTIONS}?carrier_id=${GUARDIAN}&carrier_group_id=00410125`
      const { response } = (await api.get(bakery)).body
      expect(response).toHaveLength(1)
      for (const { status, group_id } of response) {
        expect(status).toBe('completed')
        const { meta } = (await api.get(`${FULFILLMENT}/groups/${group_id}/employees`)).body
        expect(meta.total_records).toBeGreaterThan(0)
      }
    })

    test('a retry goes by the amended identifier', async ({ api, simulator }) => {
      const { id } = (await api.post(CONNECTIONS, request(GUARDIAN, '00989001'))).body
      await simulator.clock.advance('10s')
      await api.put(`${CONNECTIONS}/${id}/retry`, { carrier_group_id: '00767001' })
      expect(await statusOf(api, id)).toBe('processing')
      await simulator.clock.advance('10s')
      expect(await statusOf(api, id)).toBe('waiting_on_carrier')
    })
  },
  { profile: 'noyo-sandbox' },
)
