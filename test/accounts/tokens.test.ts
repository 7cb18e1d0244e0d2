import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { TOKEN_LIFETIME } from '../../src/accounts/tokens.ts'
import {
  basic,
  bearer,
  DEMO,
  fakeWall,
  GROUPS,
  openSmallWorld,
  type SmallWorld,
  TOKEN_TARGET,
} from '../sandboxes/small-world.ts'

const GRANT = { grant_type: 'client_credentials' }
const UNAUTHORIZED = { message: 'Unauthorized' }

const withToken = async ({ api }: Pick<SmallWorld, 'api'>, token: string) =>
  (await api.get(GROUPS, { headers: bearer(token) })).status

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString())

describe('the token endpoint', () => {
  test('answers a JWT and the documented lifetime in milliseconds', async () => {
    const world = await openSmallWorld()
    const { status, body } = await world.api.post(TOKEN_TARGET, GRANT, { headers: basic(DEMO) })
    expect(status).toBe(200)
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 864_000, token_type: 'Bearer' })
    expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'token_type'])
    const { jti, ...claims } = claimsOf(body.access_token)
    const issued = world.wall.now() / 1000
    expect(claims).toEqual({
      iss: 'mock-noyo',
      sub: 'demo',
      sandbox: 'default',
      gen: 0,
      iat: issued,
      exp: issued + 600,
    })
    expect(jti).toMatch(/^[\w-]{16}$/)
  })

  test('gives another token each time, and all of them work', async () => {
    const world = await openSmallWorld()
    const tokens = await Promise.all([world.token(), world.token(), world.token()])
    expect(new Set(tokens).size).toBe(3)
    expect(await Promise.all(tokens.map((token) => withToken(world, token)))).toEqual([200, 200, 200])
  })

  test.each([
    ['no header', undefined],
    ['a wrong secret', basic({ ...DEMO, client_secret: 'demo-secreT' }).authorization],
    ['an empty secret', basic({ ...DEMO, client_secret: '' }).authorization],
    ['an unknown key', basic({ client_id: 'nobody', client_secret: 'demo-secret' }).authorization],
    ['no key', basic({ client_id: '', client_secret: '' }).authorization],
    ['no colon', `Basic ${Buffer.from('demo').toString('base64')}`],
    ['no base64', 'Basic %%%'],
    ['another scheme', `Digest ${Buffer.from('demo:demo-secret').toString('base64')}`],
    ['the secret as a bearer token', 'Bearer demo-secret'],
    [
      "the name of an object's own property",
      basic({ client_id: '__proto__', client_secret: '' }).authorization,
    ],
  ])('refuses %s', async (_name, authorization) => {
    const { api } = await openSmallWorld()
    const { status, body } = await api.post(TOKEN_TARGET, GRANT, { headers: { authorization } })
    expect([status, body]).toEqual([401, UNAUTHORIZED])
  })

  test('knows the scheme in any case', async () => {
    const { api } = await openSmallWorld()
    const authorization = basic(DEMO).authorization.replace('Basic', 'basic')
    expect((await api.post(TOKEN_TARGET, GRANT, { headers: { authorization } })).status).toBe(200)
  })

  test.each([
    ['none', {}],
    ['no body', undefined],
    ['another', { grant_type: 'password' }],
    ['an empty one', { grant_type: '' }],
  ])('answers 400 to a grant type that is not the only one: %s', async (_name, body) => {
    const { api } = await openSmallWorld()
    const reply = await api.post(TOKEN_TARGET, body, { headers: basic(DEMO) })
    expect([reply.status, reply.body.status]).toEqual([400, 400])
    expect(reply.body.message).toContain('client_credentials')
  })

  test('checks the key before the grant type', async () => {
    const { api } = await openSmallWorld()
    const headers = basic({ ...DEMO, client_secret: 'wrong' })
    expect((await api.post(TOKEN_TARGET, { grant_type: 'password' }, { headers })).status).toBe(401)
  })

  test('takes JSON only: a form answers 400 and says what to send', async () => {
    const { api } = await openSmallWorld()
    const headers = { ...basic(DEMO), 'content-type': 'application/x-www-form-urlencoded' }
    const reply = await api.send('POST', TOKEN_TARGET, { raw: 'grant_type=client_credentials', headers })
    expect(reply.status).toBe(400)
    expect(reply.body.message).toContain('application/json')
  })

  test('takes a POST only', async () => {
    const { api } = await openSmallWorld()
    expect((await api.get(TOKEN_TARGET, { headers: basic(DEMO) })).status).toBe(405)
  })
})

