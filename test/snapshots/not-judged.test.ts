import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  enrollmentsOf,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  snapshotOf,
  submit,
} from './families.ts'

const coverage = (plan: Json, effective_start_date: string, named: Json = {}): Json => ({
  carrier_id: GUARDIAN,
  line_of_coverage: plan.line_of_coverage,
  plan_id: plan.id,
  ...named,
  enrolled_members: [
    {
      custom_individual_id: 'E-100',
      individual_type: 'employee',
      effective_start_date,
      effective_end_date: OPEN_END,
    },
  ],
})

async function dentalPlan(api: Api, group: string): Promise<Json> {
  const plans = await allOf(api, `/groups/${group}/plans`)
  return plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
}

/** What Noyo or a carrier may judge and Mock Noyo does not yet: told in docs/fidelity.yaml, so that nobody is surprised. */
inEveryMode('not judged yet', ({ test }) => {
  test('a start far ahead is sent at once, and the enrollment is pending until its day', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const dental = await dentalPlan(api, group)
    const { body } = await submit(api, group, newHire({ coverages: [coverage(dental, '2026-08-01')] }))
    await simulator.clock.settle()
    const { fulfillment_summary } = await snapshotOf(api, body.id)
    expect(fulfillment_summary).toMatchObject([{ carrier_id: GUARDIAN, status: 'sent' }])
    expect(await enrollmentsOf(api, body.employee_id)).toMatchObject([{ status: 'pending' }])
    await simulator.clock.advance({ to: '2026-08-01' })
    expect(await enrollmentsOf(api, body.employee_id)).toMatchObject([{ status: 'active' }])
  })

  test('a plan takes whoever is enrolled in it, whatever its eligible_member_types', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const childPlan = plans.find(
      ({ eligible_member_types }) =>
        eligible_member_types.includes('child') && !eligible_member_types.includes('employee'),
    )
    const volume = childPlan.volume_rules?.minimum ?? childPlan.volume_rules?.amount
    const sent = coverage(childPlan, '2026-02-01')
    const enrolled_members = sent.enrolled_members.map((enrolled: Json) => ({ ...enrolled, volume }))
    const { body } = await submit(api, group, newHire({ coverages: [{ ...sent, enrolled_members }] }))
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toMatchObject([{ status: 'sent' }])
  })
})
