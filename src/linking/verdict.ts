import type { Relationship } from '../carriers/records.ts'
import type { Finding } from './evidence.ts'
import type { Identity } from './identity.ts'
import type { Veto } from './vetoes.ts'

/** A person of the payload. */
export interface Sought {
  readonly person: Identity
  readonly relationship?: Relationship | string
  /** The rest of an employee's family, where it is at hand: it decides where the person alone is unclear. */
  readonly family?: readonly Identity[]
}

/** A member that Noyo has. */
export interface Candidate extends Sought {
  readonly id: string
  /** Somebody with a custom id is somebody already and never linked; near ones are named all the same. */
  readonly custom_individual_id?: string
}

export interface Match {
  readonly id: string
  readonly points: number
  readonly findings: readonly Finding[]
  /** Why the two are taken for two people whatever the points. */
  readonly veto?: Veto
  /** The candidate carries a custom id. */
  readonly taken: boolean
}

/** Whom a person was compared with. */
interface Considered {
  /** Best first; of very many only the best. */
  readonly candidates: readonly Match[]
  /** How many there were. */
  readonly looked_at: number
  /** What would have changed the outcome, in words. */
  readonly would_change?: readonly string[]
}

/** Why somebody is a member: by points, by date of birth and SSN alone, or because the family or the relationship speaks for it. */
export type LinkReason = 'points' | 'birth_and_ssn' | 'family' | 'relationship'

/** Why somebody is nobody: nobody alike, too few points, a reason against it, nobody far enough ahead, a custom id. */
export type NoLinkReason = 'nobody_similar' | 'below_threshold' | 'vetoed' | 'ambiguous' | 'taken'

export type Verdict = Considered &
  (
    | { readonly outcome: 'linked'; readonly match: Match; readonly why: LinkReason }
    | {
        readonly outcome: 'unknown'
        readonly why: NoLinkReason
        /** The most similar member, when there is one worth naming. */
        readonly near?: Match
      }
  )
