import { describe, expect, test } from 'vitest'
import { type DelayKind, delayOf } from '../../src/carriers/pace.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { DAY } from '../../src/kernel/instant.ts'
import type { Setting } from '../../src/kernel/world.ts'

const at = (pace: Setting['pace'], profile: Setting['profile'] = 'production') => ({
  seed: 's',
  pace,
  profile,
})
const guardian = carrierNamed('guardian')
const keys = Array.from({ length: 200 }, (_, index) => `record ${index}`)
const delays = (setting: ReturnType<typeof at>, kind: DelayKind) =>
  keys.map((key) => delayOf(setting, kind, guardian, key))

describe('delays', () => {
  test('of a demo: created for 2 s, an answer 5 s later', () => {
    expect(new Set(delays(at('demo'), 'connection_processing'))).toEqual(new Set([2000]))
    expect(new Set(delays(at('demo'), 'connection_answer'))).toEqual(new Set([5000]))
  })

  test.each([at('demo'), at('realistic', 'noyo-sandbox'), at('instant', 'noyo-sandbox')])(
    'of a snapshot are together at most 15 s and spread: %j',
    (setting) => {
      const parts = (['snapshot_validation', 'carrier_apply', 'snapshot_fulfillment'] as const).map((kind) =>
        delays(setting, kind),
      )
      const sums = keys.map((_, index) => parts.reduce((sum, part) => sum + (part[index] as number), 0))
      expect(Math.max(...sums)).toBeLessThanOrEqual(15_000)
      expect(Math.min(...sums)).toBeLessThan(4_000)
      expect(Math.max(...sums)).toBeGreaterThan(11_000)
    },
  )

  test("in Noyo's sandbox bring a connection to its status within 10 s", () => {
    const setting = at('realistic', 'noyo-sandbox')
    const started = delays(setting, 'connection_processing')
    const answered = delays(setting, 'connection_answer')
    expect(Math.max(...started) + Math.max(...answered)).toBeLessThanOrEqual(10_000)
  })

  test("are the carrier's own days when realistic", () => {
    const answered = delays(at('realistic'), 'connection_answer')
    expect(Math.min(...answered)).toBeGreaterThanOrEqual(DAY)
    expect(Math.max(...answered)).toBeLessThanOrEqual(5 * DAY)
    expect(Math.max(...answered) - Math.min(...answered)).toBeGreaterThan(3 * DAY)
  })

  test('are none when instant, but for asking again', () => {
    expect(delayOf(at('instant'), 'connection_answer', guardian, 'a')).toBe(0)
    expect(delayOf(at('instant'), 'snapshot_fulfillment', guardian, 'a')).toBe(0)
    expect(delayOf(at('instant'), 'connection_retry', guardian, 'a')).toBeGreaterThan(0)
  })

  test('follow from seed, kind and key alone', () => {
    const delay = (seed: string, kind: DelayKind, key: string) =>
      delayOf({ ...at('demo'), seed }, kind, undefined, key)
    expect(delay('s', 'carrier_apply', 'a')).toBe(delay('s', 'carrier_apply', 'a'))
    const others = [
      delay('t', 'carrier_apply', 'a'),
      delay('s', 'snapshot_fulfillment', 'a'),
      delay('s', 'carrier_apply', 'b'),
    ]
    expect(others).not.toContain(delay('s', 'carrier_apply', 'a'))
  })
})
