import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { type AtCarrier, atCarrier, type Enrollment, LOOK, planOf } from './at-carrier.ts'

const GROUP = `${LOOK}/00520125`
const NEW = { first_name: 'Wren', last_name: 'Okafor', date_of_birth: '1988-03-09' }

/** Somebody with a covered dependent and a coverage that has begun. */
function someFamily({ members, enrollments }: AtCarrier) {
  for (const employee of members.filter(({ subscriber_id }) => subscriber_id === null)) {
    const family = members.filter(({ subscriber_id }) => subscriber_id === employee.id)
    const held = enrollments.filter(
      ({ member_id, effective_start_date }) =>
        member_id === employee.id && effective_start_date < '2026-01-05',
    )
    const dependent = family.find(({ id }) => enrollments.some(({ member_id }) => member_id === id))
    if (dependent && held.length > 0) return { employee, dependent, family }
  }
  throw new Error('nobody has a covered dependent')
}

async function added(api: Api, fields: object = {}) {
  const reply = await api.post(`${GROUP}/members`, { ...NEW, ...fields })
  expect(reply.status).toBe(201)
  return reply.body as AtCarrier['members'][number]
}

async function enrolled(api: Api, member_id: string, fields: object = {}): Promise<Enrollment> {
  const plan = planOf(await atCarrier(api, GROUP), 'dental')
  const asked = { member_id, plan_id: plan.id, effective_start_date: '2026-01-01', ...fields }
  const reply = await api.post(`${GROUP}/enrollments`, asked)
  expect(reply.status).toBe(201)
  return reply.body
}

