import { describe, expect, test } from 'vitest'
import type { Identity } from '../../src/linking/identity.ts'
import { match } from '../../src/linking/match.ts'
import { POINTS, scoreOf } from '../../src/linking/score.ts'
import { STANDARD_LINKING } from '../../src/linking/settings.ts'
import type { Candidate, Sought, Verdict } from '../../src/linking/verdict.ts'
import { sized } from '../size.ts'

type Evidence = keyof typeof POINTS

function linkPeople(people: readonly Sought[], candidates: readonly Candidate[]): Verdict[] {
  return match(people, candidates, 'group', { ...STANDARD_LINKING, matcher: 'score' })
}

function linkPerson(sought: Sought, candidates: readonly Candidate[]): Verdict {
  return linkPeople([sought], candidates)[0] as Verdict
}

const james: Identity = {
  first_name: 'James',
  last_name: 'Miller',
  date_of_birth: '1984-03-12',
  ssn: '900010001',
}

const stranger: Identity = { first_name: 'Olga', last_name: 'Brandt', date_of_birth: '1955-11-30' }

describe('each piece of evidence', () => {
  const rows: readonly (readonly [
    name: string,
    one: Partial<Identity>,
    other: Partial<Identity>,
    Evidence | undefined,
  ])[] = [
    ['equal SSNs', { ssn: '900010001' }, { ssn: '900010001' }, 'ssn_equal'],
    ['SSNs that differ in one digit', { ssn: '900010001' }, { ssn: '900010002' }, 'ssn_nearly_equal'],
    ['SSNs with two neighbours swapped', { ssn: '900010012' }, { ssn: '900010021' }, 'ssn_nearly_equal'],
    ['an SSN and its last four digits', { ssn: '900010001' }, { ssn: '0001' }, 'ssn_last_four_equal'],
    ['the last four digits of both', { ssn: '0001' }, { ssn: '0001' }, 'ssn_last_four_equal'],
    ['an SSN and other last four digits', { ssn: '900010001' }, { ssn: '0002' }, 'ssn_different'],
    [
      'SSNs with two digits swapped that are no neighbours',
      { ssn: '900010102' },
      { ssn: '900010201' },
      'ssn_different',
    ],
    ['different SSNs', { ssn: '900010001' }, { ssn: '911020345' }, 'ssn_different'],
    ['an SSN on one side', { ssn: '900010001' }, {}, undefined],
    ['null for an SSN', { ssn: null }, { ssn: '900010001' }, undefined],
    [
      'equal dates of birth',
      { date_of_birth: '1984-03-12' },
      { date_of_birth: '1984-03-12' },
      'date_of_birth_equal',
    ],
    [
      'another year',
      { date_of_birth: '1984-03-12' },
      { date_of_birth: '1994-03-12' },
      'date_of_birth_nearly_equal',
    ],
    [
      'another month',
      { date_of_birth: '1984-03-12' },
      { date_of_birth: '1984-08-12' },
      'date_of_birth_nearly_equal',
    ],
    [
      'another day',
      { date_of_birth: '1984-03-12' },
      { date_of_birth: '1984-03-21' },
      'date_of_birth_nearly_equal',
    ],
    [
      'day and month swapped',
      { date_of_birth: '1984-03-12' },
      { date_of_birth: '1984-12-03' },
      'date_of_birth_nearly_equal',
    ],
    [
      'two components that differ',
      { date_of_birth: '1984-03-12' },
      { date_of_birth: '1985-04-12' },
      undefined,
    ],
    ['equal last names', { last_name: 'Miller' }, { last_name: 'MILLER ' }, 'last_name_equal'],
    ['last names but for accents', { last_name: 'Peña' }, { last_name: 'Pena' }, 'last_name_equal'],
    ['last names but for punctuation', { last_name: "O'Brien" }, { last_name: 'OBrien' }, 'last_name_equal'],
    ['last names but for spaces', { last_name: 'Mc Donald' }, { last_name: 'McDonald' }, 'last_name_equal'],
    ['last names but for a suffix', { last_name: 'Miller Jr.' }, { last_name: 'Miller' }, 'last_name_equal'],
    ['last names but for one letter', { last_name: 'Miller' }, { last_name: 'Millar' }, 'last_name_similar'],
    [
      'one part of a hyphenated last name',
      { last_name: 'Miller-Santos' },
      { last_name: 'Santos' },
      'last_name_similar',
    ],
    ['only a particle in common', { last_name: 'De La Cruz' }, { last_name: 'De La Rosa' }, undefined],
    [
      'the maiden name',
      { last_name: 'Santos', maiden_name: 'Miller' },
      { last_name: 'Miller' },
      'last_name_similar',
    ],
    [
      'the maiden name on the other side',
      { last_name: 'Miller' },
      { last_name: 'Santos', maiden_name: 'Miller' },
      'last_name_similar',
    ],
    ['equal first names', { first_name: 'James' }, { first_name: 'james' }, 'first_name_equal'],
    [
      'a second first name as middle name',
      { first_name: 'Mary Ann' },
      { first_name: 'Mary', middle_name: 'Ann' },
      'first_name_equal',
    ],
    ['a nickname', { first_name: 'Jimmy' }, { first_name: 'James' }, 'first_name_nickname'],
    ['two nicknames of one name', { first_name: 'Jimmy' }, { first_name: 'Jim' }, 'first_name_nickname'],
    ['a Spanish short form', { first_name: 'Paco' }, { first_name: 'Francisco' }, 'first_name_nickname'],
    ['two names with one nickname', { first_name: 'Alan' }, { first_name: 'Alfred' }, undefined],
    [
      'first names but for one letter',
      { first_name: 'Katrin' },
      { first_name: 'Katrina' },
      'first_name_similar',
    ],
    ['an initial', { first_name: 'J.' }, { first_name: 'James' }, 'first_name_initial'],
    [
      'middle names that contradict',
      { middle_name: 'Lee' },
      { middle_name: 'Marie' },
      'middle_name_or_suffix_contradicts',
    ],
    ['a middle initial', { middle_name: 'L' }, { middle_name: 'Lee' }, undefined],
    ['a middle name on one side', { middle_name: 'Lee' }, {}, undefined],
    ['suffixes that contradict', { suffix: 'Jr.' }, { suffix: 'Sr.' }, 'middle_name_or_suffix_contradicts'],
    [
      'a suffix within the last name',
      { last_name: 'Miller III' },
      { last_name: 'Miller', suffix: 'Jr' },
      'middle_name_or_suffix_contradicts',
    ],
    ['one suffix in two spellings', { suffix: 'II' }, { suffix: '2nd' }, undefined],
  ]

  test.each(rows)('%s', (_name, one, other, expected) => {
    const { findings } = scoreOf({ ...james, ssn: null, ...one }, { ...stranger, ...other })
    const evidence = findings.map((finding) => finding.evidence)
    if (expected) expect(evidence).toContain(expected)
    else expect(evidence.filter((piece) => piece !== 'last_name_equal')).toEqual([])
  })
})

