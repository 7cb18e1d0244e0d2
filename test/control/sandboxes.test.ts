import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'

const START = '2026-01-05T09:00:00.000Z'
const GROUPS = '/fulfillment/api/v1/groups'

inEveryMode('sandboxes', ({ test }) => {
  test('are made, listed, shown and deleted', async ({ api }) => {
    const first = (await api.get('/_sim/sandboxes')).body.sandboxes
    expect(first.map(({ id }: { id: string }) => id)).toEqual(['default'])
    const made = await api.post('/_sim/sandboxes', {
      id: 'mine',
      seed: 'other',
      clock: { start: '2026-06-01' },
    })
    expect([made.status, Object.keys(made.body)]).toEqual([201, ['id', 'client_id', 'client_secret']])
    const shown = (await api.get('/_sim/sandboxes/mine')).body
    expect(shown).toEqual({
      id: 'mine',
      scenario: first[0].scenario,
      seed: 'other',
      clock: { mode: 'frozen', speed: 1, now: '2026-06-01T00:00:00.000Z' },
    })
    expect((await api.get('/_sim/sandboxes')).body.sandboxes).toEqual([...first, shown])
    expect((await api.delete('/_sim/sandboxes/mine')).status).toBe(204)
    expect((await api.get('/_sim/sandboxes/mine')).status).toBe(404)
    expect((await api.delete('/_sim/sandboxes/mine')).status).toBe(404)
  })

  test('are worlds of their own, of equal ids as long as nobody writes', async ({ api }) => {
    const keys = [(await api.post('/_sim/sandboxes')).body, (await api.post('/_sim/sandboxes', {})).body]
    const [one, other] = await Promise.all(keys.map((key) => tokenOf(api, key)))
    const groups = (headers?: Record<string, string>) =>
      api.get(GROUPS, headers === undefined ? {} : { headers })
    const before = (await groups()).body
    expect([(await groups(one)).body, (await groups(other)).body]).toEqual([before, before])
    const made = await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' }, { headers: one ?? {} })
    expect(made.status).toBe(201)
    expect((await groups(one)).body.meta.total_records).toBe(before.meta.total_records + 1)
    expect([(await groups()).body, (await groups(other)).body]).toEqual([before, before])
  })

  for (const [name, body, status, field] of [
    ['an id that is taken', { id: 'default' }, 409, '/id'],
    ['an id with capitals', { id: 'Mine' }, 422, '/id'],
    ["an id of the simulator's own", { id: '@registry' }, 422, '/id'],
    ['an id too long', { id: 'x'.repeat(64) }, 422, '/id'],
    ['a scenario that does not exist', { scenario: 'dmeo' }, 422, '/scenario'],
    ['a scenario file that does not exist', { scenario: './none.yaml' }, 422, '/scenario'],
    ['an unknown pace', { pace: 'fast' }, 422, '/pace'],
    ['an unknown mode', { clock: { mode: 'stopped' } }, 422, '/clock/mode'],
    ['a start that is no moment', { clock: { start: 'noon' } }, 422, '/clock/start'],
    ['a start without a zone', { clock: { start: '2026-01-05T09:00' } }, 422, '/clock/start'],
    ['a speed of nothing', { clock: { speed: 0 } }, 422, '/clock/speed'],
    ['a seed that is a number', { seed: 7 }, 422, '/seed'],
    ['a misspelt name', { scenrio: 'demo' }, 422, '/scenrio'],
  ] as const) {
    test(`are not made with ${name}`, async ({ api }) => {
      const reply = await api.post('/_sim/sandboxes', body)
      expect([reply.status, reply.body.error.field]).toEqual([status, field])
      expect((await api.get('/_sim/sandboxes')).body.sandboxes).toHaveLength(1)
    })
  }

  test('name the nearest scenario', async ({ api }) => {
    expect((await api.post('/_sim/reset', { scenario: 'dmeo' })).body.error.nearest).toBe('demo')
  })

  test('default cannot be deleted, and says what to do', async ({ api }) => {
    const reply = await api.delete('/_sim/sandboxes/default')
    expect([reply.status, reply.body.error.code]).toEqual([409, 'default_sandbox_stays'])
    expect(reply.body.error.message).toContain('/_sim/reset')
  })
})

