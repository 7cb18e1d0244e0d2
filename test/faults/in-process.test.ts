import http from 'node:http'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handlers } from '../../src/hosts/msw.ts'
import { type Flaky, flaky, GROUPS } from './flaky.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => server.close())

type Asks = (world: Flaky, header: string, init?: RequestInit) => Promise<Response>

const inProcess: Asks = ({ call }, header, init) =>
  call(GROUPS, { ...init, headers: { 'x-mock-noyo-fault': header } })

/** At the address that the user's code has configured anyway. */
const underMsw: Asks = ({ simulator, token }, header, init) => {
  server.use(...handlers(simulator))
  const headers = { authorization: `Bearer ${token}`, 'x-mock-noyo-fault': header }
  return fetch('https://fulfillment.noyo.com/api/v1/groups', { ...init, headers })
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as TypeError & { cause?: { code?: string } },
  )

describe.each([
  ['fetch in process', inProcess],
  ['fetch under MSW', underMsw],
])('by %s', (_name, ask) => {
  it.each(['drop', 'reset', 'answer_lost', 'answer-lost; reset'])('%s is a network error', async (header) => {
    const error = await failure(ask(await flaky(), header))
    expect(error).toBeInstanceOf(TypeError)
  })

  it('a truncated answer has its headers, and a body that fails', async () => {
    const response = await ask(await flaky(), 'truncate')
    expect(response.status).toBe(200)
    expect(await failure(response.text())).toBeInstanceOf(TypeError)
  })

  it('a truncated body yields what came before it broke off', async () => {
    const response = await ask(await flaky(), 'truncate; bytes=12')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    expect((await reader.read()).value).toHaveLength(12)
    expect(await failure(reader.read())).toBeInstanceOf(TypeError)
  })

  it.each(['malformed', 'malformed=too_short'])('%s is an answer whose JSON is none', async (header) => {
    const response = await ask(await flaky(), header)
    const text = await response.text()
    expect(text).toHaveLength(Number(response.headers.get('content-length')))
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('malformed=too_long is a body that ends too soon', async () => {
    const response = await ask(await flaky(), 'malformed=too_long')
    expect(await failure(response.text())).toBeInstanceOf(TypeError)
  })

  it('an error status and a page of a proxy are answers', async () => {
    const world = await flaky()
    const status = await ask(world, 'status=429; retry-after=7')
    expect([status.status, status.headers.get('retry-after')]).toEqual([429, '7'])
    const page = await ask(world, 'html=504')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await page.text()).toContain('504 Gateway Timeout')
  })

  it('a dripping body comes a piece a tick of the wall', async () => {
    const world = await flaky()
    const waiting = world.nextWait()
    const response = await ask(world, 'drip=1s; bytes=100')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    expect((await reader.read()).value).toHaveLength(100)
    const next = reader.read()
    expect(await waiting).toBe(1_000)
    world.wall.pass(1_000)
    expect((await next).value).toHaveLength(100)
  })

  it('a late answer comes when the wall has got there', async () => {
    const world = await flaky()
    const waiting = world.nextWait()
    let isHere = false
    const late = ask(world, 'latency=2s').finally(() => {
      isHere = true
    })
    expect(await waiting).toBe(2_000)
    world.wall.pass(1_999)
    expect(isHere).toBe(false)
    world.wall.pass(1)
    expect((await late).status).toBe(200)
  })

  it('whoever gives up on a late answer is told at once', async () => {
    const world = await flaky()
    const stop = new AbortController()
    const waiting = world.nextWait()
    const late = failure(ask(world, 'latency=2s', { signal: stop.signal }))
    await waiting
    stop.abort()
    expect(await late).toMatchObject({ name: 'AbortError' })
  })
})

describe("by Node's own http under MSW", () => {
  it('a dropped connection is an error of the request', async () => {
    const { simulator, token } = await flaky()
    server.use(...handlers(simulator))
    const headers = { authorization: `Bearer ${token}`, 'x-mock-noyo-fault': 'drop' }
    const error = await new Promise((resolve) => {
      http
        .get('http://fulfillment.noyo.com/api/v1/groups', { headers }, () => resolve('an answer'))
        .on('error', resolve)
    })
    expect(error).toBeInstanceOf(Error)
  })
})

describe('without a door', () => {
  it('a call says how its answer goes wrong, and never has one to send by mistake', async () => {
    const { simulator, token } = await flaky()
    const headers = { authorization: `Bearer ${token}`, 'x-mock-noyo-fault': 'answer_lost' }
    const reply = await simulator.handle({ method: 'GET', target: GROUPS, headers })
    expect(reply).toMatchObject({ status: 502, transport: { does: 'drop', reset: false } })
    expect(String(reply.body)).toContain('The connection ends here: fault header (answer_lost).')
  })

  it('whoever waits for a late answer gets it when the simulator closes', async () => {
    const { simulator, token, nextWait } = await flaky()
    const headers = { authorization: `Bearer ${token}`, 'x-mock-noyo-fault': 'latency=10min' }
    const waiting = nextWait()
    const late = simulator.handle({ method: 'GET', target: GROUPS, headers })
    await waiting
    await simulator.close()
    expect((await late).status).toBe(200)
  })
})
