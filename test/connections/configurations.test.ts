import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { currentPayload, type Json, submit } from '../snapshots/families.ts'
import { connected, FULFILLMENT, NOBODY } from './connected.ts'

const SAMPLE_LIFE = '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d'
const AT_CARRIER = '/_sim/carriers/guardian/groups/00123456'

const shown = async (api: Api, group: string): Promise<Json> =>
  (await api.get(`${group}/carrier_configurations`)).body[0]

const edit = (api: Api, group: string, { id, version }: Json, connection_configuration?: object) =>
  api.put(`${group}/carrier_configurations/${id}/${version}`, { connection_configuration })

/** Sends the first employee under another name; what comes of it at the carrier. */
async function sentOnce(
  { api, group, group_id }: Awaited<ReturnType<typeof connected>>,
  settle: () => Promise<unknown>,
) {
  const [employee] = (await api.get(`${group}/employees?page_size=1`)).body.response
  const payload = await currentPayload(api, employee.id)
  payload.employee.person.first_name = 'Renamed'
  const { body } = await submit(api, group_id, payload)
  await settle()
  return (await api.get(`${FULFILLMENT}/member_snapshots/${body.id}`)).body.fulfillment_summary[0].status
}

inEveryMode('how a group and a carrier exchange data', ({ test }) => {
  test('is edited by version and read back, part by part', async (world) => {
    const { api, group } = await connected(world)
    const first = await shown(api, group)
    const edited = await edit(api, group, first, {
      data_exchange: { enrollments: { from_carrier: { enabled: false } } },
    })
    expect(edited.status).toBe(201)
    expect(edited.body.version).not.toBe(first.version)
    const { connection_configuration: was } = first
    const exchange = was.data_exchange
    const expected = {
      ...was,
      data_exchange: {
        ...exchange,
        enrollments: { ...exchange.enrollments, from_carrier: { enabled: false } },
      },
    }
    expect(edited.body.connection_configuration).toEqual(expected)
    expect(await shown(api, group)).toEqual(edited.body)
    const stale = await edit(api, group, first, { connection_tier: 'standard' })
    expect(stale.status).toBe(409)
    const tier = await edit(api, group, edited.body, { connection_tier: 'not_connected' })
    expect(tier.body.connection_configuration).toMatchObject({
      connection_tier: 'not_connected',
      data_exchange: { enrollments: { to_carrier: { enabled: false } } },
    })
    const back = await edit(api, group, tier.body, { connection_tier: null, data_exchange: null })
    expect(back.body.connection_configuration).toEqual(was)
    const same = await edit(api, group, back.body)
    expect(same.body.connection_configuration).toEqual(was)
    expect((await edit(api, group, { id: NOBODY, version: NOBODY }, {})).status).toBe(404)
    const { chain } = (await api.get(`/_sim/why/${first.id}`)).body
    expect(chain.at(-1).cause.operation).toBe('editGroupConnectionConfigurationPublic')
  })

  test('is not taken back by a reading of the carrier', async (world) => {
    const there = await connected(world)
    const { api, group } = there
    await edit(api, group, await shown(api, group), { connection_tier: 'standard' })
    const { plans } = (await api.get(AT_CARRIER)).body
    expect(plans.length).toBeGreaterThan(0)
    const audit = await api.post(`/_sim/groups/${there.group_id}/sync`)
    expect(audit.status).toBe(409)
    const { connection_configuration } = await shown(api, group)
    expect(connection_configuration.connection_tier).toBe('standard')
  })

  for (const [what, configuration] of [
    ['a tier of not_connected', { connection_tier: 'not_connected' }],
    ['nothing to the carrier', { data_exchange: { enrollments: { to_carrier: { enabled: false } } } }],
  ] as const) {
    test(`with ${what} sends no snapshot`, async (world) => {
      const there = await connected(world)
      const { api, group } = there
      const settle = () => world.simulator.clock.settle()
      const edited = await edit(api, group, await shown(api, group), configuration)
      expect(await sentOnce(there, settle)).toBe('not_connected')
      const { members } = (await api.get(AT_CARRIER)).body
      expect(members.some(({ first_name }: Json) => first_name === 'Renamed')).toBe(false)
      await edit(api, group, edited.body, { connection_tier: null, data_exchange: null })
      expect(await sentOnce(there, settle)).toBe('sent')
    })
  }

  test('with nothing from the carrier is not audited', async (world) => {
    const { api, group, group_id } = await connected(world)
    const sync = () => api.post(`/_sim/groups/${group_id}/sync`)
    expect((await sync()).status).toBe(202)
    const edited = await edit(api, group, await shown(api, group), {
      data_exchange: { enrollments: { from_carrier: { enabled: false } } },
    })
    const refused = await sync()
    expect(refused.status).toBe(409)
    expect(refused.body.error.message).toContain('configuration')
    await edit(api, group, edited.body, { data_exchange: null })
    expect((await sync()).status).toBe(202)
  })

  test('cannot be by an API that the carrier does not have', async (world) => {
    const { api, simulator } = world
    const { group_id } = (
      await api.post(`${FULFILLMENT}/group_connections`, {
        carrier_id: SAMPLE_LIFE,
        group_data: { group_name: 'Orchard Tools', carrier_group_id: '123-45678' },
      })
    ).body
    await simulator.clock.settle()
    const group = `${FULFILLMENT}/groups/${group_id}`
    const refused = await edit(api, group, await shown(api, group), { connection_tier: 'premier' })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.connection_configuration).toHaveProperty('connection_tier')
  })

  test('a delay of the carrier is that of its snapshots too', async (world) => {
    const there = await connected(world)
    const { api } = there
    await api.patch(AT_CARRIER, { delay: '2h' })
    const status = await sentOnce(there, () => world.simulator.clock.advance('119min'))
    expect(status).toBe('valid')
    await world.simulator.clock.advance('2min')
    const { members } = (await api.get(AT_CARRIER)).body
    expect(members.some(({ first_name }: Json) => first_name === 'Renamed')).toBe(true)
  })
})
