import { describe, expect, test } from 'vitest'
import { createOutbound } from '../../src/hosts/outbound.ts'
import { createSimulator } from '../../src/simulator.ts'
import { createAllowedHosts } from '../../src/webhooks/allowed-hosts.ts'
import { isGenuine, openReceiver } from './receiver.ts'
import { apiOf, connect, deliveriesOf, SECRET, wired } from './wired.ts'

const OTHER = 'b7Rk-Wq93nXcTz0LfYhMv2PsJd8GaEu5'

describe('secrets', () => {
  test('are never read again, rotate by name, and all of them sign, newest first', async () => {
    const world = await wired()
    const { id } = await world.subscribe({ key_name: 'old', events: ['test.hello_world'] })
    const hello = async () => {
      await world.api.post('/_sim/webhooks/test')
      await world.simulator.clock.settle()
      return world.got.at(-1) as (typeof world.got)[number]
    }
    expect(isGenuine(await hello(), SECRET, Date.now())).toBe(true)
    const path = `/_sim/webhooks/${id}`
    const rotated = await world.api.patch(path, { add_secret: { secret: OTHER } })
    expect(rotated.body.secrets.map((one: { key_name: string }) => one.key_name)).toEqual(['key-2', 'old'])
    const both = await hello()
    const [first, second, ...more] = (both.headers['x-noyo-signature'] as string).split(',')
    expect(more).toEqual([])
    const signedBy = (signature: string | undefined, secret: string) =>
      isGenuine(
        { ...both, headers: { ...both.headers, 'x-noyo-signature': signature ?? '' } },
        secret,
        Date.now(),
      )
    expect([signedBy(first, OTHER), signedBy(second, SECRET), signedBy(first, SECRET)]).toEqual([
      true,
      true,
      false,
    ])
    expect((await world.api.patch(path, { retire_secret: 'old' })).status).toBe(200)
    const after = await hello()
    expect([isGenuine(after, OTHER, Date.now()), isGenuine(after, SECRET, Date.now())]).toEqual([true, false])
    const texts = [
      rotated.text,
      (await world.api.get('/_sim/webhooks')).text,
      (await world.api.get(path)).text,
    ]
    texts.push(
      (await world.api.get('/_sim/events')).text,
      (await world.api.get('/_sim/webhooks/deliveries')).text,
    )
    texts.push((await world.api.get('/_sim/state')).text, (await world.api.get('/_sim/requests')).text)
    for (const text of texts) for (const secret of [SECRET, OTHER]) expect(text).not.toContain(secret)
    await world.simulator.close()
  })

  test('make a receiver refuse what is forged, stale or altered', async () => {
    const world = await wired()
    await world.subscribe()
    await world.api.post('/_sim/webhooks/test')
    await world.simulator.clock.settle()
    const [one] = world.got
    if (!one) throw new Error('nothing was sent')
    expect(isGenuine(one, SECRET, Date.now())).toBe(true)
    expect(isGenuine(one, OTHER, Date.now())).toBe(false)
    expect(isGenuine({ ...one, raw: one.raw.replace('hello', 'hullo') }, SECRET, Date.now())).toBe(false)
    expect(isGenuine(one, SECRET, Date.now() + 6 * 60_000)).toBe(false)
    const later = { ...one.headers, 'x-noyo-timestamp': new Date(Date.now() + 1000).toISOString() }
    expect(isGenuine({ ...one, headers: later }, SECRET, Date.now())).toBe(false)
    await world.simulator.close()
  })

  test.each([
    ['a name twice', { add_secret: { secret: OTHER, key_name: 'key-1' } }, '/add_secret/secret', 'already'],
    ['the same one', { add_secret: { secret: SECRET } }, '/add_secret/secret', 'signs already'],
    ['an unknown name', { retire_secret: 'key-9' }, '/retire_secret', 'There are: key-1'],
    ['the last one', { retire_secret: 'key-1' }, '/retire_secret', 'the only secret'],
  ])('refuse %s', async (_, change, field, words) => {
    const world = await wired()
    const { id } = await world.subscribe()
    const { status, body } = await world.api.patch(`/_sim/webhooks/${id}`, change)
    expect([status, body.error.code, body.error.field]).toEqual([422, 'webhook_secret_unusable', field])
    expect(body.error.message).toContain(words)
    await world.simulator.close()
  })

  test('that are easily guessed are taken with a warning', async () => {
    const world = await wired()
    const weak = await world.api.post('/_sim/webhooks', { url: 'http://localhost/', secret: 'secret' })
    expect([weak.status, weak.body.warnings]).toEqual([
      201,
      [expect.stringMatching(/key-1 is easily guessed/)],
    ])
    expect(((await world.subscribe()) as { warnings?: string[] }).warnings).toEqual([])
    await world.simulator.close()
  })
})

