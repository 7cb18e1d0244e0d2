import { describe, expect, test as plainTest } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { type CarrierMember, carrierMembers, type Employment } from '../../src/carriers/records.ts'
import { createCarrierGroup } from '../../src/carriers/system.ts'
import { pullGroup } from '../../src/connections/pull.ts'
import { connections } from '../../src/connections/records.ts'
import { locationOperations } from '../../src/groups/location-operations.ts'
import { groupLocations, groups } from '../../src/groups/records.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { employees } from '../../src/members/records.ts'
import { ORGANIZATION, workplace } from '../carriers/unit-of-work.ts'
import { connected, FULFILLMENT, NOBODY } from '../connections/connected.ts'
import { inEveryMode } from '../modes.ts'

const GROUPS = `${FULFILLMENT}/groups`
const UNUM = (carrierNamed('unum') as CarrierProfile).id
const EXAMPLE_MUTUAL = carrierNamed('example-mutual') as CarrierProfile

inEveryMode('locations of a group', ({ test }) => {
  test('are what its carrier has on record, once a connection is completed', async ({ api, simulator }) => {
    const group_data = { group_name: 'Orchard Tools', carrier_group_id: '00123456' }
    const carrier_id = (carrierNamed('guardian') as CarrierProfile).id
    const asked = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id, group_data })
    const { group_id } = asked.body
    const locations = `${GROUPS}/${group_id}/locations`
    expect((await api.get(locations)).body).toMatchObject({ response: [], meta: { total_records: 0 } })

    await simulator.clock.settle()
    const { response, meta } = (await api.get(locations)).body
    expect(meta.total_records).toBe(1)
    const [location] = response
    expect(location).toMatchObject({ group_id, display_name: `${location.address.city} office` })
    expect((await api.get(`${locations}/${location.id.toUpperCase()}`)).body).toEqual(location)
    const beyond = (await api.get(`${locations}?page_size=1&offset=1`)).body
    expect(beyond).toMatchObject({ response: [], meta: { page_num: 2, total_records: 1 } })
  })

  test('are where the employees read from the carrier work', async (world) => {
    const { api, group } = await connected(world)
    const [location] = (await api.get(`${group}/locations`)).body.response
    const { response, meta } = (await api.get(`${group}/employees?page_size=100`)).body
    expect(meta.total_records).toBe(25)
    const places = new Set(response.map(({ location_id }: { location_id: string }) => location_id))
    expect([...places]).toEqual([location.id])
  })

  test('are there to read of a Send carrier as soon as its group data is', async ({ api, simulator }) => {
    const group_data = { group_name: 'Mutual', carrier_group_id: EXAMPLE_MUTUAL.carrier_group_id.example }
    const carrier_id = EXAMPLE_MUTUAL.id
    const asked = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id, group_data })
    await simulator.clock.settle()
    const connection = await api.get(`${FULFILLMENT}/group_connections/${asked.body.id}`)
    expect(connection.body.status).toBe('action_required')
    const { response } = (await api.get(`${GROUPS}/${asked.body.group_id}/locations`)).body
    expect(response).toHaveLength(1)
  })

  test('of another carrier come before those that are there', async (world) => {
    const { api, group } = await connected(world)
    const [first] = (await api.get(`${group}/locations`)).body.response
    const group_data = { carrier_group_id: (carrierNamed('unum') as CarrierProfile).carrier_group_id.example }
    await api.post(`${group}/group_connections`, { carrier_id: UNUM, group_data })
    await world.simulator.clock.settle()
    const { response } = (await api.get(`${group}/locations`)).body
    expect(response).toHaveLength(2)
    expect(response[1]).toEqual(first)
  })

  test('a group that is connected to no carrier has none', async ({ api }) => {
    const { id } = (await api.post(GROUPS, { name: 'Alone' })).body
    const { body } = await api.get(`${GROUPS}/${id}/locations`)
    expect(body).toEqual({
      meta: { offset: 0, page_num: 1, page_size: 20, total_records: 0 },
      response: [],
    })
  })

  test('the location of another group, and any of an unknown group, is not found', async (world) => {
    const { api, group } = await connected(world)
    const [{ id }] = (await api.get(`${group}/locations`)).body.response
    const other = (await api.post(GROUPS, { name: 'Elsewhere' })).body.id
    const wrong = await api.get(`${GROUPS}/${other}/locations/${id}`)
    expect(wrong.status).toBe(404)
    expect(wrong.body).toEqual({ message: `Location not found with UUID ${id}`, status: 404 })
    for (const target of ['locations', `locations/${id}`]) {
      const unknown = await api.get(`${GROUPS}/${NOBODY}/${target}`)
      expect(unknown.status).toBe(404)
      expect(unknown.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    }
  })

  test('say that they were read when the connection was completed', async (world) => {
    const { api, group } = await connected(world)
    const [{ id }] = (await api.get(`${group}/locations`)).body.response
    const { chain } = (await api.get(`/_sim/why/${id}`)).body
    expect(chain[0].text).toContain('Location')
    expect(chain.some(({ event }: { event?: { type: string } }) => event?.type === 'group.pulled')).toBe(true)
  })
})

