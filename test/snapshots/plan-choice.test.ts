import { describe, expect, test } from 'vitest'
import type { GroupPlan } from '../../src/plans/records.ts'
import { newlyNamed, planOf, planWarnings } from '../../src/snapshots/plan-choice.ts'
import { GUARDIAN, type Json, PRINCIPAL } from './families.ts'

const plan = (id: string, line_of_coverage: string, carrier_id = GUARDIAN): GroupPlan =>
  ({ id, carrier_id, line_of_coverage, name: id }) as GroupPlan

const known = {
  plans: [
    plan('low', 'dental'),
    plan('high', 'dental'),
    plan('basic life', 'life'),
    plan('elsewhere', 'dental', PRINCIPAL),
  ],
  named_plans: [
    { carrier_id: GUARDIAN, line_of_coverage: 'dental', custom_plan_id: 'P-1', plan_id: 'low' },
    { carrier_id: PRINCIPAL, line_of_coverage: 'dental', custom_plan_id: 'P-9', plan_id: 'elsewhere' },
  ],
}

const named = (naming: Json): Json => ({
  carrier_id: GUARDIAN,
  line_of_coverage: 'dental',
  ...naming,
  enrolled_members: [],
})

describe('the plan a coverage names', () => {
  const rows: readonly (readonly [string, Json, string | undefined])[] = [
    ['by id, in any case', { plan_id: 'LOW' }, 'low'],
    ['by name, in any case', { plan_name: ' HIGH ' }, 'high'],
    ['the id decides beside a name', { plan_id: 'low', plan_name: 'high' }, 'low'],
    [
      'by a custom id that is known, whatever the name',
      { plan_name: 'renamed', custom_plan_id: 'P-1' },
      'low',
    ],
    ['by name where the custom id is not known', { plan_name: 'high', custom_plan_id: 'P-9' }, 'high'],
    ["Noyo's id decides beside a custom id", { plan_id: 'high', custom_plan_id: 'P-1' }, 'high'],
    ['not of another carrier', { plan_id: 'elsewhere' }, undefined],
    ['not of another line', { plan_id: 'basic life' }, undefined],
  ]
  test.each(rows)('%s', (_name, naming, id) => {
    const choice = planOf(named(naming), known)
    expect('plan' in choice ? choice.plan.id : undefined).toBe(id)
  })

  test('a new custom id is remembered with the plan it came with, also when it moves', () => {
    const told = { carrier_id: GUARDIAN, line_of_coverage: 'dental' }
    const coverages = [named({ plan_id: 'high', custom_plan_id: 'P-2' }), named({ plan_name: 'low' })]
    expect(newlyNamed(coverages, known)).toEqual([{ ...told, custom_plan_id: 'P-2', plan_id: 'high' }])
    const moved = named({ plan_id: 'high', custom_plan_id: 'P-1' })
    expect(newlyNamed([moved], known)).toEqual([{ ...told, custom_plan_id: 'P-1', plan_id: 'high' }])
    expect(planWarnings([moved], known)).toEqual([expect.stringMatching('no longer for "low"')])
    expect(newlyNamed([named({ plan_name: 'renamed', custom_plan_id: 'P-1' })], known)).toEqual([])
    expect(newlyNamed([named({ plan_name: 'unheard of', custom_plan_id: 'P-9' })], known)).toEqual([])
  })

  test('a custom id of several plans of a line is the name of none, and a warning says so', () => {
    const one = named({ plan_id: 'low', custom_plan_id: 'P-3' })
    const other = named({ plan_id: 'high', custom_plan_id: 'P-3' })
    expect(newlyNamed([one, other], known)).toEqual([])
    expect(planWarnings([one, other], known)).toEqual([
      expect.stringContaining('several plans'),
      expect.stringContaining('several plans'),
    ])
    const life = { ...named({ plan_id: 'basic life', custom_plan_id: 'P-3' }), line_of_coverage: 'life' }
    expect(newlyNamed([one, one, life], known)).toHaveLength(2)
    expect(planWarnings([one, one, life], known)).toEqual([])
  })

  test('where id and name mean two plans a warning says which one counts', () => {
    const [warning, ...more] = planWarnings([named({ plan_name: 'high', custom_plan_id: 'P-1' })], known)
    expect(warning).toBe('coverages.0: taken for "low" by its id, not for "high".')
    expect(more).toEqual([])
    expect(planWarnings([named({ plan_name: 'low', custom_plan_id: 'P-1' })], known)).toEqual([])
  })
})
