import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  enrollmentsOf,
  familyOf,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  snapshotOf,
  submit,
} from './families.ts'

/** A family with dental, and what a snapshot without it needs. */
async function withDental(api: Api, simulator: Simulator) {
  const group = await connectedGroup(api, simulator)
  const { payload } = await familyOf(api, group, 0)
  const dental = payload.coverages.find(({ line_of_coverage }: Json) => line_of_coverage === 'dental')
  const others = payload.coverages.filter((coverage: Json) => coverage !== dental)
  const heldDental = async () =>
    (await enrollmentsOf(api, payload.employee.id)).filter(
      ({ line_of_coverage, individual_id }) =>
        line_of_coverage === 'dental' && individual_id === payload.employee.id,
    )
  const fulfilled = async (sent: Json) => {
    const { body } = await submit(api, group, sent)
    await simulator.clock.settle()
    return { ...(await snapshotOf(api, body.id)), sentWarnings: body.warnings }
  }
  return { group, payload, dental, others, heldDental, fulfilled }
}

const life = ({ id, line_of_coverage }: Json, enrolled: Json = {}) => ({
  carrier_id: GUARDIAN,
  line_of_coverage,
  plan_id: id,
  enrolled_members: [
    {
      custom_individual_id: 'E-100',
      individual_type: 'employee',
      effective_start_date: '2026-02-01',
      effective_end_date: OPEN_END,
      ...enrolled,
    },
  ],
})

const changed = (dental: Json, fields: Json) => ({
  ...dental,
  enrolled_members: dental.enrolled_members.map((enrolled: Json) => ({ ...enrolled, ...fields })),
})

