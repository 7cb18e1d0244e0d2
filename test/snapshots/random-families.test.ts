import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/kernel/store.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { type Api, type ApiReply, client } from '../api-client.ts'
import { sized } from '../size.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  GUARDIAN,
  type Json,
  PRINCIPAL,
  snapshotOf,
  submit,
} from './families.ts'
import { randomPayloads } from './random-families.ts'

const PAYLOADS = sized({ landing: 1000, full: 6000 })
/** After so many payloads the group begins anew, so that there stays somebody to meet. */
const AFRESH = 40

interface World {
  readonly simulator: Simulator
  readonly store: Store
  readonly api: Api
  readonly group: string
  readonly payloads: readonly Json[]
  readonly carriers: readonly string[]
  /** The carriers that have refused what another took, by employee, and not taken anything since. */
  readonly behind: Map<string, Set<string>>
}

async function world(count: number, seed: number, carriers = [GUARDIAN]): Promise<World> {
  const faulty = (error: unknown) => {
    throw error
  }
  const store = createMemoryStore()
  const simulator = await createSimulator({
    clock: 'frozen',
    validateResponses: true,
    onFault: faulty,
    store,
  })
  const api = client(async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    return { status: reply.status, headers: reply.headers, bytes: Buffer.from((reply.body ?? '') as string) }
  })
  const group = await connectedGroup(api, simulator)
  if (carriers.includes(PRINCIPAL)) {
    const group_data = { carrier_group_id: '1234567', broker_federal_ein: '900000999' }
    await api.post(`${FULFILLMENT}/groups/${group}/group_connections`, { carrier_id: PRINCIPAL, group_data })
    await simulator.clock.settle()
  }
  const plans = await allOf(api, `/groups/${group}/plans`)
  expect(new Set(plans.map(({ carrier_id }) => carrier_id))).toEqual(new Set(carriers))
  const employees = await allOf(api, `/groups/${group}/employees`)
  const families = await Promise.all(employees.slice(0, 6).map(({ id }) => currentPayload(api, id)))
  const payloads = fc.sample(randomPayloads({ plans, families }), { numRuns: count, seed })
  return { simulator, store, api, group, payloads, carriers, behind: new Map() }
}

function rehearse({ api, group }: World, member_snapshot: Json): Promise<ApiReply> {
  return api.post(`${FULFILLMENT}/groups/${group}/member_snapshots/test`, { member_snapshot })
}

/** Every member of the group under its id, with the employee whose it is. */
async function membersOf({ api, group }: World): Promise<Map<string, Json>> {
  const members = new Map<string, Json>()
  for (const employee of await allOf(api, `/groups/${group}/employees`)) {
    members.set(employee.id, { ...employee, of: employee.id })
    for (const dependent of await allOf(api, `/employees/${employee.id}/dependents`)) {
      expect(members.has(dependent.id)).toBe(false)
      members.set(dependent.id, { ...dependent, of: employee.id })
    }
  }
  return members
}

const summaryOf = ({ fulfillment_summary }: Json): Map<string, string> =>
  new Map(fulfillment_summary.map(({ carrier_id, status }: Json) => [carrier_id, status]))

async function settled({ simulator, api, behind }: World, { body }: ApiReply): Promise<Json> {
  await simulator.clock.settle()
  const snapshot = await snapshotOf(api, body.id)
  const carriers = behind.get(snapshot.employee_id) ?? new Set()
  for (const [carrier, status] of summaryOf(snapshot)) {
    if (status === 'invalid' && snapshot.status === 'completed') carriers.add(carrier)
    if (status === 'sent' || status === 'no_changes') carriers.delete(carrier)
  }
  behind.set(snapshot.employee_id, carriers)
  return snapshot
}

/** What a carrier was told is in the family's enrollments, to the day and the dollar. */
async function expectFulfilled({ api }: World, snapshot: Json): Promise<void> {
  const summary = summaryOf(snapshot)
  const of = `${FULFILLMENT}/employees/${snapshot.employee_id}/individual_enrollments`
  const { body } = await api.get(`${of}?include_dependents=true&page_size=100`)
  for (const { carrier_id, line_of_coverage, enrolled_members } of snapshot.member_snapshot.coverages ?? []) {
    if (summary.get(carrier_id) !== 'sent') continue
    for (const { individual_id, effective_start_date, effective_end_date } of enrolled_members) {
      if (effective_end_date < effective_start_date) continue
      const row = { individual_id, line_of_coverage, effective_start_date, effective_end_date }
      expect(body.response).toContainEqual(expect.objectContaining(row))
    }
  }
}

/**
 * What Noyo itself says of a family is no change, whatever has been refused before; but a carrier that has refused what another
 * took may be told it now.
 */
