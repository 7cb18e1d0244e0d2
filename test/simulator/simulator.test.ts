import { afterEach, describe, expect, test } from 'vitest'
import { createSimulator, type Simulator, SimulatorError, type SimulatorOptions } from '../../src/index.ts'

const START = '2026-01-05T09:00:00.000Z'
const opened: Simulator[] = []

async function open(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await createSimulator(options)
  opened.push(simulator)
  return simulator
}

afterEach(async () => {
  for (const simulator of opened.splice(0)) await simulator.close()
})

describe('options that cannot be used are told', () => {
  for (const [options, message] of [
    [{ pace: 'fast' }, 'createSimulator: pace is "fast"; use instant, demo or realistic'],
    [{ clock: 'frozzen' }, 'clock is "frozzen"; use running or frozen. Nearest: frozen'],
    [{ clock: { mode: 'frozen' } }, 'clock is "{\\"mode\\":\\"frozen\\"}"; use running or frozen'],
    [{ defaultClock: 'still' }, 'defaultClock is "still"'],
    [{ profile: 'sandbox' }, 'profile is "sandbox"; use production or noyo-sandbox'],
    [{ seed: 5 }, 'seed is 5; use a string'],
    [{ scenario: 5 }, 'scenario is 5; use a string'],
    [{ start: 'yesterday' }, 'start is "yesterday"; use a date'],
    [{ start: '1066-10-14' }, 'from 2000 to 2199'],
    [{ speed: 0 }, 'speed is "0"; use a number from 0.001 to 1000000'],
    [{ speed: Number.NaN }, 'speed is "NaN"'],
    [{ speed: '60' }, 'speed is 60; use a number'],
    [{ unknownFields: 'strct' }, 'Nearest: strict'],
    [{ publicUrl: 'here' }, 'publicUrl is "here"; use an address'],
    [{ scenari: 'demo' }, 'createSimulator has no option scenari. The nearest is scenario.'],
    [null, 'createSimulator takes an object of options'],
  ] as const) {
    test(JSON.stringify(options), async () => {
      await expect(createSimulator(options as never)).rejects.toThrow(TypeError)
      await expect(createSimulator(options as never)).rejects.toThrow(message)
    })
  }

  test('of a sandbox, a reset and a clock too, and nothing has changed', async () => {
    const simulator = await open()
    for (const [work, message] of [
      [
        () => simulator.sandbox({ pase: 'demo' } as never),
        'sandbox has no option pase. The nearest is pace.',
      ],
      [() => simulator.sandbox({ clock: 'on' as never }), 'sandbox: clock is "on"'],
      [() => simulator.reset({ sead: 'x' } as never), 'reset has no option sead. The nearest is seed.'],
      [() => simulator.clock.set({ speed: -5 }), 'clock.set: speed is "-5"'],
      [() => simulator.clock.set({ mode: 'stopped' as never }), 'clock.set: mode is "stopped"'],
      [() => simulator.clock.advance(3 as never), 'clock.advance takes "3d"'],
      [() => simulator.clock.advance({} as never), 'clock.advance takes "3d"'],
      [() => simulator.clock.advance('3 days'), '"3 days" is no duration'],
      [() => simulator.clock.advance({ to: 'noon' }), '"noon" is no moment'],
    ] as const) {
      await expect(work()).rejects.toThrow(message)
    }
    expect(await simulator.clock.now()).toBe(START)
  })
})

