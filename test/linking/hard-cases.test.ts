import { describe, expect, test } from 'vitest'
import { match } from '../../src/linking/match.ts'
import { type HardCase, SOMEBODY } from './hard-cases.ts'
import { FIRST_NAME_CASES } from './hard-cases-first-names.ts'
import { LAST_NAME_CASES } from './hard-cases-last-names.ts'
import { NUMBER_CASES } from './hard-cases-numbers.ts'

const groups: readonly (readonly [string, readonly HardCase[]])[] = [
  ['first names', FIRST_NAME_CASES],
  ['last names', LAST_NAME_CASES],
  ['dates and numbers', NUMBER_CASES],
]

describe.each(groups)('hard cases of %s', (_group, rows) => {
  test.each(rows)('$name: $reason', ({ platform, carrier, linked }) => {
    const one = { ...SOMEBODY, ...platform }
    const other = { ...SOMEBODY, ...carrier }
    const outcomes = [
      match([{ person: one }], [{ id: 'c', person: other }], 'group')[0]?.outcome,
      match([{ person: other }], [{ id: 'c', person: one }], 'group')[0]?.outcome,
    ]
    const expected = linked ? 'linked' : 'unknown'
    expect(outcomes).toEqual([expected, expected])
  })
})
