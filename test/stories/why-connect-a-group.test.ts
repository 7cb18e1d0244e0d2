import path from 'node:path'
import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  currentPayload,
  enrollmentsOf,
  FULFILLMENT,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  PRINCIPAL,
  snapshotOf,
  submit,
} from '../snapshots/families.ts'

/*
 * Why a platform connects a group, sentence by sentence of the vendor's own guide (Noyo docs, why-connect-a-group).
 */

const CONNECTIONS = `${FULFILLMENT}/group_connections`

async function carrierNamed(api: Api, slug: string): Promise<Json> {
  const { body } = await api.get(`/carrier/api/v1/carriers?internal_name=${slug}`)
  return body[0]
}

async function request(api: Api, carrier_id: string, carrier_group_id: string, more: object = {}) {
  return api.post(CONNECTIONS, {
    carrier_id,
    group_data: { group_name: 'As We Call It', carrier_group_id, ...more },
  })
}

async function connected(api: Api, simulator: Simulator, carrierId: string, carrierGroupId: string) {
  const { body } = await request(api, carrierId, carrierGroupId)
  await simulator.clock.settle()
  return { id: body.id as string, group: body.group_id as string }
}

const connection = async (api: Api, id: string): Promise<Json> => (await api.get(`${CONNECTIONS}/${id}`)).body

/** What the carrier itself has on record. */
const carrierRecords = async (api: Api, slug: string, carrierGroupId: string): Promise<Json> =>
  (await api.get(`/_sim/carriers/${slug}/groups/${carrierGroupId}`)).body

