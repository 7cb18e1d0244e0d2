import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  BEAM,
  connectedGroup,
  enrollmentsOf,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  NOBODY,
  newHire,
  OPEN_END,
  PRINCIPAL,
  snapshotOf,
  somebody,
  submit,
} from './families.ts'

const coverage = (line_of_coverage: string, plan: Json, enrolled: Json = {}) => ({
  carrier_id: GUARDIAN,
  line_of_coverage,
  ...plan,
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

inEveryMode('how far a snapshot is', ({ test }) => {
  test('is told carrier by carrier, in steps on the clock', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [plan] = (await allOf(api, `/groups/${group}/plans`)).filter(
      ({ line_of_coverage }) => line_of_coverage === 'dental',
    )
    const other = { ...coverage('dental', { plan_name: 'Dental' }), carrier_id: PRINCIPAL }
    const sent = newHire({ coverages: [coverage('dental', { plan_id: plan.id }), other] })
    const { body } = await submit(api, group, sent)
    const seen = new Set<string>()
    for (let second = 0; second <= 15; second += 1) {
      const { status, fulfillment_summary } = await snapshotOf(api, body.id)
      seen.add([status, ...fulfillment_summary.map((entry: Json) => entry.status)].join(' '))
      await simulator.clock.advance('1s')
    }
    expect([...seen]).toEqual([
      'processing processing processing',
      'processing valid not_connected',
      'processing sent not_connected',
      'completed sent not_connected',
    ])
    expect((await snapshotOf(api, body.id)).version).not.toBe(body.version)
  })

  test('without a connection members are stored and nobody is enrolled', async ({ api, simulator }) => {
    const group = (await api.post(`${FULFILLMENT}/groups`, { name: 'Net New' })).body.id
    const { body } = await submit(
      api,
      group,
      newHire({ coverages: [coverage('dental', { plan_name: 'Dental' })] }),
    )
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'not_connected', errors: [] }],
    })
    expect(await enrollmentsOf(api, body.employee_id)).toEqual([])
    const employee = await api.get(`${FULFILLMENT}/employees/${body.employee_id}`)
    expect(employee.body).toMatchObject({
      custom_individual_id: 'E-100',
      employment: { salary: { amount: 70000 } },
    })
    const moved = newHire()
    moved.employee.person = somebody({ last_name: 'Married', marital_status: 'married' })
    await submit(api, group, moved)
    await simulator.clock.settle()
    const changed = await api.get(`${FULFILLMENT}/employees/${body.employee_id}`)
    expect(changed.body.person).toMatchObject({ last_name: 'Married', marital_status: 'married' })
  })

  test('a plan the group does not have is invalid, with the plans it has; nothing is changed', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const dental = plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
    const { body } = await submit(
      api,
      group,
      newHire({
        coverages: [coverage('dental', { plan_name: 'Dentall' }), coverage('vision', { plan_id: dental.id })],
      }),
    )
    await simulator.clock.settle()
    const { status, fulfillment_summary } = await snapshotOf(api, body.id)
    expect(status).toBe('canceled')
    expect(fulfillment_summary).toEqual([
      {
        carrier_id: GUARDIAN,
        status: 'invalid',
        errors: [
          expect.stringMatching(/no dental plan called "Dentall".*It has "/),
          expect.stringContaining(`no vision plan with the id ${dental.id}`),
        ],
      },
    ])
    expect(fulfillment_summary[0].errors[0]).toContain(`"${dental.name}"`)
    expect(await enrollmentsOf(api, body.employee_id)).toEqual([])
  })

  test('a coverage waived before anybody had it is no change, and makes nobody a subscriber', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const dental = plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
    const waived = coverage('dental', { plan_id: dental.id }, { effective_end_date: '2026-01-31' })
    const { body } = await submit(api, group, newHire({ coverages: [waived] }))
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ status: 'no_changes' }],
    })
    const { body: carrier } = await api.get('/_sim/carriers/guardian/groups/00123456')
    expect(carrier.members.some(({ ssn }: Json) => ssn === somebody().ssn)).toBe(false)
  })

  test('Principal wants an event', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator, PRINCIPAL, '1234567')
    const plans = await allOf(api, `/groups/${group}/plans`)
    const dental = plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
    const coverages = [{ ...coverage('dental', { plan_id: dental.id }), carrier_id: PRINCIPAL }]
    const { body } = await submit(api, group, newHire({ coverages }))
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toEqual([
      { carrier_id: PRINCIPAL, status: 'invalid', errors: ['Event is required for carrier'] },
    ])
    const events = [{ id: '1', date: '2025-12-01', reason: 'new_hire', type: 'coverage' }]
    const { body: second } = await submit(api, group, newHire({ coverages, events }))
    await simulator.clock.settle()
    expect((await snapshotOf(api, second.id)).fulfillment_summary).toMatchObject([{ status: 'sent' }])
  })

  test('Beam has no COBRA', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator, BEAM, 'US12345')
    const { payload } = await familyOf(api, group, 0)
    const cobra_details = {
      cobra_enrolled: true,
      eligibility_start_date: '2026-01-01',
      eligibility_end_date: '2027-06-30',
    }
    const { body } = await submit(api, group, {
      ...payload,
      coverages: payload.coverages.map((one: Json) => ({ ...one, cobra_details })),
      events: [{ id: '1', date: '2026-01-01', reason: 'cobra_enrollment', type: 'coverage' }],
    })
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toEqual([
      { carrier_id: BEAM, status: 'invalid', errors: ['Beam does not support COBRA.'] },
    ])
  })

  test('a later snapshot of the same employee replaces one in progress', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [plan] = (await allOf(api, `/groups/${group}/plans`)).filter(
      ({ line_of_coverage }) => line_of_coverage === 'dental',
    )
    const first = newHire({ coverages: [coverage('dental', { plan_id: plan.id })] })
    const { body: one } = await submit(api, group, first)
    const later = newHire({
      coverages: [coverage('dental', { plan_id: plan.id }, { effective_start_date: '2026-03-01' })],
    })
    const { body: two } = await submit(api, group, later)
    expect(await snapshotOf(api, one.id)).toMatchObject({
      status: 'replaced',
      replaced_by: two.id,
      fulfillment_summary: [{ status: 'replaced' }],
    })
    await simulator.clock.settle()
    expect((await snapshotOf(api, one.id)).status).toBe('replaced')
    expect((await snapshotOf(api, two.id)).status).toBe('completed')
    expect(await enrollmentsOf(api, one.employee_id)).toMatchObject([{ effective_start_date: '2026-03-01' }])
    const { body: three } = await submit(api, group, later)
    expect((await snapshotOf(api, two.id)).status).toBe('completed')
    expect(three.id).not.toBe(two.id)
  })

  test('what a replaced snapshot had sent already is corrected, not doubled', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [plan] = (await allOf(api, `/groups/${group}/plans`)).filter(
      ({ line_of_coverage }) => line_of_coverage === 'dental',
    )
    const from = (effective_start_date: string) =>
      newHire({ coverages: [coverage('dental', { plan_id: plan.id }, { effective_start_date })] })
    const { body: one } = await submit(api, group, from('2026-02-01'))
    let seen = one
    for (let step = 0; step < 200 && seen.fulfillment_summary[0].status !== 'sent'; step += 1) {
      await simulator.clock.advance('100ms')
      seen = await snapshotOf(api, one.id)
    }
    expect(seen).toMatchObject({ status: 'processing', fulfillment_summary: [{ status: 'sent' }] })
    const { body: two } = await submit(api, group, from('2026-03-01'))
    expect(await snapshotOf(api, one.id)).toMatchObject({
      status: 'replaced',
      fulfillment_summary: [{ status: 'sent' }],
    })
    await simulator.clock.settle()
    expect(await snapshotOf(api, two.id)).toMatchObject({ status: 'completed' })
    expect(await enrollmentsOf(api, one.employee_id)).toMatchObject([{ effective_start_date: '2026-03-01' }])
    const { body: carrier } = await api.get('/_sim/carriers/guardian/groups/00123456')
    const { id } = carrier.members.find(({ ssn }: Json) => ssn === somebody().ssn)
    expect(carrier.enrollments.filter(({ member_id }: Json) => member_id === id)).toHaveLength(1)
  })

  test('classifications are stored and told; other labels stay in the snapshot', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 0)
    const labels = { classifications: { division: 'Mill', level: 3 }, group_individual_id: 'G-1' }
    const employee = { ...payload.employee, ...labels }
    const coverages = payload.coverages.map((one: Json) => ({
      ...one,
      custom_plan_id: 'P-1',
      signature_date: '2025-12-31',
    }))
    const { body } = await submit(api, group, { ...payload, employee, coverages })
    await simulator.clock.settle()
    const { fulfillment_summary, member_snapshot } = await snapshotOf(api, body.id)
    expect(fulfillment_summary).toMatchObject([{ status: 'sent' }])
    expect(member_snapshot.employee).toMatchObject(labels)
    expect(member_snapshot.coverages[0]).toMatchObject({
      custom_plan_id: 'P-1',
      signature_date: '2025-12-31',
    })
    const stored = await api.get(`${FULFILLMENT}/employees/${employee.id}`)
    expect(stored.body.classifications).toEqual(labels.classifications)
    const again = await submit(api, group, { ...payload, employee, coverages })
    await simulator.clock.settle()
    expect((await snapshotOf(api, again.body.id)).fulfillment_summary).toMatchObject([
      { status: 'no_changes' },
    ])
  })

  test('demographics alone go to the carriers that cover the family', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 0)
    const { coverages: _covered, ...sent } = payload
    const ssn = '966778899'
    sent.employee = { ...payload.employee, person: { ...payload.employee.person, ssn } }
    const { body } = await submit(api, group, sent)
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'sent' }],
    })
    const { body: employee } = await api.get(`${FULFILLMENT}/employees/${payload.employee.id}`)
    expect(employee.person).toEqual({ ...payload.employee.person, ssn })
  })
})

