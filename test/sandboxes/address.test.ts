import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { placeOf, sandboxPrefix } from '../../src/api/place.ts'
import { listen } from '../../src/hosts/listen.ts'
import { createSimulator } from '../../src/simulator.ts'
import { client } from '../api-client.ts'
import { newToken } from '../faults/flaky.ts'
import { inEveryMode } from '../modes.ts'

const place = (target: string, host?: string) =>
  placeOf({ method: 'GET', target, headers: host === undefined ? {} : { host } })

describe('an address that names a sandbox', () => {
  test.each([
    ['/sandbox/ci-1/api/v1/groups', undefined, 'root', '/api/v1/groups'],
    ['/sandbox/ci-1/tracking/ping', 'localhost', 'tracking', '/ping'],
    ['/sandbox/ci-1/ping', 'carrier.localhost', 'carrier', '/ping'],
    ['/sandbox/ci-1/_sim/clock', 'localhost', 'control', '/_sim/clock'],
    ['/sandbox/ci-1/accounts/auth/public/token', 'localhost', 'accounts', '/auth/public/token'],
    ['http://localhost:4010/sandbox/ci-1/ping', 'localhost', 'root', '/ping'],
    ['/sandbox/ci-1/sandbox/ci-2/ping', 'localhost', 'root', '/sandbox/ci-2/ping'],
    ['/sandbox/ci-1', 'localhost', 'root', ''],
  ])('%s on %s', (target, host, scope, path) => {
    expect(place(target, host)).toEqual({ scope, path, query: '', sandbox: 'ci-1' })
  })

  test.each(['/sandbox', '/sandbox/', '/sandbox//ping', '/sandboxes/ci-1/ping', '/api/sandbox/ci-1'])(
    '%s is none',
    (target) => {
      expect(place(target)).not.toHaveProperty('sandbox')
      expect(sandboxPrefix(target)).toBe('')
    },
  )

  test('the query is behind it', () => {
    expect(place('/sandbox/ci-1?a=/b')).toEqual({ scope: 'root', path: '', query: 'a=/b', sandbox: 'ci-1' })
  })
})

/** Noyo's own host has the api in its name. */
const groupsOf = (id: string) => `/fulfillment/sandbox/${id}/api/v1/groups`

