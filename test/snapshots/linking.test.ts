import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  familyOf,
  type Json,
  newHire,
  snapshotOf,
  somebody,
  submit,
} from './families.ts'

inEveryMode('who is who', ({ test }) => {
  test('a known custom id needs neither flag nor demographics, and a Noyo id wins over both', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const first = await submit(api, group, newHire())
    const again = await submit(
      api,
      group,
      newHire({
        employee: { ...newHire().employee, person: somebody({ first_name: 'Other', ssn: '988445566' }) },
      }),
    )
    expect(again.body).toMatchObject({ employee_id: first.body.employee_id, created_members: [] })
    const [other] = await allOf(api, `/groups/${group}/employees`)
    const byId = await submit(api, group, {
      ...newHire(),
      enable_member_auto_link: true,
      employee: { ...newHire().employee, id: other.id, custom_individual_id: 'E-2' },
    })
    expect(byId.body).toMatchObject({ employee_id: other.id, created_members: [] })
    const stored = await api.get(`${FULFILLMENT}/groups/${group}/employees/E-2`)
    expect(stored.body.id).toBe(other.id)
  })

  test('without the flag nobody is linked; whoever is alike is named in a warning', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const { id: _noyo, ...unnamed } = payload.employee
    const sent = newHire({ employee: { ...unnamed, custom_individual_id: 'E-1' } })
    const { body } = await submit(api, group, sent)
    expect(body.employee_id).not.toBe(employee.id)
    expect(body.created_members).toEqual([
      { id: body.employee_id, custom_individual_id: 'E-1', type: 'employee' },
    ])
    expect(body.warnings).toEqual([
      expect.stringMatching(new RegExp(`resembles employee ${employee.id}.*enable_member_auto_link is off`)),
    ])
    expect(JSON.stringify(body.warnings)).not.toContain(employee.person.ssn)
  })

  test('dependents are looked for among the own ones only', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 1)
    const { id: _noyo, ...kin } = payload.dependents[0]
    const dependents = [{ ...kin, custom_individual_id: 'D-1' }]
    const elsewhere = await submit(api, group, newHire({ enable_member_auto_link: true, dependents }))
    expect(elsewhere.body.created_members).toHaveLength(2)
    await submit(
      api,
      group,
      newHire({
        employee: { ...newHire().employee, id: payload.employee.id, custom_individual_id: 'E-2' },
        dependents: [{ ...dependents[0], custom_individual_id: 'D-2' }],
        enable_member_auto_link: true,
      }),
    )
    const own = await api.get(`${FULFILLMENT}/groups/${group}/dependents/D-2`)
    expect(own.body.id).toBe(payload.dependents[0].id)
  })

  test('whoever the payload names by id is nobody else in it', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 1)
    const [known] = payload.dependents
    const alike = { ...known.person, first_name: 'Ottilie', last_name: 'Marchbanks' }
    const twin = { custom_individual_id: 'D-2', relationship: known.relationship, person: alike }
    const dependents = [...payload.dependents, twin]
    const { body } = await submit(api, group, { ...payload, enable_member_auto_link: true, dependents })
    expect(body.created_members).toMatchObject([{ custom_individual_id: 'D-2' }])
  })

  test('with the flag, a child of the same names and date of birth is the same child, whatever the SSN', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 1)
    const [{ id, ...known }] = payload.dependents
    const other = { ...known, custom_individual_id: 'D-2', person: { ...known.person, ssn: '988119922' } }
    const { employee, snapshot_mode } = payload
    const sent = { snapshot_mode, employee, enable_member_auto_link: true, dependents: [other] }
    const { body } = await submit(api, group, sent)
    expect(body.created_members).toEqual([])
    expect(body.member_snapshot.dependents[0].id).toBe(id)
  })

  test('dependents of one name and date of birth are told apart by custom ids', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 1)
    const twin = (custom_individual_id?: string) => ({
      custom_individual_id,
      relationship: 'child',
      person: somebody({ first_name: 'Juno', date_of_birth: '2012-05-06', ssn: null }),
    })
    const twins = { dependents: [twin('D-1'), twin('D-2')] }
    for (const enable_member_auto_link of [true, false]) {
      const employee = { ...newHire().employee, custom_individual_id: `E-${enable_member_auto_link}` }
      const [one, other] = twins.dependents.map((dependent) => ({
        ...dependent,
        custom_individual_id: `${dependent.custom_individual_id}-${enable_member_auto_link}`,
      }))
      const sent = newHire({ employee, enable_member_auto_link, dependents: [one, other] })
      const { status, body } = await submit(api, group, sent)
      expect(status).toBe(201)
      expect(body.created_members.map(({ type }: Json) => type)).toContain('dependent')
      expect(new Set(body.member_snapshot.dependents.map(({ id }: Json) => id)).size).toBe(2)
      const again = await submit(api, group, { ...sent, dependents: [other, one] })
      expect(again.body.created_members).toEqual([])
      expect(again.body.member_snapshot.dependents.map(({ id }: Json) => id)).toEqual(
        body.member_snapshot.dependents.map(({ id }: Json) => id).toReversed(),
      )
    }
    // Who of two that nobody has named is which cannot be known.
    const unnamed = await submit(api, group, { ...payload, dependents: [twin('D-9'), twin()] })
    expect(unnamed.status).toBe(422)
    expect(unnamed.body.errors.dependents['1'].person).toBeDefined()
  })

  test('why somebody was linked or made stands in the events, without names or numbers', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const { id: _noyo, ...unnamed } = payload.employee
    const sent = newHire({
      enable_member_auto_link: true,
      employee: { ...unnamed, custom_individual_id: 'E-1' },
      dependents: [{ custom_individual_id: 'D-1', relationship: 'child', person: somebody() }],
    })
    const { body } = await submit(api, group, sent)
    const events = async (type: string) => (await api.get(`/_sim/events?type=${type}`)).body.events
    const [linked] = (await events('member.linked')).slice(-1)
    expect(linked).toMatchObject({
      subject: { id: employee.id },
      data: {
        snapshot_id: body.id,
        member_type: 'employee',
        points: expect.any(Number),
        evidence: expect.arrayContaining([
          'ssn_equal',
          'date_of_birth_equal',
          'last_name_equal',
          'first_name_equal',
        ]),
      },
    })
    const [made] = (await events('member.created')).slice(-1)
    expect(made).toMatchObject({
      subject: { id: body.created_members[0].id },
      data: { snapshot_id: body.id, member_type: 'dependent' },
    })
  })

  test('a custom id like an SSN and a changed one are accepted with a warning', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { body: first } = await submit(
      api,
      group,
      newHire({ employee: { ...newHire().employee, custom_individual_id: '912345678' } }),
    )
    expect(first.warnings).toEqual([expect.stringContaining('9 digits')])
    expect(first.warnings[0]).not.toContain('912345678')
    const { body: second } = await submit(
      api,
      group,
      newHire({ employee: { ...newHire().employee, id: first.employee_id } }),
    )
    expect(second.warnings).toEqual([expect.stringContaining('was changed')])
    const moved = await api.get(`${FULFILLMENT}/groups/${group}/employees/E-100`)
    expect(moved.body.id).toBe(first.employee_id)
  })

  test('custom ids that differ in case only are two', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const child = { custom_individual_id: 'e-100', relationship: 'child', person: somebody({ ssn: null }) }
    const { status, body } = await submit(api, group, newHire({ dependents: [child] }))
    expect(status).toBe(201)
    expect(body.created_members).toHaveLength(2)
  })

  test('the same world gives the same ids, whatever else happens', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const start = await simulator.checkpoint()
    const one = await submit(api, group, newHire())
    await simulator.restore(start)
    await submit(
      api,
      group,
      newHire({
        employee: {
          ...newHire().employee,
          custom_individual_id: 'E-9',
          person: somebody({ ssn: '966554433', date_of_birth: '1970-01-01' }),
        },
      }),
    )
    const other = await submit(api, group, newHire())
    expect(other.body.id).toBe(one.body.id)
    expect(other.body.employee_id).toBe(one.body.employee_id)
  })

  test('a rehearsal answers what would be and changes nothing', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const path = `${FULFILLMENT}/groups/${group}/member_snapshots`
    const before = await allOf(api, `/groups/${group}/employees`)
    const rehearsed = await api.post(`${path}/test`, { member_snapshot: newHire() })
    expect(rehearsed.status).toBe(200)
    expect(rehearsed.body.trace_ids).toEqual([])
    expect(await allOf(api, `/groups/${group}/employees`)).toEqual(before)
    expect(await allOf(api, `/groups/${group}/member_snapshots`)).toEqual([])
    const { body } = await submit(api, group, newHire())
    expect(rehearsed.body.member_snapshot).toEqual(body)
    const overridden = await api.post(`${path}/test`, { member_snapshot: newHire(), carrier_overrides: [] })
    expect(overridden.status).toBe(501)
    expect(overridden.body.message).toContain('carrier_overrides')
    const { custom_individual_id: _none, ...unnamed } = newHire().employee
    const wrong = await api.post(`${path}/test`, { member_snapshot: newHire({ employee: unnamed }) })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toMatchObject({
      errors: { member_snapshot: { employee: { custom_individual_id: [expect.any(String)] } } },
    })
    expect((await snapshotOf(api, body.id)).id).toBe(body.id)
    expect(await currentPayload(api, body.employee_id)).toMatchObject({
      employee: { custom_individual_id: 'E-100', person: { first_name: 'Ottilie' } },
      coverages: [],
    })
  })
})
