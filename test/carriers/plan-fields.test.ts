import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { detailsFaults } from '../../src/carriers/details-faults.ts'
import { type CarrierProfile, LINES_OF_COVERAGE, type LineOfCoverage } from '../../src/carriers/profile.ts'
import { carrierProfiles } from '../../src/carriers/profiles/index.ts'
import type { CarrierPlan } from '../../src/carriers/records.ts'
import { ROOT } from '../structure/sources.ts'
import { accountOf } from './generated.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Field>>
}
interface Field {
  readonly enum?: readonly string[]
  readonly items?: { readonly enum?: readonly string[] }
  readonly allOf?: readonly [{ readonly $ref: string }]
}

const { components } = JSON.parse(readFileSync(path.join(ROOT, 'openapi/fulfillment.json'), 'utf8')) as {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const NAMES: Readonly<Record<LineOfCoverage, string>> = {
  medical: 'Medical',
  dental: 'Dental',
  vision: 'Vision',
  life: 'Life',
  add: 'ADD',
  std: 'STD',
  ltd: 'LTD',
  accident: 'Accident',
  critical_illness: 'CriticalIllness',
  cancer: 'Cancer',
  health_fund: 'HealthFund',
  hospital_indemnity: 'HospitalIndemnity',
  pharmacy: 'Pharmacy',
  wellness: 'Wellness',
}

/** Said by Noyo's own record of the plan, not by the carrier's. */
const NOYOS = ['id', 'version', 'created', 'modified', 'group_enrollment_id', 'carrier_id', 'status']
/** Beside the details in a carrier's record. */
const BESIDE = ['line_of_coverage', 'name', 'effective_start_date', 'effective_end_date']

/** Published fields no plan has, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'health_fund.dependent_child_age_limits': 'a fund is the employee’s: it covers no children',
}

async function plansOf(line: LineOfCoverage): Promise<CarrierPlan[]> {
  const sellers = carrierProfiles.filter((carrier) => carrier.lines_of_coverage.includes(line))
  const accounts = await Promise.all(sellers.map((carrier) => withLine(carrier, line)))
  return accounts.flatMap(({ plans }) => plans)
}

const withLine = (carrier: CarrierProfile, line: LineOfCoverage) =>
  accountOf({
    carrier,
    carrier_group_id: carrier.carrier_group_id.example,
    employees: 0,
    lines_of_coverage: [line],
  })

const published = (line: LineOfCoverage) =>
  components.schemas[`Group${NAMES[line]}PlanPublicResult`]?.properties ?? {}

describe.each(LINES_OF_COVERAGE)('the published fields of %s plans', (line) => {
  test('are all filled by the plans that carriers sell, or it is said why not', async () => {
    const plans = await plansOf(line)
    expect(plans.length).toBeGreaterThan(0)
    const names = Object.keys(published(line)).filter((name) => !NOYOS.includes(name))
    for (const name of names) {
      const holders = plans.filter((plan) => (BESIDE.includes(name) ? name in plan : name in plan.details))
      const why = LEFT_OUT[`${line}.${name}`]
      expect(holders.length > 0 || why !== undefined, `${line}.${name} is filled by no plan`).toBe(true)
      expect(holders.length > 0 && why !== undefined, `${line}.${name} is filled after all`).toBe(false)
    }
  })

  test('hold nothing that is not published, in the published words', async () => {
    const fields = published(line)
    for (const plan of await plansOf(line)) {
      expect(Object.keys(plan.details).filter((name) => !(name in fields))).toEqual([])
      for (const [name, value] of Object.entries(plan.details)) {
        const words = fields[name]?.enum ?? fields[name]?.items?.enum
        for (const word of words ? [value].flat() : []) expect(words).toContain(word)
      }
    }
  })

  test('can be given to a plan in the same form', async () => {
    for (const plan of await plansOf(line)) expect(detailsFaults(line, plan.details, [])).toEqual([])
  })

  test('include every published benefit', async () => {
    const schema = published(line)['benefits']?.allOf?.[0].$ref.split('/').at(-1)
    const benefits = (await plansOf(line)).flatMap(({ details }) =>
      Object.keys((details['benefits'] as object) ?? {}),
    )
    const known = Object.keys(components.schemas[schema ?? '']?.properties ?? {})
    expect([...new Set(benefits)].sort()).toEqual(known.sort())
  })
})

test('the plans of all carriers show every waiting period’s shape, policy, tier and age rule', async () => {
  const all: CarrierPlan[] = []
  for (const carrier of carrierProfiles) {
    const { example } = carrier.carrier_group_id
    for (const digit of '0123456789') {
      const carrier_group_id = example.replace(/\d$/, digit)
      all.push(...(await accountOf({ carrier, carrier_group_id, employees: 0 })).plans)
    }
  }
  const shown = (pick: (plan: CarrierPlan) => unknown) => new Set(all.flatMap((plan) => pick(plan) ?? []))
  expect([...shown(({ details }) => details['termination_policy'])].sort()).toEqual([
    'end_of_month',
    'end_of_plan_year',
    'fifteenth_of_month',
    'first_of_following_month',
    'last_work_date',
  ])
  expect([...shown(({ details }) => details['metal_tier'])].sort()).toEqual([
    'bronze',
    'gold',
    'platinum',
    'silver',
  ])
  const periods = [...shown(({ details }) => details['waiting_periods'])] as { [name: string]: unknown }[]
  const shapes = periods.map((period) => {
    return `${'waiting_period_amount' in period} ${'waiting_period_coinciding' in period}`
  })
  expect(new Set(shapes).size).toBe(4)
  const limits = [...shown(({ details }) => details['dependent_child_age_limits'])] as {
    [name: string]: unknown
  }[]
  expect(new Set(limits.map((limit) => limit['dependent_child_termination_rule'])).size).toBe(3)
  expect([
    ...shown(({ details }) => (details['cobra_rules'] as { eligible: boolean } | undefined)?.eligible),
  ]).toHaveLength(2)
})
