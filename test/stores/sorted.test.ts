import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Changes } from '../../src/stores/changes.ts'
import { Sorted } from '../../src/stores/sorted.ts'

const text = (number: number) => `k${String(number).padStart(6, '0')}`

function edited<V>(sorted: Sorted<V>, say: (changes: Changes<V>) => void): Sorted<V> {
  const changes = new Changes<V>()
  say(changes)
  return sorted.edit(changes)
}

function filled(numbers: Iterable<number>): Sorted<number> {
  return edited(Sorted.empty<number>(), (changes) => {
    for (const number of numbers) changes.set(number, text(number))
  })
}

function* upTo(count: number, step = 1): Iterable<number> {
  // Every number once, in an order that is neither up nor down (step and count have no common divisor).
  for (let number = 0; number < count; number += 1) yield (number * step) % count
}

/** Everything a sequence shows, against the plain sorted entries. */
function expectSame(sorted: Sorted<number>, plain: Map<string, number>): void {
  const entries = [...plain].sort(([one], [other]) => (one < other ? -1 : 1))
  expect(sorted.size).toBe(entries.length)
  expect(sorted.slice(0, Number.MAX_SAFE_INTEGER)).toEqual(entries.map(([, value]) => value))
  const some = Math.max(1, Math.floor(entries.length / 50))
  for (let rank = 0; rank < entries.length; rank += some) {
    const [key, value] = entries[rank] as [string, number]
    expect(sorted.rank(key)).toBe(rank)
    expect(sorted.rank(`${key}!`)).toBe(rank + 1)
    expect(sorted.get(key)).toBe(value)
    expect(sorted.get(`${key}!`)).toBeUndefined()
    expect(sorted.at(rank)).toBe(value)
  }
}

