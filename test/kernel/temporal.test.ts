import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/kernel/instant.ts'
import { changedFrom, onDay, type Temporal } from '../../src/kernel/temporal.ts'

interface Terms {
  readonly volume?: number
  readonly place: string
}

interface Held extends Terms, Temporal<Terms> {
  readonly name: string
}

const NAMES = ['volume', 'place'] as const
const FIRST: Held = { name: 'a', place: 'here' }
const START = '2026-01-01'

const changed = (record: Held, day: string, given: Parameters<typeof changedFrom<Terms, Held>>[3]) =>
  changedFrom<Terms, Held>(record, day, NAMES, given)

const termsOn = (record: Held, day: string): Terms => {
  const { volume, place } = onDay<Terms, Held>(record, day)
  return volume === undefined ? { place } : { volume, place }
}

describe('a record with a history', () => {
  test('is on each side of a day what was said of it', () => {
    const record = changed(changed(FIRST, '2026-02-01', { volume: 10 }), '2026-03-01', { place: 'there' })
    expect(termsOn(record, '2026-01-31')).toEqual({ place: 'here' })
    expect(termsOn(record, '2026-02-01')).toEqual({ place: 'here', volume: 10 })
    expect(termsOn(record, '2026-02-28')).toEqual({ place: 'here', volume: 10 })
    expect(termsOn(record, '2026-03-01')).toEqual({ place: 'there', volume: 10 })
    expect(record.name).toBe('a')
  })

  test('loses a value from a day on', () => {
    const record = changed({ ...FIRST, volume: 5 }, '2026-02-01', { volume: undefined })
    expect(termsOn(record, '2026-01-31')).toEqual({ place: 'here', volume: 5 })
    expect(termsOn(record, '2026-02-01')).toEqual({ place: 'here' })
    expect(JSON.parse(JSON.stringify(record))).toEqual(record)
  })

  test('forgets what was to come when something else is said of an earlier day', () => {
    const record = changed(changed(FIRST, '2026-05-01', { volume: 50 }), '2026-03-01', { place: 'there' })
    expect(termsOn(record, '2026-06-01')).toEqual({ place: 'there' })
  })

  test('is the record itself where nothing ever changed', () => {
    expect(onDay<Terms, Held>(FIRST, START)).toBe(FIRST)
  })
})

test('random changes in any order: every day shows the last word on it', () => {
  const days = fc.integer({ min: 1, max: 20 })
  const change = fc.record({
    day: days,
    given: fc.record(
      {
        volume: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
        place: fc.constantFrom('x', 'y'),
      },
      { requiredKeys: [] },
    ),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      let record = FIRST
      // The plain way: one entry a day.
      const expected: Terms[] = Array.from({ length: 25 }, () => ({ place: 'here' }))
      for (const { day, given } of changes) {
        record = changed(record, addDays(START, day), given)
        const { volume, place }: { volume?: number | undefined; place?: string } = {
          ...expected[day],
          ...given,
        }
        const terms = { place: place ?? 'here', ...(volume === undefined ? {} : { volume }) }
        expected.fill(terms, day)
      }
      const shown = expected.map((_, day) => termsOn(JSON.parse(JSON.stringify(record)), addDays(START, day)))
      expect(shown).toEqual(expected)
      const untils = (record.formerly ?? []).map(({ until }) => until)
      expect(untils).toEqual([...new Set(untils)].sort())
    }),
  )
})
