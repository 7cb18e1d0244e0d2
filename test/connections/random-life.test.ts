import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TRANSITIONS } from '../../src/connections/transitions.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Api, type ApiReply, client } from '../api-client.ts'
import { sized } from '../size.ts'
import { allOf, currentPayload, FULFILLMENT, type Json, submit } from '../snapshots/families.ts'
import { type Edit, lives, type Place, type Step } from './random-life.ts'

const LIVES = sized({ landing: 100, full: 800 })
const CONNECTIONS = `${FULFILLMENT}/group_connections`

interface Life {
  readonly simulator: Simulator
  readonly api: Api
  /** Noyo's id of each carrier by slug. */
  readonly carriers: ReadonlyMap<string, string>
}

const atCarrier = ({ carrier, carrier_group_id }: Place) =>
  `/_sim/carriers/${carrier}/groups/${encodeURIComponent(carrier_group_id)}`

async function opened(faults: unknown[]): Promise<Life> {
  const simulator = await createSimulator({
    clock: 'frozen',
    validateResponses: true,
    onFault: (fault) => faults.push(fault),
  })
  const api = client(async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    return { status: reply.status, headers: reply.headers, bytes: Buffer.from((reply.body ?? '') as string) }
  })
  const { body } = await api.get('/carrier/api/v1/carriers')
  return { simulator, api, carriers: new Map(body.map(({ internal_name, id }: Json) => [internal_name, id])) }
}

const connectionsOf = async ({ api }: Life): Promise<Json[]> => allOf(api, '/group_connections')

const pairOf = ({ group_id, carrier_id }: Json) => `${group_id}/${carrier_id}`

/** The n-th of a list, counted around its end; undefined of an empty one. */
const among = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)]

/** Does the step, unless there is nothing it could be done to. */
async function take(life: Life, step: Step): Promise<ApiReply | undefined> {
  const { api, simulator } = life
  switch (step.does) {
    case 'request':
      return ask(life, step)
    case 'retry':
    case 'transition': {
      const connection = among(await connectionsOf(life), step.nth)
      if (!connection) return undefined
      return step.does === 'retry'
        ? api.put(`${CONNECTIONS}/${connection.id}/retry`, step.body)
        : api.post(`/_sim/group_connections/${connection.id}/transition`, step.body)
    }
    case 'standing':
      return api.patch(atCarrier(step.at), step.body)
    case 'edit':
      return edited(life, step.at, step.nth, step.edit)
    case 'sync': {
      const connection = among(await connectionsOf(life), step.nth)
      return connection && api.post(`/_sim/groups/${connection.group_id}/sync`)
    }
    case 'rename':
      return renamed(life, step.nth, step.name)
    case 'advance':
      await simulator.clock.advance(step.by)
      return undefined
    case 'settle':
      expect((await simulator.clock.settle()).stopped).toBe('quiet')
      return undefined
  }
}

async function ask(life: Life, { at, nth, more }: Extract<Step, { does: 'request' }>): Promise<ApiReply> {
  const { broker_federal_ein, ...options } = more as Json
  const group_data = { carrier_group_id: at.carrier_group_id, broker_federal_ein }
  const carrier_id = life.carriers.get(at.carrier)
  const known = nth === undefined ? undefined : among(await connectionsOf(life), nth)
  return known
    ? life.api.post(`${FULFILLMENT}/groups/${known.group_id}/group_connections`, {
        carrier_id,
        group_data,
        ...options,
      })
    : life.api.post(CONNECTIONS, { carrier_id, group_data: { group_name: 'Any', ...group_data }, ...options })
}

async function edited({ api }: Life, at: Place, nth: number, edit: Edit): Promise<ApiReply | undefined> {
  const group = await api.get(atCarrier(at))
  if (group.status !== 200) return group
  const { members, enrollments } = group.body
  const member = among<Json>(members, nth)
  const enrollment = among<Json>(enrollments, nth)
  switch (edit.what) {
    case 'add_member':
      return api.post(`${atCarrier(at)}/members`, {
        first_name: 'Newly',
        last_name: 'Keyed',
        date_of_birth: '1980-02-03',
        ssn: edit.ssn,
      })
    case 'rename':
      return member && api.patch(`${atCarrier(at)}/members/${member.id}`, { last_name: 'Otherwise' })
    case 'remove_member':
      return member && api.delete(`${atCarrier(at)}/members/${member.id}`)
    case 'end':
      return (
        enrollment &&
        api.patch(`${atCarrier(at)}/enrollments/${enrollment.id}`, { effective_end_date: '2026-02-28' })
      )
    case 'remove_enrollment':
      return enrollment && api.delete(`${atCarrier(at)}/enrollments/${enrollment.id}`)
  }
}

async function renamed(life: Life, nth: number, name: string): Promise<ApiReply | undefined> {
  const { api } = life
  const connection = among(await connectionsOf(life), nth)
  const employee = connection && among(await allOf(api, `/groups/${connection.group_id}/employees`), nth)
  if (!employee) return undefined
  const payload = await currentPayload(api, employee.id)
  payload.employee.person.first_name = name
  return submit(api, connection.group_id, payload)
}