async function opened() {
  const simulator = await createSimulator({ scenario: 'empty-group', clock: 'frozen' })
  onTestFinished(() => simulator.close())
  const own = await simulator.sandbox({ id: 'ci-1' })
  const call = async (target: string, headers: Record<string, string> = {}, init: RequestInit = {}) => {
    const response = await simulator.fetch(`http://localhost${target}`, { ...init, headers })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const bearer = async (key?: typeof own) => ({ authorization: `Bearer ${await newToken(simulator, key)}` })
  return { simulator, own, call, bearer }
}

inEveryMode('the same world by its address', ({ test }) => {
  test('is asked, driven and told of below /sandbox/{id}', async ({ simulator }) => {
    const own = await simulator.sandbox({ id: 'ci-1' })
    const token = await newToken(simulator, own)
    const ask = client(async (method, target, headers, body) => {
      const reply = await simulator.handle({ method, target, headers, body })
      return { status: reply.status, headers: reply.headers, bytes: Buffer.from(reply.body ?? '') }
    })
    const options = { headers: { authorization: `Bearer ${token}` }, unchecked: true }
    const created = await ask.post('/sandbox/ci-1/fulfillment/api/v1/groups', GROUP, options)
    expect(created.status).toBe(201)
    expect((await ask.get('/sandbox/ci-1/fulfillment/api/v1/groups', options)).text).toContain(GROUP.name)
    await ask.post('/sandbox/ci-1/_sim/clock/advance', { by: '1d' }, { unchecked: true })
    expect((await ask.get('/_sim/clock?sandbox=ci-1')).body.now).toBe(
      (await ask.get('/sandbox/ci-1/_sim/clock', { unchecked: true })).body.now,
    )
    expect((await ask.get('/_sim/clock')).body.now).toBe('2026-01-05T09:00:00.000Z')
    const { requests } = (await ask.get('/sandbox/ci-1/_sim/requests', { unchecked: true })).body
    expect(requests.at(-1)).toMatchObject({
      path: '/sandbox/ci-1/fulfillment/api/v1/groups',
      operation: 'getGroupList',
    })
  })
})

const GROUP = { name: 'Orchard Tools', federal_ein: '900000177' }

describe('below /sandbox/{id}', () => {
  test('a token of its own is taken, at its own address and at any host of Noyo', async () => {
    const { simulator, own, call, bearer } = await opened()
    const headers = await bearer(own)
    expect((await call('/sandbox/ci-1/api/v1/groups', headers)).status).toBe(200)
    expect((await call('/sandbox/ci-1/fulfillment/ping')).status).toBe(200)
    const address = 'https://fulfillment.noyo.com/sandbox/ci-1/api/v1/groups'
    expect((await simulator.fetch(address, { headers })).status).toBe(200)
    expect((await call(groupsOf('ci-1'), headers)).status).toBe(404)
  })

  test('a token of another sandbox is refused in words', async () => {
    const { call, bearer } = await opened()
    const { status, body } = await call('/sandbox/ci-1/api/v1/groups', await bearer())
    expect([status, body.status]).toEqual([403, 403])
    expect(body.message).toContain('This token is of the sandbox "default"')
    expect(body.message).toContain('names "ci-1"')
  })

  test('a key of another sandbox gets no token, a wrong one the usual 401', async () => {
    const { own, call } = await opened()
    const ask = (key: { client_id: string; client_secret: string }) =>
      call(
        '/sandbox/ci-1/accounts/auth/public/token',
        {
          authorization: `Basic ${Buffer.from(`${key.client_id}:${key.client_secret}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        { method: 'POST', body: '{"grant_type":"client_credentials"}' },
      )
    expect((await ask(own)).status).toBe(200)
    const demo = await ask({ client_id: 'demo', client_secret: 'demo-secret' })
    expect([demo.status, demo.body.message]).toEqual([403, expect.stringContaining('This API key is of')])
    expect((await ask({ client_id: 'demo', client_secret: 'wrong' })).status).toBe(401)
  })

  test('a sandbox that there is not is told with the nearest', async () => {
    const { call, bearer } = await opened()
    const headers = await bearer()
    const { status, body } = await call('/sandbox/ci-2/api/v1/groups', headers)
    expect([status, body.status]).toEqual([404, 404])
    expect(body.message).toMatch(/There is no sandbox "ci-2".*The nearest is "ci-1"/)
    for (const target of ['/sandbox/ci-2/_sim/clock', '/sandbox/ci-2/_sim/sandboxes']) {
      const control = await call(target)
      expect([control.status, control.body.error]).toMatchObject([
        404,
        { code: 'sandbox_not_found', nearest: 'ci-1' },
      ])
    }
    expect((await call('/sandbox/ci-2/_sim/health')).status).toBe(200)
  })

  test('a call that no operation answers stands in the journal of the sandbox', async () => {
    const { call } = await opened()
    expect((await call('/sandbox/ci-1/api/v1/grups')).status).toBe(404)
    const { body } = await call('/sandbox/ci-1/_sim/requests')
    expect(body.requests).toMatchObject([{ path: '/sandbox/ci-1/api/v1/grups', status: 404 }])
  })

  test('another sandbox in a parameter or header is refused, the same is not', async () => {
    const { own, call, bearer } = await opened()
    expect((await call('/sandbox/ci-1/_sim/clock?sandbox=ci-1')).status).toBe(200)
    const twice = await call('/sandbox/ci-1/_sim/clock?sandbox=default')
    expect([twice.status, twice.body.error.code]).toEqual([422, 'sandbox_named_twice'])
    const headers = { ...(await bearer(own)), 'x-mock-noyo-sandbox': 'default' }
    const vendor = await call('/sandbox/ci-1/api/v1/groups', headers)
    expect([vendor.status, vendor.body.status]).toEqual([422, 422])
  })
})

describe('the header x-mock-noyo-sandbox', () => {
  test('has to agree with the token: the key chooses', async () => {
    const { own, call, bearer } = await opened()
    const ask = (headers: Record<string, string>) => call('/api/v1/groups', headers)
    expect((await ask({ ...(await bearer(own)), 'x-mock-noyo-sandbox': 'ci-1' })).status).toBe(200)
    const other = await ask({ ...(await bearer()), 'x-mock-noyo-sandbox': 'ci-1' })
    expect([other.status, other.body.message]).toEqual([
      403,
      expect.stringContaining('the key chooses the sandbox'),
    ])
    expect((await ask({ ...(await bearer()), 'x-mock-noyo-sandbox': 'nobody' })).status).toBe(404)
  })

  test('assigns a call without a token', async () => {
    const { call } = await opened()
    await call('/ping', { 'x-mock-noyo-sandbox': 'ci-1' })
    const { body } = await call('/_sim/requests?sandbox=ci-1')
    expect(body.requests).toMatchObject([{ path: '/ping' }])
  })
})

test('token calls stand in the journal of the sandbox whose key they bring', async () => {
  const { own, call, bearer } = await opened()
  await bearer(own)
  const { body } = await call('/_sim/requests?sandbox=ci-1')
  expect(body.requests).toMatchObject([{ operation: 'createToken', status: 200 }])
})

test('the control API below a sandbox is guarded as it is elsewhere', async () => {
  const { simulator } = await opened()
  const server = await listen(simulator, { host: '0.0.0.0' })
  onTestFinished(() => server.close(0))
  const told = await status(server.port, '/sandbox/ci-1/_sim/clock', 'evil.example.com')
  expect(told).toContain('403')
  simulator.bind('0.0.0.0')
  expect(await status(server.port, '/sandbox/ci-1/_sim/clock', '127.0.0.1')).toContain('401')
  expect(await status(server.port, 'http://127.0.0.1/sandbox/ci-1/_sim/clock', '127.0.0.1')).toContain('401')
})

/** The first line of the answer. */
async function status(port: number, target: string, host: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
  let text = ''
  for await (const chunk of socket) text += chunk
  return text.split('\r\n')[0] as string
}
