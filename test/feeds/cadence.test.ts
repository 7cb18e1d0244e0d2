import { describe, expect, test } from 'vitest'
import { nextOccurrence, ruleFault } from '../../src/feeds/cadence.ts'
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

  test('cannot have a rule that is none', async () => {
    expect(await ruleFault('RRULE:FREQ=WEEKLY;BYDAY=MO')).toBeUndefined()
    expect(await ruleFault('FREQ=FORTNIGHTLY')).toContain('FORTNIGHTLY')
  })
})