describe('a subscription', () => {
  test('is told of its events only, of nothing before it and nothing after it, but of every test', async () => {
    const world = await wired()
    await world.api.post('/fulfillment/api/v1/groups', { name: 'Before' })
    const all = await world.subscribe({ url: 'https://platform.test/all' })
    await world.subscribe({ url: 'https://platform.test/some', events: ['group_connection_request.created'] })
    await connect(world.api)
    await world.api.post('/_sim/webhooks/test')
    await world.simulator.clock.settle()
    const typesAt = (path: string) => world.got.filter((one) => one.path === path).map(({ type }) => type)
    expect(typesAt('/some')).toEqual(['group_connection_request.created', 'test.hello_world'])
    expect(typesAt('/all').filter((type) => type === 'group.created')).toHaveLength(1)
    expect(typesAt('/all').filter((type) => type === 'test.hello_world')).toHaveLength(1)
    const ids = (path: string) =>
      world.got
        .filter((one) => one.path === path && one.type === 'test.hello_world')
        .map((one) => one.event_id)
    expect(ids('/some')).toEqual(ids('/all'))
    expect((await world.api.delete(`/_sim/webhooks/${all.id}`)).status).toBe(204)
    const sent = world.got.length
    await world.api.post('/fulfillment/api/v1/groups', { name: 'After' })
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(sent)
    const [first] = await deliveriesOf(world.api, `?webhook_id=${all.id}`)
    const replay = await world.api.post(`/_sim/webhooks/deliveries/${first?.id}/replay`)
    expect([replay.status, replay.body.error.code]).toEqual([409, 'webhook_gone'])
    expect((await world.api.delete('/_sim/webhooks')).status).toBe(204)
    expect((await world.api.get('/_sim/webhooks')).body).toEqual({ webhooks: [] })
    await world.simulator.close()
  })

  test('is of one sandbox, and event ids are too', async () => {
    const world = await wired()
    const other = await world.simulator.sandbox({ id: 'other' })
    await world.subscribe({ events: ['group.created'] })
    const body = { url: 'https://platform.test/other', secret: SECRET, events: ['group.created'] }
    expect((await world.api.post('/_sim/webhooks?sandbox=other', body)).status).toBe(201)
    await connect(world.api)
    await world.simulator.clock.settle()
    expect(world.got).toHaveLength(1)
    await world.api.post('/_sim/webhooks/trigger?sandbox=other', { type: 'group.created' })
    await other.clock.settle()
    expect(world.got.map(({ path }) => path)).toEqual(['/hook', '/other'])
    await world.api.post('/_sim/webhooks/test')
    await world.api.post('/_sim/webhooks/test?sandbox=other')
    await world.simulator.clock.settle()
    await other.clock.settle()
    expect(new Set(world.got.map(({ event_id }) => event_id)).size).toBe(4)
    await world.simulator.close()
  })

  test('is sent nothing in the real sandbox, unless it says so', async () => {
    const world = await wired(() => 200, { profile: 'noyo-sandbox' })
    const silent = (await world.subscribe()) as { id: string; warnings?: string[] }
    expect(silent.warnings).toEqual([expect.stringMatching(/sends no webhooks/)])
    await world.api.post('/fulfillment/api/v1/groups', { name: 'Silent' })
    expect((await world.api.post('/_sim/webhooks/test')).body).toEqual({ deliveries: [] })
    await world.api.patch(`/_sim/webhooks/${silent.id}`, { even_in_sandbox: true })
    await world.api.post('/fulfillment/api/v1/groups', { name: 'Told' })
    await world.simulator.clock.settle()
    expect(world.got.map(({ type }) => type)).toEqual(['group.created'])
    await world.simulator.close()
  })

  test.each([
    [{ url: 'nowhere' }, 422],
    [{ url: 'ftp://platform.test/' }, 422, 'webhook_url_unusable', '/url'],
    [{ url: 'https://me:secret@platform.test/' }, 422, 'webhook_url_unusable', '/url'],
    [{ events: ['group.create'] }, 422, 'webhook_event_unknown', '/events/0'],
    [{ habits: [{ kind: 'drop', by: '3s' }] }, 422, 'webhook_habit_unusable', '/habits/0/by'],
    [{ habits: [{ kind: 'delay', by: 'soon' }] }, 422, 'webhook_habit_unusable', '/habits/0/by'],
    [{ habits: [{ kind: 'drop', events: ['group'] }] }, 422, 'webhook_event_unknown', '/habits/0/events/0'],
    [{ habits: [{ kind: 'lose' }] }, 422],
  ])('%j is refused', async (line, wanted, code?: string, field?: string) => {
    const world = await wired()
    const body = { url: 'https://platform.test/', secret: SECRET, ...line }
    const answer = await world.api.post('/_sim/webhooks', body)
    expect(answer.status).toBe(wanted)
    if (code) expect(answer.body.error).toMatchObject({ code, field })
    expect((await world.api.get('/_sim/webhooks')).body.webhooks).toEqual([])
    await world.simulator.close()
  })

  test('and a delivery that are not there are told so, with the nearest name', async () => {
    const world = await wired()
    const { id } = await world.subscribe()
    const near = id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const answer = await world.api.get(`/_sim/webhooks/${near}`)
    expect([answer.status, answer.body.error.code, answer.body.error.nearest]).toEqual([
      404,
      'webhook_not_found',
      id,
    ])
    const delivery = await world.api.get('/_sim/webhooks/deliveries/none')
    expect([delivery.status, delivery.body.error.code]).toEqual([404, 'delivery_not_found'])
    const misspelt = await world.api.get('/_sim/webhooks/deliveries?type=grup.created')
    const { code, field, nearest } = misspelt.body.error
    expect([misspelt.status, code, field, nearest]).toEqual([
      422,
      'webhook_event_unknown',
      'type',
      'group.created',
    ])
    await world.simulator.close()
  })

  test('that is removed while a webhook is under way is told what came of that one; what waited has failed', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    const { promise: removed, resolve: remove } = Promise.withResolvers<number>()
    const world = await wired(() => {
      arrive()
      return removed
    })
    await world.subscribe({ habits: [{ kind: 'delay', by: '1h', events: ['test.hello_world'] }] })
    await world.api.post('/_sim/webhooks/test')
    await world.api.post('/fulfillment/api/v1/groups', { name: 'Under Way' })
    await arrived
    expect((await world.api.delete('/_sim/webhooks')).status).toBe(204)
    remove(200)
    await world.simulator.clock.settle()
    const told = (await deliveriesOf(world.api)).map(({ type, status, attempts }) => [
      ...[type, status, attempts.length],
    ])
    expect(told).toEqual([
      ['test.hello_world', 'failed', 0],
      ['group.created', 'delivered', 1],
    ])
    expect(world.got.map(({ type }) => type)).toEqual(['group.created'])
    await world.simulator.close()
  })
})

