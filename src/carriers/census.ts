import type { Faker } from '@faker-js/faker'
import { choiceFrom, integerFrom, seedFrom } from '../kernel/identity.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
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

/** What a scenario says of a family; the rest is generated. Dependents, when given, are these and no others. */
export interface GivenFamily {
  readonly person?: Partial<Person>
  readonly employment?: Partial<Employment>
  readonly dependents?: readonly { readonly relationship: Relationship; readonly person?: Partial<Person> }[]
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
  const age = draw(22, 62, 'age')
  const kin = given.dependents
    ? given.dependents.map(({ relationship }, index) => kinOf(relationship, age, draw, `child ${index}`))
    : drawnKin(age, draw)
  const surname = seeded(faker, population, ordinal, 'surname').person.lastName()
  const address =
    given.person?.home_address ?? homeAddress(seeded(faker, population, ordinal, 'address'), population.state)
  const marital = maritalStatus(kin, age, draw)

  const personAt = (position: number, age: number, fixed: Partial<Person>): Person =>
    person(seeded(faker, population, ordinal, position), fixed, {
      last_name: surname,
      date_of_birth: birthday(population.today, age, (most) => draw(0, most, `birthday ${position}`)),
      ssn: socialSecurityNumber(population, ordinal * FAMILY_SIZE + position),
      phone: draw(100, 199, 'phone'),
      mailbox: position === 0 ? `.${ordinal + 1}` : undefined,
      home_address: address,
    })

  const subscriber = personAt(0, age, { marital_status: marital, ...given.person })
  const dependents = kin.map(({ relationship, age }, index): CensusDependent => {
    const fixed = given.dependents?.[index]?.person ?? {}
    const keepsName = !isPartner(relationship) || draw(1, 100, 'own surname') <= 80
    const last_name = keepsName
      ? { last_name: subscriber.last_name }
      : { last_name: seeded(faker, population, ordinal, 'other').person.lastName() }
    const status = isPartner(relationship) ? { marital_status: marital } : {}
    return { relationship, person: personAt(index + 1, age, { ...last_name, ...status, ...fixed }) }
  })
  const jobs = seeded(faker, population, ordinal, 'job')
  return {
    person: subscriber,
    employment: { ...employment(jobs, population.today, age, draw), ...given.employment },
    dependents: distinctlyNamed(dependents, given),
  }
}

/** Everybody has a generator of their own, so that nobody's name depends on who came before. */
function seeded(faker: Faker, population: Population, ...who: readonly (string | number)[]): Faker {
  faker.seed(seedFrom(population.seed, 'census', population.key, ...who))
  return faker
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
  return { relationship, age: draw(Math.max(0, age - 40), Math.min(25, Math.max(0, age - 21)), what) }
}

function maritalStatus(kin: readonly Kin[], age: number, draw: Draw): NonNullable<Person['marital_status']> {
  const partner = kin.find(({ relationship }) => isPartner(relationship))
  if (partner) return partner.relationship === 'spouse' ? 'married' : 'domestic-partner'
  return age > 30 && draw(1, 100, 'divorced') <= 25 ? 'divorced' : 'single'
}

function birthday(today: IsoDate, age: number, within: (most: number) => number): IsoDate {
  const year = Number(today.slice(0, 4)) - age
  const latest = `${year}-${today.slice(5, 7)}-${today.endsWith('-29') ? '28' : today.slice(8)}`
  return addDays(latest, -within(364))
}

function homeAddress(faker: Faker, state: State): NonNullable<Person['home_address']> {
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
  drawn: {
    last_name: string
    date_of_birth: IsoDate
    ssn: string
    phone: number
    mailbox: string | undefined
    home_address: NonNullable<Person['home_address']>
  },
): Person {
  const sex = fixed.sex ?? (faker.number.int(1) === 0 ? 'F' : 'M')
  const first_name = fixed.first_name ?? faker.person.firstName(sex === 'F' ? 'female' : 'male')
  const middle =
    faker.number.int(1) === 0 ? { middle_name: faker.person.middleName(sex === 'F' ? 'female' : 'male') } : {}
  const last_name = fixed.last_name ?? drawn.last_name
  const contact =
    drawn.mailbox === undefined
      ? {}
      : {
          contact: {
            email_address: `${mailName(first_name)}.${mailName(last_name)}${drawn.mailbox}@example.com`,
            email_address_type: 'work' as const,
            home_phone: `+15555550${drawn.phone}`,
          },
        }
  return {
    first_name,
    ...middle,
    last_name,
    date_of_birth: drawn.date_of_birth,
    sex,
    ssn: drawn.ssn,
    home_address: drawn.home_address,
    ...contact,
    ...fixed,
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

function employment(faker: Faker, today: IsoDate, age: number, draw: Draw): Employment {
  const isFullTime = draw(1, 100, 'hours') <= 88
  const career = Math.min(15, age - 20) * 365
  return {
    employment_status: isFullTime ? 'full-time' : 'part-time',
    employment_dates: { hire_date: addDays(today, -draw(HIRED_DAYS_AGO, career, 'hired')) },
    hours_worked: isFullTime ? 40 : draw(20, 28, 'hours a week'),
    occupation: faker.person.jobTitle(),
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
