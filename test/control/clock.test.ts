import { expect, test as plain } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { fakeWall, openSmallWorld, parcelsOf, sendParcel } from '../sandboxes/small-world.ts'

const START = '2026-01-05T09:00:00.000Z'

inEveryMode('the clock', ({ test }) => {
  test('is shown, moved, sped up and set running', async ({ api }) => {
    expect((await api.get('/_sim/clock')).body).toEqual({ mode: 'frozen', speed: 1, now: START })
    const forward = await api.put('/_sim/clock', { now: '2026-02-01', speed: 3600 })
    expect(forward.body).toEqual({ mode: 'frozen', speed: 3600, now: '2026-02-01T00:00:00.000Z' })
    expect((await api.put('/_sim/clock', {})).body).toEqual(forward.body)
    expect((await api.put('/_sim/clock', { mode: 'running' })).body.mode).toBe('running')
  })

  test('advances by a duration or to a moment', async ({ api }) => {
    expect((await api.post('/_sim/clock/advance', { by: '3d' })).body).toEqual({
      now: '2026-01-08T09:00:00.000Z',
      ran: expect.any(Number),
    })
    expect((await api.post('/_sim/clock/advance', { by: 'PT3H' })).body.now).toBe('2026-01-08T12:00:00.000Z')
    expect((await api.post('/_sim/clock/advance', { by: '1mo' })).body.now).toBe('2026-02-08T12:00:00.000Z')
    const to = await api.post('/_sim/clock/advance', { to: '2026-03-01T00:00:00-05:00' })
    expect(to.body.now).toBe('2026-03-01T05:00:00.000Z')
    expect((await api.post('/_sim/clock/advance', { to: to.body.now })).body).toEqual({
      now: to.body.now,
      ran: 0,
    })
  })

  test('goes forward only, and says how to go back', async ({ api }) => {
    for (const [method, target, body, field] of [
      ['PUT', '/_sim/clock', { now: '2026-01-05T08:59:59Z' }, '/now'],
      ['POST', '/_sim/clock/advance', { to: '2025-12-31' }, '/to'],
      ['POST', '/_sim/clock/advance', { by: '-1d' }, '/by'],
    ] as const) {
      const reply = await api.send(method, target, { body })
      expect([reply.status, reply.body.error.field]).toEqual([422, field])
      expect(reply.body.error.message).toContain('only by reset or restore')
    }
    expect((await api.get('/_sim/clock')).body.now).toBe(START)
  })

  test('takes no speed that leads past the calendar', async ({ api }) => {
    for (const speed of [0, -1, 1e-9, 1e15]) {
      const reply = await api.put('/_sim/clock', { mode: 'running', speed })
      expect([reply.status, reply.body.error.field]).toEqual([422, '/speed'])
    }
    for (const start of ['0000-01-01', '1999-12-31', '2200-01-01', '9999-12-31']) {
      const reply = await api.post('/_sim/sandboxes', { clock: { start } })
      expect([reply.status, reply.body.error.code, reply.body.error.field]).toEqual([
        422,
        'start_out_of_range',
        '/clock/start',
      ])
    }
    expect((await api.get('/_sim/clock')).body).toEqual({ mode: 'frozen', speed: 1, now: START })
  })

  for (const [name, body, field] of [
    ['neither', {}, undefined],
    ['both', { by: '1d', to: '2026-02-01' }, undefined],
    ['no duration', { by: 'tomorrow' }, '/by'],
    ['a number alone', { by: '3' }, '/by'],
    ['more than the calendar holds', { by: '9000y' }, '/by'],
    ['no moment', { to: 'noon' }, '/to'],
    ['a time without a zone', { to: '2026-02-01T09:00:00' }, '/to'],
    ['a day that is none', { to: '2026-02-30' }, '/to'],
    ['a number', { by: 3 }, '/by'],
    ['a misspelt name', { bye: '3d' }, '/bye'],
    ['a list', [], '/'],
    ['no body', undefined, undefined],
  ] as const) {
    test(`refuses to advance by ${name}`, async ({ api }) => {
      const reply = await api.post('/_sim/clock/advance', body)
      expect(reply.status).toBe(422)
      if (field !== undefined && field !== '/') expect(reply.body.error.field).toBe(field)
      expect(reply.body.error.message.length).toBeGreaterThan(10)
      expect((await api.get('/_sim/clock')).body.now).toBe(START)
    })
  }

  for (const body of [
    { mode: 'fast' },
    { speed: 0 },
    { speed: -1 },
    { speed: 'double' },
    { now: 'later' },
    { now: 1767603600 },
    { node: 'frozen' },
  ]) {
    test(`refuses to be set to ${JSON.stringify(body)}`, async ({ api }) => {
      const reply = await api.put('/_sim/clock', body)
      expect([reply.status, reply.body.error.field]).toEqual([422, `/${Object.keys(body)[0]}`])
      expect((await api.get('/_sim/clock')).body).toEqual({ mode: 'frozen', speed: 1, now: START })
    })
  }

  test('settles until nothing is pending', async ({ api }) => {
    const settled = await api.post('/_sim/clock/settle')
    expect(settled.body).toMatchObject({ stopped: 'quiet' })
    expect((await api.post('/_sim/clock/settle')).body).toEqual({ ...settled.body, ran: 0 })
  })

  test('of another sandbox is another clock', async ({ api }) => {
    await api.post('/_sim/sandboxes', { id: 'mine' })
    await api.post('/_sim/clock/advance?sandbox=mine', { by: '1d' })
    expect((await api.get('/_sim/clock')).body.now).toBe(START)
    const headers = { 'x-mock-noyo-sandbox': 'mine' }
    expect((await api.get('/_sim/clock', { headers })).body.now).toBe('2026-01-06T09:00:00.000Z')
    expect((await api.get('/_sim/clock?sandbox=default', { headers })).body.now).toBe(START)
  })

  test('of an unknown sandbox is refused with the nearest', async ({ api }) => {
    await api.post('/_sim/sandboxes', { id: 'checkout' })
    for (const target of ['/_sim/clock?sandbox=chekout', '/_sim/events?sandbox=chekout']) {
      const reply = await api.get(target)
      expect([reply.status, reply.body.error.code, reply.body.error.nearest]).toEqual([
        404,
        'sandbox_not_found',
        'checkout',
      ])
    }
    expect((await api.get('/_sim/clock?sandbox=@registry')).status).toBe(404)
  })
})

