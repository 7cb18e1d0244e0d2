import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KINDS } from '../../src/faults/trouble.ts'
import { flaky, GROUPS, newToken } from './flaky.ts'

const FIELDS = [
  ...['performed', 'delay', 'min', 'max', 'median', 'p90', 'p99', 'distribution', 'clock', 'status', 'at'],
  ...['retry_after', 'retry_after_form', 'body', 'headers', 'bytes', 'framing', 'tick', 'reset', 'x'],
]
const value = fc.oneof(
  fc.constantFrom('1ms', '0s', 'right', 'date', 'virtual', 'normal', 'a\nb', '', '\u0000', '🐎'),
  fc.constantFrom(503, 200, 204, 404, 0, -1, 1.5, 1e300, true, false, null, [], {}),
  fc.string(),
)
const trouble = fc
  .tuple(fc.constantFrom(...KINDS, 'none'), fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 4 }))
  .map(([kind, fields]) => ({ kind, ...fields }))

/** What arrives of a call, whatever happens to it. */
async function outcome(call: Promise<Response>): Promise<{ status: number; struck: boolean }> {
  try {
    const response = await call
    await response.text()
    return { status: response.status, struck: response.headers.has('x-mock-noyo-fault') }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { status: 0, struck: true }
  }
}

test('whatever a header says is followed or refused, and never a defect', async () => {
  const faults: unknown[] = []
  const { simulator } = await flaky({ wall: atOnce, onFault: (fault) => faults.push(fault) })
  let token = await newToken(simulator)
  const printable = fc.string({
    unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  })
  const short = fc
    .tuple(fc.constantFrom(...KINDS), fc.dictionary(fc.constantFrom(...FIELDS), printable, { maxKeys: 3 }))
    .map(([kind, fields]) => [kind, ...Object.entries(fields).map((pair) => pair.join('='))].join(';'))
  const json = trouble.map((fields) => JSON.stringify(fields).replaceAll(/[^\x20-\x7e]/g, '?'))
  await fc.assert(
    fc.asyncProperty(fc.oneof(printable, short, json), async (header) => {
      const authorization = `Bearer ${token}`
      const headers = { authorization, 'x-mock-noyo-fault': header }
      const asked = simulator.fetch(`http://localhost${GROUPS}`, { headers })
      const { status, struck } = await outcome(asked)
      if (status === 401) token = await newToken(simulator)
      expect(struck || status === 422, `${header}: ${status}`).toBe(true)
    }),
    { numRuns: 150 },
  )
  expect(faults).toEqual([])
})

test('whatever the control API is asked for is there or refused, and what is there can be met', async () => {
  const faults: unknown[] = []
  const world = await flaky({ wall: atOnce, onFault: (fault) => faults.push(fault) })
  let token = await newToken(world.simulator)
  const line = fc.record(
    {
      fault: fc.oneof(trouble, value),
      operations: fc.oneof(value, fc.array(fc.oneof(value, fc.constantFrom('getGroupList', 'GET /**')))),
      share: value,
      times: value,
      from: value,
    },
    { requiredKeys: ['fault'] },
  )
  await fc.assert(
    fc.asyncProperty(line, async (asked) => {
      const { status } = await world.control('POST', '/_sim/faults', asked)
      expect([201, 422]).toContain(status)
      if (status === 422) return
      await outcome(world.call(GROUPS, { headers: { authorization: `Bearer ${token}` } }))
      expect((await world.control('GET', '/_sim/faults')).status).toBe(200)
      await world.control('DELETE', '/_sim/faults')
      token = await newToken(world.simulator)
    }),
    { numRuns: 150 },
  )
  expect(faults).toEqual([])
})

test('calls at the same time are struck no more often than asked for', async () => {
  const world = await flaky()
  await world.fault({ times: 5, fault: { kind: 'status', status: 503 } })
  const calls = await Promise.all(Array.from({ length: 30 }, () => outcome(world.call(GROUPS))))
  expect(calls.filter(({ status }) => status === 503)).toHaveLength(5)
  expect(calls.filter(({ status }) => status === 200)).toHaveLength(25)
})

/** A wall on which every wait is over at once. */
const atOnce = {
  now: () => 0,
  after(_milliseconds: number, call: () => void) {
    let isOff = false
    queueMicrotask(() => {
      if (!isOff) call()
    })
    return () => {
      isOff = true
    }
  },
  breathe: async () => {},
}
