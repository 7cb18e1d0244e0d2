import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  choiceFrom,
  fractionFrom,
  integerFrom,
  isUuid,
  seedFrom,
  uuidFrom,
} from '../../src/kernel/identity.ts'

describe('derived values', () => {
  test('never change: worlds, recorded answers and users’ tests hold these ids', () => {
    expect(uuidFrom('seed', 'member', 'key', 0)).toBe('d3ea68bc-e735-462d-8d44-53a1188e9c96')
    expect(uuidFrom('version', 'id')).toBe('84aa9bb4-78f8-4f7e-a077-be592faa03fa')
    expect(fractionFrom('seed', 'x')).toBe(0.5706878617904465)
    expect(integerFrom(1, 6, 'seed', 'x')).toBe(4)
    expect(choiceFrom(['a', 'b', 'c'], 'seed', 'x')).toBe('b')
    expect(seedFrom('seed', 'x')).toBe(2451085702)
  })

  test('keep parts apart, and a number and its text together', () => {
    expect(uuidFrom('a', 'bc')).not.toBe(uuidFrom('ab', 'c'))
    expect(uuidFrom('a', 'b', '')).not.toBe(uuidFrom('a', 'b'))
    expect(uuidFrom('a', 1)).toBe(uuidFrom('a', '1'))
  })

  test('ids have the form of a random UUID, whatever the key', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        const id = uuidFrom(...parts)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(isUuid(id)).toBe(true)
      }),
    )
  })

  test('ids of 100,000 keys differ', () => {
    const ids = new Set(
      Array.from({ length: 100_000 }, (_, number) => uuidFrom('seed', 'member', String(number), 0)),
    )
    expect(ids.size).toBe(100_000)
  })

  test('are spread evenly', () => {
    const counts = [0, 0, 0, 0, 0, 0]
    for (let number = 0; number < 12_000; number += 1) {
      const rolled = integerFrom(1, 6, 'seed', 'die', number)
      counts[rolled - 1] = (counts[rolled - 1] ?? Number.NaN) + 1
    }
    // 2,000 expected of each; these bounds are five standard deviations away, and the values are always the same.
    for (const count of counts) {
      expect(count).toBeGreaterThan(1_800)
      expect(count).toBeLessThan(2_200)
    }
  })

  test('an integer takes both ends and a choice every one', () => {
    const rolled = new Set(Array.from({ length: 200 }, (_, number) => integerFrom(-1, 1, number)))
    expect([...rolled].sort((one, other) => one - other)).toEqual([-1, 0, 1])
    const chosen = new Set(Array.from({ length: 200 }, (_, number) => choiceFrom(['a', 'b'], number)))
    expect([...chosen].sort()).toEqual(['a', 'b'])
  })
})

test('a UUID is told from other text', () => {
  expect(isUuid('D3EA68BC-e735-462d-8d44-53a1188e9c96')).toBe(true)
  for (const text of ['', 'd3ea68bce735462d8d4453a1188e9c96', 'd3ea68bc-e735-462d-8d44-53a1188e9c9', 'x']) {
    expect(isUuid(text)).toBe(false)
  }
})
