import { describe, expect, test } from 'vitest'
import { type CensusFamily, censusFamily, type Population } from '../../src/carriers/census.ts'
import { ageOn, isPartner } from '../../src/carriers/census-kin.ts'
import { CENSUS_SHARES, COVERAGE_SHARES } from '../../src/carriers/census-shares.ts'
import { nameLists } from '../../src/carriers/name-lists.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { sized } from '../size.ts'
import { accountOf, TODAY } from './generated.ts'

const SIZE = sized({ landing: 4_000, full: 40_000 })

const population = (key: string, today = TODAY): Population => ({
  seed: 'test',
  key,
  state: 'CO',
  today,
  takenNumbers: new Set(),
})

async function families(size: number, of = population('Blue Door')): Promise<CensusFamily[]> {
  const lists = await nameLists()
  return Array.from({ length: size }, (_, ordinal) => censusFamily(lists, of, ordinal))
}

/** Four standard deviations of a count: one test in ten thousand fails by chance, and the seed is fixed. */
function expectShare<T>(of: readonly T[], percent: number, is: (one: T) => boolean): void {
  const share = percent / 100
  const expected = of.length * share
  expect(of.length).toBeGreaterThan(50)
  expect(Math.abs(of.filter(is).length - expected)).toBeLessThanOrEqual(
    4 * Math.sqrt(expected * (1 - share)) + 1,
  )
}

const relationships = ({ dependents }: CensusFamily) => dependents.map(({ relationship }) => relationship)
const isPartnered = (family: CensusFamily) => relationships(family).some(isPartner)
const age = ({ person }: { readonly person: { readonly date_of_birth: string } }) =>
  ageOn(TODAY, person.date_of_birth)
const OWN: readonly string[] = ['child', 'step-child', 'adopted-child', 'foster-child', 'legal-guardianship']
const childrenOf = ({ dependents }: CensusFamily) =>
  dependents.filter(({ relationship }) => OWN.includes(relationship))

