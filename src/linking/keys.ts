import type { Person } from '../carriers/records.ts'
import type { Identity } from './identity.ts'
import { portraitOf } from './portrait.ts'

/**
 * The pieces of evidence under which a person is found as a linking candidate: whoever could reach the threshold shares at
 * least one of them with the person looked for.
 */
export function linkingKeys(person: Pick<Person, 'ssn' | 'date_of_birth'>): string[] {
  const keys = [`dob:${person.date_of_birth}`]
  if (person.ssn) keys.push(`ssn:${person.ssn}`)
  return keys
}

/**
 * The same within a set of people that is at hand, and under equal names a nearly equal day of birth: too little to link, enough
 * to be named in a warning.
 */
export function nearKeys(person: Identity): string[] {
  const { first, last, birth } = portraitOf(person)
  const [year, month, day] = birth
  return [...linkingKeys(person), `${first}/${last}/${year}`, `${first}/${last}/${month}-${day}`]
}
