import https from 'node:https'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call, Reply } from '../../src/api/operation.ts'
import { answer } from '../../src/hosts/fetch.ts'
import { handlers } from '../../src/hosts/msw.ts'

const simulator = {
  async handle({ headers, target }: Call): Promise<Reply> {
    const body = JSON.stringify({ host: headers['host'], target })
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
      body,
    }
  },
}

const elsewhere = http.all('*', () => HttpResponse.text('elsewhere'))
const server = setupServer(...handlers(simulator), elsewhere)
beforeAll(() => server.listen())
afterAll(() => server.close())

describe('under MSW', () => {
  it.each([
    ...['fulfillment', 'tracking', 'carrier', 'accounts']
      .flatMap((api) => [api, `${api}-sandbox`])
      .map((label) => `${label}.noyo.com`),
    'accounts.noyoconnect.com',
  ])('%s is answered', async (host) => {
    for (const path of ['/', '/api/v1/groups?page_size=1&name=a%20b', '/a/b/c.css', '/ping?']) {
      for (const scheme of ['https', 'http']) {
        const response = await fetch(`${scheme}://${host}${path}`)
        expect(await response.json()).toEqual({ host, target: path })
      }
    }
  })

  it.each(['noyo.com', 'api.noyo.com', 'docs.noyo.com', 'fulfillment.eu.noyo.com', 'app.noyoconnect.com'])(
    'no call to %s leaves the machine',
    async (host) => {
      const response = await fetch(`https://${host}/api/v1/groups`)
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({
        message: expect.stringContaining(`${host} is not simulated`),
        status: 404,
      })
    },
  )

  it.each(['notnoyo.com', 'noyo.com.example.com', 'fulfillment.noyo.community'])(
    'a call to %s is not ours',
    async (host) => {
      expect(await (await fetch(`https://${host}/api/v1/groups`)).text()).toBe('elsewhere')
    },
  )

  it("clients on Node's own http get the same", async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const sent = https.request(
        'https://tracking-sandbox.noyo.com/api/v1/differences',
        { method: 'POST' },
        (response) => {
          let received = ''
          response.setEncoding('utf8').on('data', (chunk) => {
            received += chunk
          })
          response.on('end', () => resolve(received))
        },
      )
      sent.on('error', reject)
      sent.end('{}')
    })
    expect(JSON.parse(text)).toEqual({ host: 'tracking-sandbox.noyo.com', target: '/api/v1/differences' })
  })
})

describe('a standard request in process', () => {
  it('is aborted as fetch is', async () => {
    const body = new ReadableStream({ pull: () => new Promise(() => {}) })
    const stop = new AbortController()
    const asked = new Request('http://localhost/ping', {
      method: 'POST',
      body,
      duplex: 'half',
      signal: stop.signal,
    } as RequestInit)
    const answered = answer(simulator, asked)
    stop.abort()
    await expect(answered).rejects.toThrow(/abort/i)
  })

  it('leaves a fragment and the question mark of an empty query as a socket does', async () => {
    const response = await answer(simulator, new Request('http://localhost:4010/ping?#part'))
    expect(await response.json()).toEqual({ host: 'localhost:4010', target: '/ping?' })
  })

  it('gets 500 in the documented shape when the simulator throws', async () => {
    const broken = { handle: () => Promise.reject(new Error('a defect')) }
    const response = await answer(broken, new Request('http://localhost/ping'))
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ message: 'Internal server error', status: 500 })
  })
})
