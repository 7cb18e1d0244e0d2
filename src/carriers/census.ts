import type { Faker } from '@faker-js/faker'
import { choiceFrom, integerFrom, seedFrom } from '../kernel/identity.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
import type { GivenFamily } from './given.ts'
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
}

export type State = NonNullable<Person['home_address']>['state']

export interface CensusDependent {
  readonly relationship: Relationship
  readonly person: Person
}

export interface CensusFamily {
  readonly person: Person
  readonly employment: Employment
  readonly dependents: readonly CensusDependent[]
}

/** Places for people of one family in the row of Social Security numbers. */
const FAMILY_SIZE = 16

/** Everybody was hired at least this long before, so that the waiting periods are over. */
const HIRED_DAYS_AGO = 120

/** A whole number in [least, most] for this family, decided by what it is for. */
type Draw = (least: number, most: number, what: string) => number

interface Kin {
  readonly relationship: Relationship
  /** Whole years. */
  readonly age: number
}

/** The n-th family of a population. Depends on nothing else in it. */
export function censusFamily(
  faker: Faker,
  population: Population,
  ordinal: number,
  given: GivenFamily = {},
): CensusFamily {
  const draw: Draw = (least, most, what) =>
    integerFrom(least, most, population.seed, 'census', population.key, ordinal, what)
  const born = given.person?.date_of_birth
  const age = born === undefined ? draw(22, 62, 'age') : Math.max(18, ageOn(population.today, born))
  const kin = given.dependents
    ? given.dependents.map(({ relationship }, index) => kinOf(relationship, age, draw, `child ${index}`))
    : drawnKin(age, draw)
  seed(faker, population, ordinal, 0)
  const surname = faker.person.lastName()
  const otherSurname = faker.person.lastName()
  const address = addressIn(faker, population.state)
  const occupation = faker.person.jobTitle()
  const marital_status = maritalStatus(kin, age, draw)

  const personAt = (position: number, age: number, fixed: Partial<Person>): Person =>
    person(faker, fixed, {
      last_name: surname,
      date_of_birth: birthday(population.today, age, draw(0, 364, `birthday ${position}`)),
      ssn: socialSecurityNumber(population, ordinal * FAMILY_SIZE + position),
      home_address: given.person?.home_address ?? address,
    })

  const self = personAt(0, age, { marital_status, ...given.person })
  const contact = contactOf(self, ordinal, draw(100, 199, 'phone'))
  const dependents = kin.map(({ relationship, age }, index): CensusDependent => {
    seed(faker, population, ordinal, index + 1)
    const isPartnered = isPartner(relationship)
    const ownName = isPartnered && draw(1, 100, 'own surname') > 80
    const shared = {
      last_name: ownName ? otherSurname : self.last_name,
      ...(isPartnered ? { marital_status } : {}),
    }
    const fixed = given.dependents?.[index]?.person
    return { relationship, person: personAt(index + 1, age, { ...shared, ...fixed }) }
  })
  return {
    person: { ...self, contact: given.person?.contact ?? contact },
    employment: { ...employment(occupation, population.today, age, draw), ...given.employment },
    dependents: distinctlyNamed(dependents, given),
  }
}

/** Everybody's values begin anew, so that nobody's name depends on who came before. */
function seed(faker: Faker, population: Population, ordinal: number, position: number): void {
  faker.seed(seedFrom(population.seed, 'census', population.key, ordinal, position))
}

const isPartner = (relationship: Relationship): boolean =>
  relationship === 'spouse' || relationship === 'domestic-partner' || relationship === 'civil-union'

/** Of a hundred employees 45 are single, 15 couples, 30 families and 10 single parents. Assumed. */
function drawnKin(age: number, draw: Draw): Kin[] {
  const kind = draw(1, 100, 'family')
  const relationship: Relationship = draw(1, 100, 'partner') <= 90 ? 'spouse' : 'domestic-partner'
  const partner: Kin[] = kind > 45 && kind <= 90 ? [kinOf(relationship, age, draw, 'age')] : []
  const youngest = Math.min(age, partner[0]?.age ?? age)
  const room = youngest - 21
  if (kind <= 60 || room < 0) return partner
  const children = Array.from({ length: draw(1, 3, 'children') }, (_, index): Kin => {
    return {
      relationship: 'child',
      age: draw(Math.max(0, youngest - 40), Math.min(25, room), `child ${index}`),
    }
  })
  return [...partner, ...children.toSorted((left, right) => right.age - left.age)]
}