async function expectKnown(here: World, employeeId: string): Promise<void> {
  const payload = await currentPayload(here.api, employeeId)
  const behind = new Set(here.behind.get(employeeId))
  const sent = { ...payload, events: [{ id: '1', date: '2026-01-01', reason: 'newborn', type: 'coverage' }] }
  const snapshot = await settled(here, await submit(here.api, here.group, sent))
  expect(snapshot).toMatchObject({ employee_id: employeeId, created_members: [], status: 'completed' })
  for (const [carrier, status] of summaryOf(snapshot)) {
    const isLive = here.carriers.includes(carrier)
    const told = isLive ? ['no_changes', ...(behind.has(carrier) ? ['sent'] : [])] : ['not_connected']
    expect(told).toContain(status)
  }
  expect(await currentPayload(here.api, employeeId)).toEqual(payload)
}

describe('random families', () => {
  test.each([
    ['one carrier', [GUARDIAN]],
    ['two carriers', [GUARDIAN, PRINCIPAL]],
  ])(
    'of %s meet no defect, change nothing the second time nor by what Noyo knows, and nobody is taken for two',
    async (_of, carriers) => {
      const here = await world(PAYLOADS, carriers.length, carriers)
      const { simulator, api, group } = here
      const begun = await simulator.checkpoint()
      let accepted = 0
      let before = await membersOf(here)
      for (const [at, payload] of here.payloads.entries()) {
        if (at % AFRESH === 0) {
          await simulator.restore(begun)
          here.behind.clear()
          before = await membersOf(here)
        }
        const head = await here.store.head('default')
        const rehearsal = await rehearse(here, payload)
        // Nothing is committed, so nothing of the world can be different.
        expect(await here.store.head('default')).toEqual(head)
        const reply = await submit(api, group, payload)
        expect([201, 400, 404, 409, 422]).toContain(reply.status)
        if (reply.status !== 201) {
          expect(rehearsal.status).toBe(reply.status)
          continue
        }
        accepted += 1
        expect(rehearsal.body.member_snapshot).toEqual(reply.body)
        const snapshot = await settled(here, reply)
        const summary = summaryOf(snapshot)
        expect(['completed', 'canceled']).toContain(snapshot.status)
        for (const status of summary.values()) {
          expect(['sent', 'no_changes', 'not_connected', 'invalid']).toContain(status)
        }
        await expectFulfilled(here, snapshot)

        const again = await submit(api, group, payload)
        expect(again.body).toMatchObject({ employee_id: snapshot.employee_id, created_members: [] })
        const second = summaryOf(await settled(here, again))
        for (const [carrier, status] of summary) {
          if (status === 'sent') expect(second.get(carrier) ?? 'no_changes').toBe('no_changes')
        }

        await expectKnown(here, snapshot.employee_id)

        const members = await membersOf(here)
        const named = [...members.values()].flatMap((member) => member.custom_individual_id ?? [])
        expect(new Set(named).size).toBe(named.length)
        for (const [id, { of }] of before) expect(members.get(id)?.of).toBe(of)
        const created = reply.body.created_members.map(({ id }: Json) => id)
        expect([...members.keys()].filter((id) => !before.has(id)).toSorted()).toEqual(created.toSorted())
        before = members
      }
      expect(accepted).toBeGreaterThan(PAYLOADS / 5)
      await simulator.close()
    },
    600_000,
  )

  test('are the same people in whatever order the payload names them', async () => {
    const here = await world(PAYLOADS, 2)
    const known = await membersOf(here)
    const peopleOf = ({ status, body }: ApiReply) => {
      if (status !== 200) return 'refused'
      const { employee, dependents } = body.member_snapshot.member_snapshot
      const entries = [employee, ...dependents].map(({ id, person }: Json) => [id, JSON.stringify(person)])
      return Object.fromEntries(entries)
    }
    for (const payload of here.payloads) {
      const turned = {
        ...payload,
        dependents: payload.dependents.toReversed(),
        ...(payload.coverages && { coverages: payload.coverages.toReversed() }),
      }
      expect(peopleOf(await rehearse(here, turned))).toEqual(peopleOf(await rehearse(here, payload)))
    }
    expect(await membersOf(here)).toEqual(known)
    await here.simulator.close()
  }, 600_000)

  test('get byte for byte the same answers in a second world of the same seed', async () => {
    const worlds = await Promise.all([world(AFRESH, 3), world(AFRESH, 3)])
    const told = await Promise.all(
      worlds.map(async (here) => {
        const answers: string[] = []
        for (const payload of here.payloads) {
          answers.push((await submit(here.api, here.group, payload)).text)
          await here.simulator.clock.advance('2s')
        }
        await here.simulator.clock.settle()
        const { text } = await here.api.get(`${FULFILLMENT}/member_snapshots?page_size=100`)
        await here.simulator.close()
        return [...answers, text]
      }),
    )
    expect(told[0]).toEqual(told[1])
  }, 600_000)
})