inEveryMode(
  'at the instant pace',
  ({ test }) => {
    test('a snapshot is processing in its answer and completed right after it', async ({ api }) => {
      const group = (await api.post(`${FULFILLMENT}/groups`, { name: 'Net New' })).body.id
      const { body } = await submit(api, group, newHire())
      expect(body.status).toBe('processing')
      expect((await snapshotOf(api, body.id)).status).toBe('completed')
    })
  },
  { pace: 'instant' },
)

inEveryMode("an employee's status", ({ test }) => {
  test('goes from pending to stable, or to what could not be done', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 0)
    const path = `${FULFILLMENT}/employees/${payload.employee.id}/status`
    expect((await api.get(path)).body).toEqual({ carrier_statuses: [] })
    const { body } = await submit(api, group, payload)
    const change = { id: body.id, type: 'member_snapshot' }
    expect((await api.get(path)).body.carrier_statuses).toEqual([
      {
        carrier_id: GUARDIAN,
        status: 'pending_changes',
        pending_changes: [{ ...change, status: 'processing' }],
        latest_platform_change: { ...change, status: 'processing' },
      },
    ])
    await simulator.clock.settle()
    expect((await api.get(path)).body.carrier_statuses).toMatchObject([
      { status: 'stable', pending_changes: [], latest_platform_change: { ...change, status: 'completed' } },
    ])
    await submit(api, group, { ...payload, coverages: [] })
    await simulator.clock.settle()
    expect((await api.get(path)).body.carrier_statuses).toMatchObject([
      {
        status: 'unable_to_fulfill',
        latest_platform_change: {
          status: 'canceled',
          error: { message: expect.stringContaining('missing the following active coverages') },
        },
      },
    ])
  })
})

