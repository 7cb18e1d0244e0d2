import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { connected, FULFILLMENT, NOBODY } from '../connections/connected.ts'
import { inEveryMode } from '../modes.ts'

interface Employee {
  readonly id: string
  readonly group_id: string
  readonly person: {
    readonly first_name: string
    readonly middle_name?: string
    readonly last_name: string
    readonly date_of_birth: string
    readonly ssn?: string
  }
  readonly employment: { readonly employment_status: string }
}

const census = async (api: Api, group: string): Promise<Employee[]> =>
  (await api.get(`${group}/employees?page_size=100`)).body.response
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort()

inEveryMode('members', ({ test }) => {
  test('employees are read one by one, by group and over all groups', async (world) => {
    const { api, group, group_id } = await connected(world)
    const listed = await census(api, group)
    expect(listed).toHaveLength(25)
    const [employee] = listed as [Employee]
    expect(employee).toMatchObject({ group_id })
    expect(employee).not.toHaveProperty('custom_individual_id')
    expect((await api.get(`${FULFILLMENT}/employees/${employee.id}`)).body).toEqual(employee)
    expect((await api.get(`${group}/employees/${employee.id}`)).body).toEqual(employee)
    const all = await api.get(`${FULFILLMENT}/employees?group_id=${group_id}&page_size=100`)
    expect(all.body.response).toEqual(listed)
    const everywhere = (await api.get(`${FULFILLMENT}/employees`)).body.meta.total_records
    expect(everywhere).toBeGreaterThanOrEqual(listed.length)
  })

  test('dependents are read beneath their employee and by themselves', async (world) => {
    const { api, group } = await connected(world)
    let seen = 0
    for (const { id } of (await census(api, group)).slice(0, 8)) {
      const { response } = (await api.get(`${FULFILLMENT}/employees/${id}/dependents`)).body
      expect((await api.get(`${group}/employees/${id}/dependents`)).body.response).toEqual(response)
      for (const dependent of response) {
        seen += 1
        expect(dependent.employee_id).toBe(id)
        for (const target of [
          `${FULFILLMENT}/dependents/${dependent.id}`,
          `${FULFILLMENT}/employees/${id}/dependents/${dependent.id}`,
          `${group}/dependents/${dependent.id}`,
          `${group}/employees/${id}/dependents/${dependent.id}`,
        ]) {
          expect((await api.get(target)).body).toEqual(dependent)
        }
      }
    }
    expect(seen).toBeGreaterThan(0)
  })

  test("another employee's dependent and another group's member are not found", async (world) => {
    const { api, group } = await connected(world)
    const other = await connected(world, '00123457')
    const [stranger] = (await census(api, other.group)) as [Employee]
    const missing = await api.get(`${group}/employees/${stranger.id}`)
    expect(missing.status).toBe(404)
    expect(missing.body.message).toBe(`Employee not found with UUID ${stranger.id}`)
    let dependent: { id: string; employee_id: string } | undefined
    for (const { id } of await census(api, group)) {
      dependent ??= (await api.get(`${FULFILLMENT}/employees/${id}/dependents`)).body.response[0]
    }
    if (!dependent) throw new Error('nobody in the census has dependents')
    for (const target of [
      `${FULFILLMENT}/employees/${stranger.id}/dependents/${dependent.id}`,
      `${other.group}/dependents/${dependent.id}`,
      `${other.group}/employees/${stranger.id}/dependents/${dependent.id}`,
    ]) {
      expect((await api.get(target)).body.message).toBe(`Dependent not found with UUID ${dependent.id}`)
    }
    expect((await api.get(`${FULFILLMENT}/employees/${NOBODY}`)).status).toBe(404)
    expect((await api.get(`${group}/employees/no-such-custom-id`)).status).toBe(404)
  })

  test('names are found by part, whatever the case', async (world) => {
    const { api, group } = await connected(world)
    const all = await census(api, group)
    const [{ person }] = all as [Employee]
    const part = person.last_name.slice(1, 4).toUpperCase()
    const byLast = await api.get(`${group}/employees?page_size=100&last_name=${encodeURIComponent(part)}`)
    expect(idsOf(byLast.body.response)).toEqual(
      idsOf(all.filter((other) => other.person.last_name.toUpperCase().includes(part))),
    )
    const first = person.first_name.slice(0, 3).toLowerCase()
    const byFirst = await api.get(`${group}/employees?page_size=100&first_name=${encodeURIComponent(first)}`)
    expect(idsOf(byFirst.body.response)).toEqual(
      idsOf(all.filter((other) => other.person.first_name.toLowerCase().includes(first))),
    )
  })

  test('a full name with a date of birth finds one person', async (world) => {
    const { api, group, group_id } = await connected(world)
    const [employee] = (await census(api, group)) as [Employee]
    const { first_name, last_name, date_of_birth } = employee.person
    const name = encodeURIComponent(`${last_name} ${first_name}`)
    for (const list of [`${group}/employees?`, `${FULFILLMENT}/employees?group_id=${group_id}&`]) {
      const found = await api.get(`${list}name=${name}&date_of_birth=${date_of_birth}`)
      expect(idsOf(found.body.response)).toEqual([employee.id])
    }
    const nobody = await api.get(`${group}/employees?name=${name}&date_of_birth=1901-01-01`)
    expect(nobody.body).toMatchObject({ response: [], meta: { total_records: 0 } })
    expect((await api.get(`${group}/employees?name=${name}%20Zzyzx`)).body.response).toEqual([])
  })

  test('employment status filters, and filters combine', async (world) => {
    const { api, group } = await connected(world)
    const all = await census(api, group)
    const full = await api.get(`${group}/employees?employment_status=full-time&page_size=100`)
    expect(idsOf(full.body.response)).toEqual(
      idsOf(all.filter(({ employment }) => employment.employment_status === 'full-time')),
    )
    const [{ person }] = all as [Employee]
    const neither = await api.get(
      `${group}/employees?employment_status=retired&last_name=${person.last_name}`,
    )
    expect(neither.body.response).toEqual([])
  })

  test('filters that cannot be are refused by name', async (world) => {
    const { api, group } = await connected(world)
    for (const [query, name] of [
      ['date_of_birth=1990-02-30', 'date_of_birth'],
      ['date_of_birth=02/03/1990', 'date_of_birth'],
      ['employment_status=busy', 'employment_status'],
      ['page_size=0', 'page_size'],
      ['offset=-1', 'offset'],
    ] as const) {
      const refused = await api.get(`${group}/employees?${query}`)
      expect([query, refused.status]).toEqual([query, 422])
      expect(refused.body.errors).toHaveProperty(name)
    }
    const unreadable = await api.get(`${FULFILLMENT}/employees?person_id=peggy`)
    expect(unreadable.status).toBe(422)
    expect(unreadable.body.errors).toHaveProperty('person_id')
  })

  test('ping answers without a token', async ({ api }) => {
    for (const target of ['/fulfillment/ping', '/tracking/ping', '/ping']) {
      expect((await api.get(target, { headers: { authorization: undefined } })).status).toBe(200)
    }
  })
})
