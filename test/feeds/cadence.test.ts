import { describe, expect, test } from 'vitest'
import { ruleFault } from '../../src/carriers/files/rule-fault.ts'
import { SHORT_RULES, statedCadence } from '../../src/carriers/files/stated-cadence.ts'
import { nextOccurrence } from '../../src/feeds/cadence.ts'
import type { Cadence } from '../../src/feeds/records.ts'

const DAILY: Cadence = {
  rrule: 'RRULE:FREQ=DAILY',
  start_date: '2026-01-05',
  end_date: '9999-12-31',
  time_of_day: '06:00',
  zone_info: 'US/Eastern',
}

async function next(changed: Partial<Cadence>, after: string): Promise<string | undefined> {
  const instant = await nextOccurrence({ ...DAILY, ...changed }, Date.parse(after))
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

describe('a cadence', () => {
  test.each([
    ['2026-03-07T11:00:00Z', '2026-03-08T10:00:00.000Z'],
    ['2026-03-08T10:00:00Z', '2026-03-09T10:00:00.000Z'],
    ['2026-10-31T10:00:00Z', '2026-11-01T11:00:00.000Z'],
    ['2026-11-01T11:00:00Z', '2026-11-02T11:00:00.000Z'],
  ])('follows the clocks of its zone over both changes: after %s comes %s', async (after, then) => {
    expect(await next({}, after)).toBe(then)
  })

  test('is that of its rule, its zone and its days', async () => {
    const twice = { rrule: 'FREQ=WEEKLY;BYDAY=TU,FR', zone_info: 'US/Pacific', time_of_day: '18:00' } as const
    expect(await next(twice, '2026-01-05T09:00:00Z')).toBe('2026-01-07T02:00:00.000Z')
    expect(await next(twice, '2026-01-07T02:00:00Z')).toBe('2026-01-10T02:00:00.000Z')
    expect(await next({ start_date: '2026-02-01' }, '2026-01-05T09:00:00Z')).toBe('2026-02-01T11:00:00.000Z')
    const ending = { end_date: '2026-01-06' }
    expect(await next(ending, '2026-01-06T10:59:00Z')).toBe('2026-01-06T11:00:00.000Z')
    expect(await next(ending, '2026-01-06T11:00:00Z')).toBeUndefined()
  })

  test.each([
    ['FREQ=FORTNIGHTLY', 'FORTNIGHTLY'],
    ['FREQ=DAILY;BYHUOR=6', 'the nearest is BYHOUR'],
    ['FREQ=DAILY;BYHOUR=25', 'hours from 0 to 23'],
    ['FREQ=WEEKLY;BYDAY=MX', 'days such as MO,TH'],
    ['FREQ=DAILY;INTERVAL=0', 'a whole number from 1'],
    ['FREQ=DAILY;UNTIL=2026', 'a day such as 20261231'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'days of the month'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'stands in it twice'],
    ['FREQ=DAILY=WEEKLY', 'no part of a rule'],
    ['FREQ=DAILY;', 'no part of a rule'],
    ['INTERVAL=2', 'FREQ is missing'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'no day follows it'],
  ])('cannot have a rule that is none: %s', async (rule, words) => {
    expect(await ruleFault(rule)).toContain(words)
  })

  test.each(Object.keys(SHORT_RULES))('has a rule for %s', async (word) => {
    expect(await ruleFault(statedCadence(word).rrule as string)).toBeUndefined()
  })

  test('is told in short, with a time or by its fields', () => {
    expect(statedCadence('weekdays at 18:00')).toEqual({
      rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      time_of_day: '18:00',
    })
    expect(statedCadence('FREQ=DAILY;INTERVAL=2')).toEqual({ rrule: 'RRULE:FREQ=DAILY;INTERVAL=2' })
    const fields = { rrule: 'weekly', zone_info: 'Etc/UTC' } as const
    expect(statedCadence(fields)).toEqual({ rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO', zone_info: 'Etc/UTC' })
    expect(statedCadence({ time_of_day: '09:00' })).toEqual({ time_of_day: '09:00' })
  })
})
