import { describe, expect, test } from 'vitest'
import { echo, stubEdge } from './stub-edge.ts'

const ID = '0b0e7e9e-5a3f-4a3b-8a3b-1234567890ab'
const edge = () => stubEdge({ fulfillment: { createGroup: echo(201), getGroup: echo() } })

describe('bodies', () => {
  const create = (options: Parameters<ReturnType<typeof edge>['send']>[2]) =>
    edge().send('POST', '/api/v1/groups', options)

  test.each([
    ['{"name": "Acme"', 'The request body is not valid JSON: see line 1, column 16.'],
    ['{"name": "Acme",\n "ein": x}', 'line 2, column 9'],
    ['nonsense', 'The request body is not valid JSON'],
    ['['.repeat(100_000), 'nested more than 100 deep'],
    [`{"a":${'{"a":'.repeat(1000)}1${'}'.repeat(1001)}`, 'nested more than 100 deep'],
    ['{"name":"Acme","size":1e400}', 'a number that is too large'],
    [`{"name":"Acme","size":-${'9'.repeat(400)}}`, 'a number that is too large'],
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
