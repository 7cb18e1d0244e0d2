import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  BEAM,
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
} from '../snapshots/families.ts'
import { asPlatform, search, withPerson } from './platform.ts'

inEveryMode('linking members: terms and overview', ({ test }) => {
  test('L1 links tie people to their coverages, so that later changes reach the right ones', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const before = await enrollmentsOf(api, employee.id)
    const sent = asPlatform(payload)
    const { body } = await submit(api, group, { ...sent, enable_member_auto_link: true })
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toMatchObject([{ status: 'no_changes' }])
    expect(await enrollmentsOf(api, employee.id)).toEqual(before)
    const moved = withPerson(sent, { home_address: { ...somebody().home_address, street_one: '1 New Road' } })
    const { body: change } = await submit(api, group, moved)
    expect(change).toMatchObject({ employee_id: employee.id, created_members: [] })
    await simulator.clock.settle()
    expect((await snapshotOf(api, change.id)).fulfillment_summary).toMatchObject([{ status: 'sent' }])
  })

  test('L2 one standard request changes an SSN with several carriers', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const other = { carrier_id: BEAM, group_data: { carrier_group_id: 'HP10999' } }
    await api.post(`${FULFILLMENT}/groups/${group}/group_connections`, other)
    await simulator.clock.settle()
    const plans = await allOf(api, `/groups/${group}/plans`)
    const vision = plans.find((plan) => plan.carrier_id === BEAM && plan.line_of_coverage === 'vision')
    const row = { individual_id: employee.id, individual_type: 'employee' }
    const dates = { effective_start_date: '2026-02-01', effective_end_date: OPEN_END }
    const enrolled_members = [{ ...row, ...dates }]
    const added = { carrier_id: BEAM, line_of_coverage: 'vision', plan_id: vision.id, enrolled_members }
    const events = [{ id: '1', date: '2026-02-01', reason: 'open_enrollment', type: 'coverage' }]
    await submit(api, group, { ...payload, events, coverages: [...payload.coverages, added] })
    await simulator.clock.settle()

    const current = await currentPayload(api, employee.id)
    const ssn = '966011144'
    const { body } = await submit(api, group, { ...withPerson(current, { ssn }), events })
    await simulator.clock.settle()
    const summary = (await snapshotOf(api, body.id)).fulfillment_summary
    expect(summary.map(({ status }: Json) => status)).toEqual(['sent', 'sent'])
    for (const place of ['guardian/groups/00123456', 'beam/groups/HP10999']) {
      const { members } = (await api.get(`/_sim/carriers/${place}`)).body
      expect(members.filter((member: Json) => member.ssn === ssn)).toHaveLength(1)
      expect(members.filter((member: Json) => member.ssn === employee.person.ssn)).toEqual([])
    }
    expect((await api.get(`${FULFILLMENT}/employees/${employee.id}`)).body.person.ssn).toBe(ssn)
  })

  test('L3 every employee and dependent has an id of Noyo from the start', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const ids = [employee, ...payload.dependents].map(({ id }: Json) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('L4 members have no custom id until one is assigned', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const employees = await allOf(api, `/groups/${group}/employees`)
    for (const one of employees) expect(one).not.toHaveProperty('custom_individual_id')
    const [{ id }] = employees as [Json]
    const payload = await currentPayload(api, id)
    await submit(api, group, { ...payload, employee: { ...payload.employee, custom_individual_id: 'E-1' } })
    expect((await api.get(`${FULFILLMENT}/employees/${id}`)).body.custom_individual_id).toBe('E-1')
  })

  test('L5 custom ids are unique in a group only, stay, and should be no SSNs', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    await submit(api, group, newHire())
    const { employee } = newHire()
    const employees = await allOf(api, `/groups/${group}/employees`)
    const member = employees.find(({ custom_individual_id }) => custom_individual_id === undefined)
    const taken = await submit(api, group, newHire({ employee: { ...employee, id: member.id } }))
    expect(taken.status).toBe(409)
    const elsewhere = (await api.post(`${FULFILLMENT}/groups`, { name: 'Another' })).body.id
    expect((await submit(api, elsewhere, newHire())).status).toBe(201)
    const like = { ...employee, custom_individual_id: '900010001', person: somebody({ ssn: null }) }
    const warned = await submit(api, elsewhere, newHire({ employee: like }))
    expect(warned.body.warnings.join(' ')).toContain('9 digits')
  })

  test('L6 the connection first, then the members', async ({ api, simulator }) => {
    const group_data = { group_name: 'Orchard Tools', carrier_group_id: '00123456' }
    const asked = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id: GUARDIAN, group_data })
    const { group_id, id } = asked.body
    expect(await allOf(api, `/groups/${group_id}/employees`)).toEqual([])
    await simulator.clock.settle()
    expect((await api.get(`${FULFILLMENT}/group_connections/${id}`)).body.status).toBe('completed')
    expect(await allOf(api, `/groups/${group_id}/plans`)).not.toEqual([])
    expect(await allOf(api, `/groups/${group_id}/employees`)).not.toEqual([])
  })

  test('L7 the employee filter tells whether there is member data', async ({ api, simulator }) => {
    const synced = await connectedGroup(api, simulator)
    const net_new = (await api.post(`${FULFILLMENT}/groups`, { name: 'Net New' })).body.id
    expect(await search(api, { group_id: synced, page_size: '1' })).toHaveLength(1)
    expect(await search(api, { group_id: net_new })).toEqual([])
  })

  test('L8 an initial census creates everybody, and the answers hold the ids of Noyo', async ({ api }) => {
    const group = (await api.post(`${FULFILLMENT}/groups`, { name: 'Net New' })).body.id
    const kin = { custom_individual_id: 'D-1', relationship: 'child', person: somebody({ ssn: null }) }
    const { status, body } = await submit(api, group, newHire({ dependents: [kin] }))
    expect(status).toBe(201)
    expect(body.created_members).toEqual([
      { id: body.employee_id, custom_individual_id: 'E-100', type: 'employee' },
      { id: expect.any(String), custom_individual_id: 'D-1', type: 'dependent' },
    ])
    const both = {
      ...newHire().employee,
      id: body.created_members[0].id,
    }
    const dependents = [{ ...kin, id: body.created_members[1].id }]
    const again = await submit(api, group, newHire({ employee: both, dependents }))
    expect(again.body).toMatchObject({ employee_id: body.employee_id, created_members: [] })
  })

  test('L9 at the end every member of a Sync group carries a custom id', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    for (const { id } of await allOf(api, `/groups/${group}/employees`)) {
      const sent = { ...asPlatform(await currentPayload(api, id)), enable_member_auto_link: true }
      const { body } = await submit(api, group, sent)
      expect([id, body.created_members]).toEqual([id, []])
    }
    for (const one of await allOf(api, `/groups/${group}/employees`)) {
      const family = [one, ...(await allOf(api, `/employees/${one.id}/dependents`))]
      for (const { id, custom_individual_id } of family) {
        expect(custom_individual_id).toBe(`P-${id.slice(0, 8)}`)
      }
    }
  })
})

