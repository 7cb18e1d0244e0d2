import { describe, expect, test } from 'vitest'
import { notFound, Refusal } from '../../src/kernel/failure.ts'
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

describe('bodies', () => {
  const create = (options: Parameters<ReturnType<typeof edge>['send']>[2]) =>
    edge().send('POST', '/api/v1/groups', options)

  test.each([
    ['{"name": "Acme"', 'The request body is not valid JSON: see line 1, column 16.'],
    ['{"name": "Acme",\n "ein": x}', 'line 2, column 9'],
    ['nonsense', 'The request body is not valid JSON'],
    ['['.repeat(100_000), 'nested more than 100 deep'],
    [`{"a":${'{"a":'.repeat(1000)}1${'}'.repeat(1001)}`, 'nested more than 100 deep'],
    [new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 'not valid UTF-8'],
  ])('%.30s answers 400', async (raw, message) => {
    const reply = await create({ raw })
    expect(reply.status).toBe(400)
    expect(reply.json).toEqual({ message: expect.stringContaining(message), status: 400 })
  })

  test('an error in the JSON does not repeat what stands around it', async () => {
    const reply = await create({ raw: '{"ssn": "900010001", date: "1990-02-03"}' })
    expect(reply.status).toBe(400)
    expect(reply.body).not.toMatch(/900010001|1990/)
  })

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'jsön',
  ])('of type %s answer 400 and what to send', async (type) => {
    const reply = await create({ body: { name: 'Acme' }, headers: { 'content-type': type } })
    expect(reply.status).toBe(400)
    expect(reply.json).toEqual({
      message: expect.stringContaining('Content-Type: application/json'),
      status: 400,
    })
  })

  test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/merge-patch+json'])(
    'of type %s are read',
    async (type) => {
      expect((await create({ body: { name: 'Acme' }, headers: { 'content-type': type } })).status).toBe(201)
    },
  )

  test('compressed ones are refused with a clear word', async () => {
    const reply = await create({ raw: 'x', headers: { 'content-encoding': 'gzip' } })
    expect(reply.json).toEqual({ message: expect.stringContaining('content-encoding'), status: 400 })
  })

  test.each([undefined, '', ' \n\t '])('an empty one (%j) lacks every required field', async (raw) => {
    const reply = await create(raw === undefined ? {} : { raw })
    expect([reply.status, reply.json]).toEqual([
      422,
      { errors: { name: ['Missing data for required field.'] } },
    ])
  })

  test('a byte order mark is skipped', async () => {
    const reply = await create({ raw: '\ufeff{"name":"Acme"}' })
    expect(reply.json).toMatchObject({ text: '{"name":"Acme"}', body: { name: 'Acme' } })
  })

  test('deep text inside strings is no depth', async () => {
    expect((await create({ body: { name: `${'['.repeat(500)}\\"{{{` } })).status).toBe(201)
  })

  test.each(['{"name":"Acme","__proto__":{"x":1}}', '{"name":"Acme","\\u005f_proto__":{"x":1}}'])(
    'a key that names the prototype is dropped: %s',
    async (raw) => {
      expect((await create({ raw })).json).toMatchObject({ body: { name: 'Acme' }, text: raw })
      expect(({} as { x?: number }).x).toBeUndefined()
    },
  )

  test('of the same key twice the last counts', async () => {
    expect((await create({ raw: '{"name":"One","name":"Two"}' })).json).toMatchObject({
      body: { name: 'Two' },
    })
  })

  test.each([null, [], 'text', 7, true])('%j instead of an object answers 422', async (body) => {
    const reply = await create({ body })
    expect(reply.status).toBe(422)
    expect(reply.json).toEqual({ errors: { _schema: [expect.any(String)] } })
  })

  test('a GET may carry what it likes', async () => {
    expect((await edge().send('GET', `/api/v1/groups/${ID}`, { raw: '{' })).status).toBe(200)
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
    const query = await send('GET', '/_sim/clock?sandbx=a')
    expect(query.json).toMatchObject({ error: { field: 'sandbx', nearest: 'sandbox' } })
  })
})