const manyParcels = async (count: number) => {
  const world = await openSmallWorld()
  await world.runner.write('default', { by: 'control', operation: 'test' }, async (unit) => {
    for (let at = 0; at < count; at += 1) await sendParcel(unit, `many ${at}`)
  })
  return world
}

plain('one advance at a time: the others are told to wait, the first goes on', async () => {
  const world = await manyParcels(20)
  // The schemas of bodies are loaded with the first one: without this, the settling, which has none, would be done by then.
  await world.api.post('/_sim/clock/advance', { by: '0s' })
  const replies = await Promise.all([
    world.api.post('/_sim/clock/advance', { by: '2d' }),
    world.api.post('/_sim/clock/advance', { by: '2d' }),
    world.api.post('/_sim/clock/settle'),
  ])
  const [first] = replies.filter(({ status }) => status === 200)
  expect(first?.body.ran).toBe(22)
  const others = replies.filter((reply) => reply !== first)
  expect(others.map(({ status, body }) => [status, body.error?.code])).toEqual([
    [409, 'advance_in_progress'],
    [409, 'advance_in_progress'],
  ])
  expect((await world.api.post('/_sim/clock/advance', { by: '1d' })).status).toBe(200)
})

plain('an advance in one sandbox does not hold up another', async () => {
  const world = await manyParcels(20)
  await world.sandboxes.create({ id: 'mine' })
  const [here, there] = await Promise.all([
    world.api.post('/_sim/clock/advance', { by: '2d' }),
    world.api.post('/_sim/clock/advance?sandbox=mine', { by: '1d' }),
  ])
  expect([here.status, there.status]).toEqual([200, 200])
  expect(there.body.ran).toBe(2)
})

plain('health, reads and commands are answered while an advance runs', async () => {
  const wall = { ...fakeWall(0), now: () => performance.now() }
  const world = await openSmallWorld({ wall })
  await world.runner.write('default', { by: 'control', operation: 'test' }, async (unit) => {
    for (let at = 0; at < 3000; at += 1) await sendParcel(unit, `many ${at}`, 1000 * (at + 1))
  })
  let done = false
  const advance = world.api.post('/_sim/clock/advance', { by: '2d' }).finally(() => {
    done = true
  })
  const answers = await Promise.all([
    world.api.get('/_sim/health'),
    world.api.get('/_sim/clock'),
    world.api.post('/fulfillment/api/v1/groups', { name: 'Acme', federal_ein: '12-3456789' }),
  ])
  expect(done).toBe(false)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201])
  expect((await advance).body.ran).toBe(3002)
  expect((await parcelsOf(world, 'default')).every(({ arrived }) => arrived)).toBe(true)
})
