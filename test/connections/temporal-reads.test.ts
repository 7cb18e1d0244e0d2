import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { atCarrier, LOOK, planOf } from '../carriers/at-carrier.ts'
import { inEveryMode } from '../modes.ts'
import type { Json } from '../snapshots/families.ts'
import { connected, FULFILLMENT } from './connected.ts'
import { everything, syncTarget } from './same-as-carrier.ts'

/** First days of plan years that the world's first day, 2026-01-05, is in, and the days before them. */
const PLAN_YEARS = [
  ['2025-06-30', '2025-07-01'],
  ['2025-09-30', '2025-10-01'],
  ['2025-12-31', '2026-01-01'],
] as const

const GROUPS = ['00123456', '00123457', '00123458', '00123459']

/** A life plan with a volume that the member added here is alone on, its coverage at the carrier and in Noyo. */
async function covered(api: Api, group_id: string, at: string) {
  const person = { first_name: 'Wren', last_name: 'Okaforsen', date_of_birth: '1988-03-09' }
  const member = (await api.post(`${at}/members`, person)).body
  const account = await atCarrier(api, at)
  const plan = planOf(account, 'life')
  const coverage = { member_id: member.id, plan_id: plan.id, effective_start_date: '2025-03-01' }
  const asked = { ...coverage, volume: 10_000, configuration: { class: 'A' } }
  const enrollment = (await api.post(`${at}/enrollments`, asked)).body
  await api.post(syncTarget(group_id))
  const [employee] = await everything(api, `/groups/${group_id}/employees?last_name=Okaforsen`)
  const [pulled] = await everything(api, `/employees/${employee.id}/individual_enrollments`)
  return { employee, enrollment, pulled }
}

inEveryMode('temporal reads', ({ test }) => {
  test('show an enrollment as it was on a day, by id and in every list', async (world) => {
    const { api, group_id } = await connected(world)
    const at = `${LOOK}/00123456`
    const { employee, enrollment, pulled } = await covered(api, group_id, at)
    const target = `${at}/enrollments/${enrollment.id}`
    await api.patch(target, { volume: 20_000, effective_from: '2025-06-01' })
    await api.patch(target, { configuration: { class: 'B' }, effective_from: '2026-02-01' })
    await api.post(syncTarget(group_id))
    const expected: readonly (readonly [string, number, string])[] = [
      ['2025-03-01', 10_000, 'A'],
      ['2025-05-31', 10_000, 'A'],
      ['2025-06-01', 20_000, 'A'],
      ['2026-01-31', 20_000, 'A'],
      ['2026-02-01', 20_000, 'B'],
      ['2030-01-01', 20_000, 'B'],
    ]
    const lists = [
      `/employees/${employee.id}/individual_enrollments`,
      `/employees/${employee.id}/individual_enrollments?include_dependents=true`,
      `/groups/${group_id}/individual_enrollments`,
      `/group_enrollments/${pulled.group_enrollment_id}/individual_enrollments`,
    ]
    for (const [day, volume, name] of expected) {
      const shown = { enroll_data: { volume }, individual_enrollment_configuration: { class: name } }
      const read = await api.get(`${FULFILLMENT}/individual_enrollments/${pulled.id}?effective_date=${day}`)
      expect({ day, ...read.body }).toMatchObject({ day, ...shown })
      for (const list of lists) {
        const query = `${list.includes('?') ? '&' : '?'}effective_date=${day}`
        const [listed] = (await everything(api, list + query)).filter(({ id }) => id === pulled.id)
        expect(listed).toEqual(read.body)
      }
    }
    const today = await api.get(`${FULFILLMENT}/individual_enrollments/${pulled.id}`)
    expect(today.body).toMatchObject({ enroll_data: { volume: 20_000 } })
    await world.simulator.clock.advance('27d')
    const later = await api.get(`${FULFILLMENT}/individual_enrollments/${pulled.id}`)
    expect(later.body.individual_enrollment_configuration).toEqual({ class: 'B' })
    const before = `effective_date=2025-02-28`
    expect((await api.get(`${FULFILLMENT}/individual_enrollments/${pulled.id}?${before}`)).status).toBe(404)
    expect(await everything(api, `${lists[0]}?${before}`)).toEqual([])
  })

  test('show account structure and plans as they were before the plan year', async (world) => {
    const differing = { configurations: 0, plans: 0 }
    for (const carrierGroupId of GROUPS) {
      const { api, group } = await connected(world, carrierGroupId)
      for (const [before, first] of PLAN_YEARS) {
        const on = async (day: string) => {
          const query = `effective_date=${day}`
          const [configuration] = (await api.get(`${group}/carrier_configurations?${query}`)).body
          const plans = (await api.get(`${group}/plans?${query}&page_size=100`)).body.response as Json[]
          for (const { id, ...plan } of plans.slice(0, 2)) {
            const read = await api.get(`${FULFILLMENT}/plans/${id}?${query}`)
            expect(read.body.plan).toEqual({ id, ...plan })
          }
          return { configuration, plans: new Map(plans.map((plan) => [plan.id, plan])) }
        }
        const [then, now, today] = [await on(before), await on(first), await on('2026-01-05')]
        const isEqual = (one: Json, other: Json) => JSON.stringify(one) === JSON.stringify(other)
        if (isEqual(then.configuration, now.configuration)) continue
        differing.configurations += 1
        // Only what it was differs: the record is the same one.
        expect({ ...then.configuration, configuration: now.configuration.configuration }).toEqual(
          now.configuration,
        )
        expect(now.configuration).toEqual(today.configuration)
        for (const [id, plan] of then.plans) {
          if (!isEqual(plan, now.plans.get(id))) differing.plans += 1
        }
      }
    }
    expect(differing.configurations).toBeGreaterThan(0)
    expect(differing.plans).toBeGreaterThan(0)
  })
})

