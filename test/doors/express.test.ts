import express, { type RequestHandler } from 'express'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import type { Call, Reply } from '../../src/api/operation.ts'
import { createApp } from '../../src/hosts/express.ts'

const BODY = '{ "name": "Žluťoučký",\n "twice": 1 }'

function noting() {
  const calls: Call[] = []
  const handle = async (call: Call): Promise<Reply> => {
    calls.push(call)
    return { status: 200, headers: { 'content-type': 'application/json', 'content-length': '2' }, body: '{}' }
  }
  return { calls, handle }
}

async function bodyBehind(middleware: RequestHandler, type: string, body: string) {
  const simulator = noting()
  const app = express().use(middleware, createApp(simulator))
  await supertest(app).post('/api/v1/groups').set('content-type', type).send(body).expect(200)
  const [call] = simulator.calls
  return call?.body && Buffer.from(call.body).toString()
}

describe("behind a user's own body parser, the simulator gets", () => {
  it('the JSON that was parsed', async () => {
    const text = await bodyBehind(express.json(), 'application/json', BODY)
    expect(text).toBe('{"name":"Žluťoučký","twice":1}')
  })

  it('the bytes, where they were kept', async () => {
    const keeping = express.json({
      verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }),
    })
    expect(await bodyBehind(keeping, 'application/json', BODY)).toBe(BODY)
  })

  it('the bytes of a raw parser and the text of a text parser', async () => {
    expect(await bodyBehind(express.raw({ type: '*/*' }), 'application/json', BODY)).toBe(BODY)
    expect(await bodyBehind(express.text({ type: '*/*' }), 'application/json', BODY)).toBe(BODY)
  })

  it('the body itself where the parser had no interest in it', async () => {
    expect(await bodyBehind(express.json(), 'text/xml', '<a/>')).toBe('<a/>')
  })

  it('no body where there is none', async () => {
    const simulator = noting()
    await supertest(express().use(express.json(), createApp(simulator)))
      .get('/ping')
      .expect(200)
    await supertest(express().use(express.json(), createApp(simulator)))
      .post('/ping')
      .expect(200)
    expect(simulator.calls.map(({ body }) => body)).toEqual([undefined, undefined])
  })
})

describe('an app mounted below a path', () => {
  it('sees addresses without that path and leaves the rest to the app it is in', async () => {
    const simulator = noting()
    const app = express().use('/noyo', createApp(simulator))
    app.get('/own', (_request, response) => void response.json({ own: true }))
    await supertest(app).get('/noyo/fulfillment/ping?a=1').expect(200)
    await supertest(app).get('/noyo?a=1').expect(200)
    await supertest(app).get('/own').expect(200, { own: true })
    expect(simulator.calls.map(({ target }) => target)).toEqual(['/fulfillment/ping?a=1', '/?a=1'])
  })
})

it('says at which address a control call came in, mounted or not, and nothing of the kind for others', async () => {
  const simulator = noting()
  const app = express().use('/noyo', createApp(simulator)).use(createApp(simulator))
  for (const target of ['/_sim/clock', '/noyo/_sim/clock', '/sandbox/a/_sim/clock', '/api/v1/groups']) {
    await supertest(app).get(target).expect(200)
  }
  expect(simulator.calls.map(({ receivedAt }) => receivedAt?.replace('::ffff:', ''))).toEqual([
    '127.0.0.1',
    '127.0.0.1',
    '127.0.0.1',
    undefined,
  ])
})
