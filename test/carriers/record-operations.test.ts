import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'

const LOOK = '/_sim/carriers/guardian/groups'

inEveryMode("the carrier's own records by the control API", ({ test }) => {
  test('shows the members, plans and enrollments of a group by slug or id', async ({ api }) => {
    const bySlug = await api.get(`${LOOK}/00410225`)
    expect(bySlug.status).toBe(200)
    const { carrier_id, name, members, enrollments, plans } = bySlug.body as Shown
    expect(name).toBe('Copperline Logistics')
    expect(members.filter(({ relationship }) => relationship === 'self')).toHaveLength(25)
    const memberIds = new Set(members.map(({ id }) => id))
    const planIds = new Set(plans.map(({ id }) => id))
    expect(enrollments.length).toBeGreaterThan(0)
    expect(
      enrollments.filter(({ member_id, plan_id }) => !memberIds.has(member_id) || !planIds.has(plan_id)),
    ).toEqual([])
    const byId = await api.get(`/_sim/carriers/${carrier_id}/groups/00410225`)
    expect(byId.text === bySlug.text).toBe(true)
  })

  test('shows a group that nobody has described as it will be when it is connected, and records nothing', async ({
    api,
  }) => {
    const before = await api.get(`${LOOK}/00777125`)
    expect((before.body as Shown).members.length).toBeGreaterThanOrEqual(25)
    const { carrier_id } = before.body as Shown
    await api.post('/fulfillment/api/v1/group_connections', {
      carrier_id,
      group_data: { group_name: 'Elm Row Books', carrier_group_id: '00777125' },
    })
    await api.post('/_sim/clock/settle')
    const after = await api.get(`${LOOK}/00777125`)
    expect(after.text === before.text).toBe(true)
    expect(((await api.get(`${LOOK}/00777100`)).body as Shown).members).toEqual([])
  })

  test('names the nearest carrier, and the form of an identifier that cannot be', async ({ api }) => {
    const unknown = await api.get('/_sim/carriers/gaurdian/groups/00410225')
    expect(unknown.status).toBe(404)
    expect(unknown.body).toMatchObject({ error: { code: 'carrier_unknown', nearest: 'guardian' } })
    const malformed = await api.get(`${LOOK}/12`)
    expect(malformed.status).toBe(404)
    expect(malformed.body).toMatchObject({ error: { code: 'carrier_group_unknown' } })
  })
})

interface Shown {
  readonly carrier_id: string
  readonly name: string
  readonly plans: readonly { id: string }[]
  readonly members: readonly { id: string; relationship: string }[]
  readonly enrollments: readonly { member_id: string; plan_id: string }[]
}
