import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operationFacts } from '../../src/api/generated/operations.ts'
import { sized } from '../size.ts'
import { echo, stubEdge } from './stub-edge.ts'

const vendor = operationFacts.filter(({ api }) => api !== 'control')
const tables: Record<string, Record<string, ReturnType<typeof echo>>> = {}
for (const facts of operationFacts) {
  tables[facts.api] = { ...tables[facts.api], [facts.id]: echo(facts.successes[0]) }
}

const method = fc.oneof(
  fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
  fc.string(),
)
const segment = fc.oneof(
  fc.constantFrom('..', '%00', '%', '%2F', '{group_id}', '__proto__', '', ' '),
  fc.string(),
)
const target = fc.oneof(
  fc.string(),
  fc.array(segment).map((parts) => `/${parts.join('/')}`),
  fc
    .tuple(fc.constantFrom(...vendor), segment, fc.string())
    .map(([{ path }, id, query]) => `${path.replaceAll(/\{\w+\}/g, id)}?${query}`),
)
const body = fc.oneof(
  fc.constant(undefined),
  fc.uint8Array({ maxLength: 200 }),
  fc.json({ maxDepth: 4 }).map((text) => new TextEncoder().encode(text)),
)
const headers = fc.record(
  {
    authorization: fc.oneof(fc.constant('Bearer good'), fc.string()),
    'content-type': fc.oneof(fc.constant('application/json'), fc.string()),
    'content-encoding': fc.string(),
    host: fc.oneof(fc.constantFrom('localhost', 'tracking.localhost', 'carrier-sandbox'), fc.string()),
  },
  { requiredKeys: [] },
)

const EXPECTED = new Set([200, 201, 202, 204, 400, 401, 404, 405, 413, 422])

test('whatever is sent is answered, in the vendor`s shapes and without a defect', async () => {
  const { edge, faults, journal } = stubEdge(tables)
  await fc.assert(
    fc.asyncProperty(
      method,
      target,
      headers,
      body,
      fc.boolean(),
      async (verb, address, given, bytes, oversized) => {
        journal.length = 0
        const reply = await edge.handle({
          method: verb,
          target: address,
          headers: given,
          body: bytes,
          oversized,
        })
        expect(EXPECTED).toContain(reply.status)
        expect(faults).toEqual([])
        for (const value of Object.values(reply.headers)) expect(value).toMatch(/^[\x20-\x7e]*$/)
        if (reply.status >= 400 && reply.body !== undefined) {
          expect(Object.keys(JSON.parse(reply.body as string) as object)[0]).toMatch(
            /^(message|errors|error)$/,
          )
        }
      },
    ),
    { numRuns: sized({ landing: 2_000, full: 50_000 }) },
  )
})
