import { expect } from 'vitest'
import { NICKNAMES } from '../../src/linking/nickname-table.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  enrollmentsOf,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  snapshotOf,
  somebody,
  submit,
} from './families.ts'

/** What somebody of this name may be called. */
function nicknameOf(name: string): string | undefined {
  const entry = NICKNAMES.split(';').find((line) => line.trim().startsWith(`${name.toLowerCase()}:`))
  return entry?.split(':')[1]?.trim().split(/\s+/)[0]
}

inEveryMode('the main job', ({ test }) => {
  test('links one person, creates another, and the coverage shows at the carrier and in Noyo', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const dental = payload.coverages.find(({ line_of_coverage }: Json) => line_of_coverage === 'dental')
    const { id: _noyo, ...unnamed } = payload.employee
    const sent = {
      ...payload,
      enable_member_auto_link: true,
      employee: { ...unnamed, custom_individual_id: 'E-1' },
      dependents: [
        ...payload.dependents,
        {
          custom_individual_id: 'D-1',
          relationship: 'child',
          person: somebody({ last_name: employee.person.last_name }),
        },
      ],
      coverages: payload.coverages.map((coverage: typeof dental) =>
        coverage !== dental
          ? coverage
          : {
              ...coverage,
              enrolled_members: [
                ...coverage.enrolled_members,
                {
                  custom_individual_id: 'D-1',
                  individual_type: 'dependent',
                  effective_start_date: '2026-01-01',
                  effective_end_date: OPEN_END,
                },
              ],
            },
      ),
    }
    const reply = await submit(api, group, sent)
    expect(reply.status).toBe(201)
    const { id, created_members } = reply.body
    expect(created_members).toEqual([
      { id: expect.any(String), custom_individual_id: 'D-1', type: 'dependent' },
    ])
    const dependentId = created_members[0].id
    expect(reply.body).toMatchObject({
      employee_id: employee.id,
      status: 'processing',
      warnings: [],
      inbound_snapshot: JSON.stringify(sent),
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'processing' }],
    })
    expect(reply.body.member_snapshot.employee.id).toBe(employee.id)
    const linked = await api.get(`${FULFILLMENT}/groups/${group}/employees/E-1`)
    expect(linked.body).toMatchObject({ id: employee.id, custom_individual_id: 'E-1' })
    const before = (await enrollmentsOf(api, employee.id)).length

    await simulator.clock.settle()

    expect(await snapshotOf(api, id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'sent', errors: [] }],
    })
    const after = await enrollmentsOf(api, employee.id)
    expect(after).toHaveLength(before + 1)
    const added = after.find(({ individual_id }) => individual_id === dependentId)
    expect(added).toMatchObject({
      line_of_coverage: 'dental',
      plan_id: dental.plan_id,
      status: 'active',
      effective_start_date: '2026-01-01',
      effective_end_date: OPEN_END,
    })
    const { body: carrier } = await api.get('/_sim/carriers/guardian/groups/00123456')
    const child = carrier.members.find(({ ssn }: Json) => ssn === somebody().ssn)
    expect(child).toMatchObject({ relationship: 'child', first_name: 'Ottilie' })
    const atCarrier = carrier.enrollments.filter(({ member_id }: Json) => member_id === child.id)
    expect(atCarrier).toMatchObject([{ effective_start_date: '2026-01-01', effective_end_date: OPEN_END }])

    const again = await submit(api, group, await currentPayload(api, employee.id))
    await simulator.clock.settle()
    expect(await snapshotOf(api, again.body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'no_changes' }],
    })
  })

  test('links a nickname by date of birth and SSN, and then says what the platform says', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const people = await allOf(api, `/groups/${group}/employees`)
    const known = people.find(({ person }) => nicknameOf(person.first_name) !== undefined)
    const { id: _noyo, ...unnamed } = (await currentPayload(api, known.id)).employee
    const first_name = nicknameOf(known.person.first_name)
    const person = { ...unnamed.person, first_name, last_name: 'Oyelaran' }
    const sent = {
      snapshot_mode: 'current_open',
      enable_member_auto_link: true,
      employee: { ...unnamed, custom_individual_id: 'E-7', person },
    }
    const { status, body } = await submit(api, group, sent)
    expect(status).toBe(201)
    expect(body).toMatchObject({ employee_id: known.id, created_members: [] })
    const linked = await api.get(`${FULFILLMENT}/employees/${known.id}`)
    expect(linked.body).toMatchObject({
      custom_individual_id: 'E-7',
      person: { last_name: known.person.last_name },
    })
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'sent' }],
    })
    const stored = await api.get(`${FULFILLMENT}/employees/${known.id}`)
    expect(stored.body.person).toMatchObject({ first_name, last_name: 'Oyelaran', ssn: known.person.ssn })
  })

  test('an unknown employee becomes a new subscriber at the carrier', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const plan = plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
    const coverages = [
      {
        carrier_id: GUARDIAN,
        line_of_coverage: 'dental',
        plan_name: plan.name,
        enrolled_members: [
          {
            custom_individual_id: 'E-100',
            individual_type: 'employee',
            effective_start_date: '2026-02-01',
            effective_end_date: OPEN_END,
          },
        ],
      },
    ]
    const { body } = await submit(api, group, newHire({ coverages, enable_member_auto_link: true }))
    expect(body.created_members).toEqual([
      { id: body.employee_id, custom_individual_id: 'E-100', type: 'employee' },
    ])
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({ status: 'completed' })
    expect(await enrollmentsOf(api, body.employee_id)).toMatchObject([
      { plan_id: plan.id, status: 'pending', effective_start_date: '2026-02-01' },
    ])
    expect(await allOf(api, `/groups/${group}/employees`)).toHaveLength(26)
  })
})
