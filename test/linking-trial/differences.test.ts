import { describe, expect, test } from 'vitest'
import { drawsOf } from '../../src/kernel/draws.ts'
import {
  DIFFERENCES,
  type DifferenceKind,
  differing,
  type Recorded,
} from '../../src/linking-trial/differences.ts'

const JOSE: Recorded = {
  first_name: 'James',
  middle_name: 'Ángel',
  last_name: "O'Neill-Núñez",
  suffix: 'Jr',
  date_of_birth: '1984-03-07',
  ssn: '901234567',
  sex: 'M',
}

const SOURCE = {
  nicknamesOf: (name: string) => (name === 'James' ? ['Jim', 'Jimmy'] : []),
  firstNames: ['Kevin', 'Brad'],
  lastNames: ['Quimby', 'Zyzak'],
  relatives: [{ ...JOSE, first_name: 'Ana', ssn: '902112233' }],
}

const draws = (n: number) => drawsOf('test', 'person', n)

/** What comes of one kind over many people. */
const made = (kind: DifferenceKind, person = JOSE) =>
  Array.from({ length: 60 }, (_, n) => differing(person, { [kind]: 1 }, draws(n), SOURCE))

/** Which fields each kind may change. */
const FIELDS: Readonly<Record<DifferenceKind, readonly (keyof Recorded)[]>> = {
  nickname: ['first_name'],
  preferred_name: ['first_name'],
  middle_as_first: ['first_name', 'middle_name'],
  initial: ['first_name'],
  middle_name_missing: ['middle_name'],
  middle_initial: ['middle_name'],
  first_name_typo: ['first_name'],
  first_name_swapped_letters: ['first_name'],
  last_name_changed: ['last_name'],
  last_name_doubled: ['last_name'],
  last_name_typo: ['last_name'],
  last_name_swapped_letters: ['last_name'],
  names_swapped: ['first_name', 'last_name'],
  suffix: ['suffix', 'last_name'],
  spelling: ['first_name', 'last_name'],
  date_of_birth_day_and_month: ['date_of_birth'],
  date_of_birth_digit: ['date_of_birth'],
  date_of_birth_swapped_digits: ['date_of_birth'],
  date_of_birth_placeholder: ['date_of_birth'],
  ssn_missing: ['ssn'],
  ssn_digit: ['ssn'],
  ssn_swapped_digits: ['ssn'],
  ssn_placeholder: ['ssn'],
  ssn_of_relative: ['ssn'],
  ssn_changed: ['ssn'],
  sex_missing: ['sex'],
}

const KINDS = Object.keys(DIFFERENCES) as DifferenceKind[]

describe('a difference', () => {
  test.each(KINDS)('%s changes what it says and nothing else', (kind) => {
    const all = made(kind)
    expect(all.some(({ kinds }) => kinds.includes(kind))).toBe(true)
    for (const { person, kinds } of all) {
      const names = new Set([...Object.keys(JOSE), ...Object.keys(person)]) as Set<keyof Recorded>
      const other = [...names].filter((name) => person[name] !== JOSE[name])
      expect(other.filter((name) => !FIELDS[kind].includes(name))).toEqual([])
      expect(other.length > 0).toBe(kinds.includes(kind))
    }
  })

  test.each([
    ['nickname', ['Jim', 'Jimmy']],
    ['preferred_name', ['Brad', 'Kevin']],
    ['initial', ['J']],
    ['names_swapped', ["O'Neill-Núñez"]],
  ] as const)('%s makes of James %j', (kind, names) => {
    expect([...new Set(made(kind).map(({ person }) => person.first_name))].toSorted()).toEqual(names)
  })

  test('days of birth are days, and numbers stay where none is ever issued', () => {
    for (const kind of KINDS) {
      for (const { person } of made(kind)) {
        const day = person.date_of_birth
        expect(new Date(day).toISOString().slice(0, 10)).toBe(day)
        if (kind !== 'ssn_placeholder' && person.ssn)
          expect(person.ssn).toMatch(/^9\d\d(0[1-9]|[1-4]\d)\d{4}$/)
      }
    }
  })

  test('day and month are swapped only where that is a day, and another one', () => {
    const swapped = (date_of_birth: string) =>
      differing({ ...JOSE, date_of_birth }, { date_of_birth_day_and_month: 1 }, draws(0), SOURCE)
    expect(swapped('1984-03-07').person.date_of_birth).toBe('1984-07-03')
    for (const day of ['1984-03-13', '1984-05-05']) {
      expect(swapped(day)).toEqual({ person: { ...JOSE, date_of_birth: day }, kinds: [] })
    }
  })

  test('who has nothing to be changed stays as they are', () => {
    const bare: Recorded = { first_name: 'Xi', last_name: 'Li', date_of_birth: '2000-05-05' }
    const impossible: DifferenceKind[] = [
      'nickname',
      'middle_as_first',
      'middle_name_missing',
      'middle_initial',
      'suffix',
      'date_of_birth_day_and_month',
      'ssn_missing',
      'ssn_digit',
      'ssn_swapped_digits',
      'ssn_changed',
      'sex_missing',
    ]
    for (const kind of impossible) {
      const { person, kinds } = differing(bare, { [kind]: 1 }, draws(1), SOURCE)
      expect([person, kinds]).toEqual([bare, []])
    }
  })

  test('happens as often as its rate says, and one rate changes nothing of another kind', () => {
    const count = (rates: Parameters<typeof differing>[1]) =>
      Array.from({ length: 4_000 }, (_, n) => differing(JOSE, rates, draws(n), SOURCE).kinds)
    const alone = count({ ssn_missing: 0.1 }).map((kinds) => kinds.includes('ssn_missing'))
    const share = alone.filter(Boolean).length / alone.length
    expect(share).toBeGreaterThan(0.08)
    expect(share).toBeLessThan(0.12)
    const together = count({ ssn_missing: 0.1, nickname: 0.5 }).map((kinds) => kinds.includes('ssn_missing'))
    expect(together).toEqual(alone)
  })
})
