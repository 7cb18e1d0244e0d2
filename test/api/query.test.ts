import { describe, expect, test } from 'vitest'
import { operationFacts } from '../../src/api/generated/operations.ts'
import type { OperationFacts, QueryParameter } from '../../src/api/operation-facts.ts'
import { checkQuery, readQuery } from '../../src/api/query.ts'

function check(id: string, query: string) {
  const facts = operationFacts.find((one) => one.id === id) as OperationFacts
  const { values, errors } = checkQuery(facts, readQuery(query))
  return { values, errors: Object.fromEntries(errors.map(({ path, message }) => [path.join('.'), message])) }
}

function checkOne(parameter: Partial<QueryParameter>, query: string) {
  const facts = {
    ...(operationFacts[0] as OperationFacts),
    query: [{ name: 'x', type: 'string', required: false, ...parameter }],
  } as OperationFacts
  const { values, errors } = checkQuery(facts, readQuery(query))
  return errors[0]?.message ?? values['x']
}

const ID = '0b0e7e9e-5a3f-4a3b-8a3b-1234567890ab'

describe('a query string', () => {
  test.each([
    ['', {}],
    ['a=1&b=2', { a: ['1'], b: ['2'] }],
    ['a=1&a=2', { a: ['1', '2'] }],
    ['a&b=', { a: [''], b: [''] }],
    ['&&a=1&', { a: ['1'] }],
    ['a=b=c', { a: ['b=c'] }],
    ['first%5Fname=Zo%C3%AB+Ann', { first_name: ['Zoë Ann'] }],
    ['a=100%', { a: ['100%'] }],
    ['a=%E0%A4%A', { a: ['%E0%A4%A'] }],
    ['a=1%2B1', { a: ['1+1'] }],
    ['__proto__=1', { ['__proto__']: ['1'] }],
  ])('%s', (text, expected) => {
    expect(Object.fromEntries(readQuery(text))).toEqual(expected)
  })
})

describe('values', () => {
  test.each([
    [{ type: 'integer', minimum: 1 }, 'x=20', 20],
    [{ type: 'integer', minimum: 1 }, 'x=0', 'Must be greater than or equal to 1.'],
    [{ type: 'integer', minimum: 1 }, 'x=-5', 'Must be greater than or equal to 1.'],
    [{ type: 'integer', maximum: 9 }, 'x=10', 'Must be less than or equal to 9.'],
    [{ type: 'integer' }, 'x=', 'Not a valid integer.'],
    [{ type: 'integer' }, 'x=1.5', 'Not a valid integer.'],
    [{ type: 'integer' }, 'x=1e3', 'Not a valid integer.'],
    [{ type: 'integer' }, 'x=99999999999999999999', 'Not a valid integer.'],
    [{ type: 'number' }, 'x=1.5', 1.5],
    [{ type: 'number' }, 'x=one', 'Not a valid number.'],
    [{ type: 'boolean' }, 'x=True', true],
    [{ type: 'boolean' }, 'x=0', false],
    [{ type: 'boolean' }, 'x=', 'Not a valid boolean.'],
    [{ uuid: true }, `x=${ID.toUpperCase()}`, ID],
    [{ uuid: true }, 'x=1', 'Not a valid UUID.'],
    [{ date: true }, 'x=2026-02-28', '2026-02-28'],
    [{ date: true }, 'x=2026-02-29', 'Not a valid date.'],
    [{ date: true }, 'x=02/28/2026', 'Not a valid date.'],
    [{ enum: ['a', 'b'] }, 'x=a', 'a'],
    [{ enum: ['a', 'b'] }, 'x=A', 'Must be one of: a, b.'],
    [{ enum: ['a', 'b'] }, 'x=a,b', 'Must be one of: a, b.'],
    [{ name: 'x', type: 'array', items: 'string', enum: ['a', 'b'] }, 'x=a,b&x=a', ['a', 'b', 'a']],
    [{ type: 'array', items: 'string', enum: ['a', 'b'] }, 'x=a,c', 'Must be one of: a, b.'],
    [{ type: 'array', items: 'integer' }, 'x=1,2', [1, 2]],
    [{}, 'x=', ''],
    [{}, 'x=one&x=two', 'one'],
    [{ required: true }, '', 'Missing data for required field.'],
  ] as const)('%j with %s', (parameter, query, expected) => {
    expect(checkOne(parameter, query)).toEqual(expected)
  })
})

describe('of published operations', () => {
  test('every error is reported at once', () => {
    expect(check('getGroupList', 'page_size=0&offset=-1&carrier_id=guardian').errors).toEqual({
      page_size: 'Must be greater than or equal to 1.',
      offset: 'Must be greater than or equal to 0.',
      carrier_id: 'Not a valid UUID.',
    })
  })

  test('a status published as one string takes several with commas', () => {
    const { values, errors } = check('getGroupConnectionRequestList', 'status=created,completed')
    expect([values, errors]).toEqual([{ status: 'created,completed' }, {}])
    expect(check('getGroupConnectionRequestList', 'status=created,done').errors).toHaveProperty('status')
  })

  test('ids published as bare strings are ids all the same', () => {
    expect(check('getGroupConnectionRequestList', `id=${ID},%20${ID}`).errors).toEqual({})
    expect(check('getGroupConnectionRequestList', `id=${ID},x`).errors).toEqual({ id: 'Not a valid UUID.' })
  })

  test('a day published as a bare string is a day, and an invalid one is not repeated', () => {
    expect(check('getEmployeeList', 'date_of_birth=1990-13-01').errors).toEqual({
      date_of_birth: 'Not a valid date.',
    })
  })
})
