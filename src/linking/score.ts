import type { Person } from '../carriers/records.ts'
import type { IsoDate } from '../kernel/instant.ts'
import {
  isOneEditApart,
  lastNameParts,
  nameParts,
  normalisedName,
  normalisedSuffix,
  sharePart,
} from './names.ts'
import { areNicknames } from './nicknames.ts'

/** What linking goes by. */
export type Identity = Pick<
  Person,
  'first_name' | 'middle_name' | 'last_name' | 'suffix' | 'maiden_name' | 'date_of_birth' | 'ssn'
>

/**
 * What each piece of evidence counts. That name, date of birth and SSN count, and that James is Jimmy when the other two are
 * equal, is Noyo's (docs, linking members); the points are assumed.
 */
export const POINTS = {
  ssn_equal: 50,
  /** One digit differs, or two neighbours are swapped. */
  ssn_nearly_equal: 20,
  /** Both are there and differ otherwise. */
  ssn_different: -30,
  date_of_birth_equal: 30,
  /** Year, month or day differs, or day and month are swapped. */
  date_of_birth_nearly_equal: 12,
  last_name_equal: 15,
  /** One letter differs, a part is the same, or it is the other's maiden name. */
  last_name_similar: 8,
  first_name_equal: 15,
  first_name_nickname: 12,
  /** One letter differs. */
  first_name_similar: 12,
  first_name_initial: 5,
  middle_name_or_suffix_contradicts: -5,
  /** First name, last name and date of birth are equal, and nobody can compare the SSNs. */
  all_equal_without_ssn: 15,
} as const

export type Evidence = keyof typeof POINTS

export interface Score {
  readonly points: number
  readonly evidence: readonly Evidence[]
}

/** How much speaks for two records being of one person. */
export function scoreOf(one: Identity, other: Identity): Score {
  const lastName = lastNameEvidence(one, other)
  const firstName = firstNameEvidence(one, other)
  const birth = birthEvidence(one.date_of_birth, other.date_of_birth)
  const ssn = ssnEvidence(one.ssn, other.ssn)
  const allEqual =
    firstName === 'first_name_equal' && lastName === 'last_name_equal' && birth === 'date_of_birth_equal'
  const found = [
    ssn,
    birth,
    lastName,
    firstName,
    contradicts(one, other) ? ('middle_name_or_suffix_contradicts' as const) : undefined,
    allEqual && ssn === undefined ? ('all_equal_without_ssn' as const) : undefined,
  ]
  const evidence = found.filter((piece) => piece !== undefined)
  return { evidence, points: evidence.reduce((sum, piece) => sum + POINTS[piece], 0) }
}

function ssnEvidence(one: Person['ssn'], other: Person['ssn']): Evidence | undefined {
  if (!one || !other) return undefined
  if (one === other) return 'ssn_equal'
  const differing = [...one].flatMap((digit, at) => (digit === other[at] ? [] : [at]))
  const [first = 0, second = 0] = differing
  const swapped =
    differing.length === 2 &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  return one.length === other.length && (differing.length === 1 || swapped)
    ? 'ssn_nearly_equal'
    : 'ssn_different'
}

function birthEvidence(one: IsoDate, other: IsoDate): Evidence | undefined {
  if (one === other) return 'date_of_birth_equal'
  const [year, month, day] = one.split('-')
  const [otherYear, otherMonth, otherDay] = other.split('-')
  const equal = [year === otherYear, month === otherMonth, day === otherDay].filter(Boolean).length
  const swapped = year === otherYear && month === otherDay && day === otherMonth
  return equal === 2 || swapped ? 'date_of_birth_nearly_equal' : undefined
}

function lastNameEvidence(one: Identity, other: Identity): Evidence | undefined {
  const { parts } = lastNameParts(one.last_name)
  const { parts: otherParts } = lastNameParts(other.last_name)
  const name = parts.join('')
  const otherName = otherParts.join('')
  if (name === '' || otherName === '') return undefined
  if (name === otherName) return 'last_name_equal'
  const married = normalisedName(one.maiden_name) === otherName || normalisedName(other.maiden_name) === name
  return married || isOneEditApart(name, otherName) || sharePart(parts, otherParts)
    ? 'last_name_similar'
    : undefined
}

function firstNameEvidence(one: Identity, other: Identity): Evidence | undefined {
  const name = normalisedName(one.first_name)
  const otherName = normalisedName(other.first_name)
  if (name === '' || otherName === '') return undefined
  if (name === otherName || givenNames(one) === givenNames(other)) return 'first_name_equal'
  if (areNicknames(name, otherName)) return 'first_name_nickname'
  if (isInitial(name, otherName)) return 'first_name_initial'
  return isOneEditApart(name, otherName) ? 'first_name_similar' : undefined
}

/** "Mary Ann" without a middle name and "Mary" with the middle name "Ann" are the same. */
function givenNames({ first_name, middle_name }: Identity): string {
  return [...nameParts(first_name), ...nameParts(middle_name)].join('')
}

function contradicts(one: Identity, other: Identity): boolean {
  const suffix = normalisedSuffix(one.suffix) ?? lastNameParts(one.last_name).suffix
  const otherSuffix = normalisedSuffix(other.suffix) ?? lastNameParts(other.last_name).suffix
  if (suffix !== undefined && otherSuffix !== undefined && suffix !== otherSuffix) return true
  const middle = normalisedName(one.middle_name)
  const otherMiddle = normalisedName(other.middle_name)
  if (middle === '' || otherMiddle === '' || middle === otherMiddle) return false
  return !(isInitial(middle, otherMiddle) || isOneEditApart(middle, otherMiddle))
}

/** One of the two names is the first letter of the other. */
function isInitial(one: string, other: string): boolean {
  return (one.length === 1 || other.length === 1) && one[0] === other[0]
}
