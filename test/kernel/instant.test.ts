import { describe, expect, test } from 'vitest'
import { newClock, readClock } from '../../src/kernel/clock.ts'
import {
  addDays,
  addDuration,
  epochSeconds,
  isIsoDate,
  isoDate,
  isoInstant,
  OPEN_END,
  parseInstant,
  startOfDay,
} from '../../src/kernel/instant.ts'

const later = (from: string, duration: string) => {
  const moment = addDuration(Date.parse(from), duration)
  return moment === undefined ? undefined : new Date(moment).toISOString().replace('.000Z', 'Z')
}

describe('a duration', () => {
  test.each([
    ['0s', '2026-01-31T10:00:00Z'],
    ['500ms', '2026-01-31T10:00:00.500Z'],
    ['90s', '2026-01-31T10:01:30Z'],
    ['5m', '2026-01-31T10:05:00Z'],
    ['5min', '2026-01-31T10:05:00Z'],
    ['2h', '2026-01-31T12:00:00Z'],
    ['1.5h', '2026-01-31T11:30:00Z'],
    ['3d', '2026-02-03T10:00:00Z'],
    ['1w', '2026-02-07T10:00:00Z'],
    ['1mo', '2026-02-28T10:00:00Z'],
    ['13mo', '2027-02-28T10:00:00Z'],
    ['1y', '2027-01-31T10:00:00Z'],
    ['1.5y', '2027-07-31T10:00:00Z'],
    ['P1M', '2026-02-28T10:00:00Z'],
    ['P1Y2M3DT4H5M6S', '2027-04-03T14:05:06Z'],
    ['P2W', '2026-02-14T10:00:00Z'],
    ['PT3H', '2026-01-31T13:00:00Z'],
    ['PT0.5S', '2026-01-31T10:00:00.500Z'],
    ['P1MT24H', '2026-03-01T10:00:00Z'],
  ])('%s after the last of January 2026', (text, expected) => {
    expect(later('2026-01-31T10:00:00Z', text)).toBe(expected)
  })

  test.each([
    ['2024-02-29T00:00:00Z', '1y', '2025-02-28T00:00:00Z'],
    ['2024-02-29T00:00:00Z', '4y', '2028-02-29T00:00:00Z'],
    ['2023-12-31T23:59:59Z', '2mo', '2024-02-29T23:59:59Z'],
    ['2026-12-31T00:00:00Z', '1d', '2027-01-01T00:00:00Z'],
    ['2026-03-07T12:00:00Z', '1d', '2026-03-08T12:00:00Z'],
    ['2026-10-31T00:00:00Z', '1mo', '2026-11-30T00:00:00Z'],
  ])('from %s by %s follows the calendar', (from, text, expected) => {
    expect(later(from, text)).toBe(expected)
  })

  test.each([
    '',
    ' ',
    '3',
    'd',
    '3 d',
    '-3d',
    '3days',
    '1.5mo',
    '0.1y',
    'P',
    'PT',
    'P1H',
    'P1.5D',
    'PT1D',
    'p1d',
    '1e3d',
    '٣d',
    '8000y',
    '1e99',
    '999999999999999999999d',
    'P99999999Y',
    '3d\n',
  ])('is not read from %j', (text) => {
    expect(addDuration(Date.parse('2026-01-31T10:00:00Z'), text)).toBeUndefined()
  })
})

describe('a moment', () => {
  test.each([
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05T09:30Z', '2026-01-05T09:30:00.000Z'],
    ['2026-01-05T09:30:15.25Z', '2026-01-05T09:30:15.250Z'],
    ['2026-01-05T09:30:00+02:00', '2026-01-05T07:30:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('is read from %s', (text, expected) => {
    expect(isoInstant(parseInstant(text) as number)).toBe(expected)
  })

  test.each([
    '2026-01-05T09:30',
    '2026-1-5',
    '2026-02-29',
    '2026-02-30T00:00:00Z',
    '2026-13-01',
    '2026-01-05T25:00:00Z',
    '2026-01-05 09:30Z',
    'tomorrow',
    '1767603600',
    '',
  ])('is not read from %j', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  test('turns into seconds and days, also before 1970', () => {
    expect(epochSeconds(1767603600999)).toBe(1767603600)
    expect(epochSeconds(-1)).toBe(-1)
    expect(isoDate(Date.parse('2026-01-05T23:59:59.999Z'))).toBe('2026-01-05')
    expect(startOfDay('2026-01-05')).toBe(Date.parse('2026-01-05T00:00:00Z'))
  })
})

describe('a calendar day', () => {
  test('moves by days over ends of months and leap days; the open end stays', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(addDays(OPEN_END, -30)).toBe(OPEN_END)
  })

  test('is one that exists', () => {
    expect(['2024-02-29', '2026-01-31', OPEN_END].every(isIsoDate)).toBe(true)
    expect(
      ['2026-02-29', '2026-04-31', '2026-00-10', '26-01-01', '2026-01-01T00:00:00Z'].some(isIsoDate),
    ).toBe(false)
  })
})

test('a running clock stops where the calendar ends, so that every reading is a date', () => {
  const now = Date.parse('2026-01-05T09:00:00Z')
  const clock = newClock({ mode: 'running', speed: 1e15, now }, 0)
  expect(isoInstant(readClock(clock, 1_000))).toBe('9999-12-31T00:00:00.000Z')
  expect(isoInstant(readClock({ ...clock, speed: Number.MAX_VALUE }, 1_000))).toBe('9999-12-31T00:00:00.000Z')
})
