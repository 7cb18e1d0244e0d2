import { type Draws, drawsOf } from '../kernel/draws.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
import { employmentOf, type Spell } from './census-employment.ts'
import {
  ageOn,
  bornAt,
  drawnKin,
  isChild,
  isPartner,
  type Kin,
  kinOf,
  kinOfStatus,
  maritalStatus,
} from './census-kin.ts'
import { addressIn, employeeName, type Named, relativeNames } from './census-names.ts'
import { CENSUS_SHARES as SHARES } from './census-shares.ts'
import { familyEnrollments, firstDayGiven, type GivenDependent, type GivenFamily } from './given.ts'
import type { NameLists, State } from './name-lists.ts'
import type { Employment, Person, Relationship } from './records.ts'
import { socialSecurityNumber } from './social-security-number.ts'

/** Whom a census is made of: the same population gives the same people, one by one, whoever asks for how many of them. */
export interface Population {
  readonly seed: string
  /** What the people belong to: an employer's name, or a carrier's identifier that nobody has described. */
  readonly key: string
  readonly state: State
  /** Ages and dates of hire are relative to this day. */
  readonly today: IsoDate
  /** Numbers that are given to somebody: nobody else has them. */
  readonly takenNumbers: ReadonlySet<string>
}

export interface CensusDependent {
  readonly relationship: Relationship
  readonly person: Person
  /** The last day of the marriage, of a former spouse. */
  readonly until?: IsoDate
}

export interface CensusFamily {
  readonly person: Person
  readonly employment: Employment
  /** When the employee was employed, oldest first. */
  readonly spells: readonly Spell[]
  /** Works at the employer's second place. */
  readonly isInBranch: boolean
  /** Somebody said who it is: nothing rare is drawn for it. */
  readonly isDescribed: boolean
  readonly dependents: readonly CensusDependent[]
}

/** Places for people of one family in the row of Social Security numbers. */
export const FAMILY_SIZE = 64

interface Family {
  readonly lists: NameLists
  readonly population: Population
  readonly ordinal: number
  readonly given: GivenFamily
  readonly isDescribed: boolean
  readonly draws: Draws
  readonly address: NonNullable<Person['home_address']>
}

/** The n-th family of a population. Depends on nothing else in it. Who is described by `given` is as ordinary as can be. */
export function censusFamily(
  lists: NameLists,
  population: Population,
  ordinal: number,
  described?: GivenFamily,
): CensusFamily {
  const { today, state } = population
  const given = described ?? {}
  const isDescribed = described !== undefined
  const draws = drawsOf(population.seed, 'census', population.key, ordinal)
  const date_of_birth =
    given.person?.date_of_birth ?? bornAt(today, ageFor(given, today, draws), draws, 'self')
  const age = ageOn(today, date_of_birth)
  const kin = given.dependents
    ? given.dependents.map(givenKin)
    : kinOfStatus(given.person?.marital_status, drawnKin(today, age, draws))

  /** A relative is born before the coverages that are given. */
  function givenKin({ relationship, person, enrollments }: GivenDependent, index: number): Kin {
    const drawn = kinOf(relationship, today, age, draws, `given ${index}`)
    const covered = firstDayGiven(enrollments) ?? drawn.date_of_birth
    const isLate = drawn.date_of_birth > covered
    const born = isLate ? addDays(covered, -draws.integer(1, 700, `born ${index}`)) : drawn.date_of_birth
    return { ...drawn, date_of_birth: person?.date_of_birth ?? born }
  }

  const address = given.person?.home_address ?? addressIn(lists, state, draws, 'home')
  const family: Family = { lists, population, ordinal, given, isDescribed, draws, address }
  const marital_status = maritalStatus(kin, age, draws)
  const name = { ...nameOf(family), ...given.person }
  const self = personAt(family, 0, { ...name, marital_status }, date_of_birth)
  const { employment, spells } = employmentOf({ today, lists, draws }, date_of_birth, given, isDescribed)
  const relatives = kin.map((one, index) => ({ ...one, fixed: given.dependents?.[index]?.person }))
  const names = relativeNames(lists, draws, name, relatives, !isDescribed)
  const isSenior = names.some(({ suffix }) => suffix === 'Jr.')
  return {
    person: {
      ...self,
      ...(isSenior ? { suffix: 'Sr.' } : {}),
      contact: given.person?.contact ?? contactOf(self, ordinal, draws),
      ...given.person,
    },
    employment,
    spells,
    isInBranch: draws.chance(SHARES.branch, 'branch'),
    isDescribed,
    dependents: kin.map((one, index) => {
      const partnered = isPartner(one.relationship) ? { marital_status } : {}
      const drawn = { ...(names[index] as Named), ...partnered }
      return dependentAt(family, index + 1, one, drawn, given.dependents?.[index]?.person)
    }),
  }
}