describe('a call', () => {
  const altered = (token: string, at: number) => {
    const letter = token.at(at) === 'A' ? 'B' : 'A'
    const index = at < 0 ? token.length + at : at
    return token.slice(0, index) + letter + token.slice(index + 1)
  }

  test.each<[string, (token: string) => string | undefined]>([
    ['without the header', () => undefined],
    ['with an empty header', () => ''],
    ['with the scheme only', () => 'Bearer'],
    ['with the token only', (token) => token],
    ['with another scheme', (token) => `Token ${token}`],
    ['with the key in place of a token', () => basic(DEMO).authorization],
    ['with a truncated token', (token) => `Bearer ${token.slice(0, -1)}`],
    ['with two parts of three', (token) => `Bearer ${token.split('.').slice(0, 2).join('.')}`],
    ['with the first letter altered', (token) => `Bearer ${altered(token, 0)}`],
    ['with the claims altered', (token) => `Bearer ${altered(token, token.indexOf('.') + 5)}`],
    ['with more after the token', (token) => `Bearer ${token} x`],
    ['with a letter more', (token) => `Bearer ${token}A`],
    ['with padding', (token) => `Bearer ${token}=`],
  ])('%s answers 401', async (_name, authorization) => {
    const world = await openSmallWorld()
    const headers = { authorization: authorization(await world.token()) }
    const reply = await world.api.get(GROUPS, { headers })
    expect([reply.status, reply.body]).toEqual([401, UNAUTHORIZED])
  })

  test('with any other last letter answers 401, whatever bits that letter has', async () => {
    const world = await openSmallWorld()
    const token = await world.token()
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (const letter of letters) {
      const other = token.slice(0, -1) + letter
      expect(await withToken(world, other)).toBe(other === token ? 200 : 401)
    }
  })

  test('with a token signed otherwise answers 401', async () => {
    const world = await openSmallWorld()
    const [, claims, signature] = (await world.token()).split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const forged = await new SignJWT(claimsOf(`.${claims}.`))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('guessed, and long enough for the algorithm'))
    expect(await withToken(world, `${none}.${claims}.`)).toBe(401)
    expect(await withToken(world, `${none}.${claims}.${signature}`)).toBe(401)
    expect(await withToken(world, forged)).toBe(401)
  })

  test('with the token of another simulator answers 401', async () => {
    const [here, there] = [await openSmallWorld(), await openSmallWorld()]
    expect(await withToken(here, await there.token())).toBe(401)
  })

  test('sees the world of its token and no other', async () => {
    const world = await openSmallWorld()
    const key = await world.sandboxes.create({ id: 'mine' })
    const mine = bearer(await world.token(key))
    const made = await world.api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' }, { headers: mine })
    expect(made.status).toBe(201)
    expect((await world.api.get(`${GROUPS}/${made.body.id}`, { headers: mine })).status).toBe(200)
    const theirs = await world.api.get(`${GROUPS}/${made.body.id}`)
    expect(theirs.status).toBe(404)
  })

  test('by HEAD needs a token, by OPTIONS none', async () => {
    const world = await openSmallWorld()
    const none = { authorization: undefined }
    expect((await world.api.send('HEAD', GROUPS, { headers: none })).status).toBe(401)
    expect((await world.api.send('HEAD', GROUPS)).status).toBe(200)
    const options = await world.api.send('OPTIONS', GROUPS, { headers: none })
    expect(options.status).toBe(204)
    expect(options.headers['allow']).toContain('GET')
  })
})

