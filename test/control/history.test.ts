import { describe, expect, test } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { bearer, GROUPS, openSmallWorld, parcelsOf, sendParcel } from '../sandboxes/small-world.ts'

inEveryMode('the journal', ({ test }) => {
  test('lists what was asked, oldest first, and can be emptied', async ({ api }) => {
    const made = await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' })
    await api.get(`${GROUPS}?page_siez=2`)
    await api.get('/fulfillment/api/v1/gruops')
    const { requests, dropped } = (await api.get('/_sim/requests')).body
    expect(dropped).toBe(0)
    const [first, second, third] = requests.slice(-3)
    expect(first).toMatchObject({
      id: made.headers['x-mock-noyo-request-id'],
      at: '2026-01-05T09:00:00.000Z',
      method: 'POST',
      api: 'fulfillment',
      operation: 'createGroup',
      status: 201,
      request_body: { name: 'Acme', federal_ein: '12-3456789' },
      response_body: made.body,
      unknown_fields: [],
      nearest: null,
    })
    expect(second).toMatchObject({
      operation: 'getGroupList',
      unknown_fields: ['page_siez (nearest: page_size)'],
    })
    expect(third).toMatchObject({ api: null, operation: null, status: 404, nearest: 'GET /api/v1/groups' })
    expect((await api.delete('/_sim/requests')).status).toBe(204)
    expect((await api.get('/_sim/requests')).body).toEqual({ requests: [], dropped: 0 })
  })

  test('is filtered by operation, status, and what came before', async ({ api }) => {
    const made = await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' })
    await api.get(`${GROUPS}/${made.body.id}`)
    await api.get(GROUPS)
    const operations = async (query: string) =>
      (await api.get(`/_sim/requests?${query}`)).body.requests.map(
        (request: { operation: string }) => request.operation,
      )
    expect(await operations('operation=getGroup')).toEqual(['getGroup'])
    expect(await operations('operation=fulfillment.getGroupList')).toEqual(['getGroupList'])
    expect(await operations('operation=tracking.getGroupList')).toEqual([])
    expect(await operations('status=201')).toEqual(['createGroup'])
    expect(await operations('limit=1')).toEqual(['getGroupList'])
    const since = made.headers['x-mock-noyo-request-id']
    expect(await operations(`since=${since}`)).toEqual(['getGroup', 'getGroupList'])
  })

  test('refuses filters that can match nothing', async ({ api }) => {
    for (const [query, status, field] of [
      ['since=req_999', 404, 'since'],
      ['status=ok', 422, 'status'],
      ['status=99', 422, 'status'],
      ['limit=0', 422, 'limit'],
      ['limit=10001', 422, 'limit'],
      ['operaton=getGroup', 422, 'operaton'],
    ] as const) {
      const reply = await api.get(`/_sim/requests?${query}`)
      expect([query, reply.status]).toEqual([query, status])
      expect(reply.body.error.field).toContain(field)
    }
  })

  test('of a sandbox is its own', async ({ api }) => {
    await api.post('/_sim/sandboxes', { id: 'mine' })
    await api.get(GROUPS)
    expect((await api.get('/_sim/requests?sandbox=mine')).body.requests).toEqual([])
  })
})