inEveryMode("a carrier's own staff", ({ test }) => {
  test('adds an employee, a dependent and their coverages to a group that nobody has looked at yet', async ({
    api,
  }) => {
    const before = await atCarrier(api, GROUP)
    const employee = await added(api, { ssn: '900017001', home_address: ADDRESS })
    expect(employee).toMatchObject({ ...NEW, ssn: '900017001', relationship: 'self', home_address: ADDRESS })
    expect(employee.employment).toMatchObject({ employment_dates: { hire_date: '2026-01-05' } })
    const dependent = await added(api, { subscriber_id: employee.id, relationship: 'spouse', sex: 'F' })
    const coverages = [await enrolled(api, employee.id), await enrolled(api, dependent.id)]
    const after = await atCarrier(api, GROUP)
    const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id).sort()
    expect(ids(after.members)).toEqual(ids([...before.members, employee, dependent]))
    expect(ids(after.enrollments)).toEqual(ids([...before.enrollments, ...coverages]))
    expect(after.members.find(({ id }) => id === dependent.id)).toEqual(dependent)
    expect(after.enrollments.filter(({ member_id }) => member_id === employee.id)).toEqual([coverages[0]])
  })

  test('knows an address of everybody: unless given the place of work, of a dependent the employee’s', async ({
    api,
  }) => {
    const near = await added(api)
    expect(near.home_address).toMatchObject({ street_one: expect.any(String), zip_code: expect.any(String) })
    const far = await added(api, { first_name: 'Far', home_address: ADDRESS })
    const theirs = await added(api, { first_name: 'Kin', subscriber_id: far.id, relationship: 'child' })
    expect(theirs.home_address).toEqual(ADDRESS)
    const taken = await api.patch(`${GROUP}/members/${far.id}`, { home_address: null })
    expect(taken.status).toBe(422)
    expect((await atCarrier(api, GROUP)).members).toContainEqual(far)
  })

  test('changes a member: what is left out stays, null takes a value away', async ({ api }) => {
    const { employee } = someFamily(await atCarrier(api, GROUP))
    const target = `${GROUP}/members/${employee.id}`
    const changed = await api.patch(target, {
      last_name: 'Quist',
      ssn: null,
      employment: { occupation: 'Baker' },
    })
    const expected = {
      ...employee,
      last_name: 'Quist',
      ssn: null,
      employment: { ...employee.employment, occupation: 'Baker' },
    }
    expect(changed.body).toEqual(expected)
    expect((await api.patch(target, {})).body).toEqual(expected)
    const { members } = await atCarrier(api, GROUP)
    expect(members.find(({ id }) => id === employee.id)).toEqual(expected)
  })

  test('removes a dependent with their coverages, and with an employee the whole family', async ({ api }) => {
    const before = await atCarrier(api, GROUP)
    const { employee, dependent, family } = someFamily(before)
    expect((await api.delete(`${GROUP}/members/${dependent.id}`)).status).toBe(204)
    const without = await atCarrier(api, GROUP)
    expect(without.members).toEqual(before.members.filter(({ id }) => id !== dependent.id))
    expect(without.enrollments).toEqual(
      before.enrollments.filter(({ member_id }) => member_id !== dependent.id),
    )
    expect((await api.delete(`${GROUP}/members/${employee.id}`)).status).toBe(204)
    const gone = new Set([employee, ...family].map(({ id }) => id))
    const after = await atCarrier(api, GROUP)
    expect(after.members).toEqual(before.members.filter(({ id }) => !gone.has(id)))
    expect(after.enrollments).toEqual(before.enrollments.filter(({ member_id }) => !gone.has(member_id)))
    const again = await api.delete(`${GROUP}/members/${employee.id}`)
    expect(again.status).toBe(404)
    expect(again.body.error.code).toBe('not_found')
  })

  test('changes and removes a coverage', async ({ api }) => {
    const employee = await added(api)
    const { id } = await enrolled(api, employee.id)
    const target = `${GROUP}/enrollments/${id}`
    const ended = await api.patch(target, { effective_end_date: '2026-06-30', is_cobra: true })
    expect(ended.body).toMatchObject({ id, effective_end_date: '2026-06-30', is_cobra: true })
    const waived = await api.patch(target, { effective_end_date: '2025-12-31', is_cobra: false })
    expect(waived.body).toMatchObject({ effective_end_date: '2025-12-31', is_cobra: false })
    // One that never came to be is in nobody's way.
    const other = await enrolled(api, employee.id)
    expect((await api.delete(target)).status).toBe(204)
    const { enrollments } = await atCarrier(api, GROUP)
    expect(enrollments.filter(({ member_id }) => member_id === employee.id)).toEqual([other])
  })

  test('changes a volume from a day on, from the beginning, or for all days since the last change', async ({
    api,
  }) => {
    const account = await atCarrier(api, GROUP)
    const employee = await added(api)
    const plan = account.plans.find(({ name }) => name.startsWith('Voluntary Employee Life'))
    const life = plan ?? planOf(account, 'life')
    const { id, configuration } = await enrolled(api, employee.id, { plan_id: life.id, volume: 10_000 })
    const target = `${GROUP}/enrollments/${id}`
    const raised = await api.patch(target, { volume: 20_000, effective_from: '2026-02-01' })
    const first = { until: '2026-02-01', volume: 10_000, configuration }
    expect(raised.body).toMatchObject({ volume: 20_000, configuration, formerly: [first] })
    const corrected = await api.patch(target, { volume: 30_000 })
    expect(corrected.body).toMatchObject({ volume: 30_000, formerly: [first] })
    const none = await api.patch(target, { volume: null, effective_from: '2026-03-01' })
    expect(none.body).not.toHaveProperty('volume')
    expect(none.body.formerly).toHaveLength(2)
    const always = await api.patch(target, { volume: 40_000, effective_from: '2026-01-01' })
    expect(always.body).toMatchObject({ volume: 40_000 })
    expect(always.body).not.toHaveProperty('formerly')
  })

  test('is told what cannot be of a member, by field, and nothing is written', async ({ api }) => {
    const { employee, dependent } = someFamily(await atCarrier(api, GROUP))
    const before = (await api.get(GROUP)).text
    const posts: readonly (readonly [string, object])[] = [
      ['/ssn', { ...NEW, ssn: '000121234' }],
      ['/ssn', { ...NEW, ssn: '666121234' }],
      ['/date_of_birth', { ...NEW, date_of_birth: '2026-01-06' }],
      ['/date_of_birth', { ...NEW, date_of_birth: '2026-02-30' }],
      ['/relationship', { ...NEW, relationship: 'cousin' }],
      ['/relationship', { ...NEW, subscriber_id: employee.id }],
      ['/relationship', { ...NEW, subscriber_id: employee.id, relationship: 'self' }],
      ['/subscriber_id', { ...NEW, relationship: 'child' }],
      ['/subscriber_id', { ...NEW, relationship: 'child', subscriber_id: dependent.id }],
      ['/subscriber_id', { ...NEW, relationship: 'child', subscriber_id: 'nobody' }],
      ['/employment', { ...NEW, relationship: 'child', subscriber_id: employee.id, employment: {} }],
      ['/employment/hours_worked', { ...NEW, employment: { hours_worked: -1 } }],
      ['/home_address/state', { ...NEW, home_address: { ...ADDRESS, state: 'ZZ' } }],
      ['/nickname', { ...NEW, nickname: 'W' }],
    ]
    for (const [field, body] of posts) {
      expectField(await api.post(`${GROUP}/members`, body), field)
    }
    const patches: readonly (readonly [string, string, object])[] = [
      ['/subscriber_id', dependent.id, { subscriber_id: null }],
      ['/relationship', dependent.id, { relationship: 'self' }],
      ['/relationship', employee.id, { relationship: 'spouse' }],
      ['/employment', employee.id, { employment: null }],
      ['/employment', dependent.id, { employment: { occupation: 'Baker' } }],
      ['/date_of_birth', employee.id, { date_of_birth: '2026-01-05' }],
    ]
    for (const [field, id, body] of patches) {
      expectField(await api.patch(`${GROUP}/members/${id}`, body), field)
    }
    expect((await api.get(GROUP)).text === before).toBe(true)
  })

  test('is told what cannot be of a coverage, by field, and nothing is written', async ({ api }) => {
    const employee = await added(api)
    const child = await added(api, {
      subscriber_id: employee.id,
      relationship: 'child',
      date_of_birth: '2025-06-01',
    })
    const held = await enrolled(api, employee.id)
    const account = await atCarrier(api, GROUP)
    const [vision, disability] = [planOf(account, 'vision'), planOf(account, 'std')]
    const before = (await api.get(GROUP)).text
    const base = { member_id: employee.id, plan_id: vision.id, effective_start_date: '2026-01-01' }
    const posts: readonly (readonly [string, object])[] = [
      ['/member_id', { ...base, member_id: 'nobody' }],
      ['/plan_id', { ...base, plan_id: employee.id }],
      ['/plan_id', { ...base, member_id: child.id, plan_id: disability.id }],
      ['/effective_start_date', { ...base, effective_start_date: '1999-01-01' }],
      ['/effective_start_date', { ...base, member_id: child.id, effective_start_date: '2025-05-31' }],
      ['/effective_end_date', { ...base, effective_end_date: '2025-12-30' }],
      ['/effective_start_date', { ...base, plan_id: held.plan_id, effective_start_date: '2026-03-01' }],
      ['/volume', { ...base, volume: 5 }],
      ['/volume', { ...base, plan_id: disability.id, volume: 0.5 }],
    ]
    for (const [field, body] of posts) {
      expectField(await api.post(`${GROUP}/enrollments`, body), field)
    }
    const patches: readonly (readonly [string, object])[] = [
      ['/member_id', { member_id: child.id }],
      ['/plan_id', { plan_id: vision.id }],
      ['/effective_end_date', { effective_end_date: '2025-12-30' }],
      ['/effective_from', { effective_from: '2026-02-01' }],
      ['/effective_from', { effective_from: '2026-02-01', effective_end_date: '2026-03-01' }],
      ['/effective_from', { effective_from: '2025-12-31', configuration: {} }],
    ]
    for (const [field, body] of patches) {
      expectField(await api.patch(`${GROUP}/enrollments/${held.id}`, body), field)
    }
    const pending = await api.post(`${GROUP}/enrollments`, { ...base, pending_eoi: true })
    expect(pending.status).toBe(501)
    expect(pending.body.error).toMatchObject({ code: 'carrier_field_not_built', field: '/pending_eoi' })
    expect((await api.get(GROUP)).text === before).toBe(true)
  })

  test('finds no record of another group, and no group that cannot be', async ({ api }) => {
    const { members, enrollments } = await atCarrier(api, GROUP)
    const other = `${LOOK}/00520126`
    for (const [kind, [record]] of Object.entries({ members, enrollments })) {
      expect((await api.patch(`${other}/${kind}/${record?.id}`, {})).status).toBe(404)
      expect((await api.delete(`${other}/${kind}/${record?.id}`)).status).toBe(404)
    }
    const malformed = await api.post(`${LOOK}/12/members`, NEW)
    expect(malformed.body.error.code).toBe('carrier_group_unknown')
    const unknown = await api.post('/_sim/carriers/gaurdian/groups/00520125/members', NEW)
    expect(unknown.body.error).toMatchObject({ code: 'carrier_unknown', nearest: 'guardian' })
  })
})

const ADDRESS = { street_one: '12 Larch Way', city: 'Salem', state: 'OR', zip_code: '97301' }

function expectField(reply: { readonly status: number; readonly body: unknown }, field: string) {
  expect({ field, status: reply.status, body: reply.body }).toMatchObject({
    field,
    status: 422,
    body: { error: { code: 'invalid_fields', field } },
  })
}