describe('a sorted sequence', () => {
  test('empty: nothing anywhere', () => {
    const empty = Sorted.empty<number>()
    expect(empty.size).toBe(0)
    expect(empty.get('x')).toBeUndefined()
    expect(empty.rank('x')).toBe(0)
    expect(empty.slice(0, 10)).toEqual([])
    expect(empty.at(0)).toBeUndefined()
  })

  test.each([
    ['upwards', 1],
    ['downwards', 4999],
    ['mixed', 1237],
  ])('keeps 5,000 keys set %s in order', (_, step) => {
    expectSame(filled(upTo(5000, step)), new Map(Array.from({ length: 5000 }, (_, n) => [text(n), n])))
  })

  test('slices at every edge, both ways', () => {
    const sorted = filled(upTo(1500, 7))
    const plain = Array.from({ length: 1500 }, (_, number) => number)
    for (const from of [0, 1, 255, 256, 257, 511, 512, 513, 1023, 1024, 1499, 1500, 9999]) {
      for (const count of [0, 1, 2, 300, 513, 5000]) {
        expect(sorted.slice(from, from + count)).toEqual(plain.slice(from, from + count))
        expect(sorted.slice(from, from + count, true)).toEqual(plain.slice(from, from + count).reverse())
      }
    }
  })

  test('an edit leaves the sequence it began from as it was', () => {
    const before = filled(upTo(3000, 11))
    const seen = before.slice(0, 3000)
    const after = edited(before, (changes) => {
      for (let number = 0; number < 3000; number += 2) changes.remove(text(number))
      for (let number = 1; number < 3000; number += 2) changes.set(-number, text(number))
      for (let number = 3000; number < 4000; number += 1) changes.set(number, text(number))
    })
    expect(before.slice(0, 3000)).toEqual(seen)
    expect(before.size).toBe(3000)
    expect(after.size).toBe(2500)
    expect(after.at(0)).toBe(-1)
  })

  test('an edit that changes nothing gives the same sequence', () => {
    const sorted = filled([1, 2])
    expect(edited(sorted, (changes) => changes.remove('none'))).toBe(sorted)
    expect(edited(sorted, () => {})).toBe(sorted)
  })

  test('of several changes of one place the last counts', () => {
    const sorted = edited(filled([1, 2, 3]), (changes) => {
      changes.set(20, text(2))
      changes.remove(text(3))
      changes.remove(text(2))
      changes.set(21, text(2))
      changes.set(4, text(4))
      changes.remove(text(4))
    })
    expect(sorted.slice(0, 9)).toEqual([1, 21])
  })

  test('goes by key, then sort, then id', () => {
    type Entry = { key: string; sort: string; id: string }
    const word = fc.constantFrom('', 'a', 'a\u0000', 'a\u0000b', 'ab', 'B', '\uffff', '\u0001')
    const entries = fc.uniqueArray(fc.record({ key: word, sort: word, id: word }), {
      maxLength: 80,
      selector: ({ key, sort, id }) => JSON.stringify([key, sort, id]),
    })
    const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
    fc.assert(
      fc.property(entries, fc.nat(80), (all, cut) => {
        const empty = Sorted.empty<Entry>(({ id }) => id)
        const add = (some: readonly Entry[]) => (changes: Changes<Entry>) => {
          for (const one of some) changes.set(one, one.key, one.sort, one.id)
        }
        const sorted = edited(edited(empty, add(all.slice(0, cut))), add(all.slice(cut)))
        const plain = all.toSorted(
          (a, b) => compare(a.key, b.key) || compare(a.sort, b.sort) || compare(a.id, b.id),
        )
        expect(sorted.slice(0, 99)).toEqual(plain)
        const before = plain.filter(({ key }) => key < 'a').length
        expect(sorted.rank('a')).toBe(before)
        expect(sorted.rankAfter('a')).toBe(before + plain.filter(({ key }) => key === 'a').length)
      }),
      { numRuns: 200 },
    )
  })

  test('follows a plain map through any edits, and no version changes later', () => {
    const change = fc.record({
      from: fc.nat(3000),
      count: fc.oneof(fc.nat(2), fc.nat(1500)),
      step: fc.constantFrom(1, 2, 3, 7),
      remove: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (all) => {
        const versions: [Sorted<number>, Map<string, number>][] = [[Sorted.empty(), new Map()]]
        for (const [round, { from, count, step, remove }] of all.entries()) {
          const [sorted, plain] = versions.at(-1) as [Sorted<number>, Map<string, number>]
          const next = new Map(plain)
          const later = edited(sorted, (changes) => {
            for (let number = from; number < from + count; number += step) {
              if (remove) {
                changes.remove(text(number))
                next.delete(text(number))
              } else {
                changes.set(round, text(number))
                next.set(text(number), round)
              }
            }
          })
          versions.push([later, next])
        }
        for (const [sorted, plain] of versions) expectSame(sorted, plain)
      }),
      { numRuns: 40 },
    )
  })

  test('an owner edits in place as a plain map is edited, and nothing changes that was kept under another owner', () => {
    const change = fc.record({
      from: fc.nat(1200),
      count: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.nat(900)),
      remove: fc.boolean(),
      keep: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (all) => {
        const kept: [Sorted<number>, Map<string, number>][] = []
        let [owner, sorted, plain] = [{}, filled(upTo(1000, 7)), new Map<string, number>()]
        for (const number of upTo(1000)) plain.set(text(number), number)
        for (const [round, { from, count, remove, keep }] of all.entries()) {
          const changes = new Changes<number>()
          for (let number = from; number < from + count; number += 1) {
            if (remove) changes.remove(text(number))
            else changes.set(round, text(number))
          }
          const next = new Map(plain)
          for (let number = from; number < from + count; number += 1) {
            if (remove) next.delete(text(number))
            else next.set(text(number), round)
          }
          if (keep) {
            kept.push([sorted, plain])
            owner = {}
          }
          for (let at = 0; at < changes.size; at += 1) {
            sorted = sorted.withOwn(changes.placeOf(at), changes.valueOf(at), owner)
          }
          plain = next
          expectSame(sorted, plain)
        }
        for (const [version, entries] of kept) expectSame(version, entries)
      }),
      { numRuns: 40 },
    )
  })

  test('an owner is answered the same sequence, another one not', () => {
    const before = filled(upTo(300, 7))
    const [one, other] = [{}, {}]
    const own = before.withOwn(['a', '', ''], 1, one)
    expect(own).not.toBe(before)
    expect(own.withOwn(['b', '', ''], 1, one)).toBe(own)
    expect(own.withOwn(['c', '', ''], 1, other)).not.toBe(own)
    expect([before.size, own.size]).toEqual([300, 302])
  })
})