describe('a location', () => {
  const carriers = { guardian: '00123456', beam: 'OR12345' }

  async function pull(unit: Unit, groupId: string, slug: keyof typeof carriers) {
    const carrier = carrierNamed(slug) as CarrierProfile
    const connection = await unit.create(connections, `${groupId}/${slug}`, {
      organization_id: ORGANIZATION,
      group_id: groupId,
      carrier_id: carrier.id,
      status: 'completed',
      request_type: 'initial',
      tier: carrier.tier,
      group_name: 'Orchard',
      carrier_group_id: carriers[slug],
    })
    await pullGroup(unit, connection, carrier)
  }

  plainTest('that two carriers have on record is one, and reading it again changes nothing', async () => {
    const place = await workplace()
    const { id } = await place.write(async (unit) => {
      for (const [slug, carrier_group_id] of Object.entries(carriers)) {
        const carrier = carrierNamed(slug) as CarrierProfile
        await createCarrierGroup(unit, { carrier, carrier_group_id, employer: 'Orchard', employees: 3 })
      }
      return unit.create(groups, 'Orchard', { organization_id: ORGANIZATION, name: 'Orchard' })
    })
    const read = async () =>
      place.write(async (unit) => (await unit.find(groupLocations, 'group', id)).records)
    await place.write((unit) => pull(unit, id, 'guardian'))
    const before = await read()
    expect(before).toHaveLength(1)
    await place.write((unit) => pull(unit, id, 'beam'))
    expect(await read()).toEqual(before)
  })

  plainTest('is not said of an employee whom Noyo knew before the carrier was read', async () => {
    const place = await workplace()
    await place.write(async (unit) => {
      const carrier = carrierNamed('guardian') as CarrierProfile
      const given = { carrier, carrier_group_id: carriers.guardian, employees: 3 }
      const { id: carrierGroup } = await createCarrierGroup(unit, given)
      const [member] = (await unit.find(carrierMembers, 'subscribers', carrierGroup)).records
      const { person, employment } = member as CarrierMember
      const group = await unit.create(groups, 'Orchard', { organization_id: ORGANIZATION, name: 'Orchard' })
      const fields = { group_id: group.id, person, employment: employment as Employment }
      const known = await unit.create(employees, 'known', fields)
      await pull(unit, group.id, 'guardian')
      const [location] = (await unit.find(groupLocations, 'group', group.id)).records
      const { records } = await unit.find(employees, 'group', group.id)
      expect(records).toHaveLength(3)
      for (const { id, location_id } of records) {
        expect(location_id).toBe(id === known.id ? undefined : location?.id)
      }
    })
  })

  plainTest("of another organization's group is not found", async () => {
    const place = await workplace()
    await place.write(async (unit) => {
      const group = await unit.create(groups, 'other', { organization_id: NOBODY, name: 'Other' })
      const address = { street_one: '1 Main St', city: 'Ames', state: 'IA', zip_code: '50010' } as const
      const location = await unit.create(groupLocations, 'other', {
        group_id: group.id,
        display_name: 'Ames office',
        address,
      })
      const params = { group_id: group.id, location_id: location.id }
      const asked = { params, query: {}, organization_id: ORGANIZATION } as never
      for (const answer of [
        locationOperations.getLocationList.reads(asked, unit),
        locationOperations.getLocation.reads(asked, unit),
      ]) {
        await expect(answer).rejects.toMatchObject({ code: 'not_found', facts: { model: 'Group' } })
      }
    })
  })
})
