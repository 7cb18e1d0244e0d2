import { createServer } from 'node:http'
import { handlers } from 'mock-noyo/msw'
import { expect, noyoTest, test } from 'mock-noyo/vitest'
import { setupServer } from 'msw/node'
import { afterAll, describe, onTestFinished } from 'vitest'

const refused = noyoTest({ scenario: 'refused', pace: 'instant', start: '2026-02-01' })

const GROUP = { name: 'Maple Ridge Veterinary' }

async function createGroup(
  sandbox: { token(): Promise<string>; fetch: typeof fetch },
  at = 'https://fulfillment.noyo.com',
) {
  const headers = { authorization: `Bearer ${await sandbox.token()}`, 'content-type': 'application/json' }
  return sandbox.fetch(`${at}/api/v1/groups`, { method: 'POST', headers, body: JSON.stringify(GROUP) })
}

describe('each test', () => {
  const seen: string[] = []

  test.for([1, 2])('has a sandbox of its own with a clock that stands, turn %i', async (_, { sandbox }) => {
    expect(seen).not.toContain(sandbox.id)
    seen.push(sandbox.id)
    expect(await sandbox.clock.now()).toBe('2026-01-05T09:00:00.000Z')
    await sandbox.clock.advance('3d')
    expect(await sandbox.requests()).toEqual([])
    expect((await createGroup(sandbox)).status).toBe(201)
    expect(sandbox).toHaveSent(1, { operation: 'createGroup', body: GROUP })
  })

  test('shares one simulator, whose sandboxes it reaches by their keys', async ({ simulator, sandbox }) => {
    await createGroup({ token: sandbox.token, fetch: simulator.fetch as typeof fetch })
    expect(sandbox).toHaveSent(1, { operation: 'createGroup' })
    expect(simulator).not.toHaveSent({ operation: 'createGroup' })
  })

  test('finds its own clock behind its own address, also by HTTP', async ({ sandbox, noyoUrl }) => {
    expect(noyoUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const answer = await fetch(`${noyoUrl}/_sim/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"by":"1d"}',
    })
    expect(answer.status).toBe(200)
    expect(await sandbox.clock.now()).toBe('2026-01-06T09:00:00.000Z')
    const created = await createGroup({ token: sandbox.token, fetch }, noyoUrl)
    expect(created.status).toBe(201)
    expect(sandbox).toHaveSent(1, { operation: 'createGroup' })
    expect(await sandbox.url()).toBe(noyoUrl)
  })

  test('may have its sandbox answer under MSW', async ({ sandbox }) => {
    const server = setupServer(...handlers(sandbox))
    server.listen({ onUnhandledFrame: 'error' })
    onTestFinished(() => server.close())
    expect((await createGroup({ token: sandbox.token, fetch })).status).toBe(201)
    expect(sandbox).toHaveSent({ operation: 'createGroup' })
  })

  test('goes on after it has closed or reset its sandbox itself', async ({ sandbox }) => {
    await createGroup(sandbox)
    await sandbox.reset()
    expect(sandbox).not.toHaveSent({})
    await sandbox.close()
  })
})

describe('a server of a test', () => {
  let last: string | undefined

  test('is there while the test runs', async ({ noyoUrl }) => {
    last = noyoUrl
    expect((await fetch(`${noyoUrl}/_sim/health`)).status).toBe(200)
  })

  afterAll(async () => {
    const { port } = new URL(last as string)
    const other = createServer()
    // Only a free port can be listened on.
    await new Promise<void>((resolve, reject) => {
      other.once('error', reject)
      other.listen(Number(port), '127.0.0.1', resolve)
    })
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('noyoTest', () => {
  refused('begins with another world', async ({ sandbox }) => {
    const { scenario, clock } = await sandbox.perform('control', 'getSandbox', { params: { id: sandbox.id } })
    expect(scenario).toBe('refused')
    expect(clock).toMatchObject({ mode: 'frozen', now: expect.stringMatching(/^2026-02-01T/) })
  })

  const withClient = test.extend<{ groups: () => Promise<Response> }>({
    groups: async ({ sandbox }, use) => use(() => createGroup(sandbox)),
  })

  withClient('is extended with what is one’s own', async ({ sandbox, groups }) => {
    await groups()
    expect(sandbox).toHaveSent(1, { operation: 'createGroup' })
  })
})

describe('a hook', () => {
  refused.beforeEach(async ({ sandbox }) => {
    await sandbox.clock.advance('1d')
  })

  refused('is given the sandbox of the test', async ({ sandbox }) => {
    expect(await sandbox.clock.now()).toMatch(/^2026-02-02T/)
  })
})

describe('the sandbox of a test', () => {
  test('asserts what was sent', async ({ sandbox }) => {
    await createGroup(sandbox)
    sandbox.assertSent(1, { operation: 'createGroup' })
    sandbox.assertNotSent({ operation: 'createMemberSnapshot' })
    sandbox.assertSentInOrder([{ operation: 'createGroup', response: { name: GROUP.name } }])
    expect(sandbox).toHaveSentInOrder([{ operation: 'createGroup' }])
    expect(() => sandbox.assertNotSent({ operation: 'createGroup' })).toThrow(
      'Expected no request of createGroup',
    )
    expect(() => expect(sandbox).toHaveSent(2, { operation: 'createGroup' })).toThrow('1 was sent.')
    expect(() => expect(sandbox).not.toHaveSent({ operation: 'createGroup' })).toThrow(
      'Expected otherwise (not)',
    )
    expect(() => expect({}).toHaveSent({})).toThrow('toHaveSent takes a sandbox or a simulator of Mock Noyo')
  })

  test('says which server errors are meant', async ({ sandbox }) => {
    sandbox.expectFailure({ status: 501, operation: 'createNewCondition' })
    const headers = { authorization: `Bearer ${await sandbox.token()}` }
    const answer = await sandbox.fetch('/api/v1/conditions', { method: 'POST', headers })
    expect(answer.status).toBe(501)
    expect(() => sandbox.expectFailure({ operation: 'createNewConditon' })).toThrow(
      'nearest is createNewCondition',
    )
  })
})
