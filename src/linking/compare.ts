import { type BirthLevel, birthLevel } from './birth.ts'
import { type Evidence, type Finding, finding } from './evidence.ts'
import { type FirstNameLevel, firstNameLevel } from './first-names.ts'
import { type LastNameLevel, lastNames } from './last-names.ts'
import { editsBetween } from './letters.ts'
import { firstNameWorth, lastNameWorth } from './name-frequency.ts'
import { firstSound, lastSound, type Portrait } from './portrait.ts'
import { type NumberLevel, numberLevel } from './social-number.ts'

/** How two records compare, field by field. */
export interface Comparison {
  readonly ssn: NumberLevel
  readonly birth: BirthLevel
  readonly first: FirstNameLevel
  readonly last: LastNameLevel
  readonly suffix: 'equal' | 'different' | 'one_missing' | 'missing'
  readonly sex: 'equal' | 'different' | 'missing'
  readonly findings: readonly Finding[]
  readonly points: number
}

/** Compares two people; the same whichever of them comes first. */
export function compare(one: Portrait, other: Portrait): Comparison {
  const ssn = numberLevel(one.ssn, other.ssn)
  const birth = birthLevel(one.birth, other.birth)
  const { first, last, findings: names } = compareNames(one, other)
  const suffix = suffixLevel(one, other)
  const sex = one.sex && other.sex ? (one.sex === other.sex ? 'equal' : 'different') : 'missing'
  const findings = [finding(`ssn_${ssn}`), finding(`date_of_birth_${birth}`), ...names]
  if (first !== 'swapped' && first !== 'middle') {
    const middle = middleEvidence(one, other)
    if (middle) findings.push(finding(middle))
  }
  if (suffix === 'equal' || suffix === 'different') findings.push(finding(`suffix_${suffix}`))
  if (sex !== 'missing') findings.push(finding(`sex_${sex}`))
  return { ssn, birth, first, last, suffix, sex, findings, points: sumOf(findings) }
}

export function sumOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { points }) => sum + points, 0)
}

function compareNames(one: Portrait, other: Portrait) {
  const first = firstNameLevel(one, other)
  const { level: last, shared } = lastNames(one, other)
  const isOff = first === 'different' || first === 'alike' || last === 'different'
  if (isOff && haveChangedPlaces(one, other)) {
    const worth = Math.min(firstNameWorth(one.first), firstNameWorth(other.first))
    const lastWorth = Math.min(lastNameWorth(one.last), lastNameWorth(other.last))
    return {
      first: 'swapped' as const,
      last: 'swapped' as const,
      findings: [finding('last_name_swapped', lastWorth), finding('first_name_swapped', worth)],
    }
  }
  const lastWorth = shared === undefined ? lastWorthOf(one, other) : lastNameWorth(shared)
  return {
    first,
    last,
    findings: [
      finding(`last_name_${last}`, lastWorth),
      finding(`first_name_${first}`, firstWorthOf(one, other)),
    ],
  }
}

/** The commoner of two names that are nearly the same says what their likeness is worth. */
function lastWorthOf(one: Portrait, other: Portrait): number {
  return Math.min(lastNameWorth(one.last), lastNameWorth(other.last))
}

/** Of double names the rarer part: Juan Carlos is less common than Juan. */
function firstWorthOf(one: Portrait, other: Portrait): number {
  const worthOf = ({ firsts, first }: Portrait) =>
    firsts.length < 2 ? firstNameWorth(first) : Math.max(...firsts.map(firstNameWorth))
  return Math.min(worthOf(one), worthOf(other))
}

/** All words of both names are the same, and stand in other fields. */
function haveChangedPlaces(one: Portrait, other: Portrait): boolean {
  if (one.first === '' || one.last === '' || other.first === '' || other.last === '') return false
  if (isOneName(one.first, other.last, firstSound(one), lastSound(other))) {
    if (isOneName(one.last, other.first, lastSound(one), firstSound(other))) return true
  }
  const words = ({ firsts, middles, lasts }: Portrait) => [...firsts, ...middles, ...lasts].toSorted()
  const [here, there] = [words(one), words(other)]
  return here.length === there.length && here.length > 2 && here.every((word, at) => word === there[at])
}

/** The same but for spelling or a slip of the finger. */
function isOneName(one: string, other: string, sound: string, otherSound: string): boolean {
  if (one === other || sound === otherSound) return true
  return Math.min(one.length, other.length) > 3 && editsBetween(one, other, 1) === 1
}

function middleEvidence(one: Portrait, other: Portrait): Evidence | undefined {
  const [here, there] = [one.middles.join(''), other.middles.join('')]
  if (here === '' || there === '') return undefined
  if (here === there) return here.length === 1 ? 'middle_name_initial' : 'middle_name_equal'
  if (here.length === 1 || there.length === 1) {
    return here[0] === there[0] ? 'middle_name_initial' : 'middle_name_different'
  }
  if (one.middles.some((name) => other.middles.includes(name))) return 'middle_name_equal'
  // A name by birth among the middle names is the last name's matter.
  if (one.middles.some((name) => other.lasts.includes(name))) return undefined
  if (other.middles.some((name) => one.lasts.includes(name))) return undefined
  // A middle name is mistyped as often as it is another one.
  return here[0] === there[0] && editsBetween(here, there, 2) <= 2 ? undefined : 'middle_name_different'
}

function suffixLevel(one: Portrait, other: Portrait): Comparison['suffix'] {
  if (one.suffix !== undefined && other.suffix !== undefined) {
    return one.suffix === other.suffix ? 'equal' : 'different'
  }
  return one.suffix === other.suffix ? 'missing' : 'one_missing'
}
