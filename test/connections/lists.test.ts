import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, GUARDIAN, NOBODY } from './connected.ts'

const CONNECTIONS = `${FULFILLMENT}/group_connections`
const PRINCIPAL = '000fb418-7767-4abd-8af0-d4e01feab841'
const UNITED_HEALTHCARE = '701ac9cf-56af-4cae-8549-5acfa851e173'

const request = (carrier_id: string, carrier_group_id: string) => ({
  carrier_id,
  group_data: { group_name: 'Orchard Tools', carrier_group_id },
})

const idsOf = (reply: { body: { response: { id: string }[] } }) => reply.body.response.map(({ id }) => id)

inEveryMode('lists of group connections', ({ test }) => {
  test('lists filter by id, status, carrier and carrier group', async ({ api, simulator }) => {
    const one = (await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))).body.id
    const two = (await api.post(CONNECTIONS, request(GUARDIAN, 'ABC'))).body.id
    await simulator.clock.settle()
    const three = (await api.post(CONNECTIONS, request(UNITED_HEALTHCARE, '09Z6132'))).body.id
    const filtered = async (query: string) =>
      idsOf(await api.get(`${CONNECTIONS}?${query}&page_size=100`)).filter((id) =>
        [one, two, three].includes(id),
      )
    expect(await filtered(`id=${one},${three}`)).toEqual([three, one])
    expect(await filtered('status=unable_to_connect')).toEqual([two])
    expect((await filtered('status=unable_to_connect,completed')).sort()).toEqual([one, two].sort())
    expect(await filtered(`carrier_id=${UNITED_HEALTHCARE}`)).toEqual([three])
    expect((await filtered(`carrier_id=${UNITED_HEALTHCARE},${GUARDIAN}`)).length).toBe(3)
    expect(await filtered(`carrier_id=${GUARDIAN}&carrier_group_id=00123456`)).toEqual([one])
    expect(await filtered(`organization_id=${NOBODY}`)).toEqual([])
    expect(await filtered(`status=completed&carrier_id=${UNITED_HEALTHCARE}`)).toEqual([])
  })

  test('no connection requires a mapping action, of whomever', async ({ api }) => {
    const { group_id } = (await api.post(CONNECTIONS, request(GUARDIAN, '00123456'))).body
    for (const list of [CONNECTIONS, `${FULFILLMENT}/groups/${group_id}/group_connections`]) {
      expect(idsOf(await api.get(list)).length).toBeGreaterThan(0)
    }
    const none = await api.get(`${CONNECTIONS}?requires_mapping_action_from=platform`)
    expect(none.body).toMatchObject({ meta: { total_records: 0 }, response: [] })
  })

  test('lists sort by time, newest first unless asked', async ({ api, simulator }) => {
    const ids: string[] = []
    for (const number of ['00123451', '00123452', '00123453']) {
      ids.push((await api.post(CONNECTIONS, request(GUARDIAN, number))).body.id)
      await simulator.clock.advance('10s')
    }
    const listed = async (query: string) =>
      idsOf(await api.get(`${CONNECTIONS}?page_size=100&${query}`)).filter((id) => ids.includes(id))
    expect(await listed('')).toEqual(ids.toReversed())
    expect(await listed('sort_by=created&sort_direction=asc')).toEqual(ids)
    expect(await listed('sort_by=modified')).toEqual(ids.toReversed())
    const refused = await api.get(`${CONNECTIONS}?sort_by=colour`)
    expect(refused.status).toBe(422)
    expect(refused.body.errors.sort_by[0]).toContain('created')
  })

  test('filters that make no sense are refused by name', async ({ api }) => {
    for (const [query, name] of [
      ['carrier_group_id=00123456', 'carrier_group_id'],
      [`carrier_group_id=00123456&carrier_id=${GUARDIAN},${PRINCIPAL}`, 'carrier_group_id'],
      ['id=nonsense', 'id'],
      ['carrier_id=nonsense', 'carrier_id'],
      ['status=connecting', 'status'],
      ['page_size=0', 'page_size'],
    ] as const) {
      const refused = await api.get(`${CONNECTIONS}?${query}`)
      expect([query, refused.status]).toEqual([query, 422])
      expect(refused.body.errors).toHaveProperty(name)
    }
  })
})
