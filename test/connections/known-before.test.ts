import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { atCarrier, LOOK, type Member } from '../carriers/at-carrier.ts'
import { inEveryMode } from '../modes.ts'
import { connected, FULFILLMENT, GUARDIAN } from './connected.ts'
import { bothSides, everything, expectSame } from './same-as-carrier.ts'

const AT = `${LOOK}/00123456`
const OF_PLATFORM = { street_one: '1 Platform Way', city: 'Austin', state: 'TX', zip_code: '73301' }
const OF_CARRIER = { street_one: '9 Carrier Road', city: 'Boise', state: 'ID', zip_code: '83701' }

/** An employee as the platform knows them, before any carrier is connected. */
async function tellOf(api: Api, groupId: string, member: Member): Promise<void> {
  const { first_name, last_name, date_of_birth, ssn } = member
  const addresses = { home_address: OF_PLATFORM, mailing_address: OF_PLATFORM }
  const told = await api.post(`${FULFILLMENT}/groups/${groupId}/member_snapshots`, {
    snapshot_mode: 'current_open',
    employee: {
      custom_individual_id: 'E-1',
      person: { first_name, last_name, date_of_birth, ssn, sex: 'X', ...addresses },
      employment: {
        employment_status: 'full-time',
        hours_worked: 40,
        employment_dates: { hire_date: '2019-04-01' },
      },
    },
    dependents: [],
  })
  expect(told.status).toBe(201)
}

inEveryMode('what is known before a carrier is read', ({ test }) => {
  test('stays, though the carrier has changed its record of the person before that', async ({
    api,
    simulator,
  }) => {
    const member = (await atCarrier(api, AT)).members.find(
      ({ subscriber_id, ssn }) => subscriber_id === null && ssn !== null,
    ) as Member
    const { id } = (await api.post(`${FULFILLMENT}/groups`, { name: 'Early Bird Bagels' })).body
    await tellOf(api, id, member)
    await simulator.clock.settle()
    await api.patch(`${AT}/members/${member.id}`, { home_address: OF_CARRIER })
    const group_data = { carrier_group_id: '00123456' }
    await api.post(`${FULFILLMENT}/groups/${id}/group_connections`, { carrier_id: GUARDIAN, group_data })
    await simulator.clock.settle()
    const of = `${FULFILLMENT}/groups/${id}/employees/E-1`
    expect((await api.get(of)).body.person.home_address).toEqual(OF_PLATFORM)
    const moved = { ...OF_CARRIER, street_one: '10 Carrier Road' }
    await api.patch(`${AT}/members/${member.id}`, { home_address: moved })
    await api.post(`/_sim/groups/${id}/sync`, {})
    expect((await api.get(of)).body.person.home_address).toEqual(moved)
  })

  test('is recognised in a carrier record that was made anew, when everything is read again', async (world) => {
    const { api, group_id } = await connected(world)
    const employees = `/groups/${group_id}/employees`
    const before = (await everything(api, employees)).map(({ id }) => id).toSorted()
    const { members } = await atCarrier(api, AT)
    for (const { id, subscriber_id, relationship, ...back } of members) {
      if (subscriber_id !== null) continue
      await api.delete(`${AT}/members/${id}`)
      expect((await api.post(`${AT}/members`, back)).status).toBe(201)
    }
    const [connection] = await everything(api, `/groups/${group_id}/group_connections`)
    const transition = `/_sim/group_connections/${connection.id}/transition`
    await api.post(transition, { status: 'noyo_review', force: true })
    await api.post(transition, { status: 'completed' })
    expect((await everything(api, employees)).map(({ id }) => id).toSorted()).toEqual(before)
    expectSame(await bothSides(api, group_id, AT, '2026-01-05'))
  })
})