describe('refusals and defects', () => {
  const throwing = (error: unknown, settings = {}) =>
    stubEdge(
      {
        fulfillment: { getGroup: { level: 'stored', reads: async () => Promise.reject(error) } },
        control: { getClock: { level: 'stored', serves: async () => Promise.reject(error) } },
      },
      settings,
    )

  test('a refusal answers as the catalogue says', async () => {
    const reply = await throwing(notFound('Group', ID)).send('GET', `/api/v1/groups/${ID}`)
    expect([reply.status, reply.json]).toEqual([
      404,
      { message: `Group not found with UUID ${ID}`, status: 404 },
    ])
  })

  test('field errors are nested, positions in arrays as keys, with whole objects beside their fields', async () => {
    const refusal = new Refusal('invalid_fields', {}, [
      { path: ['coverages', 0, 'plan_id'], message: 'One.' },
      { path: ['coverages', 0, 'plan_id'], message: 'Two.' },
      { path: ['coverages', 0], message: 'Whole.' },
      { path: ['employee'], message: 'Whole.' },
      { path: ['employee', '__proto__'], message: 'Odd.' },
    ])
    const reply = await throwing(refusal).send('GET', `/api/v1/groups/${ID}`)
    expect(reply.status).toBe(422)
    expect(reply.body).toBe(
      '{"errors":{"coverages":{"0":{"plan_id":["One.","Two."],"_schema":["Whole."]}},"employee":{"_schema":["Whole."],"__proto__":["Odd."]}}}',
    )
  })

  test('a sandbox that has gone is a token that no longer counts; in the control API it is named', async () => {
    const stub = throwing(new Refusal('sandbox_not_found', { id: 'gone' }))
    expect((await stub.send('GET', `/api/v1/groups/${ID}`)).status).toBe(401)
    expect((await stub.send('GET', '/_sim/clock')).json).toMatchObject({
      error: { code: 'sandbox_not_found' },
    })
  })

  test.each([new Error('secret detail at /home/x.ts:1'), new Refusal('no_such_code'), 'text', undefined])(
    'anything else is a defect: 500 without a word of it, and somebody is told (%s)',
    async (error) => {
      const stub = throwing(error)
      const reply = await stub.send('GET', `/api/v1/groups/${ID}`)
      expect(reply.status).toBe(500)
      expect(reply.json).toEqual({ message: expect.stringContaining('getGroup'), status: 500 })
      expect(reply.body).not.toMatch(/secret|\.ts|at \//)
      expect(stub.faults).toHaveLength(1)
    },
  )

  test('a view that fails leaves the command undone', async () => {
    let committed = false
    const { send } = stubEdge(
      {
        fulfillment: {
          createGroup: {
            level: 'stored',
            writes: async () => ({
              status: 201,
              content: { view: { of: () => ({ bad: 1n }) }, record: { id: 'x' } as never },
            }),
          },
        },
      },
      {
        runner: {
          read: () => Promise.reject(new Error('no')),
          write: async (_sandbox, _cause, decide) => {
            const result = await decide({ now: NOON } as never)
            committed = true
            return result
          },
        },
      },
    )
    expect((await send('POST', '/api/v1/groups', { body: { name: 'Acme' } })).status).toBe(500)
    expect(committed).toBe(false)
  })

  test('with validation of answers, one that breaks its schema is a defect', async () => {
    const broken = stubEdge({ fulfillment: { getGroup: echo() } }, { validateResponses: true })
    const reply = await broken.send('GET', `/api/v1/groups/${ID}`)
    expect(reply.status).toBe(500)
    expect(reply.json).toEqual({ message: expect.stringContaining("required property 'name'"), status: 500 })
    expect(broken.faults).toHaveLength(1)
  })
})

describe('perform', () => {
  const cause = { by: 'scenario', file: 'story.yaml', line: 3 } as const

  test('answers as the same call would, without a token', async () => {
    const stub = edge()
    const created = await stub.edge.perform('mine', cause, {
      api: 'fulfillment',
      operation: 'createGroup',
      body: { name: 'Acme' },
    })
    expect(created).toMatchObject({
      status: 201,
      body: { body: { name: 'Acme' }, organization_id: ORGANIZATION },
    })
    expect(stub.journal).toEqual([])
  })

  test('checks the request all the same', async () => {
    const { perform } = edge().edge
    expect(await perform('mine', cause, { api: 'fulfillment', operation: 'createGroup' })).toEqual({
      status: 422,
      body: { errors: { name: ['Missing data for required field.'] } },
    })
    const listed = await perform('mine', cause, {
      api: 'fulfillment',
      operation: 'getGroupList',
      query: { page_size: 5, offset: undefined },
    })
    expect(listed).toMatchObject({ status: 200, body: { query: { page_size: 5 } } })
  })

  test('an operation that does not exist is the caller`s defect', async () => {
    await expect(
      edge().edge.perform('mine', cause, { api: 'fulfillment', operation: 'nope' }),
    ).rejects.toThrow('nope')
  })
})
