import { describe, expect, test } from 'vitest'
import { echo, NOON, ORGANIZATION, stubEdge } from './stub-edge.ts'

const ID = '0b0e7e9e-5a3f-4a3b-8a3b-1234567890ab'
const edge = () =>
  stubEdge({
    fulfillment: {
      ping: echo(),
      getGroup: echo(),
      getGroupList: echo(),
      createGroup: echo(201),
      editGroup: echo(),
      createMemberSnapshot: echo(201),
      getGroupConnectionRequestList: echo(),
      confirmGroupDisconnectionRequest: echo(),
    },
    accounts: { createToken: echo() },
    control: { getClock: echo(), setClock: echo(), getHealth: echo() },
  })

describe('the order of checks', () => {
  const bad = { headers: { authorization: 'Bearer bad' } }

  test('404 and 405 come before the token', async () => {
    const unknown = await edge().send('GET', '/api/v1/grups', bad)
    expect(unknown.status).toBe(404)
    expect(unknown.headers['x-mock-noyo-nearest']).toBe('GET /api/v1/groups')
    expect(unknown.json).toEqual({
      message: 'No operation matches GET /api/v1/grups. The nearest is GET /api/v1/groups.',
      status: 404,
    })
    const method = await edge().send('PATCH', '/api/v1/groups', bad)
    expect(method.status).toBe(405)
    expect(method.headers['allow']).toBe('GET, POST, HEAD, OPTIONS')
  })

  test('a call sent to the wrong api hears where its operation is', async () => {
    for (const [target, headers, nearest] of [
      ['/tracking/api/v1/groups', {}, 'GET /fulfillment/api/v1/groups'],
      ['/fulfillment/api/v1/differences?page_size=1', {}, 'GET /tracking/api/v1/differences'],
      ['/api/v1/groups', { host: 'carrier.noyo.com' }, 'GET /fulfillment/api/v1/groups'],
    ] as const) {
      const reply = await edge().send('GET', target, { headers })
      const path = target.split('?')[0]
      expect([reply.status, reply.headers['x-mock-noyo-nearest']]).toEqual([404, nearest])
      expect(reply.json).toEqual({
        message: `No operation matches GET ${path}. The nearest is ${nearest}.`,
        status: 404,
      })
    }
    const method = await edge().send('PATCH', '/fulfillment/api/v1/groups', bad)
    expect(method.json).toMatchObject({ message: expect.stringContaining('on /fulfillment/api/v1/groups.') })
  })

  test('the token comes before the size, the size before the JSON', async () => {
    const { send } = edge()
    expect((await send('POST', '/api/v1/groups', { ...bad, oversized: true })).status).toBe(401)
    expect((await send('POST', '/api/v1/groups', { raw: '{', oversized: true })).status).toBe(413)
  })

  test('the JSON comes before the schema, the schema before ids in the path', async () => {
    const { send } = edge()
    expect((await send('POST', '/api/v1/groups/abc/member_snapshots', { raw: '{' })).status).toBe(400)
    expect((await send('POST', '/api/v1/groups/abc/member_snapshots', { body: {} })).status).toBe(422)
    const malformed = await send('GET', '/api/v1/groups/abc')
    expect(malformed.json).toEqual({ message: 'Group not found with UUID abc', status: 404 })
  })

  test('what is not built says so before it looks at the request', async () => {
    const reply = await edge().send('POST', '/api/v1/conditions', { raw: '{' })
    expect(reply.status).toBe(501)
    expect(reply.json).toEqual({
      message: expect.stringContaining('createNewCondition (POST /api/v1/conditions)'),
      status: 501,
    })
    expect(reply.json).toEqual({ message: expect.stringContaining('docs/coverage.md'), status: 501 })
  })
})

describe('tokens', () => {
  test('a refused token answers the bare message', async () => {
    const reply = await edge().send('GET', '/api/v1/groups', { headers: { authorization: undefined } })
    expect([reply.status, reply.body]).toEqual([401, '{"message":"Unauthorized"}'])
  })

  test('ping and the token endpoint need none', async () => {
    const { send } = edge()
    expect((await send('GET', '/ping', { headers: { authorization: undefined } })).status).toBe(200)
    const token = await send('POST', '/auth/public/token', {
      body: {},
      headers: { authorization: 'Basic x' },
    })
    expect(token.status).toBe(200)
  })

  test('the token says whose world it is', async () => {
    const reply = await edge().send('GET', `/api/v1/groups/${ID}`)
    expect(reply.json).toMatchObject({ sandbox: 'mine', organization_id: ORGANIZATION })
  })
})

