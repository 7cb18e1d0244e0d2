import { defineKind, type Stored } from '../kernel/record.ts'
import type { LinkReason, NoLinkReason } from './verdict.ts'
import type { Veto } from './vetoes.ts'

/** What decided who somebody is. */
export type LinkRule =
  /** Nothing had to be decided: the payload named the member by an id that Noyo knew. */
  | 'known_noyo_id'
  | 'known_custom_id'
  /** Noyo read the member from a carrier, which knows no id of the platform's. */
  | 'read_from_carrier'
  /** The payload named the member by Noyo's id, with a custom id that the member did not have. */
  | 'noyo_id'
  /** Why the best candidate is the person, and why nobody is. */
  | LinkReason
  | NoLinkReason
  /** Somebody would have been linked, had the payload asked for it. */
  | 'not_asked'
  /** Another operation than a snapshot, which looks for nobody. */
  | 'created_directly'

/** Whom a person was compared with, and what it came to. */
export interface LinkCandidate {
  readonly member_id: string
  readonly points: number
  /** Points by verdict on a field, see evidence.ts. */
  readonly evidence: Readonly<Record<string, number>>
  /** Why the two are two people whatever the points. */
  readonly veto?: Veto
}

/**
 * Why a member got a custom id or was made: kept for good, other than events. Neither names nor numbers are in it. Where
 * nothing had to be decided nothing is kept.
 */
export interface LinkDecision extends Stored {
  readonly member_id: string
  readonly member_type: 'employee' | 'dependent'
  readonly snapshot_id?: string
  readonly custom_individual_id?: string
  readonly decision: 'linked' | 'created'
  readonly rule: LinkRule
  /** Best first; of very many only the best. */
  readonly candidates: readonly LinkCandidate[]
  readonly looked_at: number
  /** What would have changed the outcome, in words. */
  readonly would_change?: readonly string[]
  /** The place in the family: the employee first. */
  readonly position: number
}

const oldestFirst = ({ created, position }: LinkDecision) =>
  `${String(created).padStart(15, '0')}/${String(position).padStart(6, '0')}`

export const linkDecisions = defineKind<LinkDecision>()({
  name: 'link_decision',
  model: 'Link decision',
  refers: { member_id: ['employee', 'dependent'], snapshot_id: 'member_snapshot' },
  indexes: {
    member: { keys: ({ member_id }) => [member_id], sort: oldestFirst },
    snapshot: { keys: ({ snapshot_id }) => (snapshot_id ? [snapshot_id] : []), sort: oldestFirst },
  },
})
