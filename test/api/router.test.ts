import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operationFacts } from '../../src/api/generated/operations.ts'
import type { OperationFacts } from '../../src/api/operation-facts.ts'
import { createRouter, type Match, type OtherMethods } from '../../src/api/router.ts'

const router = createRouter(operationFacts)
const vendor = operationFacts.filter(({ api }) => ['fulfillment', 'tracking', 'carrier'].includes(api))

function named(match: Match | OtherMethods | undefined): string | undefined {
  return match && 'facts' in match ? `${match.facts.api} ${match.facts.id}` : undefined
}

/** The path of an operation with values that no literal segment has. */
function pathOf({ path }: OperationFacts): string {
  return path.replaceAll(/\{(\w+)\}/g, 'value-of-$1')
}

/** The rule in the plainest form: of all templates that match, the one that is literal first, from the left. */
function byRule(facts: readonly OperationFacts[], method: string, path: string): string | undefined {
  const segments = path.slice(1).split('/')
  const fitting = facts.filter((one) => {
    const parts = one.path.slice(1).split('/')
    return (
      one.method === method &&
      parts.length === segments.length &&
      parts.every((part, at) => part === segments[at] || (part.startsWith('{') && segments[at] !== ''))
    )
  })
  const shape = (one: OperationFacts) => one.path.replaceAll(/\{\w+\}/g, '\u{10ffff}')
  const order = ['fulfillment', 'tracking', 'carrier', 'accounts']
  const [best] = fitting.toSorted((left, right) =>
    shape(left) === shape(right)
      ? order.indexOf(left.api) - order.indexOf(right.api)
      : literalFirst(left.path, right.path),
  )
  return best && `${best.api} ${best.id}`
}

function literalFirst(left: string, right: string): number {
  const [ours, theirs] = [left.split('/'), right.split('/')]
  for (const [at, part] of ours.entries()) {
    const difference = Number(part.startsWith('{')) - Number((theirs[at] as string).startsWith('{'))
    if (difference !== 0) return difference
  }
  return 0
}

describe('every operation', () => {
  test('there are 253 of the vendor, and no two share a method and a shape in one api', () => {
    expect(vendor).toHaveLength(253)
    const shapes = operationFacts.map(
      ({ api, method, path }) => `${api} ${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
    )
    expect(new Set(shapes).size).toBe(shapes.length)
  })

  test('is reached alone in its own api', () => {
    const missed = operationFacts.filter(
      (facts) => named(router.match(facts.api, facts.method, pathOf(facts))) !== `${facts.api} ${facts.id}`,
    )
    expect(missed).toEqual([])
  })

  test('is reached at the root, but for the two that fulfillment wins', () => {
    const missed = vendor
      .filter(
        (facts) => named(router.match('root', facts.method, pathOf(facts))) !== `${facts.api} ${facts.id}`,
      )
      .map(({ api, method, path }) => `${api} ${method} ${path}`)
    expect(missed.sort()).toEqual([
      'carrier GET /ping',
      'tracking GET /api/v1/member_transactions',
      'tracking GET /ping',
    ])
    expect(named(router.match('root', 'GET', '/ping'))).toBe('fulfillment ping')
    expect(named(router.match('root', 'GET', '/api/v1/member_transactions'))).toBe(
      'fulfillment getMemberTransactionsList',
    )
  })

  test('gets the parameters of its template by name', () => {
    for (const facts of operationFacts) {
      const match = router.match(facts.api, facts.method, pathOf(facts)) as Match
      expect(match.params).toEqual(
        Object.fromEntries(facts.params.map(({ name }) => [name, `value-of-${name}`])),
      )
    }
  })
})

describe('paths that several templates match', () => {
  /** Every path made of the segments that stand in its place in some template, where a parameter may be a literal. */
  const literals = [...new Set(vendor.flatMap(({ path }) => path.slice(1).split('/')))].filter(
    (part) => !part.startsWith('{'),
  )
  const path = fc.constantFrom(...vendor).chain((facts) =>
    fc
      .tuple(
        ...facts.path
          .slice(1)
          .split('/')
          .map((part) =>
            part.startsWith('{')
              ? fc.oneof(fc.constant('some-id'), fc.constantFrom(...literals))
              : fc.oneof(
                  { weight: 20, arbitrary: fc.constant(part) },
                  { weight: 1, arbitrary: fc.constantFrom(...literals) },
                ),
          ),
      )
      .map((parts) => ({ method: facts.method, path: `/${parts.join('/')}` })),
  )

  test('go literal first, leftmost first, in whatever order the operations were registered', () => {
    const shuffled = fc.shuffledSubarray([...operationFacts], { minLength: operationFacts.length })
    fc.assert(
      fc.property(shuffled, fc.array(path, { minLength: 50, maxLength: 100 }), (facts, asked) => {
        const other = createRouter(facts)
        for (const { method, path } of asked) {
          expect(named(other.match('root', method, path)), `${method} ${path}`).toBe(
            byRule(vendor, method, path),
          )
        }
      }),
      { numRuns: 40 },
    )
  })

  test('are decided for each method by itself', () => {
    const facts = [
      { ...(vendor[0] as OperationFacts), id: 'one', method: 'GET', path: '/a/summary', params: [] },
      {
        ...(vendor[0] as OperationFacts),
        id: 'two',
        method: 'PUT',
        path: '/a/{id}',
        params: [{ name: 'id', uuid: false }],
      },
    ] as const
    const small = createRouter(facts)
    expect(named(small.match('root', 'GET', '/a/summary'))).toBe('fulfillment one')
    expect(named(small.match('root', 'PUT', '/a/summary'))).toBe('fulfillment two')
    expect(small.match('root', 'DELETE', '/a/summary')).toEqual({ allow: ['GET', 'PUT'] })
  })
})

describe('segments', () => {
  test.each([
    ['/api/v1/groups/', undefined],
    ['/api/v1//groups', undefined],
    ['api/v1/groups', undefined],
    ['', undefined],
    ['/', undefined],
    [`/api/v1/groups${'/x'.repeat(10_000)}`, undefined],
    ['/api/v1/%67roups', 'fulfillment getGroupList'],
    ['/API/v1/groups', undefined],
  ])('%s', (path, expected) => {
    expect(named(router.match('root', 'GET', path))).toBe(expected)
  })

  test.each([
    ['a%2Fb', 'a/b'],
    ['%C3%A9', 'é'],
    ['%E0%A4%A', '%e0%a4%a'],
    ['100%', '100%'],
    ['..', '..'],
  ])('an id %s is read as %s', (sent, read) => {
    const match = router.match('root', 'GET', `/api/v1/groups/${sent}`) as Match
    expect(match.params['group_id']).toBe(read)
  })

  test('an id is taken in either case', () => {
    const match = router.match('root', 'GET', '/api/v1/groups/ABCDEF00-0000-4000-8000-000000000000') as Match
    expect(match.params['group_id']).toBe('abcdef00-0000-4000-8000-000000000000')
  })
})

test('another method is told which are allowed, across templates', () => {
  expect(router.match('root', 'PATCH', '/api/v1/groups')).toEqual({ allow: ['GET', 'POST'] })
  expect(router.match('tracking', 'GET', '/api/v1/groups')).toBeUndefined()
})
