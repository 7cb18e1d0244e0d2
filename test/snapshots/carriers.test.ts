import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  BEAM,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  OPEN_END,
  snapshotOf,
  submit,
} from './families.ts'

inEveryMode('the carriers of a family', ({ test }) => {
  test('a snapshot may be about two, and a new SSN alone reaches both', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const asked = { carrier_id: BEAM, group_data: { carrier_group_id: 'HP10999' } }
    await api.post(`${FULFILLMENT}/groups/${group}/group_connections`, asked)
    await simulator.clock.settle()
    const plans = await allOf(api, `/groups/${group}/plans`)
    const vision = plans.find((plan) => plan.carrier_id === BEAM && plan.line_of_coverage === 'vision')
    const added = {
      carrier_id: BEAM,
      line_of_coverage: 'vision',
      plan_id: vision.id,
      enrolled_members: [
        {
          individual_id: employee.id,
          individual_type: 'employee',
          effective_start_date: '2026-02-01',
          effective_end_date: OPEN_END,
        },
      ],
    }
    const events = [{ id: '1', date: '2026-02-01', reason: 'open_enrollment', type: 'coverage' }]
    const { body: both } = await submit(api, group, {
      ...payload,
      events,
      coverages: [...payload.coverages, added],
    })
    await simulator.clock.settle()
    expect((await snapshotOf(api, both.id)).fulfillment_summary).toEqual([
      { carrier_id: GUARDIAN, status: 'no_changes', errors: [] },
      { carrier_id: BEAM, status: 'sent', errors: [] },
    ])

    const ssn = '966011133'
    const { coverages: _covered, ...sent } = await currentPayload(api, employee.id)
    sent.employee.person.ssn = ssn
    const { body: changed } = await submit(api, group, sent)
    await simulator.clock.settle()
    expect((await snapshotOf(api, changed.id)).fulfillment_summary).toMatchObject([
      { carrier_id: BEAM, status: 'sent' },
      { carrier_id: GUARDIAN, status: 'sent' },
    ])
    for (const place of ['guardian/groups/00123456', 'beam/groups/HP10999']) {
      const { body: account } = await api.get(`/_sim/carriers/${place}`)
      const holders = account.members.filter((member: Json) => member.ssn === ssn)
      expect(holders).toMatchObject([{ last_name: employee.person.last_name, relationship: 'self' }])
      expect(account.members.map((member: Json) => member.ssn)).not.toContain(employee.person.ssn)
    }
  })

  test('know all that a calculated snapshot of anybody says', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const people = await allOf(api, `/groups/${group}/employees`)
    const homes = people.filter(({ person }) => person.mailing_address === undefined)
    expect(homes.length).toBeGreaterThan(0)
    const covered = new Set<string>()
    for (const { id } of people) {
      const payload = await currentPayload(api, id)
      const { body } = await submit(api, group, payload)
      if ((payload.coverages ?? []).length > 0) covered.add(body.id)
    }
    await simulator.clock.settle()
    const snapshots = await allOf(api, `/groups/${group}/member_snapshots`)
    expect(snapshots).toHaveLength(people.length)
    expect(covered.size).toBeGreaterThan(people.length / 2)
    for (const { id, fulfillment_summary } of snapshots) {
      // Of somebody whose coverage has ended there is nothing to tell a carrier.
      const known = covered.has(id) ? [{ carrier_id: GUARDIAN, status: 'no_changes', errors: [] }] : []
      expect(fulfillment_summary).toEqual(known)
    }
  })

  test('demographics alone go to a carrier whose coverage has a planned end, and midnight changes no carrier', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 0)
    const coverages = payload.coverages.map((covered: Json) => ({
      ...covered,
      enrolled_members: covered.enrolled_members.map((one: Json) => ({
        ...one,
        effective_end_date: '2026-01-05',
      })),
    }))
    await submit(api, group, { ...payload, coverages })
    await simulator.clock.settle()
    await simulator.clock.advance({ to: '2026-01-05T23:59:59.900Z' })
    const { coverages: _covered, ...sent } = payload
    sent.employee = { ...payload.employee, person: { ...payload.employee.person, ssn: '966011122' } }
    const { body } = await submit(api, group, sent)
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'sent' }],
    })
  })
})