inEveryMode('reset', ({ test }) => {
  test('brings world and time back; keys and tokens stay', async ({ api }) => {
    const before = (await api.get(GROUPS)).body
    await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' })
    await api.post('/_sim/clock/advance', { by: '40d' })
    const reply = await api.post('/_sim/reset')
    expect(reply.body).toEqual({ scenario: 'demo', seed: expect.any(String), now: START })
    expect((await api.get(GROUPS)).body).toEqual(before)
  })

  test('takes a seed, and keeps it until told otherwise', async ({ api }) => {
    const before = (await api.get(GROUPS)).body.response.map(({ id }: { id: string }) => id)
    expect((await api.post('/_sim/reset', { seed: 'other' })).body.seed).toBe('other')
    const after = (await api.get(GROUPS)).body.response.map(({ id }: { id: string }) => id)
    expect(after).toHaveLength(before.length)
    expect(after.some((id: string) => before.includes(id))).toBe(false)
    expect((await api.post('/_sim/reset', {})).body.seed).toBe('other')
  })

  test('empties the journal unless told to keep it', async ({ api }) => {
    const count = async () => (await api.get('/_sim/requests')).body.requests.length
    await api.get(GROUPS)
    await api.post('/_sim/reset', { keep: ['journal', 'faults', 'webhooks'] })
    expect(await count()).toBeGreaterThan(0)
    await api.post('/_sim/reset')
    expect(await count()).toBe(0)
  })

  test('that cannot be done changes nothing', async ({ api }) => {
    await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' })
    const before = (await api.get(GROUPS)).body
    for (const body of [
      { scenario: 'dmeo' },
      { keep: ['everything'] },
      { seed: 1 },
      { secnario: 'demo' },
      [],
    ]) {
      expect((await api.post('/_sim/reset', body)).status).toBe(422)
    }
    expect((await api.post('/_sim/reset?sandbox=none', {})).status).toBe(404)
    expect((await api.get(GROUPS)).body).toEqual(before)
  })
})

inEveryMode('checkpoints', ({ test }) => {
  test('bring back what was, across a reset, tokens and keys aside', async ({ api }) => {
    await api.post('/_sim/clock/advance', { by: '3d' })
    await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' })
    const before = (await api.get(GROUPS)).body
    const made = await api.post('/_sim/checkpoints', { name: 'with-acme' })
    expect([made.status, made.body]).toEqual([201, { id: 'with-acme' }])
    await api.post('/_sim/reset', { seed: 'other' })
    const restored = await api.post('/_sim/checkpoints/with-acme/restore')
    expect(restored.body).toEqual({ id: 'with-acme', now: '2026-01-08T09:00:00.000Z' })
    expect((await api.get(GROUPS)).body).toEqual(before)
    expect((await api.post('/_sim/checkpoints')).body).toEqual({ id: 'checkpoint-1' })
  })

  test('are refused when unknown, nameless or of another sandbox', async ({ api }) => {
    expect((await api.post('/_sim/checkpoints', { name: '' })).status).toBe(422)
    expect((await api.post('/_sim/checkpoints', { nmae: 'x' })).body.error.nearest).toBe('name')
    await api.post('/_sim/checkpoints', { name: 'before' })
    await api.post('/_sim/sandboxes', { id: 'mine' })
    const other = await api.post('/_sim/checkpoints/before/restore?sandbox=mine')
    expect([other.status, other.body.error.code]).toEqual([404, 'checkpoint_not_found'])
    expect((await api.post('/_sim/checkpoints/befor/restore')).body.error.nearest).toBe('before')
  })
})

inEveryMode('expiring tokens', ({ test }) => {
  test('ends those of the sandbox, or of one key', async ({ api }) => {
    const key = (await api.post('/_sim/sandboxes', { id: 'mine' })).body
    const mine = await tokenOf(api, key)
    expect((await api.post('/_sim/tokens/expire')).body).toEqual({ expired: false })
    expect((await api.get(GROUPS, { headers: mine })).status).toBe(200)
    const body = { client_id: key.client_id }
    expect((await api.post('/_sim/tokens/expire?sandbox=mine', body)).body).toEqual({ expired: true })
    expect((await api.get(GROUPS, { headers: mine })).status).toBe(401)
  })

  test('names the nearest key for one that the sandbox does not have', async ({ api }) => {
    const reply = await api.post('/_sim/tokens/expire', { client_id: 'demoo' })
    expect([reply.status, reply.body.error.field, reply.body.error.nearest]).toEqual([
      404,
      '/client_id',
      'demo',
    ])
    expect((await api.post('/_sim/tokens/expire', { client_id: 7 })).status).toBe(422)
  })
})

interface Poster {
  post(
    target: string,
    body: unknown,
    options: { headers: Record<string, string> },
  ): Promise<{ body: unknown }>
}

async function tokenOf(
  api: Poster,
  { client_id, client_secret }: { client_id: string; client_secret: string },
) {
  const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
  const headers = { authorization }
  const { body } = await api.post(
    '/accounts/auth/public/token',
    { grant_type: 'client_credentials' },
    { headers },
  )
  return { authorization: `Bearer ${(body as { access_token: string }).access_token}` }
}
