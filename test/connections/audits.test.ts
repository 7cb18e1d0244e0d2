import { describe, expect, test as plainTest } from 'vitest'
import { nextAudit } from '../../src/connections/audit-group.ts'
import type { Api } from '../api-client.ts'
import { atCarrier, LOOK, type Member, planOf } from '../carriers/at-carrier.ts'
import { inEveryMode } from '../modes.ts'
import { connected, FULFILLMENT, GUARDIAN, NOBODY } from './connected.ts'
import { auditsOf, bothSides, everything, expectSame, syncTarget } from './same-as-carrier.ts'

const AT = `${LOOK}/00123456`
const at = (iso: string) => Date.parse(iso) / 1000

describe('the next audit', () => {
  plainTest.each([
    ['2026-01-05T00:00:00Z', '2026-01-05T03:00:00Z'],
    ['2026-01-05T02:59:59.999Z', '2026-01-05T03:00:00Z'],
    ['2026-01-05T03:00:00Z', '2026-01-06T03:00:00Z'],
    ['2026-02-28T09:00:00Z', '2026-03-01T03:00:00Z'],
  ])('after %s is at %s', (after, next) => {
    expect(new Date(nextAudit(Date.parse(after)))).toEqual(new Date(next))
  })
})

const completedAt = async (api: Api, groupId: string) =>
  (await api.get(`${auditsOf(groupId)}/latest`)).body.completed_at

/** Noyo's employee of a last name. */
const employeesNamed = async (api: Api, groupId: string, name: string) =>
  everything(api, `/groups/${groupId}/employees?last_name=${name}`)

async function subscriberWith(api: Api, line: string): Promise<Member> {
  const { members, enrollments, plans } = await atCarrier(api, AT)
  const ofLine = new Set(plans.filter((plan) => plan.line_of_coverage === line).map(({ id }) => id))
  const found = members.find(
    (member) =>
      member.subscriber_id === null &&
      enrollments.some(({ member_id, plan_id }) => member_id === member.id && ofLine.has(plan_id)) &&
      members.some(({ subscriber_id }) => subscriber_id === member.id),
  )
  if (!found) throw new Error(`nobody with dependents has ${line}`)
  return found
}

