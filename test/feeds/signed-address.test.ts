import { describe, expect, test } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import { type Api, client } from '../api-client.ts'
import { direct, opened } from '../scenario/opened.ts'
import { FULFILLMENT } from '../snapshots/families.ts'
import { family, planOf, runsOf, sendCensus, sendGroup } from './census.ts'

/** A client of another sandbox: its key stands in for the demo one. */
function sandboxClient(simulator: Simulator, key: { client_id: string; client_secret: string }): Api {
  const send = direct(simulator)
  const basic = Buffer.from(`${key.client_id}:${key.client_secret}`).toString('base64')
  return client((method, target, headers, body) => {
    const isToken = target.includes('/auth/public/token')
    return send(method, target, isToken ? { ...headers, authorization: `Basic ${basic}` } : headers, body)
  })
}

async function addressIn(api: Api, simulator: Pick<Simulator, 'clock'>): Promise<URL> {
  const { group_id, feed } = await sendGroup(api, simulator as Simulator)
  await sendCensus(api, group_id, [family(1, await planOf(api, group_id, 'dental'))])
  await simulator.clock.settle()
  const [run] = await runsOf(api, feed)
  return new URL((await api.get(`${FULFILLMENT}/feed/runs/${run.id}/file`)).body.signed_url)
}

describe('the address of a file', () => {
  test('needs no control token where everything else does, and leads to its own sandbox', async () => {
    const { simulator } = await opened({ clock: 'frozen' })
    const sandbox = await simulator.sandbox({ id: 'other', clock: 'frozen' })
    const api = sandboxClient(simulator, sandbox)
    const { pathname, search, searchParams } = await addressIn(api, sandbox)
    expect(searchParams.get('sandbox')).toBe('other')

    simulator.bind('0.0.0.0')
    const ask = (target: string) =>
      simulator.handle({ method: 'GET', target, headers: { host: '10.0.0.7:4010' }, receivedAt: '10.0.0.7' })
    expect((await ask('/_sim/clock?sandbox=other')).status).toBe(401)
    const served = await ask(`${pathname}${search}`)
    expect([served.status, String(served.body).includes('978011001')]).toEqual([200, true])
    expect((await ask(`${pathname}${search.replace('other', 'default')}`)).status).toBe(403)
    expect((await ask(`${pathname}${search.replace('other', 'nowhere')}`)).status).toBe(404)
  })

  test('names the host by which the caller has reached us, also behind a proxy', async () => {
    const { api, simulator } = await opened({ clock: 'frozen' })
    const { host, protocol, pathname } = await addressIn(api, simulator)
    expect([protocol, host]).toEqual(['http:', 'localhost'])
    const run = pathname.split('/').at(-1)
    const asked = async (headers: Record<string, string>) =>
      (await api.get(`/api/v1/feed/runs/${run}/file`, { headers, unchecked: true })).body.signed_url
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'noyo.example.com' }
    expect(await asked(proxied)).toMatch(/^https:\/\/noyo\.example\.com\/_sim\/files\//)
    expect(await asked({ host: 'fulfillment.noyo.com' })).toMatch(/^https:\/\/fulfillment\.noyo\.com\/_sim\//)
  })

  test('is below the address that the simulator was told users reach it by, whatever host a call names', async () => {
    const publicUrl = 'https://noyo.internal.example/mock/'
    const { api, simulator } = await opened({ clock: 'frozen', publicUrl })
    const { href, pathname } = await addressIn(api, simulator)
    expect(href).toMatch(/^https:\/\/noyo\.internal\.example\/mock\/_sim\/files\//)
    const headers = { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'http' }
    const target = `/api/v1/feed/runs/${pathname.split('/').at(-1)}/file`
    const { body } = await api.get(target, { headers, unchecked: true })
    expect(body.signed_url).toMatch(/^https:\/\/noyo\.internal\.example\/mock\/_sim\/files\//)
  })
})