describe('what cannot be done is told in words', () => {
  test('with the code of the control API', async () => {
    const simulator = await open()
    const gone = await simulator.sandbox()
    await gone.close()
    for (const [work, code, message] of [
      [() => simulator.restore('monday'), 'checkpoint_not_found', 'no checkpoint "monday"'],
      [() => simulator.clock.advance({ to: '2020-01-01' }), 'clock_goes_forward', 'only goes forward'],
      [() => simulator.sandbox({ id: 'A B' }), 'sandbox_id_unusable', '"A B" cannot be the id'],
      [() => simulator.sandbox({ id: 'default' }), 'sandbox_exists', 'already'],
      [() => gone.clock.now(), 'sandbox_not_found', `no sandbox "${gone.id}"`],
      [() => gone.close(), 'sandbox_not_found', `no sandbox "${gone.id}"`],
    ] as const) {
      const told = await work().catch((error: unknown) => error)
      expect(told).toBeInstanceOf(SimulatorError)
      expect(told).toMatchObject({ code, message: expect.stringContaining(message) })
    }
  })

  test('a request that is none rejects, as fetch does', async () => {
    const simulator = await open()
    const answer = simulator.fetch('/ping')
    await expect(answer).rejects.toThrow(TypeError)
  })
})

describe('the journal of a world that begins anew', () => {
  const pings = async (simulator: Simulator, sandbox = 'default') => {
    const answer = await simulator.fetch(`http://localhost/_sim/requests?sandbox=${sandbox}`)
    const { requests } = (await answer.json()) as { requests: { id: string }[] }
    return requests.map(({ id }) => id)
  }

  test('is empty after a reset, and ids begin anew: the same calls leave the same events', async () => {
    const simulator = await open()
    const story = async () => {
      const answer = await simulator.fetch('http://localhost/fulfillment/ping')
      expect(answer.status).toBe(200)
      return [answer.headers.get('x-mock-noyo-request-id'), await pings(simulator)]
    }
    const first = await story()
    expect(first).toEqual(['req_1', ['req_1']])
    await simulator.reset()
    expect(await pings(simulator)).toEqual([])
    expect(await story()).toEqual(first)
    await simulator.fetch('http://localhost/_sim/reset', { method: 'POST' })
    expect(await story()).toEqual(first)
  })

  test('goes on where it is kept or only emptied', async () => {
    const simulator = await open()
    const ping = () => simulator.fetch('http://localhost/fulfillment/ping')
    await ping()
    await simulator.fetch('http://localhost/_sim/reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"keep": ["journal"]}',
    })
    await ping()
    expect(await pings(simulator)).toEqual(['req_1', 'req_2'])
    await simulator.fetch('http://localhost/_sim/requests', { method: 'DELETE' })
    await ping()
    expect(await pings(simulator)).toEqual(['req_3'])
  })

  test('belongs to no later sandbox of the same name', async () => {
    const simulator = await open()
    const one = await simulator.sandbox({ id: 'one' })
    const basic = `Basic ${btoa(`${one.client_id}:${one.client_secret}`)}`
    const token = await simulator.fetch('http://localhost/accounts/auth/public/token', {
      method: 'POST',
      headers: { authorization: basic, 'content-type': 'application/json' },
      body: '{"grant_type": "client_credentials"}',
    })
    const { access_token } = (await token.json()) as { access_token: string }
    await simulator.fetch('http://localhost/fulfillment/api/v1/groups', {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(await pings(simulator, 'one')).toEqual(['req_1', 'req_2'])
    await one.close()
    await simulator.sandbox({ id: 'one' })
    expect(await pings(simulator, 'one')).toEqual([])
  })
})

test('with answers checked, an answer without a body is none that breaks its schema', async () => {
  const faults: unknown[] = []
  const simulator = await open({ validateResponses: true, onFault: (error) => faults.push(error) })
  const { id } = await simulator.sandbox()
  for (const target of ['/_sim/requests', `/_sim/sandboxes/${id}`]) {
    const answer = await simulator.fetch(`http://localhost${target}`, { method: 'DELETE' })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  }
  expect(faults).toEqual([])
})

test('after its end every call hears that it is closed', async () => {
  const simulator = await createSimulator()
  await simulator.close()
  for (const target of ['/ping', '/api/v1/groups', '/_sim/clock']) {
    const answer = await simulator.fetch(`http://localhost${target}`)
    const text = await answer.text()
    expect([answer.status, JSON.parse(text)]).toEqual([
      503,
      { message: 'This simulator is closed.', status: 503 },
    ])
    expect(answer.headers.get('content-length')).toBe(String(text.length))
  }
})
