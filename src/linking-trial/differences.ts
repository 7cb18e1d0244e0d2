import type { Draws } from '../kernel/draws.ts'
import type { Identity } from '../linking/identity.ts'
import { addedTo, folds, oneEdit, otherDigit, swappedLetters } from './slips.ts'

/** What two systems may know of somebody, each in its own way. */
export type Recorded = Identity & { readonly sex?: 'F' | 'M' | 'X' | 'U' }

/** What a difference may be made of. */
export interface DifferenceSource {
  /** What people of a first name are called. */
  nicknamesOf(name: string): readonly string[]
  readonly firstNames: readonly string[]
  readonly lastNames: readonly string[]
  /** Of the same family, without the person. */
  readonly relatives: readonly Recorded[]
}

/** Fields with another content; undefined for those that are gone. */
type Said = { readonly [Name in keyof Recorded]?: Recorded[Name] | undefined }

/** How a record comes to differ; undefined where it cannot, as nobody without a middle name is called by it. */
type Change = (person: Recorded, draws: Draws, source: DifferenceSource) => Said | undefined

/**
 * Ways in which one person stands differently in two systems. The keys are a scenario's keywords. In the order in which they
 * happen, where several do.
 */
export const DIFFERENCES = {
  /** Jim for James. */
  nickname: ({ first_name }, draws, { nicknamesOf }) => {
    const names = nicknamesOf(first_name)
    return names.length === 0 ? undefined : { first_name: draws.choice(names, 'nickname') }
  },
  /** A name that has nothing to do with the one on record: Kevin for Minh. */
  preferred_name: ({ first_name }, draws, { firstNames }) => {
    const preferred = draws.choice(firstNames, 'preferred')
    return preferred === first_name ? undefined : { first_name: preferred }
  },
  middle_as_first: ({ first_name, middle_name }, draws) => {
    if (!middle_name) return undefined
    return draws.chance(50, 'kept')
      ? { first_name: middle_name, middle_name: first_name }
      : { first_name: middle_name, middle_name: undefined }
  },
  initial: ({ first_name }) =>
    first_name.length < 2 ? undefined : { first_name: [...first_name][0] as string },
  middle_name_missing: ({ middle_name }) => (middle_name ? { middle_name: undefined } : undefined),
  middle_initial: ({ middle_name }) =>
    middle_name ? { middle_name: [...middle_name][0] as string } : undefined,
  first_name_typo: ({ first_name }, draws) => changed('first_name', first_name, oneEdit(first_name, draws)),
  first_name_swapped_letters: ({ first_name }, draws) =>
    changed('first_name', first_name, swappedLetters(first_name, draws)),
  /** A marriage, or its end. */
  last_name_changed: ({ last_name }, draws, { lastNames }) => {
    const name = draws.choice(lastNames, 'surname')
    return name === last_name ? undefined : { last_name: name }
  },
  /** One name more, before or behind, or one less. */
  last_name_doubled: ({ last_name }, draws, { lastNames }) => {
    const parts = last_name.split(/[ -]/).filter((part) => part !== '')
    if (parts.length > 1) return { last_name: draws.choice(parts, 'part') }
    return { last_name: addedTo(last_name, draws.choice(lastNames, 'second'), draws) }
  },
  last_name_typo: ({ last_name }, draws) => changed('last_name', last_name, oneEdit(last_name, draws)),
  last_name_swapped_letters: ({ last_name }, draws) =>
    changed('last_name', last_name, swappedLetters(last_name, draws)),
  names_swapped: ({ first_name, last_name }) => ({ first_name: last_name, last_name: first_name }),
  /** Left out, or written behind the last name. */
  suffix: ({ suffix, last_name }, draws) => {
    if (!suffix) return undefined
    return draws.chance(50, 'suffix')
      ? { suffix: undefined }
      : { suffix: undefined, last_name: `${last_name} ${suffix}` }
  },
  /** Other case, accents, hyphens, blanks and apostrophes. */
  spelling: ({ first_name, last_name }, draws) => {
    const fold = draws.choice(folds, 'fold')
    const spelled = { first_name: fold(first_name), last_name: fold(last_name) }
    return spelled.first_name === first_name && spelled.last_name === last_name ? undefined : spelled
  },
  date_of_birth_day_and_month: ({ date_of_birth }) => {
    const [year, month = '', day = ''] = date_of_birth.split('-')
    return day > '12' || day === month ? undefined : { date_of_birth: `${year}-${day}-${month}` }
  },
  date_of_birth_digit: ({ date_of_birth }, draws) => otherDay(date_of_birth, draws, otherDigit),
  date_of_birth_swapped_digits: ({ date_of_birth }, draws) => otherDay(date_of_birth, draws, swappedLetters),
  date_of_birth_placeholder: () => ({ date_of_birth: '1900-01-01' }),
  ssn_missing: ({ ssn }) => (ssn ? { ssn: undefined } : undefined),
  ssn_digit: ({ ssn }, draws) => otherNumber(ssn, draws, otherDigit),
  ssn_swapped_digits: ({ ssn }, draws) => otherNumber(ssn, draws, swappedLetters),
  ssn_placeholder: (_, draws) => ({ ssn: draws.choice(PLACEHOLDERS, 'placeholder') }),
  /** A relative's number on this person's record. */
  ssn_of_relative: ({ ssn }, draws, { relatives }) => {
    const numbers = relatives.flatMap((one) => (one.ssn && one.ssn !== ssn ? [one.ssn] : []))
    return numbers.length === 0 ? undefined : { ssn: draws.choice(numbers, 'relative') }
  },
  /** Another number altogether, as after a theft, or instead of a tax number. */
  ssn_changed: ({ ssn }, draws) => (ssn ? { ssn: newNumber(draws) } : undefined),
  sex_missing: ({ sex }) => (sex === 'F' || sex === 'M' ? { sex: 'U' as const } : undefined),
} satisfies Readonly<Record<string, Change>>

