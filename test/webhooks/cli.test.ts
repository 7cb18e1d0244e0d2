import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { type Listening, listen } from '../../src/hosts/listen.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { startServer } from '../server-process.ts'
import { isGenuine, openReceiver } from './receiver.ts'
import { apiOf, SECRET } from './wired.ts'

let simulator: Simulator
let server: Listening

beforeAll(async () => {
  simulator = await createSimulator({ clock: 'frozen' })
  server = await listen(simulator)
})
afterAll(async () => {
  await server.close()
  await simulator.close()
})

/** What a call prints and ends with. */
async function called(...words: string[]) {
  const out: string[] = []
  const error: string[] = []
  const code = await run(['webhooks', ...words], {
    environment: { MOCK_NOYO_URL: server.url },
    out: (line) => out.push(line),
    error: (line) => error.push(line),
  })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

test.each([
  ['group.created', 0],
  ['group_connection_request.created', 0],
  ['group_connection_request.status_change', 0],
  ['member_snapshot.status_change', 0],
  ['member_snapshot_carrier_fulfillment_status.status_change', 0],
  ['test.hello_world', 0],
  ['difference.created', 1],
  ['difference.discrepancy', 1],
  ['difference.resolved', 1],
  ['difference.replaced', 1],
  ['group_disconnection_request.created', 1],
  ['group_disconnection_request.status_change', 1],
])('trigger makes the world do what causes each event, or says that it cannot: %s', async (type, code) => {
  const receiver = await openReceiver()
  const api = apiOf(simulator)
  const { body } = await api.post('/_sim/webhooks', { url: receiver.url, secret: SECRET, events: [type] })
  const done = await called('trigger', type, '--json')
  expect(done.code).toBe(code)
  if (code === 0) {
    expect(JSON.parse(done.out)).toMatchObject({ type, did: expect.anything(), subject: expect.any(String) })
    await simulator.clock.advance('1s')
    expect(receiver.got.length).toBeGreaterThan(0)
    expect(new Set(receiver.got.map((one) => one.type))).toEqual(new Set([type]))
  } else {
    expect(done.error).toBe(
      `Mock Noyo does not simulate yet what causes ${type}. A subscription to it is told as soon as it does.`,
    )
  }
  await api.delete(`/_sim/webhooks/${body.id}`)
  await receiver.close()
})

test('trigger at every pace, and in a world with nobody enrolled', async () => {
  const instant = await createSimulator({ clock: 'frozen', pace: 'instant' })
  const type = 'group_connection_request.status_change'
  expect((await apiOf(instant).post('/_sim/webhooks/trigger', { type })).status).toBe(200)
  await instant.close()
  const lonely = await createSimulator({ clock: 'frozen', scenario: 'empty-group' })
  const snapshot = { type: 'member_snapshot.status_change' }
  const { status, body } = await apiOf(lonely).post('/_sim/webhooks/trigger', snapshot)
  expect([status, body.error.code]).toEqual([409, 'webhook_trigger_impossible'])
  await lonely.close()
})

describe('wrong calls', () => {
  test.each([
    [['trigger'], 2, /needs an event/],
    [['trigger', 'group.creatd'], 1, /There is no webhook event "group\.creatd"/],
    [['trigger', 'group.created', 'twice'], 2, /not "twice" too/],
    [['hear'], 2, /takes listen or trigger, not "hear"/],
    [[], 2, /takes listen or trigger/],
    [['listen', '--port', 'x'], 2, /--port is "x"/],
    [['listen', '--forward-to', 'there'], 2, /--forward-to is "there"/],
  ])('%j', async (words, code, message) => {
    const answer = await called(...words)
    expect([answer.code, answer.out]).toEqual([code, ''])
    expect(answer.error).toMatch(message)
  })

  test('help has examples', async () => {
    expect((await called('--help')).out).toMatch(/Examples:\n {2}mock-noyo webhooks listen --forward-to/)
  })
})

test('listen subscribes, verifies, tells, passes on bytes and headers as they came, and ends its subscription', async () => {
  const receiver = await openReceiver()
  receiver.behave(503, 200)
  const api = apiOf(simulator)
  const listener = await startServer({
    command: process.execPath,
    args: [
      ...['src/cli/main.ts', 'webhooks', 'listen', '--json', '--secret', SECRET, '--url', server.url],
      ...['--forward-to', receiver.url, '--events', 'test.hello_world'],
    ],
    cwd: path.resolve(import.meta.dirname, '../..'),
    log: 'webhooks-listen',
  })
  const webhooks = async () => (await api.get('/_sim/webhooks')).body.webhooks as { url: string }[]
  expect((await webhooks()).map(({ url }) => url)).toEqual([`${listener.address}/`])
  await called('trigger', 'test.hello_world')
  await simulator.clock.advance('1m')
  const [first, second, ...more] = receiver.got
  expect(more).toEqual([])
  expect(second && isGenuine(second, SECRET, Date.now())).toBe(true)
  expect(first?.raw).toBe(second?.raw)
  expect(second?.headers['x-cloud-trace-context']).toMatch(/^[0-9a-f]{32}\/\d+$/)
  const forged = await fetch(listener.address, {
    method: 'POST',
    headers: { 'x-noyo-timestamp': new Date().toISOString(), 'x-noyo-signature': 'no' },
    body: '{}',
  })
  expect(forged.status).toBe(401)
  expect(receiver.got).toHaveLength(2)
  await expect
    .poll(
      () =>
        listener
          .output()
          .split('\n')
          .filter((line) => line.startsWith('{')).length,
    )
    .toBe(3)
  const told = listener
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  expect(told).toMatchObject([
    { type: 'test.hello_world', genuine: true, forwarded: 503, answered: 503 },
    { type: 'test.hello_world', genuine: true, forwarded: 200, answered: 200, event_id: second?.event_id },
    { genuine: false, answered: 401 },
  ])
  expect(await listener.stop()).toBe(0)
  expect(await webhooks()).toEqual([])
  await receiver.close()
})
