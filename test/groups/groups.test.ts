import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'

const GROUPS = '/fulfillment/api/v1/groups'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'

inEveryMode('groups', ({ test }) => {
  test('a created group is there to read', async ({ api }) => {
    const given = { name: 'Ridge Road Clinic', federal_ein: '900000777', dba_name: 'Ridge', sic_code: '8011' }
    const created = await api.post(GROUPS, given)
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject(given)
    const read = await api.get(`${GROUPS}/${created.body.id}`)
    expect(read.status).toBe(200)
    expect(read.body).toEqual(created.body)
    const list = await api.get(GROUPS)
    expect(list.body.response.map(({ id }: { id: string }) => id)).toContain(created.body.id)
  })

  test('two groups of one name are two groups', async ({ api }) => {
    const [one, other] = [await api.post(GROUPS, { name: 'Twin' }), await api.post(GROUPS, { name: 'Twin' })]
    expect([one.status, other.status]).toEqual([201, 201])
    expect(one.body.id).not.toBe(other.body.id)
    const found = await api.get(`${GROUPS}?company=twin`)
    expect(found.body.meta.total_records).toBe(2)
  })

  test('the order of requests that come together decides no id', async ({ api, simulator }) => {
    const asked = ['North', 'South', 'West'].map((dba_name) => ({ name: 'Twin', dba_name }))
    const start = await simulator.checkpoint()
    const idsFrom = async (requests: typeof asked) => {
      const replies = await Promise.all(requests.map((body) => api.post(GROUPS, body)))
      await simulator.restore(start)
      return replies.map(({ body }) => `${body.dba_name} ${body.id}`).sort()
    }
    expect(await idsFrom(asked.toReversed())).toEqual(await idsFrom(asked))
  })

  test('a group of another organization is not created', async ({ api }) => {
    const before = (await api.get(GROUPS)).body.meta.total_records
    const refused = await api.post(GROUPS, { name: 'Elsewhere', organization_id: NOBODY })
    expect(refused.status).toBe(404)
    expect(refused.body.message).toBe(`Organization not found with UUID ${NOBODY}`)
    expect((await api.get(GROUPS)).body.meta.total_records).toBe(before)
  })

  test('an edit needs the latest version and gives the next', async ({ api }) => {
    const first = (await api.post(GROUPS, { name: 'Before', sic_code: '1711' })).body
    const edited = await api.put(`${GROUPS}/${first.id}/${first.version}`, { name: 'After' })
    expect(edited.status).toBe(200)
    expect(edited.body).toMatchObject({ id: first.id, name: 'After', sic_code: '1711' })
    expect(edited.body.version).not.toBe(first.version)
    const stale = await api.put(`${GROUPS}/${first.id}/${first.version}`, { name: 'Lost' })
    expect(stale.status).toBe(409)
    expect(stale.body).toEqual({ message: 'Version conflict', status: 409 })
    expect((await api.get(`${GROUPS}/${first.id}`)).body).toEqual(edited.body)
  })

  test('an unknown group is not found, edited or read', async ({ api }) => {
    for (const reply of [
      await api.get(`${GROUPS}/${NOBODY}`),
      await api.put(`${GROUPS}/${NOBODY}/${NOBODY}`, { name: 'X' }),
    ]) {
      expect(reply.status).toBe(404)
      expect(reply.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    }
  })

  test('company searches name and dba name, whatever case and accents', async ({ api }) => {
    await api.post(GROUPS, { name: 'Café Ámbar' })
    await api.post(GROUPS, { name: 'Holding 12', dba_name: 'The CAFE next door' })
    await api.post(GROUPS, { name: 'Unrelated' })
    const found = await api.get(`${GROUPS}?company=${encodeURIComponent('cafÉ')}`)
    expect(found.body.response.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Café Ámbar',
      'Holding 12',
    ])
  })

  test('group_ids takes several ids with commas and combines with company', async ({ api }) => {
    const [a, b] = [
      (await api.post(GROUPS, { name: 'Alder' })).body.id,
      (await api.post(GROUPS, { name: 'Birch' })).body.id,
    ]
    expect((await api.get(`${GROUPS}?group_ids=${a},${b}`)).body.meta.total_records).toBe(2)
    const both = await api.get(`${GROUPS}?group_ids=${a},${b}&company=bir`)
    expect(both.body.response.map(({ id }: { id: string }) => id)).toEqual([b])
    expect((await api.get(`${GROUPS}?group_ids=nonsense`)).status).toBe(422)
  })

  test('a carrier identifier finds the group that asked for a connection by it', async ({ api }) => {
    const { id } = (await api.post(GROUPS, { name: 'Found' })).body
    const group_data = { carrier_group_id: '00777123' }
    await api.post(`${GROUPS}/${id}/group_connections`, { carrier_id: GUARDIAN, group_data })
    const found = await api.get(`${GROUPS}?carrier_id=${GUARDIAN}&carrier_group_id=00777123`)
    expect(found.body.response.map((group: { id: string }) => group.id)).toEqual([id])
    expect(
      (await api.get(`${GROUPS}?carrier_id=${GUARDIAN}&carrier_group_id=00777124`)).body.response,
    ).toEqual([])
  })

  test('half a carrier identifier is refused', async ({ api }) => {
    const onlyCarrier = await api.get(`${GROUPS}?carrier_id=${GUARDIAN}`)
    expect(onlyCarrier.status).toBe(422)
    expect(onlyCarrier.body.errors).toHaveProperty('carrier_group_id')
    const onlyIdentifier = await api.get(`${GROUPS}?carrier_group_id=00777123`)
    expect(onlyIdentifier.status).toBe(422)
    expect(onlyIdentifier.body.errors).toHaveProperty('carrier_id')
  })

  test('pages are newest first, do not overlap and end empty', async ({ api }) => {
    for (const name of ['One', 'Two', 'Three']) await api.post(GROUPS, { name })
    const { total_records } = (await api.get(GROUPS)).body.meta
    const seen: string[] = []
    for (let offset = 0; offset < total_records; offset += 2) {
      const { body } = await api.get(`${GROUPS}?page_size=2&offset=${offset}`)
      expect(body.meta).toEqual({ offset, page_num: offset / 2 + 1, page_size: 2, total_records })
      seen.push(...body.response.map(({ id }: { id: string }) => id))
    }
    expect(new Set(seen).size).toBe(total_records)
    const { body } = await api.get(`${GROUPS}?page_size=2&offset=1000`)
    expect(body).toMatchObject({ response: [], meta: { total_records } })
  })

  test('a group, made alone or with its first connection, says where it comes from, and so does an edit', async ({
    api,
  }) => {
    const { id, version } = (await api.post(GROUPS, { name: 'Alone' })).body
    await api.put(`${GROUPS}/${id}/${version}`, { name: 'Alone & Co' })
    const together = await api.post('/fulfillment/api/v1/group_connections', {
      carrier_id: GUARDIAN,
      group_data: { group_name: 'Together', carrier_group_id: '00777125' },
    })
    const typesOf = async (subject: string) => {
      const { events } = (await api.get(`/_sim/events?subject=${subject}`)).body
      return events.map(({ type }: { type: string }) => type)
    }
    expect(await typesOf(id)).toEqual(['group.created', 'group.edited'])
    expect(await typesOf(together.body.group_id)).toEqual(['group.created'])
    const { chain } = (await api.get(`/_sim/why/${id}`)).body
    expect(chain.at(-1).cause).toMatchObject({ by: 'request', operation: 'editGroup' })
  })
})