describe('events', () => {
  const opened = async () => {
    const world = await openSmallWorld()
    const [one, other] = await parcelsOf(world, 'default')
    return { ...world, one: one?.id as string, other: other?.id as string }
  }

  test('are listed oldest first, with their causes', async () => {
    const { api, one } = await opened()
    await api.post('/_sim/clock/settle')
    const { events, dropped } = (await api.get(`/_sim/events?subject=${one}`)).body
    expect(dropped).toBe(0)
    expect(events).toEqual([
      {
        id: expect.any(String),
        sequence: expect.any(Number),
        at: '2026-01-04T21:00:00.000Z',
        type: 'parcel.sent',
        subject: { kind: 'parcel', id: one },
        cause: { by: 'scenario', file: 'plain.yaml', line: 3 },
        data: { parcel: one, travels: 86_400_000 },
      },
      {
        id: expect.any(String),
        sequence: expect.any(Number),
        at: '2026-01-05T21:00:00.000Z',
        type: 'parcel.arrived',
        subject: { kind: 'parcel', id: one },
        cause: {
          by: 'job',
          job: 'parcel.arrival',
          key: one,
          due: '2026-01-05T21:00:00.000Z',
          event: events[0].id,
          first: { by: 'scenario', file: 'plain.yaml', line: 3 },
        },
        data: {},
      },
    ])
  })

  test('are filtered by type, by what came before, and to the latest', async () => {
    const { api } = await opened()
    await api.post('/_sim/clock/settle')
    const all = (await api.get('/_sim/events')).body.events
    expect(all).toHaveLength(4)
    const found = async (query: string) => (await api.get(`/_sim/events?${query}`)).body.events
    expect(await found('type=parcel.arrived')).toEqual(all.slice(2))
    expect(await found(`after=${all[1].sequence}`)).toEqual(all.slice(2))
    expect(await found('limit=1')).toEqual(all.slice(3))
    expect(await found('type=parcel.lost')).toEqual([])
    expect((await api.get('/_sim/events?after=-1')).status).toBe(422)
    expect((await api.get('/_sim/events?tpye=x')).status).toBe(422)
  })

  test('why: from a record back to the line of the scenario', async () => {
    const { api, one } = await opened()
    await api.post('/_sim/clock/settle')
    const { id, chain } = (await api.get(`/_sim/why/${one}`)).body
    expect(id).toBe(one)
    expect(chain.map(({ text }: { text: string }) => text)).toEqual([
      `parcel.arrived of parcel ${one} at 2026-01-05T21:00:00.000Z`,
      `the clock reached 2026-01-05T21:00:00.000Z: job parcel.arrival (${one}) was due`,
      `parcel.sent of parcel ${one} at 2026-01-04T21:00:00.000Z: travels 86400000`,
      'scenario plain.yaml, line 3',
    ])
    expect(chain.at(-1).cause).toEqual({ by: 'scenario', file: 'plain.yaml', line: 3 })
  })

  test('why: from an event, and from a request by what it caused', async () => {
    const { api, runner } = await opened()
    const cause = { by: 'request', request: 'req_77', operation: 'sendParcel' } as const
    const parcel = await runner.write('default', cause, (unit) => sendParcel(unit, 'asked for'))
    const ofRequest = (await api.get('/_sim/why/req_77')).body.chain
    expect(ofRequest.map(({ text }: { text: string }) => text)).toEqual([
      `parcel.sent of parcel ${parcel.id} at 2026-01-05T09:00:00.000Z: travels 86400000`,
      'request req_77: sendParcel',
    ])
    expect((await api.get(`/_sim/why/${ofRequest[0].event.id}`)).body.chain).toEqual(ofRequest)
  })

  test('why: a record that left no event leads to the request that made it', async () => {
    const { api, token } = await opened()
    const headers = bearer(await token())
    const made = await api.post(GROUPS, { name: 'Acme', federal_ein: '12-3456789' }, { headers })
    await api.get(`${GROUPS}/${made.body.id}`, { headers })
    const request = made.headers['x-mock-noyo-request-id']
    const { chain } = (await api.get(`/_sim/why/${made.body.id}`)).body
    expect(chain.at(-1).cause).toMatchObject({ by: 'request', request, operation: 'createGroup' })
    expect((await api.get(`/_sim/why/${request}`)).body.chain.at(-1).cause).toMatchObject({ request })
  })

  test('why: an id nobody knows is refused', async () => {
    const { api } = await opened()
    const reply = await api.get('/_sim/why/00000000-0000-4000-8000-000000000000')
    expect([reply.status, reply.body.error.code]).toEqual([404, 'nothing_known_of'])
  })
})

inEveryMode('why', ({ test }) => {
  test('knows the enrollments and members that were pulled', async ({ api }) => {
    const groups = (await api.get(GROUPS)).body.response
    const lists = await Promise.all(
      groups.map(({ id }: { id: string }) => api.get(`${GROUPS}/${id}/employees?page_size=1`)),
    )
    const employee = lists.flatMap(({ body }) => body.response)[0]
    const { chain } = (await api.get(`/_sim/why/${employee.id}`)).body
    expect(chain[0].text).toContain(`Employee ${employee.id} was made`)
    expect(chain.at(-1).cause).toMatchObject({ by: 'scenario', file: expect.stringContaining('demo.yaml') })
  })
})
