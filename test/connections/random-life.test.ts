import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TRANSITIONS } from '../../src/connections/transitions.ts'
import type { Api } from '../api-client.ts'
import { sized } from '../size.ts'
import { FULFILLMENT, type Json } from '../snapshots/families.ts'
import { atCarrier, connectionsOf, type Life, opened, take } from './lived.ts'
import { lives } from './random-life.ts'

const LIVES = sized({ landing: 100, full: 800 })

const pairOf = ({ group_id, carrier_id }: Json) => `${group_id}/${carrier_id}`

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
