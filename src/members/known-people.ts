import type { Person, Relationship } from '../carriers/records.ts'
import { matcher } from '../linking/model.ts'

/** A person as a carrier tells of them. */
interface Told {
  readonly person: Person
  readonly relationship?: Relationship
}

interface Known extends Told {
  readonly id: string
}

/** The members a person may turn out to be; each is given to one person only. */
export interface KnownPeople<M extends Known> {
  take(told: Told): M | undefined
}

/**
 * Recognises people by the evidence that links the people of snapshots too. A member with a custom id is recognised as well:
 * what links here is a carrier's record, which has no id of the platform's. Costs as much as there are members who share an
 * SSN or a day of birth with the person.
 */
export function knownPeople<M extends Known>(members: readonly M[]): KnownPeople<M> {
  const byEvidence = new Map<string, M[]>()
  for (const member of members) {
    for (const key of matcher.keys(member.person)) {
      const alike = byEvidence.get(key)
      if (alike) alike.push(member)
      else byEvidence.set(key, [member])
    }
  }
  const taken = new Set<string>()
  return {
    take({ person, relationship }) {
      const alike = new Set(matcher.keys(person).flatMap((key) => byEvidence.get(key) ?? []))
      const free = new Map([...alike].filter(({ id }) => !taken.has(id)).map((member) => [member.id, member]))
      if (free.size === 0) return undefined
      const sought = relationship === undefined ? { person } : { person, relationship }
      const candidates = [...free.values()].map((member) => ({
        id: member.id,
        person: member.person,
        ...(member.relationship === undefined ? {} : { relationship: member.relationship }),
      }))
      const [verdict] = matcher.match([sought], candidates)
      if (verdict?.outcome !== 'linked') return undefined
      taken.add(verdict.match.id)
      return free.get(verdict.match.id)
    },
  }
}
