import type { Identity } from './identity.ts'
import { isOneEditApart, sharePart } from './names.ts'
import { areNicknames } from './nicknames.ts'
import { type Portrait, portraitOf } from './portrait.ts'

/**
 * What each piece of evidence counts. That name, date of birth and SSN count, and that James is Jimmy when the other two are
 * equal, is Noyo's (docs, linking members); the points are assumed.
 */
export const POINTS = {
  ssn_equal: 50,
  /** One digit differs, or two neighbours are swapped. */
  ssn_nearly_equal: 20,
  /** Of one of them only the last four digits are known, as carriers' reports show it. */
  ssn_last_four_equal: 20,
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
  const [here, there] = [portraitOf(one), portraitOf(other)]
  const lastName = lastNameEvidence(here, there)
  const firstName = firstNameEvidence(here, there)
  const birth = birthEvidence(here.birth, there.birth)
  const ssn = ssnEvidence(one.ssn, other.ssn)
  const allEqual =
    firstName === 'first_name_equal' && lastName === 'last_name_equal' && birth === 'date_of_birth_equal'
  const found = [
    ssn,
    birth,
    lastName,
    firstName,
    contradicts(here, there) ? ('middle_name_or_suffix_contradicts' as const) : undefined,
    allEqual && ssn === undefined ? ('all_equal_without_ssn' as const) : undefined,
  ]
  const evidence = found.filter((piece) => piece !== undefined)
  return { evidence, points: evidence.reduce((sum, piece) => sum + POINTS[piece], 0) }
}

function ssnEvidence(one: Identity['ssn'], other: Identity['ssn']): Evidence | undefined {
  if (!one || !other) return undefined
  if (one.length === 4 || other.length === 4) {
    return one.slice(-4) === other.slice(-4) ? 'ssn_last_four_equal' : 'ssn_different'
  }
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

function birthEvidence(
  [year, month, day]: Portrait['birth'],
  [otherYear, otherMonth, otherDay]: Portrait['birth'],
): Evidence | undefined {
  const equal = [year === otherYear, month === otherMonth, day === otherDay].filter(Boolean).length
  if (equal === 3) return 'date_of_birth_equal'
  const swapped = year === otherYear && month === otherDay && day === otherMonth
  return equal === 2 || swapped ? 'date_of_birth_nearly_equal' : undefined
}

function lastNameEvidence(one: Portrait, other: Portrait): Evidence | undefined {
  if (one.last === '' || other.last === '') return undefined
  if (one.last === other.last) return 'last_name_equal'
  const married = one.maiden === other.last || other.maiden === one.last
  return married || isOneEditApart(one.last, other.last) || sharePart(one.last_parts, other.last_parts)
    ? 'last_name_similar'
    : undefined
}

function firstNameEvidence(one: Portrait, other: Portrait): Evidence | undefined {
  const { first } = one
  if (first === '' || other.first === '') return undefined
  if (first === other.first || one.given === other.given) return 'first_name_equal'
  if (areNicknames(first, other.first)) return 'first_name_nickname'
  if (isInitial(first, other.first)) return 'first_name_initial'
  return isOneEditApart(first, other.first) ? 'first_name_similar' : undefined
}

function contradicts(one: Portrait, other: Portrait): boolean {
  if (one.suffix !== undefined && other.suffix !== undefined && one.suffix !== other.suffix) return true
  const { middle } = one
  if (middle === '' || other.middle === '' || middle === other.middle) return false
  return !(isInitial(middle, other.middle) || isOneEditApart(middle, other.middle))
}

/** One of the two names is the first letter of the other. */
function isInitial(one: string, other: string): boolean {
  return (one.length === 1 || other.length === 1) && one[0] === other[0]
}
