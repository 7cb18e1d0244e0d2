import { birthOf } from './birth.ts'
import type { Identity } from './identity.ts'
import { takenApart } from './names.ts'
import { portraitOf } from './portrait.ts'
import { numberOf } from './social-number.ts'

/**
 * The pieces of evidence under which a person is found as a linking candidate: whoever could be linked shares at least one of
 * them with the person looked for. Each is shared by few, however large the group is; what is a placeholder is no key.
 */
export function linkingKeys(person: Identity): string[] {
  const { date_of_birth, ssn } = person
  const keys: string[] = []
  const number = numberOf(ssn)
  if (number !== undefined && number !== 'placeholder') keys.push(`ssn:${number}`)
  if (typeof birthOf(date_of_birth) === 'object') keys.push(`dob:${date_of_birth}`)
  const name = nameKey(person)
  if (name !== undefined) keys.push(name)
  return keys
}

/** First and last name, whichever of the two stands where. */
function nameKey({ first_name, last_name }: Identity): string | undefined {
  const first = takenApart(first_name).parts.join('')
  const last = takenApart(last_name).parts.join('')
  if (first === '' || last === '') return undefined
  return first < last ? `name:${first}/${last}` : `name:${last}/${first}`
}

/**
 * The same where both sides of a group are at hand and most people are linked already: the few who are left can afford to be
 * found also by half of what linking goes by.
 */
export function wideKeys(person: Identity): string[] {
  const keys = linkingKeys(person)
  const { birth, last, first, ssn } = portraitOf(person)
  if (last !== '' && typeof birth === 'object') {
    keys.push(`year:${last}/${birth.digits.slice(0, 4)}`, `day:${last}/${birth.digits.slice(4)}`)
  }
  if (last !== '' && first !== '') keys.push(`initial:${last}/${first[0]}`)
  if (ssn !== undefined && ssn !== 'placeholder') keys.push(`ending:${ssn.slice(-4)}`)
  return keys
}