describe('points', () => {
  test('of each piece are those of the table', () => {
    expect(POINTS).toEqual({
      ssn_equal: 50,
      ssn_nearly_equal: 20,
      ssn_last_four_equal: 20,
      ssn_different: -30,
      date_of_birth_equal: 30,
      date_of_birth_nearly_equal: 12,
      last_name_equal: 15,
      last_name_similar: 8,
      first_name_equal: 15,
      first_name_nickname: 12,
      first_name_similar: 12,
      first_name_initial: 5,
      middle_name_or_suffix_contradicts: -5,
      all_equal_without_ssn: 15,
    })
  })

  const rows: readonly (readonly [string, Partial<Identity>, number])[] = [
    ['everything equal', {}, 110],
    ['SSN and date of birth only', { first_name: 'Olga', last_name: 'Brandt' }, 80],
    ['name and date of birth, another SSN', { ssn: '955495555' }, 30],
    ['name and date of birth, no SSN', { ssn: null }, 75],
    ['nickname, last name and date of birth, no SSN', { first_name: 'Jimmy', ssn: null }, 57],
    ['nickname, everything else equal', { first_name: 'Jimmy' }, 107],
    ['one digit of the SSN', { ssn: '900010009' }, 80],
    ['SSN, name and another year of birth', { date_of_birth: '1948-03-12' }, 92],
    ['initial', { first_name: 'J' }, 100],
    ['similar last name', { last_name: 'Millar' }, 103],
    ['one letter of the first name', { first_name: 'Jame' }, 107],
    ['two neighbouring digits of the SSN swapped', { ssn: '900010010' }, 80],
    ['day and month of birth swapped', { date_of_birth: '1984-12-03' }, 92],
    ['nothing but the SSN', { first_name: 'Olga', last_name: 'Brandt', date_of_birth: '1955-11-30' }, 50],
  ]
  test.each(rows)('%s', (_name, changed, points) => {
    expect(scoreOf({ ...james, ...changed }, james).points).toBe(points)
    expect(scoreOf(james, { ...james, ...changed }).points).toBe(points)
  })

  test('a contradicting middle name and suffix count once', () => {
    const one = { ...james, middle_name: 'Lee', suffix: 'Jr' }
    const other = { ...james, middle_name: 'Marie', suffix: 'Sr' }
    expect(scoreOf(one, other).points).toBe(105)
  })
})

