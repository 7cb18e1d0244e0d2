import { describe, expect, test } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { carrierStandings } from '../../src/carriers/records.ts'
import { isHeld, type StandingChange, setStanding, standingOf } from '../../src/carriers/standing.ts'
import { workplace } from './unit-of-work.ts'

const guardian = carrierNamed('guardian') as CarrierProfile

/** What stands after what was said of everybody and of the group. */
async function standingAfter(everyone: StandingChange, ...own: readonly StandingChange[]) {
  const place = await workplace()
  return place.write(async (unit) => {
    await setStanding(unit, guardian, undefined, everyone)
    for (const change of own) await setStanding(unit, guardian, '00123456', change)
    return standingOf(unit, guardian, '00123456')
  })
}

describe('how an employer stands with a carrier', () => {
  test.each<[string, StandingChange, StandingChange, object]>([
    ['is as for everybody', { delay: 5, installed_on: 7 }, {}, { delay: 5, installed_on: 7 }],
    [
      'is its own, field by field',
      { delay: 5, installed_on: 7 },
      { delay: 6 },
      { delay: 6, installed_on: 7 },
    ],
    [
      'has an outcome of its own, which does not end with the other',
      { outcome: 'noyo_review', refuse_until: 9 },
      { outcome: 'action_required' },
      { outcome: 'action_required' },
    ],
    [
      'ends what holds everybody by an end of its own',
      { outcome: 'noyo_review' },
      { refuse_until: 9 },
      { outcome: 'noyo_review', refuse_until: 9 },
    ],
    [
      'has a broker of its own, with none of the other numbers',
      { broker_federal_ein: '900000201', broker_tin: '900000202' },
      { broker_tin: '900000203' },
      { broker_tin: '900000203' },
    ],
  ])('%s', async (_, everyone, own, standing) => {
    expect(await standingAfter(everyone, own)).toEqual(standing)
  })

  test('keeps what is not said anew and forgets what is taken back', async () => {
    const first = { outcome: 'noyo_review', refuse_until: 9, delay: 5 } as const
    expect(await standingAfter({}, first, { delay: 6 })).toEqual({ ...first, delay: 6 })
    expect(await standingAfter({}, first, { delay: null })).not.toHaveProperty('delay')
    expect(await standingAfter({}, first, { outcome: 'action_required' })).toEqual({
      outcome: 'action_required',
      delay: 5,
    })
  })

  test('is one record a group, which keeps its id and its birth', async () => {
    const place = await workplace()
    const said = (change: StandingChange) =>
      place.write(async (unit) => {
        await setStanding(unit, guardian, '00123456', change)
        return (await unit.list(carrierStandings)).records
      })
    const [first] = await said({ delay: 5 })
    const [second, ...others] = await said({ delay: null, installed_on: 7 })
    expect(others).toEqual([])
    expect(second).toMatchObject({ id: first?.id, created: first?.created, installed_on: 7 })
    expect(second?.version).not.toBe(first?.version)
    expect(second).not.toHaveProperty('delay')
  })

  test('is held until the moment said, exactly', () => {
    const standing = { outcome: 'noyo_review', refuse_until: 9 } as const
    expect([8, 9].map((now) => isHeld(standing, now))).toEqual([true, false])
    expect(isHeld({ outcome: 'noyo_review' }, 9)).toBe(true)
    expect(isHeld({ refuse_until: 9 }, 8)).toBe(false)
  })
})
