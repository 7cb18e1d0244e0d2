import { describe, expect, test } from 'vitest'
import type { JournalPage, RequestEntry } from '../../src/index.ts'
import { sent, sentInOrder } from '../../src/testing/sent.ts'

const SSN = ['900', '14', '5201'].join('')
const OTHER = ['900', '14', '5202'].join('')

function snapshotOf(custom_individual_id: string, person: object = {}) {
  return { snapshot_mode: 'current_open', employee: { custom_individual_id, person }, dependents: [{ n: 1 }] }
}

/** A journal of these requests, numbered. */
function journal(requests: readonly Partial<RequestEntry>[], dropped = 0): JournalPage {
  return {
    dropped,
    requests: requests.map((request, index) => ({
      id: `req_${index + 1}`,
      at: 0,
      method: 'POST',
      path: '/api/v1/groups/1/member_snapshots',
      api: 'fulfillment',
      operation: 'createMemberSnapshot',
      status: 201,
      duration_ms: 1,
      ...request,
    })),
  }
}

const body = (value: object) => ({ request_body: JSON.stringify(value) })

const page = journal([
  { operation: 'createGroup', path: '/api/v1/groups', ...body({ name: 'Maple' }) },
  body(snapshotOf('7', { ssn: SSN, date_of_birth: '1990-04-12' })),
  body(snapshotOf('8')),
  body(snapshotOf('7')),
  { method: 'GET', operation: 'getGroupList', path: '/api/v1/groups?page_size=1&name=a&name=b' },
])

const seven = { operation: 'createMemberSnapshot', body: { employee: { custom_individual_id: '7' } } }

describe('requests that fit are counted', () => {
  test.each([
    ['exactly', 2, seven, true],
    ['fewer than said', 3, seven, false],
    ['more than said', 1, seven, false],
    ['none', 0, { operation: 'deleteCondition' }, true],
    ['at least', { atLeast: 2 }, seven, true],
    ['at least, too few', { atLeast: 3 }, seven, false],
    ['at most', { atMost: 2 }, seven, true],
    ['at most, too many', { atMost: 1 }, seven, false],
    ['between', { atLeast: 1, atMost: 3 }, seven, true],
    ['the api named too', 3, { operation: 'fulfillment.createMemberSnapshot' }, true],
    ['by method', 1, { method: 'get' }, true],
    ['by path', 1, { path: '/api/v1/groups', method: 'POST' }, true],
    ['by a part of the path', 3, { path: /\/member_snapshots$/ }, true],
    ['by a global pattern, each time anew', 3, { path: /member_snapshots/g }, true],
    ['by query, numbers as texts', 1, { query: { page_size: 1, name: ['a', 'b'] } }, true],
    ['by another query', 0, { query: { page_size: 2 } }, true],
    ['by status', 5, { status: 201 }, true],
    ['by a function of the status', 0, { status: (status: number) => status >= 400 }, true],
    ['by a matcher of the runner', 1, { body: { name: expect.stringContaining('ple') } }, true],
    [
      'by a field that is not there',
      3,
      { operation: 'createMemberSnapshot', body: { name: undefined } },
      true,
    ],
    ['by a list as a whole', 3, { body: { dependents: [{ n: 1 }] } }, true],
    ['by a shorter list', 0, { body: { dependents: [] } }, true],
    ['by null, which is something', 0, { body: { employee: null } }, true],
    ['by the number as it was sent, unmasked', 1, { body: { employee: { person: { ssn: SSN } } } }, true],
    ['not by another number', 0, { body: { employee: { person: { ssn: OTHER } } } }, true],
    ['whatever they are', 5, {}, true],
  ])('%s', (_, times, filter, pass) => {
    expect(sent(page, times, filter).pass).toBe(pass)
  })

  test('beyond what the journal keeps nothing is claimed', () => {
    const bounded = journal([body(snapshotOf('7'))], 12)
    expect(sent(bounded, 1, seven).pass).toBe(false)
    expect(sent(bounded, 0, { operation: 'createGroup' }).pass).toBe(false)
    expect(sent(bounded, 1, seven).message).toContain(
      'Only the last 1 requests are kept; 12 before them are not known any more. Call sandbox.clearRequests()',
    )
    // What is there is there.
    expect(sent(bounded, { atLeast: 1 }, seven).pass).toBe(true)
  })
})