inEveryMode('a coverage', ({ test }) => {
  test('ends on its last day', async ({ api, simulator }) => {
    const { payload, dental, others, heldDental, fulfilled } = await withDental(api, simulator)
    const sent = { ...payload, coverages: [...others, changed(dental, { effective_end_date: '2026-01-31' })] }
    expect(await fulfilled(sent)).toMatchObject({ status: 'completed' })
    expect(await heldDental()).toMatchObject([{ effective_end_date: '2026-01-31', status: 'active' }])
    // An end needs to be sent once only.
    expect(await fulfilled({ ...payload, coverages: others })).toMatchObject({
      fulfillment_summary: [{ status: 'no_changes' }],
    })
    await simulator.clock.advance('30d')
    expect(await heldDental()).toMatchObject([{ status: 'terminated' }])
  })

  test('ends with the employment, and begins anew with the rehire', async ({ api, simulator }) => {
    const { payload, dental, fulfilled, heldDental } = await withDental(api, simulator)
    const { employment } = payload.employee
    const terminated = '2026-01-05'
    const left = {
      ...payload,
      employee: {
        ...payload.employee,
        employment: {
          ...employment,
          employment_status: 'terminated',
          employment_dates: { ...employment.employment_dates, terminated },
        },
      },
      coverages: payload.coverages.map((coverage: Json) =>
        changed(coverage, {
          effective_end_date: '2026-01-31',
          latest_change_effective_date: terminated,
          event_id: '1',
        }),
      ),
      events: [{ id: '1', date: terminated, reason: 'termination', type: 'coverage' }],
    }
    expect(await fulfilled(left)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ status: 'sent' }],
    })
    const path = `/fulfillment/api/v1/employees/${payload.employee.id}`
    expect((await api.get(path)).body.employment).toMatchObject({
      employment_status: 'terminated',
      employment_dates: { terminated },
    })
    const held = await enrollmentsOf(api, payload.employee.id)
    for (const { effective_end_date } of held) expect(effective_end_date <= '2026-01-31').toBe(true)
    await simulator.clock.advance('60d')

    const rehire = '2026-03-02'
    const back = {
      ...payload,
      employee: {
        ...payload.employee,
        employment: { ...employment, employment_dates: { ...employment.employment_dates, rehire } },
        event_id: '1',
      },
      coverages: [changed(dental, { effective_start_date: rehire, event_id: '1' })],
      events: [{ id: '1', date: rehire, reason: 'rehire', type: 'coverage' }],
    }
    expect(await fulfilled(back)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ status: 'sent' }],
    })
    const after = await heldDental()
    expect(after).toHaveLength(2)
    expect(after.find(({ effective_start_date }) => effective_start_date === rehire)).toMatchObject({
      status: 'active',
    })
    const dates = (await api.get(path)).body.employment.employment_dates
    expect(dates).toMatchObject({ rehire })
    expect(dates).not.toHaveProperty('terminated')
  })

  test('is waived by ending it on the day before its start', async ({ api, simulator }) => {
    const { payload, dental, others, heldDental, fulfilled } = await withDental(api, simulator)
    const waived = {
      ...dental,
      enrolled_members: dental.enrolled_members.map((enrolled: Json) => ({
        ...enrolled,
        effective_end_date: dayBefore(enrolled.effective_start_date),
      })),
    }
    await fulfilled({ ...payload, coverages: [...others, waived] })
    expect(await heldDental()).toMatchObject([{ status: 'waived' }])
  })

  test('that the snapshot omits is missed, and nothing is changed', async ({ api, simulator }) => {
    const { payload, dental, others, heldDental, fulfilled } = await withDental(api, simulator)
    const before = await heldDental()
    const missed = dental.enrolled_members
      .map((one: Json) => `dental for ${one.individual_type} ${one.individual_id}`)
      .toSorted()
    const { status, fulfillment_summary } = await fulfilled({ ...payload, coverages: others })
    expect(status).toBe('canceled')
    const [{ errors, ...entry }] = fulfillment_summary
    expect(entry).toEqual({ carrier_id: GUARDIAN, status: 'invalid' })
    const [, list] =
      /^This snapshot is missing the following active coverages: (.*)\. If you intend to terminate a coverage, please send a snapshot that includes a termination date before omitting it from future snapshots\.$/.exec(
        errors[0],
      ) ?? []
    expect(list?.split(', ').toSorted()).toEqual(missed)
    expect(await heldDental()).toEqual(before)
  })

  test('that the snapshot omits goes on under the policy continue, with a warning', async ({
    api,
    simulator,
  }) => {
    const { payload, others, heldDental, fulfilled } = await withDental(api, simulator)
    const before = await heldDental()
    const sent = { ...payload, coverages: others, omitted_coverage_handling: { policy: 'continue' } }
    const { status, sentWarnings, member_snapshot } = await fulfilled(sent)
    expect(status).toBe('completed')
    expect(sentWarnings).toContain(
      `Coverage left out of the snapshot goes on unchanged: dental for employee ${payload.employee.id}.`,
    )
    expect(member_snapshot.coverages.length).toBeGreaterThan(others.length)
    expect(await heldDental()).toEqual(before)
  })

  for (const [termination_rule, end] of [
    ['end_of_current_month', '2026-01-31'],
    ['end_of_prior_month', '2025-12-31'],
    ['custom', '2026-03-15'],
  ] as const) {
    test(`that the snapshot omits ends by the rule ${termination_rule}`, async ({ api, simulator }) => {
      const { payload, others, heldDental, fulfilled } = await withDental(api, simulator)
      const omitted_coverage_handling = {
        policy: 'terminate',
        termination_rule,
        ...(termination_rule === 'custom' ? { custom: { effective_end_date: end } } : {}),
      }
      const { status } = await fulfilled({ ...payload, coverages: others, omitted_coverage_handling })
      expect(status).toBe('completed')
      const [held] = await heldDental()
      const start = held.effective_start_date
      expect(held.effective_end_date).toBe(end < start ? dayBefore(start) : end)
    })
  }

  test('is switched when another plan of the line takes its place', async ({ api, simulator }) => {
    const { group, payload, dental, others, heldDental, fulfilled } = await withDental(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const other = plans.find(
      ({ line_of_coverage, id }) => line_of_coverage === 'dental' && id !== dental.plan_id,
    )
    expect(other).toBeDefined()
    const taken = changed({ ...dental, plan_id: other.id }, { effective_start_date: '2026-03-01' })
    const { status } = await fulfilled({ ...payload, coverages: [...others, taken] })
    expect(status).toBe('completed')
    const held = await heldDental()
    expect(held).toHaveLength(2)
    expect(held.find(({ plan_id }) => plan_id === dental.plan_id)).toMatchObject({
      effective_end_date: '2026-02-28',
    })
    expect(held.find(({ plan_id }) => plan_id === other.id)).toMatchObject({ status: 'pending' })
  })

  test('keeps its record when the platform corrects its start', async ({ api, simulator }) => {
    const { payload, dental, others, heldDental, fulfilled } = await withDental(api, simulator)
    const [before] = await heldDental()
    await fulfilled({
      ...payload,
      coverages: [...others, changed(dental, { effective_start_date: '2025-11-15' })],
    })
    const after = await heldDental()
    expect(after).toMatchObject([{ id: before.id, effective_start_date: '2025-11-15' }])
    expect(after[0].version).not.toBe(before.version)
  })

  test('carries a volume by the rules of its plan', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const ofRule = (calculation: string) =>
      plans.find(
        ({ volume_rules, eligible_member_types }) =>
          volume_rules?.calculation === calculation && eligible_member_types.includes('employee'),
      )
    const chosen = ofRule('increments')
    const { minimum, increment } = chosen.volume_rules
    const hire = (volume: number) =>
      newHire({
        coverages: [
          life(chosen, { volume }),
          life(ofRule('flat')),
          ...(ofRule('percent_of_salary') ? [life(ofRule('percent_of_salary'))] : []),
        ],
      })
    const { body: wrong } = await submit(api, group, hire(minimum + 1))
    await simulator.clock.settle()
    expect(await snapshotOf(api, wrong.id)).toMatchObject({
      status: 'canceled',
      fulfillment_summary: [{ errors: [expect.stringContaining(`in steps of ${increment}`)] }],
    })
    const { body } = await submit(api, group, hire(minimum + increment))
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toMatchObject([{ status: 'sent' }])
    const held = await enrollmentsOf(api, body.employee_id)
    const volumeOn = (plan: Json) => held.find(({ plan_id }) => plan_id === plan.id)?.enroll_data.volume
    expect(volumeOn(chosen)).toBe(minimum + increment)
    expect(volumeOn(ofRule('flat'))).toBe(ofRule('flat').volume_rules.amount)
    const { body: same } = await submit(api, group, hire(minimum + increment))
    await simulator.clock.settle()
    expect((await snapshotOf(api, same.id)).fulfillment_summary).toMatchObject([{ status: 'no_changes' }])
  })

  test('is moved in the account by what the configuration offers, and by nothing else', async ({
    api,
    simulator,
  }) => {
    const { group, payload, dental, others, fulfilled, heldDental } = await withDental(api, simulator)
    const moved = { ...dental, carrier_config: { bill_group_number: '0002' } }
    expect(await fulfilled({ ...payload, coverages: [...others, moved] })).toMatchObject({
      status: 'completed',
    })
    expect((await heldDental())[0].individual_enrollment_configuration).toEqual({
      ...dental.carrier_config,
      bill_group_number: '0002',
    })
    const wrong = { ...dental, carrier_config: { bill_group_number: '9999', bill_grup_number: '0001' } }
    const reply = await submit(api, group, { ...payload, coverages: [...others, wrong] })
    expect(reply.status).toBe(422)
    expect(reply.body).toEqual({
      errors: {
        coverages: {
          [others.length]: {
            carrier_config: {
              bill_group_number: [expect.stringContaining('Not a value')],
              bill_grup_number: [expect.stringContaining('Known are bill_group_number, member_group_key')],
            },
          },
        },
      },
    })
  })

  test('becomes COBRA coverage, and not back without being told so', async ({ api, simulator }) => {
    const { payload, dental, others, fulfilled, heldDental } = await withDental(api, simulator)
    const cobra_details = {
      cobra_enrolled: true,
      eligibility_start_date: '2026-01-01',
      eligibility_end_date: '2027-06-30',
      qualifying_event_reason: 'layoff',
    }
    const enrolled = { ...dental, cobra_details }
    expect(await fulfilled({ ...payload, coverages: [...others, enrolled] })).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ status: 'sent' }],
    })
    const { cobra_enrolled: _always, ...details } = cobra_details
    expect((await heldDental())[0]).toMatchObject({
      cobra_enrollment: { cobra_enrolled: true },
      cobra_details: details,
    })
    const { fulfillment_summary } = await fulfilled(payload)
    expect(fulfillment_summary[0]).toMatchObject({ status: 'invalid' })
    expect(fulfillment_summary[0].errors[0]).toContain('way back from COBRA')
  })

  test('of one member alone becomes COBRA coverage, and the calculated snapshot says so', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const shared = payload.coverages.find(({ enrolled_members }: Json) => enrolled_members.length > 1)
    const others = payload.coverages.filter((covered: Json) => covered !== shared)
    const [one, ...rest] = shared.enrolled_members
    const cobra_details = {
      cobra_enrolled: true,
      eligibility_start_date: '2026-01-01',
      eligibility_end_date: '2027-06-30',
    }
    const split = [
      { ...shared, cobra_details, enrolled_members: [one] },
      { ...shared, enrolled_members: rest },
    ]
    await submit(api, group, { ...payload, coverages: [...others, ...split] })
    await simulator.clock.settle()
    const before = await enrollmentsOf(api, employee.id)
    const { body } = await submit(api, group, await currentPayload(api, employee.id))
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toMatchObject([{ status: 'no_changes' }])
    expect(await enrollmentsOf(api, employee.id)).toEqual(before)
  })

  test('of a dependent who is left out ends by the rule too', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 1)
    const own = (coverage: Json) => ({
      ...coverage,
      enrolled_members: coverage.enrolled_members.filter(
        ({ individual_type }: Json) => individual_type === 'employee',
      ),
    })
    const coverages = payload.coverages
      .map(own)
      .filter(({ enrolled_members }: Json) => enrolled_members.length > 0)
    const sent = {
      ...payload,
      dependents: [],
      coverages,
      omitted_coverage_handling: { policy: 'terminate', termination_rule: 'end_of_current_month' },
    }
    const { body } = await submit(api, group, sent)
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({ status: 'completed' })
    const held = await enrollmentsOf(api, payload.employee.id)
    const kin = held.filter(({ individual_type }) => individual_type === 'dependent')
    expect(kin.length).toBeGreaterThan(0)
    for (const { effective_end_date } of kin) expect(effective_end_date <= '2026-01-31').toBe(true)
  })

  test('is not changed ahead of its day: that is refused for the carrier, in words', async ({
    api,
    simulator,
  }) => {
    const { payload, dental, others, fulfilled } = await withDental(api, simulator)
    const part_time = { bill_group_number: '0002' }
    const moved = {
      ...changed(dental, { latest_change_effective_date: '2026-06-01' }),
      carrier_config: part_time,
    }
    const coverages = [...others, moved]
    const { fulfillment_summary } = await fulfilled({ ...payload, coverages })
    const [{ status, errors }] = fulfillment_summary
    expect(status).toBe('invalid')
    expect(errors).toHaveLength(dental.enrolled_members.length)
    expect(errors[0]).toContain('latest_change_effective_date 2026-06-01')
  })
})

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
}
