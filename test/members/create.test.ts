import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  ADDRESS,
  allOf,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  type Json,
  NOBODY,
  newHire,
  somebody,
  submit,
} from '../snapshots/families.ts'

const person = (changed: Json = {}): Json => {
  const { mailing_address: _optional, ...required } = somebody(changed)
  return required
}

const employment = {
  employment_status: 'full-time',
  hours_worked: 40,
  employment_dates: { hire_date: '2025-12-01' },
}

inEveryMode('members created directly', ({ test }) => {
  test('are read everywhere, have no custom id, and get one by a snapshot', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const body = { group_id: group, person: person(), employment, classifications: { class: 'A' } }
    const made = await api.post(`${FULFILLMENT}/employees`, body)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ group_id: group, person: person(), employment })
    expect(made.body).not.toHaveProperty('custom_individual_id')
    const { id } = made.body
    const kin = await api.post(`${FULFILLMENT}/employees/${id}/dependents`, {
      relationship: 'child',
      person: person({ first_name: 'Pia', ssn: null }),
    })
    expect(kin.status).toBe(201)
    expect(kin.body).toMatchObject({ employee_id: id, relationship: 'child' })
    expect(kin.body.person).not.toHaveProperty('ssn')

    expect((await api.get(`${FULFILLMENT}/employees/${id}`)).body).toEqual(made.body)
    expect((await allOf(api, `/groups/${group}/employees`)).map((one) => one.id)).toContain(id)
    expect(await allOf(api, `/employees/${id}/dependents`)).toEqual([kin.body])
    expect((await currentPayload(api, id)).dependents).toMatchObject([{ id: kin.body.id }])

    const sent = newHire({ enable_member_auto_link: true })
    const { body: snapshot } = await submit(api, group, sent)
    expect(snapshot).toMatchObject({ employee_id: id, created_members: [] })
    const { body: why } = await api.get(`/_sim/links?member_id=${id}`)
    expect(why.links).toMatchObject([
      { decision: 'created', rule: 'created_directly', custom_individual_id: null },
      { decision: 'linked', rule: 'points', custom_individual_id: 'E-100', snapshot_id: snapshot.id },
    ])
  })

  test('are made again when they are there already', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const body = { group_id: group, person: person(), employment }
    const one = await api.post(`${FULFILLMENT}/employees`, body)
    const other = await api.post(`${FULFILLMENT}/employees`, body)
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(one.body.id)
    const { id } = one.body
    const kin = { relationship: 'child', person: person({ first_name: 'Pia', ssn: null }) }
    for (const _twice of [1, 2]) await api.post(`${FULFILLMENT}/employees/${id}/dependents`, kin)
    // What Noyo knows of the family is taken back as it is, the two alike included.
    const current = await currentPayload(api, id)
    expect(current.dependents).toHaveLength(2)
    expect(await submit(api, group, current)).toMatchObject({ status: 201, body: { created_members: [] } })
  })

  test('need a Social Security number that can be', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [employee] = await allOf(api, `/groups/${group}/employees`)
    const before = (await allOf(api, `/groups/${group}/employees`)).length
    // None of these is a number anybody can have.
    for (const ssn of [
      '000010001',
      '900000001',
      '900010000',
      `666${'010001'}`,
      '90001000',
      '90001000x',
      '',
    ]) {
      const made = await api.post(`${FULFILLMENT}/employees`, {
        group_id: group,
        person: person({ ssn }),
        employment,
      })
      expect([ssn, made.status]).toEqual([ssn, 422])
      expect(made.body).toEqual({ errors: { person: { ssn: ['Invalid person SSN'] } } })
      const kin = await api.post(`${FULFILLMENT}/employees/${employee.id}/dependents`, {
        relationship: 'child',
        person: person({ ssn }),
      })
      expect(kin.body).toEqual(made.body)
    }
    expect(await allOf(api, `/groups/${group}/employees`)).toHaveLength(before)
  })

  test('belong to a group, a location and an employee that there are', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [location] = await allOf(api, `/groups/${group}/locations`)
    const body = { group_id: group, person: person(), employment }
    const placed = await api.post(`${FULFILLMENT}/employees`, { ...body, location_id: location.id })
    expect(placed.body.location_id).toBe(location.id)
    const nowhere = await api.post(`${FULFILLMENT}/employees`, { ...body, location_id: NOBODY })
    expect(nowhere.status).toBe(404)
    expect(nowhere.body.message).toBe(`Location not found with UUID ${NOBODY}`)
    const groupless = await api.post(`${FULFILLMENT}/employees`, { ...body, group_id: NOBODY })
    expect(groupless.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    const orphan = await api.post(`${FULFILLMENT}/employees/${NOBODY}/dependents`, {
      relationship: 'child',
      person: person(),
    })
    expect(orphan.body).toEqual({ message: `Employee not found with UUID ${NOBODY}`, status: 404 })
    const { home_address: _needed, ...homeless } = person()
    const refused = await api.post(`${FULFILLMENT}/employees`, { ...body, person: homeless })
    expect(refused.body.errors.person).toHaveProperty('home_address')
  })
})

inEveryMode('a search for people', ({ test }) => {
  test('finds by every word of the name, best first, and its id filters employees', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const dependents = [
      {
        custom_individual_id: 'D-1',
        relationship: 'child',
        person: somebody({ first_name: 'Ottil', ssn: null }),
      },
    ]
    const { body: made } = await submit(api, group, newHire({ dependents }))
    await submit(
      api,
      group,
      newHire({
        employee: {
          ...newHire().employee,
          custom_individual_id: 'E-2',
          person: somebody({
            first_name: 'Ottilienne',
            ssn: null,
            home_address: ADDRESS,
            date_of_birth: '1970-03-04',
          }),
        },
      }),
    )
    const search = async (body: Json) => (await api.post(`${FULFILLMENT}/people`, body)).body
    const all = await search({ full_name: 'marchbanks OTTILIE', group_id: group })
    expect(all).toMatchObject([
      { employee_id: made.employee_id, dependent_id: null, full_name: 'Ottilie Marchbanks', match_score: 1 },
      { full_name: 'Ottilienne Marchbanks', match_score: 0.75 },
    ])
    const kin = await search({
      full_name: 'Ottil Marchbanks',
      ssn: undefined,
      date_of_birth: somebody().date_of_birth,
    })
    expect(kin).toMatchObject([
      { employee_id: made.employee_id, dependent_id: made.created_members[1].id, match_score: 1 },
      { employee_id: made.employee_id, dependent_id: null, match_score: 0.75 },
    ])
    expect(await search({ full_name: 'Ottil', ssn: somebody().ssn })).toHaveLength(1)
    expect(await search({ full_name: 'Ottil', size: 2 })).toHaveLength(2)
    expect(await search({ full_name: 'Ottil', last_name: 'Unheard' })).toEqual([])
    const found = await api.get(`${FULFILLMENT}/employees?person_id=${all[0].id}`)
    expect(found.body.response).toMatchObject([{ id: made.employee_id }])
  })
})