describe('tokens expire', () => {
  test('after their real lifetime, on the wall', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const world = await openSmallWorld({ wall })
    const token = await world.token()
    await world.api.post('/_sim/clock/advance', { by: '30d' })
    expect(await withToken(world, token)).toBe(200)
    wall.pass(TOKEN_LIFETIME - 1)
    expect(await withToken(world, token)).toBe(200)
    wall.pass(1)
    expect(await withToken(world, token)).toBe(401)
    expect(await withToken(world, await world.token())).toBe(200)
  })

  test("by their sandbox's clock when told so", async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const world = await openSmallWorld({ wall, tokenClock: 'virtual' })
    const token = await world.token()
    wall.pass(TOKEN_LIFETIME * 10)
    expect(await withToken(world, token)).toBe(200)
    await world.api.post('/_sim/clock/advance', { by: '10m' })
    expect(await withToken(world, token)).toBe(401)
    expect(await withToken(world, await world.token())).toBe(200)
  })

  test('also when first seen only then', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const world = await openSmallWorld({ wall })
    const token = await world.token()
    wall.pass(TOKEN_LIFETIME)
    expect(await withToken(world, token)).toBe(401)
  })

  test("on demand: of one key, of a sandbox, and no other's", async () => {
    const world = await openSmallWorld()
    const key = await world.sandboxes.create({ id: 'mine' })
    const [demo, mine] = [await world.token(), await world.token(key)]
    expect((await world.api.post('/_sim/tokens/expire')).body).toEqual({ expired: true })
    expect([await withToken(world, demo), await withToken(world, mine)]).toEqual([401, 200])
    expect((await world.api.post('/_sim/tokens/expire')).body).toEqual({ expired: false })
    const byKey = await world.api.post('/_sim/tokens/expire?sandbox=mine', { client_id: key.client_id })
    expect(byKey.body).toEqual({ expired: true })
    expect(await withToken(world, mine)).toBe(401)
    expect(await withToken(world, await world.token(key))).toBe(200)
  })

  test('on demand finds nothing to do when they had expired already', async () => {
    const wall = fakeWall(Date.parse('2026-03-01T12:00:00Z'))
    const world = await openSmallWorld({ wall })
    await world.token()
    wall.pass(TOKEN_LIFETIME)
    expect((await world.api.post('/_sim/tokens/expire')).body).toEqual({ expired: false })
  })
})

describe('keys and tokens', () => {
  test('survive reset and restore', async () => {
    const world = await openSmallWorld()
    const key = await world.sandboxes.create({ id: 'mine' })
    const [demo, mine] = [await world.token(), await world.token(key)]
    const checkpoint = await world.sandboxes.checkpoint('mine')
    await world.sandboxes.reset('default')
    await world.sandboxes.reset('mine', { scenario: 'busy' })
    expect([await withToken(world, demo), await withToken(world, mine)]).toEqual([200, 200])
    await world.sandboxes.restore('mine', checkpoint)
    expect(await withToken(world, mine)).toBe(200)
    expect(await withToken(world, await world.token(key))).toBe(200)
  })

  test('are nothing after their sandbox is deleted, also when one of the name is made anew', async () => {
    const world = await openSmallWorld()
    const key = await world.sandboxes.create({ id: 'mine' })
    const token = await world.token(key)
    expect(await withToken(world, token)).toBe(200)
    await world.sandboxes.remove('mine')
    expect(await withToken(world, token)).toBe(401)
    expect((await world.api.post(TOKEN_TARGET, GRANT, { headers: basic(key) })).status).toBe(401)
    await world.sandboxes.create({ id: 'mine' })
    expect(await withToken(world, token)).toBe(401)
  })

  test('of a scenario go with it', async () => {
    const world = await openSmallWorld()
    const token = await world.token()
    await world.sandboxes.reset('default', { scenario: 'busy' })
    expect(await withToken(world, token)).toBe(401)
    expect(
      await withToken(world, await world.token({ client_id: 'other', client_secret: 'other-secret' })),
    ).toBe(200)
  })
})
