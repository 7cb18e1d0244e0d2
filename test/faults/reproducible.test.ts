import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latencyOf } from '../../src/faults/latency.ts'
import { isThere, strikes } from '../../src/faults/model.ts'
import { type Flaky, flaky, GROUPS } from './flaky.ts'

const CARRIERS = '/fulfillment/api/v1/carriers'
const HALF = { share: 0.5, fault: { kind: 'status', status: 503 } }

/** Which of so many calls of a target are struck. */
async function struck({ call }: Flaky, target: string, calls: number): Promise<string> {
  let told = ''
  for (let at = 0; at < calls; at += 1) told += (await call(target)).status === 503 ? 'x' : '.'
  return told
}

describe('which calls are struck', () => {
  test('is the same with the same seed, in any sandbox, and another with another', async () => {
    const tell = async (seed: string) => {
      const world = await flaky({ seed })
      await world.fault(HALF)
      return struck(world, GROUPS, 40)
    }
    const first = await tell('a')
    expect(first).toMatch(/x/)
    expect(first).toMatch(/\./)
    expect(await tell('a')).toBe(first)
    expect(await tell('b')).not.toBe(first)
  })

  test('is the same whatever other operations and other faults there are', async () => {
    const alone = await flaky()
    await alone.fault(HALF)
    const expected = await struck(alone, GROUPS, 20)
    const among = await flaky()
    await among.fault(HALF)
    await among.fault({ share: 0.5, operations: ['getGroupList'], fault: { kind: 'latency', delay: '0s' } })
    let told = ''
    for (let at = 0; at < 20; at += 1) {
      await among.call(CARRIERS)
      told += (await among.call(GROUPS)).status === 503 ? 'x' : '.'
    }
    expect(told).toBe(expected)
  })

  test('begins anew with a reset', async () => {
    const world = await flaky()
    await world.fault(HALF)
    const before = await struck(world, GROUPS, 12)
    await world.control('POST', '/_sim/reset', { keep: ['faults'] })
    expect(await struck(world, GROUPS, 12)).toBe(before)
  })

  test.each([
    [{ times: 2 }, 'xx....'],
    [{ after: 2 }, '..xxxx'],
    [{ every: 2 }, '.x.x.x'],
    [{ after: 1, every: 2, times: 1 }, '..x...'],
    [{ share: 0 }, '......'],
    [{ share: 1 }, 'xxxxxx'],
  ])('can be told: %j', async (line, expected) => {
    const world = await flaky()
    await world.fault({ ...line, fault: HALF.fault })
    expect(await struck(world, GROUPS, 6)).toBe(expected)
  })

  test('the first that strikes, wins; the others count the call all the same', async () => {
    const world = await flaky()
    await world.fault({ times: 1, fault: { kind: 'status', status: 500 } })
    await world.fault({ times: 1, fault: { kind: 'status', status: 502 } })
    const statuses = [await world.call(GROUPS), await world.call(GROUPS), await world.call(GROUPS)]
    expect(statuses.map(({ status }) => status)).toEqual([500, 502, 200])
    const { body } = await world.control('GET', '/_sim/faults')
    expect(body).toMatchObject({
      faults: [
        { matched: 3, struck: 1 },
        { matched: 3, struck: 1 },
      ],
    })
  })

  test('what the call itself asks for comes first, and no fault counts it', async () => {
    const world = await flaky()
    await world.fault({ fault: { kind: 'status', status: 500 } })
    const own = await world.call(GROUPS, { headers: { 'x-mock-noyo-fault': 'status=418' } })
    expect(own.status).toBe(418)
    const { body } = await world.control('GET', '/_sim/faults/fault-1')
    expect(body).toMatchObject({ matched: 0, struck: 0 })
  })

  test('follows the clock of the world', async () => {
    const world = await flaky()
    await world.fault({ from: '+1d', until: '+2d', fault: HALF.fault })
    const told = [await struck(world, GROUPS, 1)]
    for (const by of ['23h', '1h', '23h', '1h']) {
      await world.simulator.clock.advance(by)
      told.push(await struck(world, GROUPS, 1))
    }
    expect(told).toEqual(['.', '.', 'x', 'x', '.'])
  })

  test.each([
    ['getGroupList', true],
    ['fulfillment.getGroupList', true],
    ['fulfillment.*', true],
    ['tracking.*', false],
    ['createGroup', false],
    ['GET /api/v1/groups', true],
    ['get /fulfillment/api/v1/groups', true],
    ['* /api/v1/groups', true],
    ['* /api/v1/**', true],
    ['GET /api/v1/groups/**', true],
    ['GET /api/v1/*', true],
    ['GET /api/v1/groups/*', false],
    ['POST /api/v1/groups', false],
  ])('is told by %s', async (selector, isStruck) => {
    const world = await flaky()
    await world.fault({ operations: [selector], fault: HALF.fault })
    expect(await struck(world, GROUPS, 1)).toBe(isStruck ? 'x' : '.')
  })

  test('can be those of one group', async () => {
    const world = await flaky()
    const { response } = (await (await world.call(GROUPS)).json()) as { response: { id: string }[] }
    const [one, other] = response.map(({ id }) => `${GROUPS}/${id}`) as [string, string]
    const operations = [`GET ${one.toUpperCase().replace('/FULFILLMENT/API/V1/GROUPS', '/api/v1/groups')}`]
    await world.fault({ operations, fault: HALF.fault })
    expect([await struck(world, one, 1), await struck(world, other, 1)]).toEqual(['x', '.'])
  })

  test('is no call that is refused before it reaches an operation', async () => {
    const world = await flaky()
    await world.fault({ fault: HALF.fault })
    expect((await world.call(GROUPS, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
    expect((await world.call('/fulfillment/api/v1/nowhere')).status).toBe(404)
    const { body } = await world.control('GET', '/_sim/faults/fault-1')
    expect(body).toMatchObject({ matched: 0, struck: 0 })
  })
})

describe('latency', () => {
  test('moves the clock of the world on where that is asked for, and nobody waits', async () => {
    const world = await flaky()
    await world.fault({ fault: { kind: 'latency', delay: '90s', clock: 'virtual' } })
    const before = Date.parse(await world.simulator.clock.now())
    expect((await world.call(GROUPS)).status).toBe(200)
    expect(Date.parse(await world.simulator.clock.now())).toBe(before + 90_000)
  })

  test('is derived for each call', async () => {
    const waits = async () => {
      const world = await flaky()
      await world.fault({ fault: { kind: 'latency', min: '1s', max: '9s' } })
      const told: number[] = []
      for (let at = 0; at < 5; at += 1) {
        const waiting = world.nextWait()
        const late = world.call(GROUPS)
        told.push(await waiting)
        world.wall.pass(9_000)
        await late
      }
      return told
    }
    const first = await waits()
    expect(new Set(first).size).toBe(5)
    for (const wait of first) expect(wait >= 1_000 && wait <= 9_000).toBe(true)
    expect(await waits()).toEqual(first)
  })

  test.each([
    ['normal', 'p90', 0.9],
    ['lognormal', 'p95', 0.95],
    ['lognormal', 'p99', 0.99],
  ] as const)('as %s has its median and its %s where they are said', (distribution, tail, share) => {
    const trouble = { kind: 'latency', distribution, median: '100ms', [tail]: '400ms' } as const
    expect(latencyOf(trouble, 0.5)).toBe(100)
    expect(latencyOf(trouble, share)).toBe(400)
    const low = latencyOf(trouble, 1 - share)
    expect(low).toBe(distribution === 'normal' ? 0 : 25)
  })

  test('never shrinks as its number grows, and keeps its bounds', () => {
    const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    const distribution = fc.constantFrom('normal', 'lognormal')
    fc.assert(
      fc.property(fraction, fraction, distribution, (one, other, curve) => {
        const trouble = {
          kind: 'latency',
          median: '90ms',
          p99: '3s',
          min: '5ms',
          max: '4s',
          distribution: curve,
        }
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((at) =>
          latencyOf(trouble as never, at),
        ) as [number, number]
        return low <= high && low >= 5 && high <= 4_000
      }),
    )
  })
})

describe('the rules', () => {
  test('a fault strikes no more often than it is told to, whatever the shares', () => {
    const line = fc.record({
      after: fc.nat(5),
      every: fc.integer({ min: 1, max: 4 }),
      times: fc.integer({ min: 1, max: 4 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(line, fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })), (own, fractions) => {
        let struck = 0
        for (const [index, fraction] of fractions.entries()) {
          const counts = { matched: index + 1, struck }
          if (strikes(own, counts, fraction)) struck += 1
        }
        const most = Math.max(0, Math.floor((fractions.length - own.after) / own.every))
        return struck <= Math.min(own.times, most)
      }),
    )
  })

  test('from is in it, until is not', () => {
    expect([9, 10, 19, 20].map((now) => isThere({ from: 10, until: 20 }, now))).toEqual([
      ...[false, true, true, false],
    ])
  })
})