describe('a big census has the stated share of', () => {
  test('partners, children and single parents', async () => {
    const all = await families(SIZE)
    expectShare(all, CENSUS_SHARES.couples + CENSUS_SHARES.families, isPartnered)
    // Who is younger than 26 and has a younger partner has no children yet.
    const old = all.filter((one) => age(one) >= 27)
    expectShare(old, CENSUS_SHARES.families, (one) => isPartnered(one) && childrenOf(one).length > 0)
    expectShare(old, CENSUS_SHARES.single_parents, (one) => !isPartnered(one) && childrenOf(one).length > 0)
    const partners = all.flatMap(({ dependents }) => dependents.filter((one) => isPartner(one.relationship)))
    expectShare(partners, CENSUS_SHARES.domestic_partners, (one) => one.relationship === 'domestic-partner')
    expectShare(partners, CENSUS_SHARES.civil_unions, (one) => one.relationship === 'civil-union')
    const single = all.filter((one) => !isPartnered(one) && age(one) > 30)
    expectShare(single, CENSUS_SHARES.divorced, ({ person }) => person.marital_status === 'divorced')
    const divorced = single.filter(({ person }) => person.marital_status === 'divorced')
    expectShare(divorced, CENSUS_SHARES.ex_spouses, (one) => relationships(one).includes('ex-spouse'))
  })

  test('part-time, terminated, rehired and second-place employees', async () => {
    const all = await families(SIZE)
    const { terminated, rehired } = CENSUS_SHARES
    expectShare(all, terminated, ({ employment }) => employment.employment_status === 'terminated')
    expectShare(all, rehired, ({ employment }) => employment.employment_dates.rehire !== undefined)
    const there = all.filter(({ employment }) => employment.employment_status !== 'terminated')
    expectShare(
      there,
      CENSUS_SHARES.part_time,
      ({ employment }) => employment.employment_status === 'part-time',
    )
    expectShare(
      all,
      (CENSUS_SHARES.became_full_time * (100 - CENSUS_SHARES.part_time)) / 100,
      ({ employment }) => employment.employment_dates.full_time_start !== undefined,
    )
    expectShare(all, CENSUS_SHARES.branch, ({ isInBranch }) => isInBranch)
  })

  test('people without number, with the name of another, twins, juniors and grown children', async () => {
    const all = await families(SIZE)
    const relatives = all.flatMap(({ dependents }) => dependents)
    expectShare(all, CENSUS_SHARES.employees_without_ssn, ({ person }) => person.ssn === undefined)
    expectShare(relatives, CENSUS_SHARES.dependents_without_ssn, ({ person }) => person.ssn === undefined)
    const named = ({ person }: CensusFamily) => `${person.first_name} ${person.last_name}`
    const pairs = all.slice(1).map((family, index) => [family, all[index] as CensusFamily] as const)
    expectShare(pairs, CENSUS_SHARES.namesakes, ([one, before]) => named(one) === named(before))
    const grown = all.filter((family) => {
      const parents = [family, ...family.dependents.filter((one) => isPartner(one.relationship))].map(age)
      return childrenOf(family).length > 0 && Math.min(...parents) > 46
    })
    expectShare(grown, CENSUS_SHARES.children_over_age, (one) =>
      childrenOf(one).some((child) => age(child) >= 26),
    )
    const brothers = all.flatMap((family) =>
      childrenOf(family)
        .slice(1)
        .map((child, index) => [child, childrenOf(family)[index]]),
    )
    expectShare(
      brothers,
      CENSUS_SHARES.twins,
      ([one, before]) => one?.person.date_of_birth === before?.person.date_of_birth,
    )
    const juniors = relatives.filter(({ person }) => person.suffix === 'Jr.')
    const seniors = all.filter(({ person }) => person.suffix === 'Sr.')
    expect(juniors.length).toBe(seniors.length)
    const sons = all.filter(
      ({ person, dependents }) =>
        person.sex === 'M' &&
        dependents.some((one) => one.relationship === 'child' && one.person.sex === 'M'),
    )
    expectShare(sons, CENSUS_SHARES.juniors, ({ person }) => person.suffix === 'Sr.')
  })

  test('refused coverage and COBRA', async () => {
    const carrier = carrierNamed('principal') as CarrierProfile
    const account = await accountOf({ carrier, carrier_group_id: '1234567', employees: SIZE })
    const employees = account.members.filter(({ subscriber }) => subscriber === undefined)
    const dental = Map.groupBy(
      account.enrollments.filter(({ line_of_coverage }) => line_of_coverage === 'dental'),
      ({ member }) => member,
    )
    const refused = employees.filter(({ id }) =>
      dental.get(id)?.every((one) => one.effective_end_date < one.effective_start_date),
    )
    const without = employees.filter(({ id }) => !dental.has(id))
    expectShare(employees, 100 - COVERAGE_SHARES.chosen.dental, ({ id }) => {
      return !dental.has(id) || refused.some((one) => one.id === id)
    })
    expectShare([...refused, ...without], COVERAGE_SHARES.waived, (one) => refused.includes(one))
    const gone = employees.filter(({ id, employment }) => {
      const { terminated } = employment?.employment_dates ?? {}
      return (
        terminated !== undefined &&
        terminated < '2025-11-01' &&
        dental.has(id) &&
        !refused.some((one) => one.id === id)
      )
    })
    const elected = gone.filter(({ id }) => dental.get(id)?.some(({ cobra }) => cobra !== undefined))
    expect(elected.length).toBeGreaterThan(0)
    expect(elected.length).toBeLessThanOrEqual(
      (gone.length * COVERAGE_SHARES.cobra.supported) / 100 + 4 * Math.sqrt(gone.length / 4),
    )
  })
})

describe('a family', () => {
  test('does not depend on how many others there are, nor on who asks', async () => {
    const few = await families(5)
    const many = await families(50)
    expect(many.slice(0, 5)).toEqual(few)
  })

  test('differs from that of another employer, and of another seed', async () => {
    const names = (all: CensusFamily[]) => all.map(({ person }) => `${person.first_name} ${person.last_name}`)
    const first = names(await families(100))
    for (const other of [population('Red Door'), { ...population('Blue Door'), seed: 'other' }]) {
      expect(names(await families(100, other)).filter((name) => first.includes(name)).length).toBeLessThan(3)
    }
  })

  test('has dates relative to the first day of the world', async () => {
    const years = (all: CensusFamily[]) => all.map(({ person }) => Number(person.date_of_birth.slice(0, 4)))
    const early = years(await families(50, population('Blue Door', '2020-03-01')))
    const late = years(await families(50, population('Blue Door', '2030-03-01')))
    expect(late).toEqual(early.map((year) => year + 10))
  })

  test('is coherent on any day of the calendar', async () => {
    for (const today of ['2024-02-29', '2026-12-31', '2025-01-01']) {
      for (const { person, employment, dependents } of await families(300, population('Blue Door', today))) {
        const { hire_date } = employment.employment_dates
        expect(ageOn(hire_date ?? '', person.date_of_birth)).toBeGreaterThanOrEqual(16)
        for (const one of dependents) expect(one.person.date_of_birth <= today).toBe(true)
        const names = dependents.map((one) => one.person.first_name)
        expect(new Set(names).size).toBe(names.length)
      }
    }
  })
})
