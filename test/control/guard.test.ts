import { describe, expect, test } from 'vitest'
import { createGuard } from '../../src/control/guard.ts'
import { bearer, openSmallWorld } from '../sandboxes/small-world.ts'

const guard = (options: { controlToken?: string; publicUrl?: string } = {}) =>
  createGuard({ sandboxes: { require: async () => undefined }, secret: () => 'generated', ...options })

const admits = (it: ReturnType<typeof guard>, headers: Record<string, string>, operation = 'getClock') =>
  it.admit({ target: '/_sim/clock', headers }, operation).then(
    () => 'admitted',
    (error) => error.code,
  )

describe('on loopback', () => {
  test.each([
    'localhost',
    'localhost:4010',
    'LOCALHOST:4010',
    '127.0.0.1:4010',
    '127.8.9.1',
    '[::1]:4010',
    'fulfillment-sandbox.localhost:4010',
    'fulfillment.noyo.com',
  ])('Host %s is ours', async (host) => {
    expect(await admits(guard(), { host })).toBe('admitted')
  })

  test.each([
    'evil.example',
    'evil.example:4010',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'notlocalhost',
    '192.168.1.5:4010',
    'noyo.com.evil.example',
    'mynoyo.com',
    '',
  ])('Host %j is foreign', async (host) => {
    expect(await admits(guard(), { host })).toBe('foreign_host')
  })

  test.each(['http://localhost:3000', 'http://127.0.0.1', 'https://app.localhost', 'http://[::1]:5173'])(
    'Origin %s is ours',
    async (origin) => {
      expect(await admits(guard(), { host: 'localhost', origin })).toBe('admitted')
    },
  )

  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'null',
    '',
    'file://',
    'https://fulfillment.noyo.com',
    'chrome-extension://localhost',
  ])('Origin %j is foreign', async (origin) => {
    expect(await admits(guard(), { host: 'localhost', origin })).toBe('foreign_origin')
  })

  test('no token is needed, in process no Host either', async () => {
    const it = guard({ controlToken: 'secret' })
    expect(it.bind('127.0.0.1')).toBeUndefined()
    expect(await admits(it, { host: 'localhost' })).toBe('admitted')
    expect(await admits(guard(), {})).toBe('admitted')
  })

  test('the host of the public address is ours too', async () => {
    const it = guard({ publicUrl: 'https://noyo.internal.example/mock' })
    expect(await admits(it, { host: 'noyo.internal.example', origin: 'https://noyo.internal.example' })).toBe(
      'admitted',
    )
    expect(await admits(it, { host: 'internal.example' })).toBe('foreign_host')
  })
})

describe('beyond loopback', () => {
  test.each(['0.0.0.0', '::', '192.168.1.5', 'build-box'])('bound to %s, a token is needed', async (host) => {
    const it = guard()
    const token = it.bind(host)
    expect(token).toBe('generated')
    expect(await admits(it, { host: 'localhost' })).toBe('control_token_needed')
    expect(await admits(it, { host: '192.168.1.5:4010' })).toBe('control_token_needed')
    expect(await admits(it, { host: 'localhost', authorization: 'Bearer wrong' })).toBe(
      'control_token_needed',
    )
    expect(await admits(it, { host: 'localhost', authorization: `Basic ${token}` })).toBe(
      'control_token_needed',
    )
    expect(await admits(it, { host: 'localhost', 'x-mock-noyo-control-token': `${token}` })).toBe('admitted')
    expect(await admits(it, { host: 'mock-noyo:4010', authorization: `Bearer ${token}` })).toBe('admitted')
  })

  test('where nobody said what a server listens on, the address a call came in at tells', async () => {
    const at = (it: ReturnType<typeof guard>, receivedAt: string | undefined, headers = {}) =>
      it
        .admit({ target: '/_sim/clock', headers: { host: 'localhost', ...headers }, receivedAt }, 'getClock')
        .then(
          () => 'admitted',
          (error) => error.code,
        )
    for (const loopback of ['127.0.0.1', '::1', '::ffff:127.0.0.1', undefined]) {
      expect(await at(guard(), loopback)).toBe('admitted')
    }
    for (const open of ['192.168.1.5', '::ffff:10.0.0.7', 'fe80::1']) {
      expect(await at(guard(), open)).toBe('control_token_needed')
      const given = { 'x-mock-noyo-control-token': 'given' }
      expect(await at(guard(), open, given)).toBe('control_token_needed')
      expect(await at(guard({ controlToken: 'given' }), open, given)).toBe('admitted')
    }
  })

  test('the token of the environment is the one', async () => {
    const it = guard({ controlToken: 'from the environment' })
    expect(it.bind('0.0.0.0')).toBe('from the environment')
    expect(await admits(it, { 'x-mock-noyo-control-token': 'from the environment' })).toBe('admitted')
    expect(await admits(it, { 'x-mock-noyo-control-token': 'generated' })).toBe('control_token_needed')
  })

  test('a foreign name without the token, and a foreign page in any case, are refused', async () => {
    const it = guard()
    const token = it.bind('0.0.0.0')
    expect(await admits(it, { host: 'evil.example' })).toBe('foreign_host')
    const headers = { host: 'localhost', origin: 'https://evil.example', authorization: `Bearer ${token}` }
    expect(await admits(it, headers)).toBe('foreign_origin')
  })

  test('health and ready are open to all', async () => {
    const it = guard()
    it.bind('0.0.0.0')
    const headers = { host: 'evil.example', origin: 'https://evil.example' }
    expect(await admits(it, headers, 'getHealth')).toBe('admitted')
    expect(await admits(it, headers, 'getReady')).toBe('admitted')
  })
})

describe('over the edge', () => {
  test('refusals come in the shape of the control API', async () => {
    const { api, guard: it } = await openSmallWorld()
    const foreign = await api.get('/_sim/clock', { headers: { host: 'evil.example' } })
    expect([foreign.status, foreign.body.error.code]).toEqual([403, 'foreign_host'])
    const page = await api.delete('/_sim/requests', { headers: { origin: 'https://evil.example' } })
    expect([page.status, page.body.error.code]).toEqual([403, 'foreign_origin'])
    const token = it.bind('0.0.0.0') as string
    const without = await api.get('/_sim/sandboxes')
    expect([without.status, without.body.error.code]).toEqual([401, 'control_token_needed'])
    expect(JSON.stringify(without.body)).not.toContain(token)
    expect((await api.get('/_sim/sandboxes', { headers: bearer(token) })).status).toBe(200)
    expect((await api.get('/_sim/health')).body).toEqual({
      status: 'ok',
      version: '1.2.3',
      uptime_seconds: 0,
    })
  })

  test('a Noyo token is no control token', async () => {
    const { api, guard: it, token } = await openSmallWorld()
    it.bind('0.0.0.0')
    expect((await api.get('/_sim/clock', { headers: bearer(await token()) })).status).toBe(401)
  })

  test('ready says so only when the scenario is loaded; health at once', async () => {
    const { api, sandboxes } = await openSmallWorld({ unopened: true })
    const loading = await api.get('/_sim/ready')
    expect([loading.status, loading.body]).toEqual([503, { status: 'loading' }])
    expect((await api.get('/_sim/health')).status).toBe(200)
    await sandboxes.open()
    const ready = await api.get('/_sim/ready')
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready' }])
  })
})
