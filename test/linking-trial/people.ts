import type { Draws } from '../../src/kernel/draws.ts'
import type { DifferenceKind, Recorded } from '../../src/linking-trial/differences.ts'
import type { NameStock, Origin } from './name-stock.ts'
import { latinSpellings } from './transliteration.ts'

/** Somebody as they are, whatever anybody has on record. */
export interface TruePerson {
  readonly known: Recorded
  readonly origin: Origin
  readonly relationship?: string
}

export interface TrueFamily {
  readonly self: TruePerson
  readonly kin: readonly TruePerson[]
}

export type Stocks = Readonly<Record<Origin, NameStock>>

/** Out of a hundred: what families are like. */
export interface Shares {
  readonly couples: number
  readonly parents: number
  readonly single_parents: number
  /** Of sisters and brothers who follow another: twins of it. */
  readonly twins: number
  readonly triplets: number
  /** Of twins: names that begin alike, or one for her and one for him. */
  readonly twins_named_alike: number
  /** Of first sons. */
  readonly juniors: number
  readonly middle_names: number
  readonly own_surnames: number
}

export const USUAL_SHARES: Shares = {
  couples: 15,
  parents: 35,
  single_parents: 10,
  twins: 8,
  triplets: 2,
  twins_named_alike: 30,
  juniors: 12,
  middle_names: 50,
  own_surnames: 15,
}

/** The n-th number of a row in which every number has many neighbours: areas 900 to 999, groups 01 to 49. */
export function numberAt(n: number): string {
  const area = 900 + (Math.floor(n / 9_999) % 100)
  const group = 1 + (Math.floor(n / 999_900) % 49)
  return `${area}${String(group).padStart(2, '0')}${String(1 + (n % 9_999)).padStart(4, '0')}`
}

/** Frequent names stand first in a list and are drawn more often: about as often as Smith and James are. */
export function frequent(names: readonly string[], draws: Draws, what: string): string {
  return names[Math.floor(draws.fraction(what) ** 1.25 * names.length)] as string
}

const MOST_NUMBERS = 48_000_000

const number = (draws: Draws, what: string): number => draws.integer(0, MOST_NUMBERS, what)

export function bornIn(year: number, draws: Draws, what: string): string {
  const month = String(draws.integer(1, 12, `month ${what}`)).padStart(2, '0')
  return `${year}-${month}-${String(draws.integer(1, 28, `day ${what}`)).padStart(2, '0')}`
}

export function firstName(stock: NameStock, sex: 'F' | 'M', draws: Draws, what: string): string {
  return frequent(sex === 'F' ? stock.female : stock.male, draws, `first ${what}`)
}

/** A surname as it is passed on: in Spanish two of them, more often than not. */
export function surname(stock: NameStock, origin: Origin, draws: Draws, what: string): string {
  const name = frequent(stock.last, draws, `last ${what}`)
  if (origin !== 'hispanic' || !draws.chance(60, `two ${what}`)) return name
  return `${name} ${frequent(stock.last, draws, `second ${what}`)}`
}

/** The surname as a woman or a man bears it. */
export function borne(name: string, sex: 'F' | 'M', stock: NameStock): string {
  if (sex === 'M') return name
  const index = stock.last.indexOf(name)
  const other = stock.female_last?.[index]
  return other ?? name.replace(/(s|c|dz)ki$/, '$1ka')
}

export function newPerson(
  { stock, origin, shares, draws }: { stock: NameStock; origin: Origin; shares: Shares; draws: Draws },
  what: string,
  given: {
    readonly sex?: 'F' | 'M'
    readonly year: number
    readonly last?: string
    readonly relationship?: string
  },
): TruePerson {
  const sex = given.sex ?? (draws.chance(50, `sex ${what}`) ? 'F' : 'M')
  const last = given.last ?? surname(stock, origin, draws, what)
  return {
    origin,
    known: {
      first_name: firstName(stock, sex, draws, what),
      ...(draws.chance(shares.middle_names, `middle ${what}`)
        ? { middle_name: firstName(stock, sex, draws, `middle ${what}`) }
        : {}),
      last_name: borne(last, sex, stock),
      date_of_birth: bornIn(given.year, draws, what),
      ssn: numberAt(number(draws, `number ${what}`)),
      sex,
    },
    ...(given.relationship === undefined ? {} : { relationship: given.relationship }),
  }
}

/** Whether two names of brothers or sisters could be taken for one: nobody gives such. */
export function isSameName(one: string, other: string): boolean {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()]
  return first.startsWith(second) || second.startsWith(first)
}

/** A twin: the same day of birth and surname, another name, the next number. */
export function twinOf(
  person: TruePerson,
  { stock, shares, draws }: { stock: NameStock; shares: Shares; draws: Draws },
  what: string,
  taken: readonly string[] = [],
): TruePerson {
  const { known } = person
  const sex = draws.chance(60, `twin sex ${what}`) ? (known.sex as 'F' | 'M') : known.sex === 'F' ? 'M' : 'F'
  const names = (sex === 'F' ? stock.female : stock.male).filter(
    (name) => ![...taken, known.first_name].some((other) => isSameName(name, other)),
  )
  const alike = names.filter((name) => name.slice(0, 2) === known.first_name.slice(0, 2))
  const isAlike = alike.length > 0 && draws.chance(shares.twins_named_alike, `alike ${what}`)
  const serial = (Number((known.ssn as string).slice(5)) % 9_999) + 1
  return {
    ...person,
    known: {
      ...known,
      first_name: isAlike ? draws.choice(alike, `twin ${what}`) : frequent(names, draws, `twin ${what}`),
      ...(known.middle_name === undefined
        ? {}
        : { middle_name: firstName(stock, sex, draws, `twin middle ${what}`) }),
      sex,
      ssn: `${(known.ssn as string).slice(0, 5)}${String(serial).padStart(4, '0')}`,
    },
  }
}

/** A record in letters that its system takes: names of other scripts in one of several Latin spellings. */
export function written(person: Recorded, origin: Origin, draws: Draws, inOwnScript: boolean): Recorded {
  if (origin !== 'russian' || inOwnScript) return person
  const spell = draws.choice(latinSpellings, 'spelling')
  const { middle_name } = person
  return {
    ...person,
    first_name: spell(person.first_name),
    last_name: spell(person.last_name),
    ...(middle_name === undefined ? {} : { middle_name: spell(middle_name) }),
  }
}

/** What differs about somebody between the systems, `carrier` or `platform` before it. */
export type Told = `${'carrier' | 'platform'} ${DifferenceKind | 'date_of_birth_missing' | 'script'}`
