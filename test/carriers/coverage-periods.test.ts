import { expect, test } from 'vitest'
import { boughtPlans } from '../../src/carriers/account-plans.ts'
import { ageLimits, isCobraEligible } from '../../src/carriers/bought-plan.ts'
import { cobraAfter, type Period, relativePeriods } from '../../src/carriers/coverage-periods.ts'
import { childCoverageEnd } from '../../src/carriers/plan-rules.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { drawsOf } from '../../src/kernel/draws.ts'
import { OPEN_END } from '../../src/kernel/instant.ts'

const guardian = carrierNamed('guardian') as CarrierProfile
const key = ['seed', guardian.id, '00123456'] as const
const given = { carrier: guardian, carrier_group_id: '00123456', lines_of_coverage: ['dental'] } as const
const plans = boughtPlans(given, '2026-01-01', key)
const plan = plans.find((one) => isCobraEligible(one)) as Period['plan']

/** A parent who left work on 2025-06-30 and goes on as COBRA. */
const period: Period = {
  plan,
  effective_start_date: '2022-01-01',
  effective_end_date: OPEN_END,
  cobra: cobraAfter('2025-06-30', '2025-06-30'),
}
const days = { today: '2026-01-05', plan_year_start: '2026-01-01', cobra: guardian.cobra }

test.each([
  ['goes on with the parent as COBRA up to the age limit', '1999-12-10', period.cobra],
  ['has no part in what begins after the age limit', '1998-12-10', undefined],
])('a child %s', (_what, date_of_birth, cobra) => {
  const home_address = { street_one: '1 Elm Street', city: 'Tacoma', state: 'WA', zip_code: '98402' } as const
  const person = { first_name: 'Sam', last_name: 'Park', date_of_birth, sex: 'F', home_address } as const
  const [own, ...others] = relativePeriods(
    { relationship: 'child', person },
    [[period]],
    plans,
    days,
    drawsOf('seed'),
  )
  expect(others).toEqual([])
  expect(own?.effective_end_date).toBe(childCoverageEnd(ageLimits(plan), person))
  expect(own?.cobra).toEqual(cobra)
})
