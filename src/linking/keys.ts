import { birthOf } from './birth.ts'
import type { Identity } from './identity.ts'
import { takenApart } from './names.ts'
import { portraitOf } from './portrait.ts'
import { numberOf } from './social-number.ts'

/**
 * The pieces of evidence under which a person is found as a linking candidate: the SSN; the day of birth, with the beginning of
 * the first or of the last name, one of which stays whatever happens to the other; both names, with the year of birth. Whoever
 * could be linked shares one of them with the person looked for, and few others do, however large the group is. What is a
 * placeholder is no key.
 */
export function linkingKeys(person: Identity): string[] {
  const { date_of_birth, ssn } = person
  const keys: string[] = []
  const number = numberOf(ssn)
  if (number !== undefined && number !== 'placeholder') keys.push(`ssn:${number}`)
  const birth = birthOf(date_of_birth)
  if (typeof birth !== 'object') return keys
  const first = takenApart(person.first_name).parts.join('')
  const last = takenApart(person.last_name).parts.join('')
  const beginnings = new Set([first.slice(0, BEGINNING), last.slice(0, BEGINNING)])
  for (const beginning of beginnings) if (beginning !== '') keys.push(`dob:${birth.digits}/${beginning}`)
  if (first === '' || last === '') return keys
  const year = birth.digits.slice(0, 4)
  // Whichever of the two stands where.
  keys.push(first < last ? `name:${first}/${last}/${year}` : `name:${last}/${first}/${year}`)
  return keys
}

/** How many letters of a name stand for it beside the day of birth. */
const BEGINNING = 2

/**
 * The same where both sides of a group are at hand and most people are linked already: the few who are left can afford to be
 * found also by half of what linking goes by.
 */
export function wideKeys(person: Identity): string[] {
  const { birth, last, first, ssn } = portraitOf(person)
  const keys: string[] = []
  if (ssn !== undefined && ssn !== 'placeholder') keys.push(`ssn:${ssn}`, `ending:${ssn.slice(-4)}`)
  if (last !== '' && first !== '') {
    keys.push(first < last ? `name:${first}/${last}` : `name:${last}/${first}`, `initial:${last}/${first[0]}`)
  }
  if (typeof birth !== 'object') return keys
  const { digits } = birth
  keys.push(`dob:${digits}`)
  if (last !== '') keys.push(`year:${last}/${digits.slice(0, 4)}`, `day:${last}/${digits.slice(4)}`)
  return keys
}
