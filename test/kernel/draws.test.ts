import { expect, test } from 'vitest'
import { drawsOf } from '../../src/kernel/draws.ts'

test('the same subject and purpose give the same number, another of either another one', () => {
  expect(drawsOf('seed', 1).fraction('age')).toBe(drawsOf('seed', 1).fraction('age'))
  const numbers = [
    drawsOf('seed', 1).fraction('age'),
    drawsOf('seed', 2).fraction('age'),
    drawsOf('seed', 1).fraction('sex'),
  ]
  expect(new Set(numbers).size).toBe(3)
  expect(drawsOf('a', 'bc').fraction('x')).not.toBe(drawsOf('ab', 'c').fraction('x'))
})

test('numbers are spread evenly, over subjects and over purposes, and one does not tell another', () => {
  const size = 20_000
  const bySubject = Array.from({ length: size }, (_, nth) => drawsOf('seed', nth))
  const one = drawsOf('seed')
  const samples = [
    bySubject.map((draws) => draws.fraction('age')),
    Array.from({ length: size }, (_, nth) => one.fraction(`child ${nth}`)),
    // Close purposes of one subject: their difference is as evenly spread as they are.
    bySubject.map((draws) => (1 + draws.fraction('child 1') - draws.fraction('child 2')) % 1),
  ]
  for (const sample of samples) {
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const count = sample.filter((number) => Math.floor(number * 10) === tenth).length
      expect(Math.abs(count - size / 10)).toBeLessThan(5 * Math.sqrt(size * 0.09))
    }
  }
})

test('whole numbers and choices keep to their bounds', () => {
  const draws = Array.from({ length: 500 }, (_, nth) => drawsOf(nth))
  expect(new Set(draws.map((one) => one.integer(3, 5, 'n')))).toEqual(new Set([3, 4, 5]))
  expect(new Set(draws.map((one) => one.choice(['a', 'b'], 'c')))).toEqual(new Set(['a', 'b']))
  expect(draws.some((one) => one.chance(0, 'never'))).toBe(false)
  expect(draws.every((one) => one.chance(100, 'always'))).toBe(true)
})
