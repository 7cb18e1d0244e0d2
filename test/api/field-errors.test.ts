import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { fieldErrors } from '../../src/api/field-errors.ts'
import type { Violation } from '../../src/api/validator.ts'

const ajv = new Ajv({ allErrors: true, strict: false })

function messages(schema: object, value: unknown) {
  const validate = ajv.compile(schema)
  if (validate(value)) return {}
  const errors = fieldErrors((validate.errors ?? []) as unknown as Violation[], value)
  return Object.fromEntries(errors.map(({ path, message }) => [path.join('.'), message]))
}

const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest })

describe('one message a value', () => {
  test.each([
    [{ type: 'string' }, 7, 'Not a valid string.'],
    [{ type: 'integer' }, 1.5, 'Not a valid integer.'],
    [{ type: 'number' }, '1', 'Not a valid number.'],
    [{ type: 'boolean' }, 'true', 'Not a valid boolean.'],
    [{ type: 'array' }, {}, 'Not a valid list.'],
    [{ type: 'object' }, [], 'Invalid input type.'],
    [{ type: 'string' }, null, 'Field may not be null.'],
    [{ type: ['string', 'null'], enum: ['a', 'b', null] }, 'c', 'Must be one of: a, b.'],
    [{ type: 'string', enum: ['a', 'b'] }, 7, 'Not a valid string.'],
    [{ type: 'string', pattern: '^a', minLength: 3 }, 'b', 'String does not match expected pattern.'],
    [{ type: 'string', minLength: 2 }, 'b', 'Shorter than minimum length 2.'],
    [{ type: 'array', maxItems: 1 }, [1, 2], 'Longer than maximum length 1.'],
    [{ type: 'number', minimum: 1 }, 0, 'Must be greater than or equal to 1.'],
    [{ type: 'number', exclusiveMaximum: 1 }, 1, 'Must be less than 1.'],
    [{ const: 'a' }, 'b', 'Must be equal to a.'],
    [{ not: {} }, 'b', 'Invalid value.'],
  ])('%j of %j', (schema, value, message) => {
    expect(messages(object({ field: schema }), { field: value })).toEqual({ field: message })
  })
})

describe('paths', () => {
  test('a missing or unknown property is wrong where it belongs', () => {
    const schema = object({ a: object({}, { required: ['b/c'], additionalProperties: false }) })
    expect(messages(schema, { a: { d: 1 } })).toEqual({
      'a.b/c': 'Missing data for required field.',
      'a.d': 'Unknown field.',
    })
  })

  test('positions in arrays are part of them', () => {
    const schema = object({ list: { type: 'array', items: { type: 'string' } } })
    expect(messages(schema, { list: ['a', 1] })).toEqual({ 'list.1': 'Not a valid string.' })
  })
})

describe('Social Security numbers', () => {
  test('have the published message, whatever rule is broken', () => {
    const schema = object({ person: object({ ssn: { type: 'string', pattern: '^\\d{9}$', maxLength: 3 } }) })
    expect(messages(schema, { person: { ssn: '900-01-0001' } })).toEqual({
      'person.ssn': 'Invalid person SSN',
    })
  })
})

describe('alternatives', () => {
  const address = object({ zip: { type: 'string', pattern: '^\\d+$' } })
  const schema = object({ address: { anyOf: [address, { type: 'string', nullable: true, enum: [null] }] } })

  test('the error inside the fitting one is enough', () => {
    expect(messages(schema, { address: { zip: 'x' } })).toEqual({
      'address.zip': 'String does not match expected pattern.',
    })
  })

  test('where none fits, one message says so', () => {
    expect(messages(schema, { address: 7 })).toEqual({ address: 'Invalid input type.' })
    expect(messages(object({ a: { oneOf: [{ minimum: 1 }, { minimum: 2 }] } }), { a: 3 })).toEqual({
      a: 'Invalid value.',
    })
  })
})