/** Old enough for the children and the years of work that are given. */
function ageFor(given: GivenFamily, today: IsoDate, draws: Draws): number {
  const { dependents = [], employment } = given
  const children = dependents.flatMap(({ relationship, person, enrollments }) =>
    isChild(relationship) ? [person?.date_of_birth ?? firstDayGiven(enrollments) ?? today] : [],
  )
  const hired = [employment?.employment_dates?.hire_date, firstDayGiven(familyEnrollments(given))]
  const worked = [...hired.filter((day) => day !== undefined), today].toSorted()[0] as IsoDate
  return Math.max(
    draws.integer(19, 64, 'age'),
    ...children.map((born) => ageOn(today, born) + 23),
    ageOn(today, worked) + 20,
  )
}

/** The employee's own name, rarely that of the employee before. */
function nameOf({ lists, population, ordinal, given, isDescribed, draws }: Family): Named {
  if (ordinal === 0 || isDescribed || !draws.chance(SHARES.namesakes, 'namesake')) {
    return employeeName(lists, draws, given.person ?? {})
  }
  return employeeName(lists, drawsOf(population.seed, 'census', population.key, ordinal - 1), {})
}

function personAt(
  { population, ordinal, isDescribed, draws, address }: Family,
  position: number,
  name: Named & Partial<Person>,
  date_of_birth: IsoDate,
): Person {
  const share = position === 0 ? SHARES.employees_without_ssn : SHARES.dependents_without_ssn
  const hasNumber = isDescribed || !draws.chance(share, `no number ${position}`)
  return {
    date_of_birth,
    home_address: address,
    ...(hasNumber ? { ssn: freeNumber(population, ordinal * FAMILY_SIZE + position) } : {}),
    ...name,
  }
}

/** The n-th number; where it is given to somebody else, another of the family's. */
function freeNumber(population: Population, place: number): string {
  const number = socialSecurityNumber(population, place)
  if (!population.takenNumbers.has(number)) return number
  const last = Math.floor(place / FAMILY_SIZE) * FAMILY_SIZE + FAMILY_SIZE - 1
  return socialSecurityNumber(population, last - (place % 16))
}

function dependentAt(
  family: Family,
  position: number,
  { relationship, date_of_birth, until, disabled }: Kin,
  name: Named & Partial<Person>,
  fixed: Partial<Person> | undefined,
): CensusDependent {
  const { lists, population, draws, isDescribed } = family
  const age = ageOn(population.today, date_of_birth)
  const isElsewhere =
    relationship === 'ex-spouse' ||
    (isChild(relationship) && age >= 18 && draws.chance(SHARES.children_elsewhere, `elsewhere ${position}`))
  const isStudent = isElsewhere && age < 24 && isChild(relationship)
  const details = {
    ...(disabled ? { disability: { disabled: true } } : {}),
    ...(isStudent ? { is_student: true } : {}),
  }
  const person: Person = {
    ...personAt(family, position, name, date_of_birth),
    ...(isElsewhere && !isDescribed
      ? { home_address: addressIn(lists, population.state, draws, `elsewhere ${position}`) }
      : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
    ...fixed,
  }
  return { relationship, person, ...(until === undefined ? {} : { until }) }
}

function contactOf(person: Person, ordinal: number, draws: Draws): NonNullable<Person['contact']> {
  const mailbox = [mailName(person.first_name), mailName(person.last_name), ordinal + 1].join('.')
  return {
    email_address: `${mailbox}@example.com`,
    email_address_type: 'work',
    home_phone: `+15555550${draws.integer(100, 199, 'phone')}`,
  }
}

const mailName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '') || 'member'

/** Where an employer is when nobody says so. */
const STATES: readonly State[] = ['CA', 'TX', 'NY', 'FL', 'IL', 'WA', 'CO', 'OH', 'GA', 'PA', 'MA', 'NC']

export function populationState(seed: string, key: string): State {
  return drawsOf(seed, 'state', key).choice(STATES, 'state')
}
