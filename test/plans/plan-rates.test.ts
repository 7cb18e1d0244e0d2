import { expect } from 'vitest'
import { connected, FULFILLMENT, NOBODY } from '../connections/connected.ts'
import { inEveryMode } from '../modes.ts'

interface TemporalRate {
  readonly plan_rate_id: string
  readonly start_date: string
  readonly end_date: string | null
  readonly rate_structure: { readonly calculation_type: string; readonly options: readonly string[] }
}

interface PlanRates {
  readonly plan_id: string
  readonly plan_rate_id: string
  readonly temporal_rates: readonly TemporalRate[]
}

inEveryMode('the rates of a group’s plans', ({ test }) => {
  test('are there once it is connected: each plan’s, a plan year after the other', async (world) => {
    const { api, group } = await connected(world)
    const plans = (await api.get(`${group}/plans?page_size=100`)).body.response
    const { status, body } = await api.get(`${group}/plan_rates`)
    expect(status).toBe(200)
    expect(body.meta).toMatchObject({ offset: 0, page_num: 1, total_records: plans.length })
    const rates: PlanRates[] = body.response
    expect(rates.map(({ plan_id }) => plan_id).sort()).toEqual(
      plans.map(({ id }: { id: string }) => id).sort(),
    )
    for (const { plan_rate_id, temporal_rates } of rates) {
      expect(temporal_rates.length).toBeGreaterThan(0)
      for (const [index, rate] of temporal_rates.entries()) {
        expect(rate.plan_rate_id).toBe(plan_rate_id)
        const next = temporal_rates[index + 1]
        const before = rate.end_date === null ? undefined : Date.parse(rate.end_date) + 24 * 3600 * 1000
        expect(before).toBe(next === undefined ? undefined : Date.parse(next.start_date))
        expect(rate.rate_structure.options.length).toBeGreaterThan(0)
      }
    }
  })

  test('are in words, by age or by who is covered, and per so much of a volume', async (world) => {
    const { api, group } = await connected(world)
    const plans = (await api.get(`${group}/plans?page_size=100`)).body.response
    const rates: PlanRates[] = (await api.get(`${group}/plan_rates`)).body.response
    const ratesOf = (line: string) => {
      const plan = plans.find((one: { line_of_coverage: string }) => one.line_of_coverage === line)
      const found = rates.find(({ plan_id }) => plan_id === plan.id)
      return found?.temporal_rates.at(-1)?.rate_structure
    }
    expect(ratesOf('dental')?.calculation_type).toBe('family_unit_based')
    expect(ratesOf('dental')?.options).toEqual([
      expect.stringMatching(/^employee: \d+\.\d\d a month$/),
      expect.stringMatching(/^employee_and_spouse: /),
      expect.stringMatching(/^employee_and_children: /),
      expect.stringMatching(/^employee_and_family: /),
    ])
    expect(ratesOf('life')?.calculation_type).toBe('member_based_volume')
    expect(ratesOf('life')?.options[1]).toMatch(/^ages 21 to 24: 0\.\d{3} a month per 1000$/)
  })

  test('of a group that is not there are not found', async ({ api }) => {
    expect((await api.get(`${FULFILLMENT}/groups/${NOBODY}/plan_rates`)).status).toBe(404)
  })
})
