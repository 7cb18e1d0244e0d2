import { describe, expect, test } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { flaky, GROUPS, newToken } from './flaky.ts'

const STATUS = { kind: 'status', status: 503 }

const codeOf = ({ body }: { body: { error?: { code: string } } }) => body.error?.code

inEveryMode('faults by the control API', ({ test }) => {
  test('strike the operations they are for, are counted, shown in the journal, and lifted', async ({
    api,
  }) => {
    const asked = { operations: ['getGroupList'], times: 2, fault: { ...STATUS, retry_after: 1 } }
    const { status, body: fault } = await api.post('/_sim/faults', asked)
    expect(status).toBe(201)
    expect(fault).toEqual({ id: 'fault-1', origin: 'control', ...asked, matched: 0, struck: 0 })
    const unchecked = { unchecked: true }
    const replies = []
    for (let call = 0; call < 3; call += 1) replies.push(await api.get(GROUPS, unchecked))
    expect(replies.map((reply) => reply.status)).toEqual([503, 503, 200])
    expect(replies[0]?.headers['x-mock-noyo-fault']).toBe('fault-1 status')
    expect((await api.get('/fulfillment/ping')).status).toBe(200)
    expect((await api.get('/_sim/faults/fault-1')).body).toMatchObject({ matched: 3, struck: 2 })
    const { requests } = (await api.get('/_sim/requests?operation=getGroupList')).body
    expect(requests.map((entry: { status: number; fault: unknown }) => [entry.status, entry.fault])).toEqual([
      [503, { id: 'fault-1', kind: 'status', performed: false, answered: null }],
      [503, { id: 'fault-1', kind: 'status', performed: false, answered: null }],
      [200, null],
    ])
    expect((await api.delete('/_sim/faults/fault-1')).status).toBe(204)
    expect((await api.get('/_sim/faults')).body).toEqual({ faults: [] })
  })

  test('strike before a command is performed, or after it', async ({ api }) => {
    const operations = ['createGroup']
    const lost = { kind: 'html', performed: true }
    await api.post('/_sim/faults', { operations, times: 1, fault: { kind: 'html' } })
    await api.post('/_sim/faults', { operations, fault: lost })
    const create = (name: string) => api.post(GROUPS, { name, federal_ein: '900000188' }, { unchecked: true })
    expect((await create('Before')).status).toBe(502)
    expect((await create('After')).status).toBe(502)
    const { body } = await api.get(`${GROUPS}?page_size=100`)
    const names = body.response.map(({ name }: { name: string }) => name)
    expect(names).toContain('After')
    expect(names).not.toContain('Before')
  })

  test('are wrong where they name what there is not, and say what is nearest', async ({ api }) => {
    const refused = async (line: object) => {
      const { status, body } = await api.post('/_sim/faults', line)
      return [status, body.error.code, body.error.field, body.error.nearest ?? body.error.message]
    }
    expect(await refused({ operations: ['getGroupLst'], fault: STATUS })).toEqual([
      ...[422, 'fault_impossible', '/operations/0', 'getGroupList'],
    ])
    expect(await refused({ operations: ['POST /api/v1/groups/*/member_snapshot'], fault: STATUS })).toEqual([
      ...[422, 'fault_impossible', '/operations/0'],
      'POST /api/v1/groups/{group_id}/member_snapshots',
    ])
    for (const name of ['from', 'until']) {
      const [status, code, field] = await refused({ [name]: '', fault: STATUS })
      expect([status, code, field]).toEqual([422, 'fault_impossible', `/${name}`])
    }
    expect(await refused({ fault: { kind: 'stats' } })).toEqual([
      ...[422, 'invalid_fields', '/fault/kind', expect.stringContaining('latency')],
    ])
    expect((await api.get('/_sim/faults')).body.faults).toEqual([])
  })
})