inEveryMode('option 1: automatic linking', ({ test }) => {
  test('L10 is asked for by enable_member_auto_link and off without it', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const { employee: own, snapshot_mode } = asPlatform(payload)
    const path = `${FULFILLMENT}/groups/${group}/member_snapshots/test`
    const rehearse = async (flag: Json) =>
      (await api.post(path, { member_snapshot: { snapshot_mode, employee: own, ...flag } })).body
    const off = (await rehearse({})).member_snapshot
    expect(off.created_members).toHaveLength(1)
    const on = (await rehearse({ enable_member_auto_link: true })).member_snapshot
    expect(on).toMatchObject({ employee_id: employee.id, created_members: [] })
  })

  test('L11 looks in the own group only, by name, date of birth and SSN', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const other = await connectedGroup(api, simulator, GUARDIAN, '00123457')
    const { payload } = await familyOf(api, group, 0)
    const { employee, snapshot_mode } = asPlatform(payload)
    const sent = { snapshot_mode, employee, enable_member_auto_link: true }
    const { body: elsewhere } = await submit(api, other, sent)
    expect(elsewhere.created_members).toHaveLength(1)
    const { body: here } = await submit(api, group, sent)
    expect(here.created_members).toEqual([])
    const { links } = (await api.get(`/_sim/links?snapshot_id=${here.id}`)).body
    expect(Object.keys(links[0].candidates[0].evidence)).toEqual([
      'ssn_equal',
      'date_of_birth_equal',
      'last_name_equal',
      'first_name_equal',
      'sex_equal',
    ])
  })

  test('L12 stores the custom id the first time; from then on it is enough', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const sent = asPlatform(payload)
    await submit(api, group, { ...sent, enable_member_auto_link: true })
    const stored = await api.get(`${FULFILLMENT}/groups/${group}/employees/P-${employee.id.slice(0, 8)}`)
    expect(stored.body.id).toBe(employee.id)
    const { body } = await submit(api, group, withPerson(sent, somebody({ ssn: '966223344' })))
    expect(body).toMatchObject({ employee_id: employee.id, created_members: [] })
  })

  test('L13 Jimmy is James, as long as date of birth and SSN are the same', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employment } = newHire().employee
    const james = somebody({ first_name: 'James', last_name: 'Fairweather' })
    const made = await api.post(`${FULFILLMENT}/employees`, { group_id: group, person: james, employment })
    const jimmy = { ...newHire().employee, person: { ...james, first_name: 'Jimmy' } }
    const { body } = await submit(api, group, newHire({ employee: jimmy, enable_member_auto_link: true }))
    expect(body).toMatchObject({ employee_id: made.body.id, created_members: [], warnings: [] })
    await simulator.clock.settle()
    const { body: after } = await api.get(`${FULFILLMENT}/employees/${made.body.id}`)
    expect(after).toMatchObject({ custom_individual_id: 'E-100', person: { first_name: 'Jimmy' } })
  })

  test('L14 creates who is not there, with the custom id', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const before = (await allOf(api, `/groups/${group}/employees`)).length
    await submit(api, group, newHire({ enable_member_auto_link: true }))
    expect(await allOf(api, `/groups/${group}/employees`)).toHaveLength(before + 1)
    const { body } = await api.get(`${FULFILLMENT}/groups/${group}/employees/E-100`)
    expect(body.person).toMatchObject({ first_name: 'Ottilie', last_name: 'Marchbanks' })
  })

  test('L15 names everybody it creates in created_members, and nobody it links', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { payload } = await familyOf(api, group, 1)
    const sent = asPlatform(payload)
    const kin = { custom_individual_id: 'D-9', relationship: 'child', person: somebody() }
    const { body } = await submit(api, group, {
      ...sent,
      enable_member_auto_link: true,
      dependents: [...sent.dependents, kin],
    })
    expect(body.created_members).toEqual([
      { id: expect.any(String), custom_individual_id: 'D-9', type: 'dependent' },
    ])
    const { id } = body.created_members[0]
    expect((await api.get(`${FULFILLMENT}/dependents/${id}`)).body.custom_individual_id).toBe('D-9')
  })

  test('L16 an unexpected creation can be looked into, and no request undoes it', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const { employee: own, snapshot_mode } = asPlatform(payload)
    // The same name and SSN, born a generation before: this may be a parent.
    const year = Number(own.person.date_of_birth.slice(0, 4)) - 27
    const changed = { date_of_birth: `${year}-11-23`, suffix: 'Sr' }
    const duplicate = withPerson({ snapshot_mode, employee: own }, changed)
    const { body } = await submit(api, group, { ...duplicate, enable_member_auto_link: true })
    expect(body.created_members).toHaveLength(1)
    expect(body.warnings).toEqual([expect.stringContaining(employee.id)])
    const { links } = (await api.get(`/_sim/links?member_id=${body.employee_id}`)).body
    expect(links).toMatchObject([
      {
        decision: 'created',
        rule: 'vetoed',
        candidates: [{ member_id: employee.id, veto: 'parent_and_child' }],
      },
    ])
    const removed = await api.send('DELETE', `${FULFILLMENT}/employees/${body.employee_id}`)
    expect(removed.status).toBe(405)
  })
})