/** Every change of status so far is an edge of the table, but for those somebody forced; answers the statuses reached. */
async function expectLegalEdges({ api }: Life): Promise<string[]> {
  const { body } = await api.get('/_sim/events?type=group_connection.status_changed&limit=1000')
  for (const { type, data } of body.events) {
    if (type !== 'group_connection.status_changed' || data.cause === 'forced') continue
    const edges = TRANSITIONS[data.from as keyof typeof TRANSITIONS] as Readonly<Record<string, string>>
    expect(edges[data.cause]).toBe(data.to)
  }
  return body.events.map(({ data }: Json) => data.to)
}

/** All that Noyo shows of a group refers to what Noyo shows. */
async function expectNothingDangles({ api }: Life, groupId: string): Promise<void> {
  const ids = async (list: string) =>
    new Set((await everything(api, `/groups/${groupId}/${list}`)).map(({ id }) => id))
  const [employees, plans, lines] = [
    await ids('employees'),
    await ids('plans'),
    await ids('group_enrollments'),
  ]
  const dependents = new Set<string>()
  for (const id of employees) {
    for (const dependent of await everything(api, `/employees/${id}/dependents`)) dependents.add(dependent.id)
  }
  for (const held of await everything(api, `/groups/${groupId}/individual_enrollments`)) {
    expect((held.individual_type === 'employee' ? employees : dependents).has(held.individual_id)).toBe(true)
    expect(plans.has(held.plan_id)).toBe(true)
    expect(lines.has(held.group_enrollment_id)).toBe(true)
  }
}

async function everything(api: Api, list: string): Promise<Json[]> {
  const all: Json[] = []
  for (;;) {
    const { response, meta } = (
      await api.get(`${FULFILLMENT}${list}?page_size=100&offset=${all.length}&effective_date=2026-06-01`)
    ).body
    all.push(...response)
    if (response.length === 0 || all.length >= meta.total_records) return all
  }
}

const terms = ({ effective_start_date, effective_end_date, volume }: Json) =>
  `${effective_start_date} ${effective_end_date} ${volume ?? ''}`

/** After a sync, the coverages Noyo shows of a carrier are those that it holds, no more and no fewer. */
async function expectSynced(life: Life, groupId: string, connections: readonly Json[]): Promise<void> {
  const { api, carriers } = life
  const plans = new Map(
    (await everything(api, `/groups/${groupId}/plans`)).map(({ id, carrier_id }) => [id, carrier_id]),
  )
  const shown = await everything(api, `/groups/${groupId}/individual_enrollments`)
  for (const [carrierId, own] of Map.groupBy(connections, ({ carrier_id }) => carrier_id)) {
    const slug = [...carriers].find(([, id]) => id === carrierId)?.[0] as string
    const held: string[] = []
    for (const { group_data } of own) {
      const { body } = await api.get(atCarrier({ carrier: slug, ...group_data }))
      held.push(...body.enrollments.map(terms))
    }
    const ofCarrier = shown.filter(({ plan_id }) => plans.get(plan_id) === carrierId)
    expect(ofCarrier.map(({ enroll_data, ...dates }) => terms({ ...dates, ...enroll_data })).sort()).toEqual(
      held.sort(),
    )
  }
}

describe('random lives of connections', () => {
  test('take no illegal edge, leave no id dangling, and end with what the carriers hold', async () => {
    const faults: unknown[] = []
    const life = await opened(faults)
    const begun = await life.simulator.checkpoint()
    const reached = new Set<string>()
    let synced = 0
    await fc.assert(
      fc.asyncProperty(lives, async (steps) => {
        await life.simulator.restore(begun)
        for (const step of steps) {
          const reply = await take(life, step)
          if (reply) expect([200, 201, 202, 204, 400, 404, 409, 422]).toContain(reply.status)
        }
        expect((await life.simulator.clock.settle()).stopped).toBe('quiet')
        for (const status of await expectLegalEdges(life)) reached.add(status)
        const all = await connectionsOf(life)
        // What somebody forced out of its completion is not read any more, and what was read stays.
        const open = new Set(all.filter(({ status }) => status !== 'completed').map(pairOf))
        const live = Map.groupBy(
          all.filter((connection) => !open.has(pairOf(connection))),
          ({ group_id }) => group_id as string,
        )
        for (const [groupId, connections] of live) {
          await life.api.post(`/_sim/groups/${groupId}/sync`)
          await life.simulator.clock.settle()
          synced += 1
          await expectNothingDangles(life, groupId)
          await expectSynced(life, groupId, await premier(life, connections))
        }
        expect(faults).toEqual([])
      }),
      { numRuns: LIVES, seed: 7 },
    )
    await life.simulator.close()
    // What was random met everything there is.
    expect([...reached].sort()).toEqual(Object.keys(TRANSITIONS).sort())
    expect(synced).toBeGreaterThan(LIVES / 2)
  })
})

/** Those whose members are read. */
async function premier({ api }: Life, connections: readonly Json[]): Promise<Json[]> {
  const read: Json[] = []
  for (const connection of connections) {
    const { body } = await api.get(`${FULFILLMENT}/groups/${connection.group_id}/carrier_configurations`)
    const own = body.find(
      ({ carrier_id, carrier_group_id }: Json) =>
        carrier_id === connection.carrier_id && carrier_group_id === connection.group_data.carrier_group_id,
    )
    if (own?.connection_configuration.connection_tier === 'premier') read.push(connection)
  }
  return read
}
