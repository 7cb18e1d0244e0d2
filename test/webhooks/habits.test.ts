import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isGenuine } from './receiver.ts'
import { deliveriesOf, SECRET, type Wired, wired } from './wired.ts'

const newGroup = (world: Wired, name: string) => world.api.post('/fulfillment/api/v1/groups', { name })

describe('deliveries by habit', () => {
  test('are duplicated with the same event id', async () => {
    const world = await wired()
    await world.subscribe({ habits: [{ kind: 'duplicate', first: 1 }] })
    await newGroup(world, 'One')
    await newGroup(world, 'Two')
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(3)
    expect(world.got[0]?.event_id).toBe(world.got[1]?.event_id)
    expect(world.got[0]?.raw).toBe(world.got[1]?.raw)
    expect((await deliveriesOf(world.api)).map(({ habits }) => habits)).toEqual([
      ['duplicate'],
      ['duplicate'],
      [],
    ])
    await world.simulator.close()
  })

  test('are overtaken by the next one', async () => {
    const world = await wired()
    await world.subscribe({ habits: [{ kind: 'reorder', first: 1 }] })
    const ids = []
    for (const name of ['One', 'Two', 'Three']) ids.push((await newGroup(world, name)).body.id)
    await world.simulator.clock.settle()
    expect(world.got.map(({ data }) => data['id'])).toEqual([ids[1], ids[0], ids[2]])
    await world.simulator.close()
  })

  test('are overtaken by nothing where nothing comes, and go all the same', async () => {
    const world = await wired()
    await world.subscribe({ habits: [{ kind: 'reorder' }] })
    await newGroup(world, 'One')
    await world.simulator.clock.advance('4s')
    expect(world.got).toHaveLength(0)
    await world.simulator.clock.advance('1s')
    expect(world.got).toHaveLength(1)
    await world.simulator.close()
  })

  test('are late by as long as it is said', async () => {
    const world = await wired()
    await world.subscribe({ habits: [{ kind: 'delay', by: 'PT2H' }] })
    await newGroup(world, 'One')
    await world.simulator.clock.advance('119m')
    expect(world.got).toHaveLength(0)
    await world.simulator.clock.advance('1m')
    expect(world.got).toHaveLength(1)
    await world.simulator.close()
  })

  test('are dropped, stand as such, and can be replayed', async () => {
    const world = await wired()
    await world.subscribe({ habits: [{ kind: 'drop', events: ['group.created'] }] })
    await newGroup(world, 'One')
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(0)
    const [delivery] = await deliveriesOf(world.api, '?status=dropped')
    expect(delivery).toMatchObject({ status: 'dropped', habits: ['drop'], attempts: [] })
    expect(delivery?.reason).toMatch(/never sent/)
    await world.api.post(`/_sim/webhooks/deliveries/${delivery?.id}/replay`)
    await world.simulator.clock.settle()
    expect(world.got.map(({ event_id }) => event_id)).toEqual([delivery?.event_id])
    await world.simulator.close()
  })

  test('are signed wrongly at first, and rightly once they were refused', async () => {
    const world = await wired((got) => (isGenuine(got, SECRET, Date.now()) ? 200 : 401))
    await world.subscribe({ habits: [{ kind: 'wrong_signature' }] })
    await newGroup(world, 'One')
    await world.simulator.clock.settle()
    const [delivery] = await deliveriesOf(world.api)
    expect(delivery?.attempts.map(({ status, wrong_signature }) => [status, wrong_signature])).toEqual([
      [401, true],
      [200, false],
    ])
    await world.simulator.close()
  })

  test('are struck by share, by the seed: alike in every sandbox, whatever the address', async () => {
    const struck = async (seed: string, url: string) => {
      const world = await wired(() => 200, { seed })
      await world.subscribe({ url, habits: [{ kind: 'drop', share: 0.3 }] })
      for (let number = 0; number < 40; number += 1) await newGroup(world, `Group ${number}`)
      await world.simulator.clock.settle()
      const all = await deliveriesOf(world.api)
      await world.simulator.close()
      return all.map(({ status }) => status)
    }
    const first = await struck('a', 'https://platform.test/1')
    expect(await struck('a', 'https://platform.test/2')).toEqual(first)
    expect(await struck('b', 'https://platform.test/1')).not.toEqual(first)
    const dropped = first.filter((status) => status === 'dropped').length
    expect(dropped).toBeGreaterThan(3)
    expect(dropped).toBeLessThan(25)
  })

  test('end when they are taken away', async () => {
    const world = await wired()
    const { id } = await world.subscribe({ habits: [{ kind: 'drop' }] })
    expect((await world.api.patch(`/_sim/webhooks/${id}`, { habits: [] })).body.habits).toEqual([])
    await newGroup(world, 'One')
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(1)
    await world.simulator.close()
  })
})

test('a scenario says who is told from its start on, how deliveries go wrong, and begins anew with it', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'mock-noyo-webhooks-')), 'world.yaml')
  writeFileSync(
    file,
    `title: Told
groups:
  - name: Juniper Street Bakery
    carriers:
      - carrier: guardian
        carrier_group_id: "00410125"
        connected: true
webhooks:
  - url: https://platform.test/scenario
    secret: ${SECRET}
    key_name: spring
    habits:
      - kind: duplicate
        first: 1
`,
  )
  const world = await wired(() => 200, { scenario: file })
  await world.simulator.clock.settle()
  expect(world.got).toEqual([])
  const [webhook] = (await world.api.get('/_sim/webhooks')).body.webhooks
  expect(webhook).toMatchObject({ origin: 'scenario', status: 'active', events: null })
  expect(webhook.secrets[0].key_name).toBe('spring')
  await newGroup(world, 'One')
  await world.simulator.clock.settle()
  expect(world.got.map(({ type }) => type)).toEqual(['group.created', 'group.created'])
  await world.api.delete(`/_sim/webhooks/${webhook.id}`)
  await world.simulator.reset()
  expect((await world.api.get('/_sim/webhooks')).body.webhooks).toMatchObject([
    { id: webhook.id, origin: 'scenario' },
  ])
  const other = await world.simulator.sandbox({ id: 'other' })
  await world.api.post('/_sim/webhooks/trigger?sandbox=other', { type: 'group.created' })
  await other.clock.settle()
  expect(world.got).toHaveLength(4)
  await world.simulator.close()
})
