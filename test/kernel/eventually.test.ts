import { describe, expect, test } from 'vitest'
import { all, inTurn, rescued, when } from '../../src/kernel/eventually.ts'

const later = <T>(value: T) => Promise.resolve(value)
const fails = () => {
  throw new Error('no')
}

describe('what is there', () => {
  test('goes on at once', () => {
    expect(when(1, (one) => one + 1)).toBe(2)
    expect(all([1, 'a'])).toEqual([1, 'a'])
    expect(inTurn([1, 2, 3], (number, at) => number * at)).toEqual([0, 2, 6])
    expect(rescued(fails, () => 'rescued')).toBe('rescued')
  })

  test('throws at once', () => {
    expect(() => when(1, fails)).toThrow('no')
    expect(() => inTurn([1], fails)).toThrow('no')
  })
})

describe('what is still to come', () => {
  test('is waited for', async () => {
    expect(await when(later(1), (one) => later(one + 1))).toBe(2)
    expect(await all([1, later('a')])).toEqual([1, 'a'])
    expect(
      await rescued(
        () => later(1).then(fails),
        () => later('rescued'),
      ),
    ).toBe('rescued')
  })

  test('holds up what comes after it in turn', async () => {
    const seen: number[] = []
    const results = inTurn([1, 2, 3, 4], (number) => {
      seen.push(number)
      return number % 2 === 0 ? later(number) : number
    })
    expect(seen).toEqual([1, 2])
    expect(await results).toEqual([1, 2, 3, 4])
  })
})