describe('the verdict', () => {
  const member = (id: string, person: Partial<Identity> = {}, more = {}) => ({
    id,
    person: { ...james, ...person },
    ...more,
  })

  test('links at the threshold and not below', () => {
    expect(linkPerson({ person: { ...james, ssn: null } }, [member('a')]).outcome).toBe('linked')
    const below = linkPerson({ person: { ...james, ssn: null, first_name: 'Jimmy' } }, [member('a')])
    expect(below).toMatchObject({ outcome: 'unknown', why: 'below_threshold', near: { id: 'a', points: 57 } })
  })

  test('the best must be ten points ahead', () => {
    const sought = { person: { ...james, ssn: null } }
    const twice = linkPerson(sought, [member('a'), member('b')])
    expect(twice).toMatchObject({ outcome: 'unknown', why: 'ambiguous' })
    const nickname = linkPerson({ person: james }, [member('a'), member('b', { first_name: 'Jim' })])
    expect(nickname).toMatchObject({ outcome: 'unknown', why: 'ambiguous' })
    const ahead = linkPerson({ person: james }, [member('a'), member('b', { first_name: 'J' })])
    expect(ahead).toMatchObject({ outcome: 'linked', match: { id: 'a', points: 110 } })
  })

  test('the order of the candidates decides nothing', () => {
    const candidates = [member('b', { ssn: null }), member('a'), member('c', { ssn: '955495555' })]
    const sought = { person: james }
    expect(linkPerson(sought, candidates)).toEqual(linkPerson(sought, candidates.toReversed()))
  })

  test('somebody with a custom id is never linked, but named', () => {
    const verdict = linkPerson({ person: james }, [member('a', {}, { custom_individual_id: 'E-1' })])
    expect(verdict).toMatchObject({ outcome: 'unknown', why: 'taken', near: { id: 'a', taken: true } })
  })

  test('an equal relationship breaks a tie', () => {
    const candidates = [
      member('a', {}, { relationship: 'child' }),
      member('b', {}, { relationship: 'spouse' }),
    ]
    expect(linkPerson({ person: james, relationship: 'spouse' }, candidates)).toMatchObject({
      outcome: 'linked',
      match: { id: 'b' },
    })
    expect(linkPerson({ person: james, relationship: 'other' }, candidates).outcome).toBe('unknown')
  })

  test('two people are never linked to one member', () => {
    const twins = [
      { person: { ...james, first_name: 'Jane' } },
      { person: { ...james, first_name: 'James' } },
    ]
    const [jane, other] = linkPeople(twins, [member('a')])
    expect(other).toMatchObject({ outcome: 'linked', match: { id: 'a' } })
    expect(jane).toMatchObject({ outcome: 'unknown', why: 'ambiguous' })
    const same = linkPeople([twins[1] as never, twins[1] as never], [member('a')])
    expect(same.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown'])
  })

  test('many are compared only with those who share an SSN or a day of birth with them', () => {
    const day = (at: number) => `19${60 + (at % 40)}-0${1 + (at % 9)}-${10 + (at % 19)}`
    const family = Array.from({ length: sized({ landing: 1500, full: 5000 }) }, (_, at) => ({
      id: `m-${at}`,
      person: { ...james, first_name: `Child${at}`, date_of_birth: day(at), ssn: `9${10_000_000 + at}` },
    }))
    const verdicts = linkPeople(family, family)
    expect(verdicts.map((verdict) => verdict.outcome === 'linked' && verdict.match.id)).toEqual(
      family.map(({ id }) => id),
    )
    const most = Math.max(...verdicts.map(({ looked_at }) => looked_at))
    expect(most).toBeLessThan(family.length / 100)
  })

  test('a verdict shows whom it compared, best first', () => {
    const candidates = [member('b', { first_name: 'J', ssn: null }), member('a')]
    expect(linkPerson({ person: james }, candidates)).toMatchObject({
      looked_at: 2,
      why: 'points',
      candidates: [
        { id: 'a', points: 110 },
        { id: 'b', points: 50 },
      ],
    })
  })

  test('equal names with nearly equal numbers are worth a warning', () => {
    for (const date_of_birth of ['1984-12-03', '1984-03-13']) {
      const person = { ...james, ssn: '900010002', date_of_birth }
      const [verdict] = linkPeople([{ person }], [member('a'), member('b', { ...stranger })])
      expect(verdict).toMatchObject({ why: 'below_threshold', near: { id: 'a', points: 62 }, looked_at: 1 })
    }
  })

  test('names and date of birth with another SSN are worth a warning', () => {
    const verdict = linkPerson({ person: { ...james, ssn: '955495555' } }, [member('a')])
    expect(verdict).toMatchObject({
      outcome: 'unknown',
      why: 'below_threshold',
      near: { id: 'a', points: 30 },
    })
    const nobody = linkPerson({ person: stranger }, [member('a')])
    expect(nobody).toMatchObject({ outcome: 'unknown', why: 'nobody_similar', looked_at: 0 })
    expect(nobody).not.toHaveProperty('near')
  })
})