inEveryMode('audits', ({ test }) => {
  test('there is none before the connection is completed, then one a day at three', async (world) => {
    const { api, simulator } = world
    const group_data = { group_name: 'Orchard Tools', carrier_group_id: '00123456' }
    const asked = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id: GUARDIAN, group_data })
    const { group_id } = asked.body
    const { created } = (await api.get(`${FULFILLMENT}/groups/${group_id}`)).body
    const none = { group_id, carrier_ids: [], completed_at: created }
    expect((await api.get(`${auditsOf(group_id)}/latest`)).body).toEqual(none)
    expect((await api.get(`${auditsOf(group_id)}/list_latest`)).body).toEqual([])
    await simulator.clock.settle()
    const { completed } = (await api.get(`${FULFILLMENT}/group_connections/${asked.body.id}`)).body
    const first = { group_id, carrier_ids: [GUARDIAN], completed_at: completed }
    expect((await api.get(`${auditsOf(group_id)}/latest`)).body).toEqual(first)
    await api.post('/_sim/clock/advance', { to: '2026-01-06T02:59:59Z' })
    expect((await api.get(`${auditsOf(group_id)}/latest`)).body).toEqual(first)
    await simulator.clock.advance('1s')
    const second = { ...first, completed_at: at('2026-01-06T03:00:00Z') }
    expect((await api.get(`${auditsOf(group_id)}/latest`)).body).toEqual(second)
    expect((await api.get(`${auditsOf(group_id)}/latest?carrier_id=${GUARDIAN}`)).body).toEqual(second)
    await simulator.clock.advance('3d')
    expect(await completedAt(api, group_id)).toBe(at('2026-01-09T03:00:00Z'))
    const list = async (day: string) =>
      (await api.get(`${auditsOf(group_id)}/list_latest?effective_date=${day}`)).body
    expect(await list('2026-01-04')).toEqual([])
    expect(await list('2026-01-05')).toEqual([first])
    expect(await list('2026-01-07')).toEqual([{ ...first, completed_at: at('2026-01-07T03:00:00Z') }])
  })

  test('can be asked for, of every carrier that is read or of one', async (world) => {
    const { api, group_id } = await connected(world)
    await world.simulator.clock.advance('90s')
    const synced = await api.post(syncTarget(group_id), {})
    expect(synced.status).toBe(202)
    const [audit, ...others] = synced.body.audit_requests
    expect(others).toEqual([])
    expect(audit).toMatchObject({ group_id, carrier_ids: [GUARDIAN] })
    expect(await completedAt(api, group_id)).toBe(audit.completed_at)
    const named = await api.post(syncTarget(group_id), { carrier_id: 'guardian' })
    expect(named.body.audit_requests).toHaveLength(1)
    const other = await api.post(syncTarget(group_id), { carrier_id: 'beam' })
    expect(other.status).toBe(409)
    expect(other.body.error.code).toBe('group_not_audited')
    const unknown = await api.post(syncTarget(group_id), { carrier_id: 'gaurdian' })
    expect(unknown.body.error).toMatchObject({ code: 'carrier_unknown', nearest: 'guardian' })
    expect((await api.post(syncTarget(NOBODY))).status).toBe(404)
  })

  test('are not made of a group that is not connected, nor with a carrier that gets files', async ({
    api,
    simulator,
  }) => {
    const { id } = (await api.post(`${FULFILLMENT}/groups`, { name: 'Alone' })).body
    expect((await api.post(syncTarget(id))).body.error.code).toBe('group_not_audited')
    const { body: carriers } = await api.get('/carrier/api/v1/carriers?internal_name=fictional-benefits')
    const group_data = { group_name: 'Sent', carrier_group_id: '700000001' }
    const asked = { carrier_id: carriers[0].id, group_data }
    const { group_id } = (await api.post(`${FULFILLMENT}/group_connections`, asked)).body
    await simulator.clock.advance('2d')
    expect((await api.post(syncTarget(group_id))).body.error.code).toBe('group_not_audited')
    expect((await api.get(`${auditsOf(group_id)}/latest`)).body.carrier_ids).toEqual([])
  })

  test('bring what the carrier has added, changed and removed, at the next one and not before', async (world) => {
    const { api, group_id } = await connected(world)
    const sides = () => bothSides(api, group_id, AT, '2026-01-05')
    expectSame(await sides())
    const plan = planOf(await atCarrier(api, AT), 'dental')
    const changed = await subscriberWith(api, 'dental')
    await api.patch(`${AT}/members/${changed.id}`, { last_name: 'Quistgaard', suffix: 'Sr.' })
    const person = {
      first_name: 'Wren',
      last_name: 'Okaforsen',
      date_of_birth: '1988-03-09',
      ssn: '900017001',
    }
    const added = (await api.post(`${AT}/members`, person)).body
    const coverage = { member_id: added.id, plan_id: plan.id, effective_start_date: '2026-01-01' }
    const { id } = (await api.post(`${AT}/enrollments`, coverage)).body
    expect(await employeesNamed(api, group_id, 'Okaforsen')).toEqual([])
    expect(await employeesNamed(api, group_id, 'Quistgaard')).toEqual([])
    await api.post(syncTarget(group_id))
    expectSame(await sides())
    const [employee] = await employeesNamed(api, group_id, 'Okaforsen')
    expect(employee.person).toMatchObject(person)
    const [renamed] = await employeesNamed(api, group_id, 'Quistgaard')
    expect(renamed.person.suffix).toBe('Sr.')
    const ofNew = `/employees/${employee.id}/individual_enrollments`
    const [pulled] = await everything(api, ofNew)
    await api.patch(`${AT}/enrollments/${id}`, { effective_end_date: '2026-01-31' })
    await world.simulator.clock.advance('1d')
    expect(await everything(api, ofNew)).toMatchObject([{ id: pulled.id, effective_end_date: '2026-01-31' }])
    await api.delete(`${AT}/enrollments/${id}`)
    await api.post(syncTarget(group_id))
    expect(await everything(api, ofNew)).toEqual([])
    const read = await api.get(`${FULFILLMENT}/individual_enrollments/${pulled.id}`)
    expect(read.status).toBe(404)
    expectSame(await sides())
  })

  test('leave a member whom the carrier has removed, without coverages, and know the person who comes back', async (world) => {
    const { api, group_id } = await connected(world)
    const gone = await subscriberWith(api, 'dental')
    const [known] = await employeesNamed(api, group_id, gone.last_name)
    const family = await everything(api, `/employees/${known.id}/dependents`)
    expect(family.length).toBeGreaterThan(0)
    await api.delete(`${AT}/members/${gone.id}`)
    await api.post(syncTarget(group_id))
    expect((await api.get(`${FULFILLMENT}/employees/${known.id}`)).body).toEqual(known)
    expect(await everything(api, `/employees/${known.id}/dependents`)).toEqual(family)
    const held = `/employees/${known.id}/individual_enrollments?include_dependents=true`
    expect(await everything(api, held)).toEqual([])
    const { total_records } = (await api.get(`${FULFILLMENT}/groups/${group_id}/employees`)).body.meta
    const { id: _, relationship: __, subscriber_id: ___, ...back } = gone
    const again = (await api.post(`${AT}/members`, back)).body
    const plan = planOf(await atCarrier(api, AT), 'dental')
    const coverage = { member_id: again.id, plan_id: plan.id, effective_start_date: '2026-01-01' }
    await api.post(`${AT}/enrollments`, coverage)
    await api.post(syncTarget(group_id))
    const now = (await api.get(`${FULFILLMENT}/groups/${group_id}/employees`)).body.meta
    expect(now.total_records).toBe(total_records)
    expect(await everything(api, held)).toMatchObject([
      { individual_id: known.id, line_of_coverage: 'dental' },
    ])
  })

  test('take over what the carrier has changed of a person, and leave what else Noyo knows', async (world) => {
    const { api, group_id } = await connected(world)
    const member = await subscriberWith(api, 'dental')
    const [before] = await employeesNamed(api, group_id, member.last_name)
    const home_address = { street_one: '12 Larch Way', city: 'Salem', state: 'OR', zip_code: '97301' }
    const employment = { occupation: 'Glazier' }
    await api.patch(`${AT}/members/${member.id}`, { home_address, employment })
    await api.post(syncTarget(group_id))
    const after = (await api.get(`${FULFILLMENT}/employees/${before.id}`)).body
    expect(after.person).toEqual({ ...before.person, home_address })
    expect(after.employment).toEqual({ ...before.employment, ...employment })
    expect(after.version).not.toBe(before.version)
    await api.post(syncTarget(group_id))
    expect((await api.get(`${FULFILLMENT}/employees/${before.id}`)).body).toEqual(after)
  })

  test('know somebody whom the carrier has removed and put on record again in between', async (world) => {
    const { api, group_id } = await connected(world)
    const people = async () => {
      const known = await everything(api, `/groups/${group_id}/employees`)
      const families = known.map(({ id }) => everything(api, `/employees/${id}/dependents`))
      return [...known, ...(await Promise.all(families)).flat()].map(({ id }) => id).toSorted()
    }
    const before = await people()
    const { members } = await atCarrier(api, AT)
    const subscribers = members.filter(({ subscriber_id }) => subscriber_id === null)
    const alone = subscribers.filter(({ id }) => members.every(({ subscriber_id }) => subscriber_id !== id))
    const covered = members.find(({ subscriber_id }) => subscriber_id !== null)
    for (const member of [...alone, ...(covered ? [covered] : [])]) {
      const { id, relationship, subscriber_id, employment, ...person } = member
      await api.delete(`${AT}/members/${id}`)
      const rest = subscriber_id === null ? { employment } : { relationship, subscriber_id }
      expect((await api.post(`${AT}/members`, { ...person, ...rest })).status).toBe(201)
    }
    await api.post(syncTarget(group_id))
    expect(await people()).toEqual(before)
    expectSame(await bothSides(api, group_id, AT, '2026-01-05'))
  })

  test('say what they brought, and why a coverage is as it is leads back to whoever changed it or asked', async (world) => {
    const { api, group_id } = await connected(world)
    const { enrollments } = await atCarrier(api, AT)
    const pulledEvents = async () => (await api.get('/_sim/events?type=group.pulled')).body.events
    const before = (await pulledEvents()).length
    await api.post(syncTarget(group_id))
    expect(await pulledEvents()).toHaveLength(before)
    const open = enrollments.find(({ effective_end_date }) => effective_end_date === '9999-12-31')
    await world.simulator.clock.advance('1h')
    await api.patch(`${AT}/enrollments/${open?.id}`, { effective_end_date: '2026-12-31' })
    await api.post(syncTarget(group_id))
    const events = await pulledEvents()
    expect(events).toHaveLength(before + 1)
    const counts = { plans: 0, employees: 0, dependents: 0, individual_enrollments: 1 }
    expect(events.at(-1)).toMatchObject({ data: { group_id, carrier_id: GUARDIAN, ...counts } })
    const all = await everything(api, `/groups/${group_id}/individual_enrollments`)
    const [changed] = all.filter(({ modified, created }) => modified > created)
    const why = (await api.get(`/_sim/why/${changed.id}`)).body.chain
    expect(why.at(-1).cause).toMatchObject({ by: 'control', operation: 'syncGroup' })
  })
})
