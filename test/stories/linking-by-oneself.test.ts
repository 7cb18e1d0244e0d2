import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  FULFILLMENT,
  familyOf,
  type Json,
  NOBODY,
  newHire,
  somebody,
  submit,
} from '../snapshots/families.ts'
import { asPlatform, search } from './platform.ts'

inEveryMode('option 2: matching by oneself', ({ test }) => {
  test("L17 with both ids and without the flag the member is the one of Noyo's id, and gets the custom id", async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const sent = {
      ...payload,
      enable_member_auto_link: false,
      employee: { ...payload.employee, custom_individual_id: 'E-1' },
      dependents: payload.dependents.map((one: Json, at: number) => ({
        ...one,
        custom_individual_id: `D-${at}`,
      })),
    }
    const { body } = await submit(api, group, sent)
    expect(body).toMatchObject({ employee_id: employee.id, created_members: [], warnings: [] })
    for (const [at, { id }] of payload.dependents.entries()) {
      expect((await api.get(`${FULFILLMENT}/groups/${group}/dependents/D-${at}`)).body.id).toBe(id)
    }
  })

  test('L18 afterwards either id is taken', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const named = { ...payload.employee, custom_individual_id: 'E-1' }
    await submit(api, group, { ...payload, employee: named })
    const { id: _noyo, ...byCustomId } = named
    const { custom_individual_id: _own, ...byId } = named
    for (const one of [byCustomId, byId]) {
      const { body } = await submit(api, group, { ...payload, employee: one, coverages: undefined })
      expect(body).toMatchObject({ employee_id: employee.id, created_members: [] })
    }
    for (const id of [employee.id, 'E-1']) {
      expect((await api.get(`${FULFILLMENT}/groups/${group}/employees/${id}`)).body.id).toBe(employee.id)
    }
  })

  test('L19 an id of Noyo that does not exist is an error, and nothing is stored', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const before = (await allOf(api, `/groups/${group}/employees`)).length
    const { status, body } = await submit(
      api,
      group,
      newHire({ employee: { ...newHire().employee, id: NOBODY } }),
    )
    expect(status).toBe(404)
    expect(body).toEqual({ message: `Employee not found with UUID ${NOBODY}`, status: 404 })
    expect(await allOf(api, `/groups/${group}/employees`)).toHaveLength(before)
    expect(await allOf(api, `/groups/${group}/member_snapshots`)).toEqual([])
  })

  test('L20 one at a time: name and date of birth find few, and other data decides', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employment } = newHire().employee
    const peggy = somebody({ first_name: 'Peggy', middle_name: 'C', last_name: 'Johnson', suffix: 'Jr' })
    const persons = [peggy, { ...peggy, ssn: '977334466' }, { ...peggy, date_of_birth: '1970-01-01' }]
    for (const person of persons) {
      await api.post(`${FULFILLMENT}/employees`, { group_id: group, person, employment })
    }
    const found = async (name: string, more = {}) => search(api, { group_id: group, name, ...more })
    expect(await found('Peggy C Johnson')).toHaveLength(3)
    expect(await found('johnson jr peg')).toHaveLength(3)
    const two = await found('Peggy C Johnson', { date_of_birth: peggy.date_of_birth })
    expect(two.map(({ person }) => person.ssn).toSorted()).toEqual(['977334455', '977334466'])
    expect(await found('Peggy X Johnson')).toEqual([])
  })

  test('L21 in bulk: pages of the group are a complete census', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const seen = new Set<string>()
    for (let offset = 0; ; offset += 7) {
      const { body } = await api.get(`${FULFILLMENT}/groups/${group}/employees?page_size=7&offset=${offset}`)
      for (const { id } of body.response) seen.add(id)
      if (body.response.length < 7) {
        expect(seen.size).toBe(body.meta.total_records)
        break
      }
    }
    const { members } = (await api.get('/_sim/carriers/guardian/groups/00123456')).body
    expect(seen.size).toBe(members.filter(({ relationship }: Json) => relationship === 'self').length)
  })

  test('L22 employees first, dependents beneath the matched ones', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const [kin] = asPlatform(payload).dependents
    // The same dependent under somebody else is somebody else.
    const stranger = await submit(api, group, newHire({ enable_member_auto_link: true, dependents: [kin] }))
    expect(stranger.body.created_members).toHaveLength(2)
    const { employee: own, snapshot_mode } = asPlatform(payload)
    const named = { ...kin, custom_individual_id: 'D-1' }
    const { body } = await submit(api, group, {
      snapshot_mode,
      employee: own,
      dependents: [named],
      enable_member_auto_link: true,
    })
    expect(body).toMatchObject({ employee_id: employee.id, created_members: [] })
    expect(body.member_snapshot.dependents[0].id).toBe(payload.dependents[0].id)
  })

  test('L23 only a custom id that is new sets off a search', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const sent = { ...asPlatform(payload), enable_member_auto_link: true }
    const first = await submit(api, group, sent)
    const second = await submit(api, group, sent)
    const rules = async ({ body }: { body: Json }) =>
      (await api.get(`/_sim/links?snapshot_id=${body.id}`)).body.links[0]
    expect(await rules(first)).toMatchObject({ member_id: employee.id, rule: 'points' })
    expect(await rules(second)).toMatchObject({
      member_id: employee.id,
      rule: 'known_custom_id',
      candidates: [],
    })
  })
})