describe('a failing message', () => {
  test('says what was expected, what was sent, and how the nearest other one differs', () => {
    expect(sent(page, 3, seven).message).toBe(`Expected exactly 3 requests of createMemberSnapshot with
    body: {"employee":{"custom_individual_id":"7"}}
2 were sent.
  req_2  POST /api/v1/groups/1/member_snapshots  createMemberSnapshot  201
  req_4  POST /api/v1/groups/1/member_snapshots  createMemberSnapshot  201
The nearest of the others:
  req_3  POST /api/v1/groups/1/member_snapshots  createMemberSnapshot  201
    body.employee.custom_individual_id
      - expected "7"
      + sent     "8"`)
  })

  test('chooses the request with the fewest differences', () => {
    const filter = {
      body: { snapshot_mode: 'current_open', employee: { custom_individual_id: '8', person: { sex: 'F' } } },
    }
    const { message } = sent(page, 1, filter)
    expect(message).toContain('None was sent.\nThe nearest of the others:\n  req_3')
    expect(message).toContain('    body.employee.person.sex\n      - expected "F"\n      + sent     nothing')
  })

  test('masks numbers and dates of birth, and says when they differ all the same', () => {
    const wanted = {
      employee: { custom_individual_id: '7', person: { ssn: OTHER, date_of_birth: '1990-04-13' } },
    }
    const { message } = sent(page, 1, { body: wanted })
    expect(message).toContain(
      '    body.employee.person.ssn\n      - expected "***-**-****"\n      + sent     "***-**-****" (another one)',
    )
    expect(message).toContain('"****-**-**" (another one)')
    for (const secret of [SSN, OTHER, '1990-04']) expect(message).not.toContain(secret)
  })

  test('names the field that was probably meant', () => {
    const { message } = sent(page, 1, { body: { employee: { custom_id: '7' } } })
    expect(message).toContain('+ sent     nothing, but there is custom_individual_id')
  })

  test('shows patterns, functions and matchers as what they are', () => {
    const strange = { name: /^Oak/, size: expect.any(Number), of: undefined, and: function even() {} }
    const { message } = sent(page, 1, { operation: 'createGroup', body: strange })
    expect(message).toContain('- expected /^Oak/')
    expect(message).toContain('body: {"name":"/^Oak/","size":"Any<Number>","of":"nothing"')
    expect(message).toContain('- expected what fits even')
  })

  test('says what was called instead of an operation that was not', () => {
    expect(sent(page, 1, { operation: 'getGroup' }).message).toContain(
      'getGroup was not called. Called were: createGroup, createMemberSnapshot (3 times), getGroupList.',
    )
  })

  test('wonders about the key when nothing came at all', () => {
    expect(sent(journal([]), 1, seven).message).toContain('Does the code use its key?')
  })

  test('stays short', () => {
    const many = journal(Array.from({ length: 500 }, () => body(snapshotOf('7'))))
    const { message } = sent(many, 1, seven)
    expect(message).toContain('and 490 more')
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field_${index}`, 1]))
    expect(sent(page, 1, { body: wide }).message).toContain('and 88 more differences')
  })
})

describe('order', () => {
  test('holds with others in between, and each request counts once', () => {
    expect(sentInOrder(page, [{ operation: 'createGroup' }, seven, seven]).pass).toBe(true)
    expect(sentInOrder(page, [seven, seven, seven]).pass).toBe(false)
  })

  test('that does not hold is told by what came when', () => {
    const { pass, message } = sentInOrder(page, [seven, { operation: 'createGroup' }])
    expect(pass).toBe(false)
    expect(message).toBe(`Expected these requests in this order, others between them or not:
  1. createMemberSnapshot with
       body: {"employee":{"custom_individual_id":"7"}}  <- req_2
  2. createGroup  <- not sent after req_2
It was sent before that:
  req_1  POST /api/v1/groups  createGroup  201`)
  })

  test('tells the nearest where the request was never sent', () => {
    const nine = { operation: 'createMemberSnapshot', body: { employee: { custom_individual_id: '9' } } }
    expect(sentInOrder(page, [{ operation: 'createGroup' }, nine]).message).toContain('- expected "9"')
  })
})

describe('what would fit nothing by mistake is refused', () => {
  test.each([
    [1, { operation: 'createMemberSnapshots' }, 'The nearest is createMemberSnapshot.'],
    [1, { operation: 'carrier.getSomething' }, 'Noyo has no operation carrier.getSomething.'],
    [1, { boddy: {} }, 'Requests are not told apart by boddy. The nearest is body.'],
    [1, 'createGroup', 'Say which requests as an object'],
    [-1, {}, 'Say how many as a number'],
    [1.5, {}, 'Say how many as a number'],
    [{}, {}, 'Say how many as a number'],
    [{ atLeast: 3, atMost: 2 }, {}, 'Say how many as a number'],
  ])('%o of %o', (times, filter, words) => {
    expect(() => sent(page, times as number, filter as object)).toThrow(words)
  })

  test('an order of nothing too', () => {
    expect(() => sentInOrder(page, [])).toThrow('Say the order as a list')
  })
})