describe('what cannot be', () => {
  test.each([
    [{ operations: ['createFault'], fault: STATUS }, '/operations/0', 'no fault strikes'],
    [{ operations: ['control.*'], fault: STATUS }, '/operations/0', 'no fault strikes'],
    [{ operations: ['GET /api/v2/**'], fault: STATUS }, '/operations/0', 'No operation has'],
    [{ fault: { kind: 'status' } }, '/fault/status', 'from 400 to 599'],
    [{ fault: { kind: 'status', status: 302 } }, '/fault/status', 'from 400 to 599'],
    [{ fault: { kind: 'drop', status: 500 } }, '/fault/status', 'these are: performed'],
    [{ fault: { kind: 'expired_token', status: 500 } }, '/fault/status', 'nothing more is said'],
    [{ fault: { kind: 'latency' } }, '/fault', 'Say "delay"'],
    [{ fault: { kind: 'latency', delay: 'soon' } }, '/fault/delay', '"soon" is no duration'],
    [{ fault: { kind: 'latency', delay: '1h' } }, '/fault/delay', 'longer than 10 minutes'],
    [{ fault: { kind: 'latency', delay: '1s', median: '1s' } }, '/fault', 'Say "delay"'],
    [{ fault: { kind: 'latency', median: '1s', p90: '2s', p99: '3s' } }, '/fault', 'Say "delay"'],
    [{ fault: { kind: 'latency', median: '2s', p99: '1s' } }, '/fault/p99', '"p99" is less than "median"'],
    [{ fault: { kind: 'latency', min: '2s', max: '1s' } }, '/fault/max', '"max" is less than "min"'],
    [
      { fault: { kind: 'latency', min: '1s', max: '2s', distribution: 'normal' } },
      '/fault/distribution',
      'needs its percentiles',
    ],
    [{ fault: { kind: 'truncate', at: 0.1, bytes: 3 } }, '/fault/at', 'cut in one place'],
    [{ fault: { kind: 'drip', bytes: 0 } }, '/fault/bytes', 'at least one byte'],
    [{ fault: { kind: 'html', status: 204 } }, '/fault/status', '204 has no page'],
    [{ fault: { kind: 'html', body: { a: 1 } } }, '/fault/body', 'A page is text'],
    [{ fault: { ...STATUS, headers: { 'a b': 'c' } } }, '/fault/headers/a b', 'no name of a header'],
    [{ fault: { ...STATUS, headers: { a: 'b\nc' } } }, '/fault/headers/a', 'one line of ASCII'],
    [
      { fault: { ...STATUS, headers: { 'Content-Length': '5' } } },
      '/fault/headers/Content-Length',
      'follows',
    ],
    [{ fault: { ...STATUS, retry_after_form: 'date' } }, '/fault/retry_after_form', 'retry_after'],
    [{ from: 'tomorrow', fault: STATUS }, '/from', '"tomorrow" is no moment'],
    [{ from: '+2d', until: '+1d', fault: STATUS }, '/until', 'not after "from"'],
  ])('%j', async (line, field, words) => {
    const { control } = await flaky()
    const { status, body } = (await control('POST', '/_sim/faults', line)) as never as {
      status: number
      body: { error: { code: string; field: string; message: string } }
    }
    expect([status, body.error.code, body.error.field]).toEqual([422, 'fault_impossible', field])
    expect(body.error.message).toContain(words)
  })

  test('a fault that is not there is not found, with the nearest', async () => {
    const { control, fault } = await flaky()
    await fault({ fault: STATUS })
    for (const method of ['GET', 'DELETE']) {
      const { status, body } = await control(method, '/_sim/faults/fault-l')
      expect([status, (body as { error: { nearest: string } }).error.nearest]).toEqual([404, 'fault-1'])
    }
  })

  test('a sandbox holds no more than a thousand', async () => {
    const { control } = await flaky()
    for (let made = 0; made < 1_000; made += 1) await control('POST', '/_sim/faults', { fault: STATUS })
    const refused = await control('POST', '/_sim/faults', { fault: STATUS })
    expect([refused.status, codeOf(refused)]).toEqual([409, 'too_many_faults'])
  })
})

describe('faults and the life of a sandbox', () => {
  const faults = async ({ control }: Awaited<ReturnType<typeof flaky>>, sandbox = 'default') =>
    ((await control('GET', `/_sim/faults?sandbox=${sandbox}`)).body as { faults: { id: string }[] }).faults

  test('a reset lifts them, unless they are kept: then they begin to count anew', async () => {
    const world = await flaky()
    await world.fault({ fault: STATUS })
    await world.call(GROUPS)
    await world.control('POST', '/_sim/reset', { keep: ['faults'] })
    expect(await faults(world)).toMatchObject([{ id: 'fault-1', matched: 0, struck: 0 }])
    await world.call(GROUPS)
    await world.simulator.reset({ keep: ['faults'] })
    expect(await faults(world)).toMatchObject([{ id: 'fault-1', matched: 0, struck: 0 }])
    await expect(world.simulator.reset({ keep: ['fault'] as never })).rejects.toThrow(
      'reset: keep is ["fault"]; use a list of journal, faults, webhooks',
    )
    await world.control('POST', '/_sim/reset', {})
    expect(await faults(world)).toEqual([])
    expect((await world.fault({ fault: STATUS })).id).toBe('fault-1')
    await world.simulator.reset()
    expect(await faults(world)).toEqual([])
  })

  test('a restore leaves them as they are', async () => {
    const world = await flaky()
    const checkpoint = await world.simulator.checkpoint()
    await world.fault({ fault: STATUS })
    await world.call(GROUPS)
    await world.simulator.restore(checkpoint)
    expect(await faults(world)).toMatchObject([{ id: 'fault-1', matched: 1, struck: 1 }])
  })

  test('they are of one sandbox and no other, and go with it', async () => {
    const world = await flaky()
    const own = await world.simulator.sandbox({ id: 'own' })
    const token = await newToken(world.simulator, own)
    await world.control('POST', '/_sim/faults?sandbox=own', { fault: STATUS })
    const call = (bearer: string) =>
      world.simulator.fetch(`http://localhost${GROUPS}`, { headers: { authorization: `Bearer ${bearer}` } })
    expect((await call(token)).status).toBe(503)
    expect((await call(world.token)).status).toBe(200)
    await own.close()
    await world.simulator.sandbox({ id: 'own' })
    expect(await faults(world, 'own')).toEqual([])
  })

  test('one that is asked for with the sandbox strikes its token calls too', async () => {
    const world = await flaky()
    const own = await world.simulator.sandbox({ id: 'own' })
    const line = { operations: ['createToken'], fault: STATUS }
    await world.control('POST', '/_sim/faults?sandbox=own', line)
    const ask = (key: { client_id: string; client_secret: string }) =>
      world.simulator.fetch('http://localhost/accounts/auth/public/token', {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${key.client_id}:${key.client_secret}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: '{"grant_type":"client_credentials"}',
      })
    expect((await ask(own)).status).toBe(503)
    expect((await ask({ client_id: 'demo', client_secret: 'demo-secret' })).status).toBe(200)
  })

  test('the control API is struck by none, and says so to a header that asks', async () => {
    const world = await flaky()
    await world.fault({ fault: { kind: 'drop' } })
    expect((await world.control('GET', '/_sim/clock')).status).toBe(200)
    const response = await world.simulator.fetch('http://localhost/_sim/clock', {
      headers: { 'x-mock-noyo-fault': 'drop' },
    })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ error: { code: 'fault_header_in_control' } })
  })
})