describe('targets', () => {
  test('are this machine and what is allowed, by the address that a name leads to', () => {
    const hosts = createAllowedHosts('app.test, 10.0.0.5, *.internal')
    for (const address of [
      '127.0.0.1',
      '127.8.8.8',
      '::1',
      '::ffff:127.0.0.1',
      '10.0.0.5',
      '::ffff:10.0.0.5',
    ])
      expect([address, hosts.isUsable(address)]).toEqual([address, true])
    for (const address of ['10.0.0.6', '169.254.169.254', '0.0.0.0', '::', '::ffff:10.0.0.6', 'fe80::1', 'x'])
      expect([address, hosts.isUsable(address)]).toEqual([address, false])
    for (const name of ['app.test', 'APP.test', 'a.internal', 'a.b.internal'])
      expect(hosts.isNamed(name)).toBe(true)
    for (const name of ['xapp.test', 'internal', 'app.test.evil']) expect(hosts.isNamed(name)).toBe(false)
  })

  test('a name is looked up before every attempt, and what was looked at is connected to', async () => {
    const receiver = await openReceiver()
    const port = new URL(receiver.url).port
    let address = '127.0.0.1'
    const { send, refused } = createOutbound('', async () => [{ address, family: 4 }])
    const url = `http://rebound.test:${port}/hook`
    const body = '{"data":{"id":"x"},"event":{"id":"y","type":"z"}}'
    const attempt = () => send({ url, headers: {}, body }, new AbortController().signal)
    expect(await attempt()).toEqual({ status: 200, body: 'so be it' })
    expect(receiver.got).toHaveLength(1)
    address = '192.0.2.1'
    await expect(attempt()).rejects.toThrow(
      /rebound\.test \(192\.0\.2\.1\) is neither.*--webhook-hosts rebound\.test/,
    )
    expect(await refused(url)).toMatch(/--webhook-hosts/)
    expect(await createOutbound('rebound.test').refused(url)).toBeUndefined()
    expect(receiver.got).toHaveLength(1)
    await receiver.close()
  })

  test('elsewhere are refused when subscribed, with the remedy', async () => {
    const simulator = await createSimulator({ clock: 'frozen' })
    const api = apiOf(simulator)
    for (const url of [
      'http://10.1.2.3/hook',
      'http://[2001:db8::1]/hook',
      'http://nobody-knows.invalid/hook',
    ]) {
      const { status, body } = await api.post('/_sim/webhooks', { url, secret: SECRET })
      expect([url, status, body.error?.code]).toEqual([url, 422, 'webhook_url_unusable'])
      expect(body.error.message).toContain('--webhook-hosts')
    }
    await simulator.close()
    const allowing = await createSimulator({ clock: 'frozen', webhookHosts: '10.1.2.3,*.invalid' })
    for (const url of ['http://10.1.2.3/hook', 'http://nobody-knows.invalid/hook'])
      expect((await apiOf(allowing).post('/_sim/webhooks', { url, secret: SECRET })).status).toBe(201)
    await allowing.close()
    await expect(createSimulator({ webhookHosts: 'http://x/' })).rejects.toThrow(
      /webhookHosts is "http:\/\/x\/"; use names/,
    )
  })

  test('nothing listens at are failures in words', async () => {
    const receiver = await openReceiver()
    await receiver.close()
    const simulator = await createSimulator({ clock: 'frozen' })
    const api = apiOf(simulator)
    await api.post('/_sim/webhooks', { url: receiver.url, secret: SECRET })
    await api.post('/_sim/webhooks/test')
    await simulator.clock.advance('1s')
    const [delivery] = await deliveriesOf(api)
    expect(delivery?.attempts[0]?.error).toMatch(/nothing listens there \(ECONNREFUSED\)/)
    await simulator.close()
  })
})
