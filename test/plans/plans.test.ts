import { describe, expect, test as plainTest } from 'vitest'
import { groupEnrollmentStatus, planStatus } from '../../src/plans/model.ts'
import { connected, FULFILLMENT, GUARDIAN, NOBODY } from '../connections/connected.ts'
import { inEveryMode } from '../modes.ts'

const year = { effective_start_date: '2026-01-01', effective_end_date: '2026-12-31' }

describe('the status of a plan and of a line of coverage', () => {
  plainTest.each([
    ['2025-12-31', 'pending', 'pending'],
    ['2026-01-01', 'active', 'active'],
    ['2026-12-31', 'active', 'active'],
    ['2027-01-01', 'discontinued', 'completed'],
  ])('on %s', (day, plan, line) => {
    expect(planStatus(year, day)).toBe(plan)
    expect(groupEnrollmentStatus(year, day)).toBe(line)
  })
})

interface Plan {
  readonly id: string
  readonly line_of_coverage: string
  readonly group_enrollment_id: string
}

inEveryMode('plans', ({ test }) => {
  test('each line has one group enrollment, and every plan is below the one of its line', async (world) => {
    const { api, group } = await connected(world)
    const lines = (await api.get(`${group}/group_enrollments?page_size=100`)).body.response
    const plans: Plan[] = (await api.get(`${group}/plans?page_size=100`)).body.response
    expect(lines.length).toBe(new Set(plans.map(({ line_of_coverage }) => line_of_coverage)).size)
    for (const line of lines) {
      expect((await api.get(`${FULFILLMENT}/group_enrollments/${line.id}`)).body).toEqual(line)
      const own = plans.filter((plan) => plan.line_of_coverage === line.line_of_coverage)
      expect(own.every((plan) => plan.group_enrollment_id === line.id)).toBe(true)
      const listed: Plan[] = (await api.get(`${FULFILLMENT}/group_enrollments/${line.id}/plans`)).body
      expect(listed.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort())
    }
  })

  test('one plan is wrapped, and the same as in the list', async (world) => {
    const { api, group } = await connected(world)
    const [plan] = (await api.get(`${group}/plans?page_size=1`)).body.response
    expect((await api.get(`${FULFILLMENT}/plans/${plan.id}`)).body).toEqual({ plan })
    const missing = await api.get(`${FULFILLMENT}/plans/${NOBODY}`)
    expect(missing.body).toEqual({ message: `GroupPlan not found with UUID ${NOBODY}`, status: 404 })
  })

  test('plans filter by line, status and carrier', async (world) => {
    const { api, group } = await connected(world)
    const all: Plan[] = (await api.get(`${group}/plans?page_size=100`)).body.response
    const dental = (await api.get(`${group}/plans?line_of_coverage=dental&page_size=100`)).body.response
    expect(dental).toEqual(all.filter(({ line_of_coverage }) => line_of_coverage === 'dental'))
    expect(dental.length).toBeGreaterThan(0)
    expect((await api.get(`${group}/plans?carrier_id=${GUARDIAN}`)).body.meta.total_records).toBe(all.length)
    expect((await api.get(`${group}/plans?carrier_id=${NOBODY}`)).body.response).toEqual([])
    expect((await api.get(`${group}/plans?status=active`)).body.meta.total_records).toBe(all.length)
    expect((await api.get(`${group}/plans?status=discontinued`)).body.response).toEqual([])
    expect((await api.get(`${group}/plans?status=retired`)).status).toBe(422)
    expect((await api.get(`${group}/plans?line_of_coverage=legal`)).status).toBe(422)
  })

  test('a day before a plan began shows no plan; a bad day is refused', async (world) => {
    const { api, group } = await connected(world)
    expect((await api.get(`${group}/plans?effective_date=1999-01-01`)).body.response).toEqual([])
    expect((await api.get(`${group}/group_enrollments?effective_date=1999-01-01`)).body.response).toEqual([])
    const [plan] = (await api.get(`${group}/plans?page_size=1`)).body.response
    expect((await api.get(`${FULFILLMENT}/plans/${plan.id}?effective_date=1999-01-01`)).status).toBe(404)
    for (const bad of ['2026-02-30', 'today']) {
      const refused = await api.get(`${group}/plans?effective_date=${bad}`)
      expect(refused.status).toBe(422)
      expect(refused.body.errors).toHaveProperty('effective_date')
    }
  })

  test('group enrollments filter by status', async (world) => {
    const { api, group } = await connected(world)
    const { total_records } = (await api.get(`${group}/group_enrollments`)).body.meta
    const active = await api.get(`${group}/group_enrollments?status=active,pending`)
    expect(active.body.meta.total_records).toBe(total_records)
    expect((await api.get(`${group}/group_enrollments?status=completed`)).body.response).toEqual([])
    const refused = await api.get(`${group}/group_enrollments?status=active,retired`)
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toHaveProperty('status')
  })

  test('nothing of a group that is not there', async ({ api }) => {
    for (const list of ['plans', 'group_enrollments', 'carrier_configurations', 'individual_enrollments']) {
      const reply = await api.get(`${FULFILLMENT}/groups/${NOBODY}/${list}`)
      expect(reply.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    }
  })
})