describe('answers', () => {
  test('have a type and a length in bytes, and name their entry in the journal', async () => {
    const { send } = edge()
    const reply = await send('POST', '/api/v1/groups', { body: { name: 'Peña' } })
    expect(reply.headers).toEqual({
      'content-type': 'application/json',
      'content-length': String(new TextEncoder().encode(reply.body as string).length),
      'x-mock-noyo-request-id': 'req_1',
    })
    expect((await send('GET', '/api/v1/groups')).headers['x-mock-noyo-request-id']).toBe('req_2')
  })

  test('HEAD has the headers of GET and no body', async () => {
    const [head, get] = [
      await edge().send('HEAD', `/api/v1/groups/${ID}`),
      await edge().send('GET', `/api/v1/groups/${ID}`),
    ]
    expect(head.body).toBeUndefined()
    expect(head).toMatchObject({ status: get.status, headers: get.headers })
  })

  test('OPTIONS says what is allowed, to anybody', async () => {
    const reply = await edge().send('OPTIONS', '/api/v1/groups', { headers: { authorization: undefined } })
    expect(reply).toMatchObject({ status: 204, body: undefined })
    expect(reply.headers['allow']).toBe('GET, POST, HEAD, OPTIONS')
    expect(reply.headers['content-length']).toBeUndefined()
    expect((await edge().send('OPTIONS', '/api/v1/grups')).status).toBe(404)
  })
})

describe('the journal', () => {
  test('has each call with its answer, in the sandbox of its token', async () => {
    const { send, journal } = edge()
    await send('POST', '/api/v1/groups?x=1', { body: { name: 'Acme', nmae: 1 } })
    expect(journal).toEqual([
      {
        sandbox: 'mine',
        entry: {
          id: 'req_1',
          at: null,
          method: 'POST',
          path: '/api/v1/groups?x=1',
          api: 'fulfillment',
          operation: 'createGroup',
          status: 201,
          duration_ms: 0,
          request_body: '{"name":"Acme","nmae":1}',
          response_body: expect.stringContaining('Acme'),
          unknown_fields: ['x', 'nmae (nearest: name)'],
        },
      },
    ])
  })

  test('has the virtual time of what reads the world', async () => {
    const { send, journal } = stubEdge({
      fulfillment: {
        getGroup: { level: 'stored', reads: async () => ({ status: 200, content: { json: {} } }) },
      },
    })
    await send('GET', `/api/v1/groups/${ID}`)
    expect(journal[0]?.entry.at).toBe(NOON)
  })

  test('has what nobody knows, with the nearest, in the sandbox of its token too', async () => {
    const { send, journal } = edge()
    await send('GET', '/api/v1/grups')
    await send('GET', '/api/v1/grups', { headers: { authorization: 'Bearer bad' } })
    expect(journal.map(({ sandbox, entry }) => [sandbox, entry.status, entry.nearest])).toEqual([
      ['mine', 404, 'GET /api/v1/groups'],
      ['default', 404, 'GET /api/v1/groups'],
    ])
  })

  test('has no tokens', async () => {
    const { send, journal } = edge()
    await send('POST', '/auth/public/token', { body: { grant_type: 'client_credentials' } })
    expect(journal[0]?.entry).toMatchObject({ operation: 'createToken', status: 200 })
    expect(journal[0]?.entry.response_body).toBeUndefined()
  })

  test('has no control calls', async () => {
    const { send, journal } = edge()
    const reply = await send('GET', '/_sim/clock')
    expect([reply.status, reply.headers['x-mock-noyo-request-id'], journal]).toEqual([200, undefined, []])
  })
})

describe('the control API', () => {
  test.each([
    ['GET', '/_sim/clokc', undefined, 404, 'route_not_found'],
    ['DELETE', '/_sim/clock', undefined, 405, 'method_not_allowed'],
    ['GET', '/_sim/sandboxes', undefined, 501, 'not_built'],
    ['PUT', '/_sim/clock', '{', 400, 'malformed_json'],
    ['PUT', '/_sim/clock', '{"mode":"stopped"}', 422, 'invalid_fields'],
  ])('%s %s %s answers its own shape', async (method, target, raw, status, code) => {
    const reply = await edge().send(method, target, raw === undefined ? {} : { raw })
    expect(reply.status).toBe(status)
    expect(reply.json).toEqual({ error: expect.objectContaining({ code, message: expect.any(String) }) })
  })

  test('says which field is wrong and which name is nearest', async () => {
    const { send } = edge()
    const wrong = await send('PUT', '/_sim/clock', { body: { mode: 'stopped' } })
    expect(wrong.json).toMatchObject({
      error: { field: '/mode', message: 'mode: Must be one of: running, frozen.' },
    })
    const typo = await send('PUT', '/_sim/clock', { body: { sped: 2 } })
    expect(typo.json).toMatchObject({ error: { field: '/sped', nearest: 'speed' } })
    const nothing = await send('PUT', '/_sim/clock')
    expect(nothing.json).toMatchObject({
      error: { field: '', message: 'The body: Missing data for required field.' },
    })
    const query = await send('GET', '/_sim/clock?sandbx=a')
    expect(query.json).toMatchObject({ error: { field: 'sandbx', nearest: 'sandbox' } })
  })
})
