import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/kernel/store.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { atCarrier, LOOK } from '../carriers/at-carrier.ts'
import { opened, scenarioFile } from '../scenario/opened.ts'
import { sized } from '../size.ts'
import { FULFILLMENT } from '../snapshots/families.ts'
import { syncTarget } from './same-as-carrier.ts'

const LARGE = sized({ landing: 400, full: 5000 })
const AT = `${LOOK}/00650103`

const world = (employees: number) =>
  scenarioFile(`
title: An employer of any size
clock: { mode: frozen, start: "2026-01-05T09:00:00Z" }
groups:
  - name: Kettle & Kiln
    carriers:
      - { carrier: guardian, carrier_group_id: "00650103", employees: ${employees} }
`)

/** How many records have been read from the store. */
function counting(store: Store) {
  let read = 0
  const counted: Store = {
    ...store,
    get: async (sandbox, kind, id) => {
      read += 1
      return store.get(sandbox, kind, id)
    },
    find: async (sandbox, find) => {
      const found = await store.find(sandbox, find)
      read += found.records.length
      return found
    },
  }
  return {
    store: counted,
    async during(work: () => Promise<unknown>) {
      const before = read
      await work()
      return read - before
    },
  }
}

async function connectedGroup(employees: number) {
  const { store, during } = counting(createMemoryStore())
  const { api, simulator } = await opened({ scenario: world(employees), store })
  const { body: carriers } = await api.get('/carrier/api/v1/carriers?internal_name=guardian')
  const [{ id }] = (await api.get(`${FULFILLMENT}/groups?company=Kettle`)).body.response
  const group_data = { carrier_group_id: '00650103' }
  const target = `${FULFILLMENT}/groups/${id}`
  await api.post(`${target}/group_connections`, { carrier_id: carriers[0].id, group_data })
  await simulator.clock.settle()
  return { api, simulator, during, id, target }
}

describe('a group', () => {
  test.each([0, 1, 25, LARGE])('of %i employees is read whole at completion', async (employees) => {
    const { api, target } = await connectedGroup(employees)
    const { members, enrollments, plans } = await atCarrier(api, AT)
    const total = async (list: string) =>
      (await api.get(`${target}/${list}?page_size=1`)).body.meta.total_records
    expect(await total('employees')).toBe(employees)
    expect(members.filter(({ subscriber_id }) => subscriber_id === null)).toHaveLength(employees)
    expect(await total('individual_enrollments')).toBe(enrollments.length)
    expect(await total('plans')).toBe(plans.length)
    const lines = new Set(plans.map(({ line_of_coverage }) => line_of_coverage))
    expect(await total('group_enrollments')).toBe(lines.size)
    expect((await api.get(`${target}/carrier_configurations`)).body).toHaveLength(1)
    expect((await api.get(`${target}/audit_requests/list_latest`)).body).toHaveLength(1)
  })

  test('is audited at the cost of what has changed, however large it is', async () => {
    const costs = []
    for (const employees of [25, LARGE]) {
      const { api, simulator, during, id } = await connectedGroup(employees)
      const unchanged = await during(() => simulator.clock.advance('1d'))
      const { members } = await atCarrier(api, AT)
      const alone = members.find(
        ({ id, subscriber_id }) =>
          subscriber_id === null && members.every((member) => member.subscriber_id !== id),
      )
      await api.patch(`${AT}/members/${alone?.id}`, { suffix: 'II' })
      const changed = await during(() => api.post(syncTarget(id)))
      costs.push({ unchanged, changed })
    }
    const [small, large] = costs
    expect(large?.unchanged).toBe(small?.unchanged)
    // A family has more or fewer coverages than another.
    expect(large?.changed).toBeLessThan((small?.changed ?? 0) + 60)
  })

  test('is audited daily for a year', async () => {
    const { api, simulator, target } = await connectedGroup(LARGE)
    await simulator.clock.advance('1y')
    const latest = (await api.get(`${target}/audit_requests/latest`)).body
    expect(latest.completed_at).toBe(Date.parse('2027-01-05T03:00:00Z') / 1000)
  })
})
