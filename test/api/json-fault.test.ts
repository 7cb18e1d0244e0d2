import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from '../../src/api/json-fault.ts'

test.each([
  ['{"name": "Acme"', 'line 1, column 16'],
  ['{"name": "Acme",\n "ein": x}', 'line 2, column 9'],
  ['{"name": "Acme",}', 'line 1, column 17'],
  ['{"a" 1}', 'line 1, column 6'],
  ['[1, 2', 'line 1, column 6'],
  ['[1 2]', 'line 1, column 4'],
  ['[1]]', 'line 1, column 4'],
  ['{"a": "x\ny"}', 'line 1, column 7'],
  ["{'a': 1}", 'line 1, column 2'],
  ['01', 'line 1, column 2'],
  ['{"a": undefined}', 'line 1, column 7'],
  ['[1}', 'line 1, column 3'],
  ['nonsense', 'line 1, column 1'],
])('%j', (text, place) => {
  expect(() => JSON.parse(text)).toThrow()
  expect(jsonFault(text)).toBe(place)
})

test('of valid JSON the fault is behind its end, and with text put in it is never behind that', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, at) => {
      expect(jsonFault(text)).toBe(`line 1, column ${text.length + 1}`)
      const place = at % (text.length + 1)
      const spoilt = `${text.slice(0, place)}\u0001${text.slice(place)}`
      expect(Number(jsonFault(spoilt).split(' ').at(-1))).toBeLessThanOrEqual(place + 1)
    }),
  )
})