inEveryMode('lists of snapshots', ({ test }) => {
  test('show metadata, newest first, and take every filter', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { body: one } = await submit(
      api,
      group,
      newHire({ coverages: [coverage('dental', { plan_name: 'None' })] }),
    )
    await simulator.clock.settle()
    const employee = {
      ...newHire().employee,
      custom_individual_id: 'E-2',
      person: somebody({ ssn: '955443322', date_of_birth: '1971-07-07' }),
    }
    const { body: two } = await submit(api, group, newHire({ employee }))
    const path = `${FULFILLMENT}/groups/${group}/member_snapshots`
    const ids = async (target: string) =>
      (await api.get(target)).body.response.map(({ id }: { id: string }) => id)
    expect(await ids(path)).toEqual([two.id, one.id])
    const [metadata] = (await api.get(path)).body.response
    expect(Object.keys(metadata).toSorted()).toEqual([
      'created',
      'employee_id',
      'fulfillment_summary',
      'id',
      'modified',
      'status',
      'version',
    ])
    expect(await ids(`${path}?page_size=1&offset=1`)).toEqual([one.id])
    expect(await ids(`${path}?status=canceled`)).toEqual([one.id])
    expect(await ids(`${path}?id=${two.id}`)).toEqual([two.id])
    expect(await ids(`${path}?employee_id=${one.employee_id}`)).toEqual([one.id])
    expect(await ids(`${path}?fulfillment_summary_carrier_id=${GUARDIAN}`)).toEqual([one.id])
    expect(await ids(`${path}?fulfillment_summary_status=invalid`)).toEqual([one.id])
    expect(await ids(`${path}?fulfillment_summary_status=sent`)).toEqual([])
    expect(await ids(`${FULFILLMENT}/employees/${two.employee_id}/member_snapshots`)).toEqual([two.id])
    expect(await ids(`${FULFILLMENT}/member_snapshots?group_id=${group}`)).toEqual([two.id, one.id])
    expect(await ids(`${FULFILLMENT}/member_snapshots?group_id=${NOBODY}`)).toEqual([])
  })

  test('and single ones of what does not exist are 404', async ({ api }) => {
    const texts = {
      [`groups/${NOBODY}/member_snapshots`]: `Group not found with UUID ${NOBODY}`,
      [`employees/${NOBODY}/member_snapshots`]: `Employee not found with UUID ${NOBODY}`,
      [`employees/${NOBODY}/status`]: `Employee not found with UUID ${NOBODY}`,
      [`employees/${NOBODY}/member_snapshot`]: `Employee not found with UUID ${NOBODY}`,
      [`member_snapshots/${NOBODY}`]: `MemberSnapshot not found with UUID ${NOBODY}`,
    }
    for (const [path, message] of Object.entries(texts)) {
      expect((await api.get(`${FULFILLMENT}/${path}`)).body).toEqual({ message, status: 404 })
    }
  })
})
