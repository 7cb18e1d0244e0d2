import { birthOf } from './birth.ts'
import type { Identity } from './identity.ts'
import { takenApart } from './names.ts'
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