inEveryMode(
  'what begins and ends while time passes',
  ({ test }) => {
    test('is pending, active and over from the very day on', async ({ api }) => {
      const [group] = (await api.get(`${FULFILLMENT}/groups?company=Kettle`)).body.response
      const of = `${FULFILLMENT}/groups/${group.id}`
      const [plan] = (await api.get(`${of}/plans`)).body.response
      const [line] = (await api.get(`${of}/group_enrollments`)).body.response
      const [coverage] = (await api.get(`${of}/individual_enrollments`)).body.response
      const statuses: readonly (readonly [string, string, string, string])[] = [
        ['2026-01-09', 'pending', 'pending', 'pending'],
        ['2026-01-10', 'active', 'active', 'pending'],
        ['2026-01-11', 'active', 'active', 'pending'],
        ['2026-01-12', 'active', 'active', 'active'],
        ['2026-01-14', 'active', 'active', 'active'],
        ['2026-01-15', 'active', 'active', 'terminated'],
        ['2026-01-20', 'active', 'active', 'terminated'],
        ['2026-01-21', 'discontinued', 'completed', 'terminated'],
      ]
      for (const [day, ofPlan, ofLine, ofCoverage] of statuses) {
        await api.post('/_sim/clock/advance', { to: `${day}T00:00:00Z` })
        const reads: readonly (readonly [string, string, (body: Json) => Json])[] = [
          [`plans/${plan.id}`, ofPlan, (body) => body.plan],
          [`group_enrollments/${line.id}`, ofLine, (body) => body],
          [`individual_enrollments/${coverage.id}`, ofCoverage, (body) => body],
        ]
        for (const [target, status, shown] of reads) {
          const { body } = await api.get(`${FULFILLMENT}/${target}`)
          expect({ day, target, status: shown(body).status }).toEqual({ day, target, status })
        }
        expect((await api.get(`${of}/plans?status=${ofPlan}`)).body.meta.total_records).toBe(1)
        const lines = await api.get(`${of}/group_enrollments?status=${ofLine}`)
        expect(lines.body.meta.total_records).toBe(1)
      }
    })
  },
  { scenario: new URL('short-plan.yaml', import.meta.url).pathname },
)
