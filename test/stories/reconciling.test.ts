import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  enrollmentsOf,
  familyOf,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  SAMPLE_LIFE,
  snapshotOf,
  somebody,
  submit,
} from '../snapshots/families.ts'

inEveryMode('reconciling linked members', ({ test }) => {
  test('a coverage of the platform that the carrier never processed can be seen missing, and sent', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { body } = await submit(api, group, newHire())
    await simulator.clock.settle()
    expect(await enrollmentsOf(api, body.employee_id)).toEqual([])
    const plans = await allOf(api, `/groups/${group}/plans`)
    const dental = plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
    const enrolled_members = [
      {
        individual_id: body.employee_id,
        individual_type: 'employee',
        effective_start_date: '2026-01-01',
        effective_end_date: OPEN_END,
      },
    ]
    const coverage = {
      carrier_id: GUARDIAN,
      line_of_coverage: 'dental',
      plan_id: dental.id,
      enrolled_members,
    }
    await submit(api, group, newHire({ coverages: [coverage] }))
    await simulator.clock.settle()
    expect(await enrollmentsOf(api, body.employee_id)).toMatchObject([
      {
        individual_id: body.employee_id,
        individual_type: 'employee',
        line_of_coverage: 'dental',
        plan_id: dental.id,
        effective_start_date: '2026-01-01',
        status: 'active',
      },
    ])
  })

  test('a coverage of the carrier that nobody chose can be seen, and ended', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const ended = payload.coverages.map((coverage: Json) =>
      coverage.line_of_coverage !== 'dental'
        ? coverage
        : {
            ...coverage,
            enrolled_members: coverage.enrolled_members.map((enrolled: Json) => ({
              ...enrolled,
              effective_end_date: '2026-01-31',
            })),
          },
    )
    await submit(api, group, { ...payload, coverages: ended })
    await simulator.clock.settle()
    const { members, enrollments, plans } = (await api.get('/_sim/carriers/guardian/groups/00123456')).body
    const self = members.find(({ ssn }: Json) => ssn === employee.person.ssn)
    const dental = plans.filter(({ line_of_coverage }: Json) => line_of_coverage === 'dental')
    const held = enrollments.filter(
      ({ member_id, plan_id }: Json) =>
        member_id === self.id && dental.some(({ id }: Json) => id === plan_id),
    )
    expect(held).toMatchObject([{ effective_end_date: '2026-01-31' }])
  })

  test('wrong demographics at the carrier are corrected by a snapshot of the whole family', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const [kin, ...others] = payload.dependents
    const person = { ...kin.person, date_of_birth: '2014-04-14' }
    const { body } = await submit(api, group, { ...payload, dependents: [{ ...kin, person }, ...others] })
    await simulator.clock.settle()
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ status: 'sent' }],
    })
    const { members } = (await api.get('/_sim/carriers/guardian/groups/00123456')).body
    const there = members.filter(({ ssn }: Json) => ssn === kin.person.ssn)
    expect(there).toMatchObject([{ date_of_birth: '2014-04-14' }])
    const [stored] = (await allOf(api, `/employees/${employee.id}/dependents`)).filter(
      ({ id }) => id === kin.id,
    )
    expect(stored.person.date_of_birth).toBe('2014-04-14')
  })

  test('a Send group has nobody until the initial census, whose corrections update them', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator, SAMPLE_LIFE, '123-45678')
    expect(await allOf(api, `/groups/${group}/employees`)).toEqual([])
    const { body } = await submit(api, group, newHire())
    expect(body.created_members).toHaveLength(1)
    await simulator.clock.settle()
    const person = somebody({ first_name: 'Odile' })
    const again = await submit(api, group, newHire({ employee: { ...newHire().employee, person } }))
    expect(again.body).toMatchObject({ employee_id: body.employee_id, created_members: [] })
    await simulator.clock.settle()
    const [stored] = await allOf(api, `/groups/${group}/employees`)
    expect(stored).toMatchObject({ id: body.employee_id, person: { first_name: 'Odile' } })
  })
})
