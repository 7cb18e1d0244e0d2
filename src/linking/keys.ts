import type { Person } from '../carriers/records.ts'

/**
 * The pieces of evidence under which a person is found as a linking candidate: whoever could reach the threshold shares at
 * least one of them with the person looked for.
 */
export function linkingKeys(person: Pick<Person, 'ssn' | 'date_of_birth'>): string[] {
  const keys = [`dob:${person.date_of_birth}`]
  if (person.ssn) keys.push(`ssn:${person.ssn}`)
  return keys
}