export type DifferenceKind = keyof typeof DIFFERENCES

/** Of one, how many people differ in a way: 0.05 is one in twenty. */
export type DifferenceRates = { readonly [Kind in DifferenceKind]?: number }

/** The record as the other system has it, and in which ways it has come to differ. */
export function differing(
  person: Recorded,
  rates: DifferenceRates,
  draws: Draws,
  source: DifferenceSource,
): { readonly person: Recorded; readonly kinds: readonly DifferenceKind[] } {
  let now = person
  const kinds: DifferenceKind[] = []
  for (const [kind, change] of Object.entries(DIFFERENCES) as [DifferenceKind, Change][]) {
    if (!draws.chance((rates[kind] ?? 0) * 100, kind)) continue
    const differences = change(now, draws, source)
    if (differences === undefined) continue
    now = { ...now, ...differences } as Recorded
    kinds.push(kind)
  }
  return { person: withoutMissing(now), kinds }
}

/** Numbers that people type who have none to type; those that no API takes are not among them. */
const PLACEHOLDERS = ['999999999', '123456789', '111111111']

function changed<N extends 'first_name' | 'last_name'>(
  name: N,
  before: string,
  after: string,
): Said | undefined {
  return after === before ? undefined : { [name]: after }
}

/** Another day that there is, not after the year 2026. */
function otherDay(day: string, draws: Draws, slip: (text: string, draws: Draws) => string): Said | undefined {
  const digits = slip(day.replaceAll('-', '').slice(2), draws)
  const date_of_birth = `${day.slice(0, 2)}${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4)}`
  const time = Date.parse(date_of_birth)
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date_of_birth)
  return isDay && date_of_birth !== day && date_of_birth < '2026' ? { date_of_birth } : undefined
}

/** The last four digits differ: the ranges that are never issued are not left. */
function otherNumber(
  ssn: Recorded['ssn'],
  draws: Draws,
  slip: (text: string, draws: Draws) => string,
): Said | undefined {
  if (ssn?.length !== 9) return undefined
  const number = `${ssn.slice(0, 5)}${slip(ssn.slice(5), draws)}`
  return number === ssn || number.endsWith('0000') ? undefined : { ssn: number }
}

function newNumber(draws: Draws): string {
  const part = (most: number, what: string, length: number) =>
    String(draws.integer(1, most, what)).padStart(length, '0')
  return `9${part(99, 'new area', 2)}${part(49, 'new group', 2)}${part(9999, 'new serial', 4)}`
}

function withoutMissing(person: Recorded): Recorded {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined)) as Recorded
}
