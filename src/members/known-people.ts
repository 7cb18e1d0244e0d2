import type { Person, Relationship } from '../carriers/records.ts'
import { linkingKeys } from '../linking/keys.ts'
import type { match } from '../linking/match.ts'
import type { Within } from '../linking/pairs.ts'
import type { LinkingSettings } from '../linking/settings.ts'

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

/** How people are told apart: by the matcher of snapshots, with the world's settings. */
export interface Recognition {
  readonly match: typeof match
  readonly settings: LinkingSettings
}

/**
 * Recognises people by the evidence that links the people of snapshots too. A member with a custom id is recognised as well:
 * what links here is a carrier's record, which has no id of the platform's. Costs as much as there are members who share an
 * SSN, a day of birth or the names with the person.
 */
export function knownPeople<M extends Known>(
  members: readonly M[],
  within: Within,
  { match, settings }: Recognition,
): KnownPeople<M> {
  const byEvidence = new Map<string, M[]>()
  for (const member of members) {
    for (const key of linkingKeys(member.person)) {
      const alike = byEvidence.get(key)
      if (alike) alike.push(member)
      else byEvidence.set(key, [member])
    }
  }
  const taken = new Set<string>()
  return {
    take({ person, relationship }) {
      const alike =
        within === 'family' ? members : linkingKeys(person).flatMap((key) => byEvidence.get(key) ?? [])
      const free = new Map(alike.filter(({ id }) => !taken.has(id)).map((member) => [member.id, member]))
      if (free.size === 0) return undefined
      const sought = relationship === undefined ? { person } : { person, relationship }
      const candidates = [...free.values()].map((member) => ({
        id: member.id,
        person: member.person,
        ...(member.relationship === undefined ? {} : { relationship: member.relationship }),
      }))
      const [verdict] = match([sought], candidates, within, settings)
      if (verdict?.outcome !== 'linked') return undefined
      taken.add(verdict.match.id)
      return free.get(verdict.match.id)
    },
  }
}
