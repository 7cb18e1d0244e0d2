import type { Finding } from './evidence.ts'
import type { Identity } from './identity.ts'
import { editsBetween } from './letters.ts'
import { areNicknames } from './nicknames.ts'
import { type Portrait, portraitOf } from './portrait.ts'
import { isOneSlipApart } from './social-number.ts'

/*
 * The matcher `score`: a plain sum of points, as the first versions had it. It knows no reasons against a link, no families and
 * no rare names; it is kept for those who want a rule that fits on a page.
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

type ScoreEvidence = keyof typeof POINTS

interface Score {
  readonly points: number
  readonly findings: readonly (Finding & { readonly evidence: ScoreEvidence })[]
}

/** How much speaks for two records being of one person. */
export function scoreOf(one: Identity, other: Identity): Score {
  const [here, there] = [portraitOf(one), portraitOf(other)]
  const lastName = lastNameEvidence(here, there)
  const firstName = firstNameEvidence(here, there)
  const birth = birthEvidence(one.date_of_birth, other.date_of_birth)
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
  const findings = found.flatMap((evidence) =>
    evidence === undefined ? [] : [{ evidence, points: POINTS[evidence] }],
  )
  return { findings, points: findings.reduce((sum, { points }) => sum + points, 0) }
}

function ssnEvidence(one: Identity['ssn'], other: Identity['ssn']): ScoreEvidence | undefined {
  if (!one || !other) return undefined
  if (one.length === 4 || other.length === 4) {
    return one.slice(-4) === other.slice(-4) ? 'ssn_last_four_equal' : 'ssn_different'
  }
  if (one === other) return 'ssn_equal'
  return one.length === other.length && isOneSlipApart(one, other) ? 'ssn_nearly_equal' : 'ssn_different'
}

function birthEvidence(one: string, other: string): ScoreEvidence | undefined {
  const [year, month, day] = one.split('-')
  const [otherYear, otherMonth, otherDay] = other.split('-')
  const equal = [year === otherYear, month === otherMonth, day === otherDay].filter(Boolean).length
  if (month === undefined || otherMonth === undefined) return undefined
  if (equal === 3) return 'date_of_birth_equal'
  const swapped = year === otherYear && month === otherDay && day === otherMonth
  return equal === 2 || swapped ? 'date_of_birth_nearly_equal' : undefined
}

function lastNameEvidence(one: Portrait, other: Portrait): ScoreEvidence | undefined {
  if (one.last === '' || other.last === '') return undefined
  if (one.last === other.last) return 'last_name_equal'
  const married = one.maidens.join('') === other.last || other.maidens.join('') === one.last
  const part = one.lasts.some((name) => other.lasts.includes(name))
  return married || isOneEditApart(one.last, other.last) || part ? 'last_name_similar' : undefined
}

function firstNameEvidence(one: Portrait, other: Portrait): ScoreEvidence | undefined {
  const { first } = one
  if (first === '' || other.first === '') return undefined
  if (first === other.first || one.given === other.given) return 'first_name_equal'
  if (areNicknames(first, other.first)) return 'first_name_nickname'
  if (isInitial(first, other.first)) return 'first_name_initial'
  return isOneEditApart(first, other.first) ? 'first_name_similar' : undefined
}

function contradicts(one: Portrait, other: Portrait): boolean {
  if (one.suffix !== undefined && other.suffix !== undefined && one.suffix !== other.suffix) return true
  const [middle, otherMiddle] = [one.middles.join(''), other.middles.join('')]
  if (middle === '' || otherMiddle === '' || middle === otherMiddle) return false
  return !(isInitial(middle, otherMiddle) || isOneEditApart(middle, otherMiddle))
}

/** One character put in, left out or replaced. */
function isOneEditApart(one: string, other: string): boolean {
  return editsBetween(one, other, 1) === 1
}

/** One of the two names is the first letter of the other. */
function isInitial(one: string, other: string): boolean {
  return (one.length === 1 || other.length === 1) && one[0] === other[0]
}