inEveryMode(
  'why connect a group',
  ({ test }) => {
    test('group data is fetched and comes standardised, however the carrier arranges it', async ({
      api,
      simulator,
    }) => {
      const ameritas = await carrierNamed(api, 'ameritas')
      const one = await connected(api, simulator, GUARDIAN, '00123456')
      const other = await connected(api, simulator, ameritas.id, '010_123456')
      const configurations = []
      const fields = []
      for (const { group } of [one, other]) {
        const [configuration] = (await api.get(`${FULFILLMENT}/groups/${group}/carrier_configurations`)).body
        configurations.push(Object.keys(configuration.configuration))
        const dental = (await allOf(api, `/groups/${group}/plans`)).find(
          ({ line_of_coverage }) => line_of_coverage === 'dental',
        )
        const [enrollment] = await allOf(api, `/groups/${group}/individual_enrollments`)
        const [employee] = await allOf(api, `/groups/${group}/employees`)
        fields.push([dental, enrollment, employee].map((record) => typeof record?.id))
      }
      expect(configurations[0]).not.toEqual(configurations[1])
      expect(fields[0]).toEqual(['string', 'string', 'string'])
      expect(fields[1]).toEqual(fields[0])
    })

    test('a connection finds one group in one carrier: nobody of another group or carrier comes with it', async ({
      api,
      simulator,
    }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00123456')
      const { members } = await carrierRecords(api, 'guardian', '00123456')
      const held = members.filter(({ relationship }: Json) => relationship === 'self')
      const employees = await allOf(api, `/groups/${group}/employees`)
      expect(employees.map(({ person }) => person.ssn).sort()).toEqual(
        held.map(({ ssn }: Json) => ssn).sort(),
      )
      expect(employees).toHaveLength(6)
      expect((await allOf(api, `/groups/${group}/plans`)).map(({ carrier_id }) => carrier_id)).toEqual(
        Array.from({ length: (await allOf(api, `/groups/${group}/plans`)).length }, () => GUARDIAN),
      )
      expect((await allOf(api, '/employees')).length).toBe(6)
    })

    test('Sync and Send are asked for in one way and differ in what follows', async ({ api, simulator }) => {
      const send = await carrierNamed(api, 'fictional-benefits')
      expect(send.is_send).toBe(true)
      const sync = await request(api, GUARDIAN, '00123456')
      const sent = await request(api, send.id, '123456789')
      expect([sync.status, sent.status]).toEqual([201, 201])
      expect([sync.body.status, sent.body.status]).toEqual(['created', 'created'])
      expect(Object.keys(sync.body).sort()).toEqual(Object.keys(sent.body).sort())
      await simulator.clock.settle()
      expect((await connection(api, sync.body.id)).status).toBe('completed')
      expect((await connection(api, sent.body.id)).status).toBe('action_required')
      const group = sent.body.group_id
      expect((await allOf(api, `/groups/${group}/plans`)).length).toBeGreaterThan(0)
      expect((await api.get(`${FULFILLMENT}/groups/${group}/carrier_configurations`)).body).toHaveLength(1)
      expect(await allOf(api, `/groups/${group}/employees`)).toEqual([])
    })

    test('a group where nobody is enrolled yet gets its first enrollments through Noyo', async ({
      api,
      simulator,
    }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00999900')
      expect(await allOf(api, `/groups/${group}/employees`)).toEqual([])
      const dental = (await allOf(api, `/groups/${group}/plans`)).find(
        ({ line_of_coverage }) => line_of_coverage === 'dental',
      )
      const { status, body } = await submit(api, group, firstEmployee(dental.id))
      expect(status).toBe(201)
      await simulator.clock.settle()
      expect((await snapshotOf(api, body.id)).status).toBe('completed')
      const { members, enrollments } = await carrierRecords(api, 'guardian', '00999900')
      expect(members).toMatchObject([{ relationship: 'self' }])
      expect(enrollments).toMatchObject([{ member_id: members[0].id, effective_start_date: '2026-04-01' }])
      expect(await allOf(api, `/groups/${group}/individual_enrollments`)).toMatchObject([
        { individual_id: body.employee_id, plan_id: dental.id, status: 'pending' },
      ])
    })

    test('requests begin once the carrier is activated for the organization', async ({ api, simulator }) => {
      const carrier = await carrierNamed(api, 'placeholder-dental')
      expect(carrier.status).toBe('inactive')
      const early = await request(api, carrier.id, 'PD00A17')
      expect(early.status).toBe(422)
      expect(Object.keys(early.body.errors)).toEqual(['carrier_id'])
      const asked = await api.post('/carrier/api/v1/carriers/request', {
        carrier_id: carrier.id,
        estimated_volume: 10,
      })
      expect(asked.body.status).toBe('pending')
      expect((await request(api, carrier.id, 'PD00A17')).status).toBe(422)
      await simulator.clock.settle()
      expect((await carrierNamed(api, 'placeholder-dental')).status).toBe('active')
      expect((await request(api, carrier.id, 'PD00A17')).status).toBe(201)
    })

    test('a request may be sent as soon as the identifier is issued, and completes when all is installed', async ({
      api,
      simulator,
    }) => {
      const { body } = await request(api, GUARDIAN, '00222222')
      expect(body.status).toBe('created')
      await simulator.clock.advance('1d')
      expect((await connection(api, body.id)).status).toBe('waiting_on_carrier')
      expect(await allOf(api, `/groups/${body.group_id}/plans`)).toEqual([])
      expect(await allOf(api, `/groups/${body.group_id}/employees`)).toEqual([])
    })

    test('Noyo tries again by itself while the carrier is not ready', async ({ api, simulator }) => {
      const { body } = await request(api, GUARDIAN, '00222222')
      await simulator.clock.advance('1d')
      expect((await connection(api, body.id)).status).toBe('waiting_on_carrier')
      await simulator.clock.advance('3d')
      expect((await connection(api, body.id)).status).toBe('completed')
      expect(await allOf(api, `/groups/${body.group_id}/employees`)).toHaveLength(3)
    })

    test('a retry before the cause is gone comes to the same status again', async ({ api, simulator }) => {
      const { body } = await request(api, GUARDIAN, '00222222')
      await simulator.clock.advance('1d')
      const retried = await api.put(`${CONNECTIONS}/${body.id}/retry`, {})
      expect([retried.status, retried.body.status]).toEqual([201, 'processing'])
      await simulator.clock.advance('1h')
      expect((await connection(api, body.id)).status).toBe('waiting_on_carrier')
    })

    test('some groups need an authorisation first', async ({ api, simulator }) => {
      const { body } = await request(api, GUARDIAN, '00333333')
      await simulator.clock.advance('1h')
      expect((await connection(api, body.id)).status).toBe('carrier_authorization')
      await simulator.clock.advance('3d')
      expect((await connection(api, body.id)).status).toBe('completed')
    })

    test('the status of every connection is in the answers, alone and in lists', async ({
      api,
      simulator,
    }) => {
      const waiting = (await request(api, GUARDIAN, '00222222')).body
      const done = (await request(api, GUARDIAN, '00123456')).body
      await simulator.clock.advance('1d')
      const list = (await api.get(CONNECTIONS)).body.response
      expect(new Map(list.map(({ id, status }: Json) => [id, status]))).toEqual(
        new Map([
          [done.id, 'completed'],
          [waiting.id, 'waiting_on_carrier'],
        ]),
      )
      expect((await api.get(`${CONNECTIONS}?status=waiting_on_carrier`)).body.response).toMatchObject([
        { id: waiting.id },
      ])
    })

    test('a retry amends what was wrong', async ({ api, simulator }) => {
      const { body } = await request(api, PRINCIPAL, '1234567', { broker_federal_ein: '900000299' })
      await simulator.clock.settle()
      expect((await connection(api, body.id)).status).toBe('action_required')
      await api.put(`${CONNECTIONS}/${body.id}/retry`, { broker_federal_ein: '900000201' })
      await simulator.clock.settle()
      expect(await connection(api, body.id)).toMatchObject({
        status: 'completed',
        group_data: { broker_federal_ein: '900000201' },
      })
    })

    test('completed means found, and all that the carrier has is in Noyo', async ({ api, simulator }) => {
      const { id, group } = await connected(api, simulator, GUARDIAN, '00123456')
      expect(await connection(api, id)).toMatchObject({ status: 'completed', completed: expect.any(Number) })
      const held = await carrierRecords(api, 'guardian', '00123456')
      const plans = await allOf(api, `/groups/${group}/plans`)
      expect(plans.map(({ name }) => name).sort()).toEqual(held.plans.map(({ name }: Json) => name).sort())
      const lines = new Set(held.plans.map(({ line_of_coverage }: Json) => line_of_coverage))
      expect((await allOf(api, `/groups/${group}/group_enrollments`)).length).toBe(lines.size)
      const { meta } = (await api.get(`${FULFILLMENT}/groups/${group}/individual_enrollments`)).body
      expect(meta.total_records).toBe(held.enrollments.length)
      let dependents = 0
      for (const { id } of await allOf(api, `/groups/${group}/employees`)) {
        dependents += (await api.get(`${FULFILLMENT}/employees/${id}/dependents`)).body.meta.total_records
      }
      expect(dependents).toBe(held.members.length - 6)
      const audit = (await api.get(`${FULFILLMENT}/groups/${group}/audit_requests/latest`)).body
      expect(audit.carrier_ids).toEqual([GUARDIAN])
    })

    test('a platform links its own people, plans and structures to what was read', async ({
      api,
      simulator,
    }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00123456')
      const [employee] = await allOf(api, `/groups/${group}/employees`)
      const payload = await currentPayload(api, employee.id)
      const { id: _noyo, ...unnamed } = payload.employee
      const sent = {
        ...payload,
        enable_member_auto_link: true,
        employee: { ...unnamed, custom_individual_id: 'ours-7' },
      }
      const reply = await submit(api, group, sent)
      expect(reply.body).toMatchObject({ employee_id: employee.id, created_members: [] })
      const known = await api.get(`${FULFILLMENT}/groups/${group}/employees/ours-7`)
      expect(known.body.id).toBe(employee.id)
    })

    test('a platform seeds itself: every page of people and coverages adds up to the carrier’s records', async ({
      api,
      simulator,
    }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00123456')
      const { enrollments } = await carrierRecords(api, 'guardian', '00123456')
      const seeded: Json[] = []
      for (let offset = 0; ; offset += 7) {
        const list = `${FULFILLMENT}/groups/${group}/individual_enrollments?page_size=7&offset=${offset}`
        const { response, meta } = (await api.get(list)).body
        seeded.push(...response)
        if (seeded.length >= meta.total_records) break
      }
      expect(new Set(seeded.map(({ id }) => id)).size).toBe(enrollments.length)
      const plans = new Set((await allOf(api, `/groups/${group}/plans`)).map(({ id }) => id))
      expect(seeded.every(({ plan_id }) => plans.has(plan_id))).toBe(true)
    })

    test('a platform compares: what the carrier changes by itself shows after the next sync', async ({
      api,
      simulator,
    }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00123456')
      const { members } = await carrierRecords(api, 'guardian', '00123456')
      const [self] = members.filter(({ relationship }: Json) => relationship === 'self')
      const shown = async () =>
        (await allOf(api, `/groups/${group}/employees`)).find(({ person }) => person.ssn === self.ssn)
      const patched = await api.patch(`/_sim/carriers/guardian/groups/00123456/members/${self.id}`, {
        last_name: 'Keyed-Otherwise',
      })
      expect(patched.status).toBe(200)
      expect((await shown()).person.last_name).toBe(self.last_name)
      expect((await api.post(`/_sim/groups/${group}/sync`)).status).toBeLessThan(300)
      await simulator.clock.settle()
      expect((await shown()).person.last_name).toBe('Keyed-Otherwise')
    })

    test('single coverages and amounts are confirmed when one wants to know', async ({ api, simulator }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00123456')
      const { enrollments } = await carrierRecords(api, 'guardian', '00123456')
      const [employee] = await allOf(api, `/groups/${group}/employees`)
      const held = await enrollmentsOf(api, employee.id)
      const volumes = (list: Json[], volume: (one: Json) => unknown) => list.map(volume).filter(Boolean)
      expect(volumes(held, ({ enroll_data }) => enroll_data.volume).length).toBeGreaterThan(0)
      const all = await allOf(api, `/groups/${group}/individual_enrollments`)
      expect(volumes(all, ({ enroll_data }) => enroll_data.volume).sort()).toEqual(
        volumes(enrollments, ({ volume }) => volume).sort(),
      )
      for (const { id, enroll_data } of held) {
        const one = await api.get(`${FULFILLMENT}/individual_enrollments/${id}`)
        expect(one.body.enroll_data).toEqual(enroll_data)
      }
    })

    test('changes of enrollment and eligibility go to the carrier through Noyo', async ({
      api,
      simulator,
    }) => {
      const { group } = await connected(api, simulator, GUARDIAN, '00123456')
      const [employee] = await allOf(api, `/groups/${group}/employees`)
      const payload = await currentPayload(api, employee.id)
      payload.employee.person.first_name = 'Renamed'
      const { body } = await submit(api, group, payload)
      await simulator.clock.settle()
      expect((await snapshotOf(api, body.id)).status).toBe('completed')
      const { members } = await carrierRecords(api, 'guardian', '00123456')
      expect(members.filter(({ first_name }: Json) => first_name === 'Renamed')).toHaveLength(1)
    })
  },
  { scenario: path.join(import.meta.dirname, 'why-connect-a-group.yaml') },
)

/** Somebody whom no carrier knows, with dental coverage to come. */
function firstEmployee(plan_id: string): Json {
  const { employee } = newHire()
  const { custom_individual_id } = employee
  const covered = {
    custom_individual_id,
    individual_type: 'employee',
    effective_start_date: '2026-04-01',
    effective_end_date: OPEN_END,
  }
  return newHire({
    coverages: [{ line_of_coverage: 'dental', carrier_id: GUARDIAN, plan_id, enrolled_members: [covered] }],
  })
}
