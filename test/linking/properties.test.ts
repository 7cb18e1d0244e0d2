import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare } from '../../src/linking/compare.ts'
import { evidentPairs } from '../../src/linking/evident.ts'
import type { Identity } from '../../src/linking/identity.ts'
import { linkingKeys, wideKeys } from '../../src/linking/keys.ts'
import { match } from '../../src/linking/match.ts'
import { portraitOf } from '../../src/linking/portrait.ts'
import type { Candidate } from '../../src/linking/verdict.ts'
import { type GroupPerson, linkGroup } from '../../src/linking/whole-group.ts'
import { sized } from '../size.ts'

const RUNS = { numRuns: sized({ landing: 150, full: 1500 }) }

/** Few values, so that people are alike in every way. */
const FIRST = [
  'Anna',
  'Ann',
  'Anne',
  'Beth',
  'Elizabeth',
  'James',
  'Jim',
  'J',
  'Mary Ann',
  'Mary Beth',
  'Kayden',
  'Jayden',
  '',
]
const LAST = ['Vankirk', 'Vankirc', 'Ostrowe', 'Vankirk-Ostrowe', 'Smith', 'Anna', '']
const BORN = ['2010-01-09', '2010-09-01', '2010-01-08', '1980-01-09', '1979-02-03', '1900-01-01', '']
const SSN = [null, '911220001', '911220002', '911220010', '911227001', '000000000', '944556677']

const person: fc.Arbitrary<Identity> = fc.record({
  first_name: fc.constantFrom(...FIRST),
  last_name: fc.constantFrom(...LAST),
  date_of_birth: fc.constantFrom(...BORN),
  ssn: fc.constantFrom(...SSN),
  sex: fc.constantFrom('F', 'M', 'U'),
})

const people = fc.array(person, { minLength: 1, maxLength: 6 })

function candidatesOf(all: readonly Identity[]): Candidate[] {
  return all.map((one, at) => ({ id: `c${at}`, person: one }))
}

function groupOf(all: readonly Identity[], side: string): GroupPerson[] {
  return all.map((one, at) => ({
    id: `${side}${at}`,
    person: one,
    ...(at % 3 === 0 ? {} : { employee_id: `${side}${at - (at % 3)}`, relationship: 'child' }),
  }))
}

const outcome = (one: Identity, candidates: readonly Candidate[]) => {
  const [verdict] = match([{ person: one }], candidates, 'group')
  return verdict?.outcome === 'linked' ? verdict.match.id : null
}

describe('linking, whoever the people are', () => {
  test('compares two people the same from both sides', () => {
    fc.assert(
      fc.property(person, person, (one, other) => {
        const [here, there] = [portraitOf(one), portraitOf(other)]
        expect(compare(here, there)).toEqual(compare(there, here))
      }),
      RUNS,
    )
  })

  test.each(['whole_group', 'family'] as const)(
    'takes nobody for evident whom weighing would not link (%s)',
    (within) => {
      const written = fc.array(fc.tuple(person, person, fc.boolean(), fc.integer({ min: 0, max: 3 })), {
        minLength: 1,
        maxLength: 16,
      })
      fc.assert(
        fc.property(written, (rows) => {
          // Many have a number of their own, on both sides, be they one person or two.
          const own = (one: Identity, at: number, kind: number) =>
            kind === 0 ? one : { ...one, ssn: String(911_220_100 + at * 37) }
          const here = candidatesOf(rows.map(([one, , , kind], at) => own(one, at, kind)))
          const there = rows.map(([one, other, isLoud, kind], at) => ({
            id: `t${at}`,
            person: own(
              kind === 3 ? other : isLoud ? { ...one, last_name: one.last_name.toUpperCase() } : one,
              at,
              kind,
            ),
          }))
          const verdicts = match(here, there, within)
          for (const [one, other] of evidentPairs(here, there).links) {
            const verdict = verdicts[here.indexOf(one)]
            expect(verdict?.outcome === 'linked' && verdict.match.id).toBe(other.id)
          }
        }),
        RUNS,
      )
    },
  )

  test('does not depend on the order of candidates', () => {
    fc.assert(
      fc.property(person, people, (one, others) => {
        const candidates = candidatesOf(others)
        expect(outcome(one, candidates.toReversed())).toBe(outcome(one, candidates))
      }),
      RUNS,
    )
  })

  test('does not depend on the order of people, nor on ids', () => {
    fc.assert(
      fc.property(people, people, (platform, carrier) => {
        const here = groupOf(platform, 'p')
        const there = groupOf(carrier, 'c')
        const plain = linkGroup({ platform: here, carrier: there }).links
        const turned = linkGroup({ platform: here.toReversed(), carrier: there.toReversed() }).links
        expect(new Map([...turned].toSorted())).toEqual(new Map([...plain].toSorted()))
        const renamed = there.map(({ id, employee_id, ...rest }) => ({
          ...rest,
          id: `z${9 - Number(id.slice(1))}`,
          ...(employee_id === undefined ? {} : { employee_id: `z${9 - Number(employee_id.slice(1))}` }),
        }))
        const again = linkGroup({ platform: here, carrier: renamed }).links
        const back = [...again].map(
          ([id, to]) => [id, to === null ? null : `c${9 - Number(to.slice(1))}`] as const,
        )
        expect(new Map(back)).toEqual(plain)
      }),
      RUNS,
    )
  })

  test('is not changed by a stranger', () => {
    const stranger: Identity = {
      first_name: 'Wenceslas',
      last_name: 'Quillfeather',
      date_of_birth: '1951-12-30',
      ssn: '977889911',
    }
    fc.assert(
      fc.property(people, people, (platform, carrier) => {
        const keys = new Set(
          [...platform, ...carrier].flatMap((one) => [...linkingKeys(one), ...wideKeys(one)]),
        )
        expect(wideKeys(stranger).some((key) => keys.has(key))).toBe(false)
        const [here, there] = [groupOf(platform, 'p'), groupOf(carrier, 'c')]
        const odd = { id: 'stranger', person: stranger }
        const plain = linkGroup({ platform: here, carrier: there }).links
        const crowded = linkGroup({
          platform: [odd, ...here],
          carrier: [...there, { ...odd, id: 'S' }],
        }).links
        expect(crowded).toEqual(new Map([['stranger', 'S'], ...plain]))
        for (const one of platform) {
          const candidates = candidatesOf(carrier)
          const more = [...candidates, { id: 's', person: stranger }]
          expect(outcome(one, more)).toBe(outcome(one, candidates))
        }
      }),
      RUNS,
    )
  })

  test('gives no member to two people', () => {
    fc.assert(
      fc.property(people, people, (platform, carrier) => {
        const { links } = linkGroup({ platform: groupOf(platform, 'p'), carrier: groupOf(carrier, 'c') })
        const given = [...links.values()].filter((id) => id !== null)
        expect(new Set(given).size).toBe(given.length)
      }),
      RUNS,
    )
  })
})