function kinOf(relationship: Relationship, age: number, draw: Draw, what: string): Kin {
  if (isPartner(relationship) || relationship === 'ex-spouse') {
    return { relationship, age: Math.max(21, age + draw(-5, 5, `partner ${what}`)) }
  }
  return {
    relationship,
    age: draw(Math.min(25, Math.max(0, age - 40)), Math.min(25, Math.max(0, age - 21)), what),
  }
}

function maritalStatus(kin: readonly Kin[], age: number, draw: Draw): NonNullable<Person['marital_status']> {
  const partner = kin.find(({ relationship }) => isPartner(relationship))
  if (partner) return partner.relationship === 'spouse' ? 'married' : 'domestic-partner'
  return age > 30 && draw(1, 100, 'divorced') <= 25 ? 'divorced' : 'single'
}

function ageOn(today: IsoDate, date_of_birth: IsoDate): number {
  const years = Number(today.slice(0, 4)) - Number(date_of_birth.slice(0, 4))
  return today.slice(4) < date_of_birth.slice(4) ? years - 1 : years
}

/** A day on which somebody of this age, today, has had the last birthday some days ago. */
function birthday(today: IsoDate, age: number, daysAgo: number): IsoDate {
  const year = Number(today.slice(0, 4)) - age
  const latest = `${year}-${today.slice(5, 7)}-${today.endsWith('-29') ? '28' : today.slice(8)}`
  return addDays(latest, -daysAgo)
}

/** An address that is nobody's; the zip code is one of the state's. */
export function addressIn(faker: Faker, state: State): NonNullable<Person['home_address']> {
  return {
    street_one: faker.location.streetAddress(),
    city: faker.location.city(),
    state,
    zip_code: faker.location.zipCode({ state }),
  }
}

function person(
  faker: Faker,
  fixed: Partial<Person>,
  drawn: Pick<Person, 'last_name' | 'date_of_birth' | 'ssn' | 'home_address'>,
): Person {
  const hasMiddleName = faker.number.int(1) === 0
  const sex = fixed.sex ?? (faker.number.int(1) === 0 ? 'F' : 'M')
  const kind = sex === 'F' ? 'female' : 'male'
  const first_name = fixed.first_name ?? faker.person.firstName(kind)
  const middle_name = faker.person.middleName(kind)
  return { first_name, ...(hasMiddleName ? { middle_name } : {}), ...drawn, sex, ...fixed }
}

function contactOf(person: Person, ordinal: number, phone: number): NonNullable<Person['contact']> {
  const mailbox = [mailName(person.first_name), mailName(person.last_name), ordinal + 1].join('.')
  return {
    email_address: `${mailbox}@example.com`,
    email_address_type: 'work',
    home_phone: `+15555550${phone}`,
  }
}

const mailName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '') || 'member'

/** Brothers and sisters have different first names; a given one stays. */
function distinctlyNamed(dependents: CensusDependent[], given: GivenFamily): CensusDependent[] {
  const taken = new Set<string>()
  return dependents.map((dependent, index) => {
    const { person } = dependent
    const isTaken =
      taken.has(person.first_name) && given.dependents?.[index]?.person?.first_name === undefined
    const first_name = isTaken ? `${person.first_name}-${person.middle_name ?? 'Lee'}` : person.first_name
    taken.add(first_name)
    return isTaken ? { ...dependent, person: { ...person, first_name } } : dependent
  })
}

function employment(occupation: string, today: IsoDate, age: number, draw: Draw): Employment {
  const isFullTime = draw(1, 100, 'hours') <= 88
  const career = Math.max(HIRED_DAYS_AGO, Math.min(15, age - 20) * 365)
  return {
    employment_status: isFullTime ? 'full-time' : 'part-time',
    employment_dates: { hire_date: addDays(today, -draw(HIRED_DAYS_AGO, career, 'hired')) },
    hours_worked: isFullTime ? 40 : draw(20, 28, 'hours a week'),
    occupation,
    salary: isFullTime
      ? { amount: draw(76, 320, 'salary') * 500, type: 'salary', unit: 'annual' }
      : { amount: draw(16, 35, 'wage'), type: 'hourly', unit: 'hour' },
  }
}

/** Where an employer is when nobody says so. */
const STATES: readonly State[] = ['CA', 'TX', 'NY', 'FL', 'IL', 'WA', 'CO', 'OH', 'GA', 'PA', 'MA', 'NC']

export function populationState(seed: string, key: string): State {
  return choiceFrom(STATES, seed, 'state', key)
}
