import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  enrollmentsOf,
  FULFILLMENT,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  snapshotOf,
  submit,
} from './families.ts'

const coverage = (naming: Json): Json => ({
  carrier_id: GUARDIAN,
  line_of_coverage: 'dental',
  ...naming,
  enrolled_members: [
    {
      custom_individual_id: 'E-100',
      individual_type: 'employee',
      effective_start_date: '2026-02-01',
      effective_end_date: OPEN_END,
    },
  ],
})

inEveryMode('a plan of the platform', ({ test }) => {
  test('is recognised by its custom_plan_id when the platform has renamed it', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const dental = plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
    const renamed = coverage({ plan_name: 'Renamed by the platform', custom_plan_id: 'P-1' })

    const early = await submit(api, group, newHire({ coverages: [renamed] }))
    await simulator.clock.settle()
    expect((await snapshotOf(api, early.body.id)).fulfillment_summary).toMatchObject([{ status: 'invalid' }])

    // A rehearsal teaches nothing.
    const first = newHire({ coverages: [coverage({ plan_name: dental.name, custom_plan_id: 'P-1' })] })
    const test = `${FULFILLMENT}/groups/${group}/member_snapshots/test`
    await api.post(test, { member_snapshot: first })
    const still = await submit(api, group, newHire({ coverages: [renamed] }))
    await simulator.clock.settle()
    expect((await snapshotOf(api, still.body.id)).fulfillment_summary).toMatchObject([{ status: 'invalid' }])

    const told = await submit(api, group, first)
    await simulator.clock.settle()
    expect((await snapshotOf(api, told.body.id)).fulfillment_summary).toMatchObject([{ status: 'sent' }])
    const later = await submit(api, group, newHire({ coverages: [renamed] }))
    expect(later.body.warnings).toEqual([])
    await simulator.clock.settle()
    expect((await snapshotOf(api, later.body.id)).fulfillment_summary).toMatchObject([
      { status: 'no_changes' },
    ])
    expect(await enrollmentsOf(api, told.body.employee_id)).toMatchObject([{ plan_id: dental.id }])
  })
})
