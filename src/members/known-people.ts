import { folded } from '../api/text-filter.ts'
import type { Person } from '../carriers/records.ts'

/**
 * Whether two records surely tell of one person: date of birth and SSN equal, or, where an SSN is missing, date of birth,
 * first and last name. Assumed: the evidence that links a snapshot's person too, without the doubtful cases.
 */
export function isSamePerson(one: Person, other: Person): boolean {
  if (one.date_of_birth !== other.date_of_birth) return false
  if (one.ssn && other.ssn) return one.ssn === other.ssn
  return (
    folded(one.first_name) === folded(other.first_name) && folded(one.last_name) === folded(other.last_name)
  )
}

/** Members found by person at the cost of those born on the same day; each is given to one person only. */
export interface KnownPeople<M extends { readonly person: Person }> {
  take(person: Person): M | undefined
}

export function knownPeople<M extends { readonly person: Person }>(members: readonly M[]): KnownPeople<M> {
  const byBirth = new Map<string, M[]>()
  for (const member of members) {
    const born = byBirth.get(member.person.date_of_birth)
    if (born) born.push(member)
    else byBirth.set(member.person.date_of_birth, [member])
  }
  return {
    take(person) {
      const born = byBirth.get(person.date_of_birth) ?? []
      const at = born.findIndex((member) => isSamePerson(member.person, person))
      return at === -1 ? undefined : born.splice(at, 1)[0]
    },
  }
}
