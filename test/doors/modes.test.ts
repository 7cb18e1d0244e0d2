import { describe, expect, it } from 'vitest'
import { client, type Transport } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { checkResponse } from '../response-check.ts'

const GROUP = '6ba7b810-9dad-41d1-80b4-00c04fd430c8'

inEveryMode('a test told in every mode', ({ test }) => {
  test('has the demo key, a frozen clock and a simulator of its own', async ({ api, simulator }) => {
    expect((await api.get('/fulfillment/api/v1/groups')).status).toBe(200)
    expect((await api.get(`/fulfillment/api/v1/groups/${GROUP}`)).status).toBe(404)
    expect((await api.get('/_sim/clock')).body).toMatchObject({ mode: 'frozen' })
    expect(await simulator.clock.now()).toBe('2026-01-05T09:00:00.000Z')
    await simulator.clock.advance('1d')
  })

  test('sees nothing of what another test did', async ({ simulator }) => {
    expect(await simulator.clock.now()).toBe('2026-01-05T09:00:00.000Z')
  })

  test('can leave the token out', async ({ api }) => {
    const reply = await api.get('/fulfillment/api/v1/groups', { headers: { authorization: undefined } })
    expect(reply.status).toBe(401)
  })

  test('can send what is no JSON', async ({ api }) => {
    const headers = { 'content-type': 'application/json' }
    const reply = await api.send('POST', '/fulfillment/api/v1/groups', { raw: '{', headers })
    expect(reply.status).toBe(400)
  })
})

const replying = (status: number, text: string): Transport => {
  return async () => ({ status, headers: { 'content-type': 'application/json' }, bytes: Buffer.from(text) })
}
const withoutToken = { headers: { authorization: undefined } }

describe('an answer that is not as declared', () => {
  it.each([
    ['breaks its schema', '/fulfillment/api/v1/groups', 200, '{"meta":{}}', /breaks the declared schema/],
    ['has an undeclared status', '/fulfillment/api/v1/groups', 302, '{}', /declared are only/],
    ['is no JSON', '/fulfillment/api/v1/groups', 200, '<html>', /not JSON/],
    ['comes from nowhere', '/fulfillment/api/v1/nowhere', 200, '{}', /no operation there/],
    ['has an error of another shape', '/fulfillment/api/v1/nowhere', 404, '{"oops":1}', /not in the shape/],
  ])('fails its test when it %s', async (_why, target, status, text, message) => {
    await expect(client(replying(status, text)).get(target, withoutToken)).rejects.toThrow(message)
  })

  it('fails when there is a body where none is due', async () => {
    const target = `/fulfillment/api/v1/conditions/${GROUP}/${GROUP}`
    const received = { status: 204, headers: {}, text: '{}' }
    await expect(checkResponse('DELETE', target, received)).rejects.toThrow(/no body is due/)
    await expect(checkResponse('DELETE', target, { ...received, text: '' })).resolves.toBeUndefined()
  })

  it('passes where the test says that it is broken on purpose', async () => {
    const options = { ...withoutToken, unchecked: true }
    expect((await client(replying(302, '')).get('/fulfillment/api/v1/groups', options)).status).toBe(302)
  })
})
