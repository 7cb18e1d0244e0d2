import type { components } from '../api/generated/types/control.js'
import { isoInstant } from '../kernel/instant.ts'
import { LINKING_MARGIN, LINKING_THRESHOLD } from './model.ts'
import type { LinkDecision, LinkRule } from './records.ts'
import { POINTS } from './score.ts'

type Link = components['schemas']['Link']

/** A decision, kept or none that had to be. */
export type ShownDecision = Omit<LinkDecision, 'id' | 'version' | 'modified' | 'position'>

const REASONS: Readonly<Record<LinkRule, string>> = {
  known_noyo_id: "The snapshot names the member by Noyo's id.",
  known_custom_id: 'The member has had this custom_individual_id: it decides, whatever the demographics.',
  read_from_carrier: "Noyo read the member from a carrier's records.",
  noyo_id: "The snapshot names the member by Noyo's id; the custom_individual_id is new on it.",
  points: `The best candidate has at least ${LINKING_THRESHOLD} points and is ${LINKING_MARGIN} or more ahead of every other.`,
  relationship: `Several candidates are within ${LINKING_MARGIN} points; one of them alone has the same relationship to the employee.`,
  nobody_similar: 'Nobody whom Noyo may look at is alike.',
  below_threshold: `The best candidate has fewer than ${LINKING_THRESHOLD} points.`,
  ambiguous: `Several people are within ${LINKING_MARGIN} points of each other: nobody is linked by chance.`,
  taken: 'Whoever is most alike has another custom_individual_id and is never linked again.',
  not_asked: 'Somebody would have been linked, but enable_member_auto_link is not true in the snapshot.',
  created_directly: 'Created by an operation of its own, which looks for nobody.',
}

/** A decision as the control API shows it: custom ids are the platform's own, but no name, SSN or date of birth is in it. */
export function linkView(decision: ShownDecision): Link {
  const { member_id, member_type, snapshot_id, custom_individual_id, rule, candidates, looked_at } = decision
  const more =
    looked_at > candidates.length ? ` The best ${candidates.length} of ${looked_at} are shown.` : ''
  return {
    member_id,
    member_type,
    ...(snapshot_id === undefined ? {} : { snapshot_id }),
    custom_individual_id: custom_individual_id ?? null,
    decision: decision.decision,
    rule,
    reason: `${REASONS[rule]}${more}`,
    at: isoInstant(decision.created),
    candidates: candidates.map(({ member_id: id, points, evidence }) => ({
      member_id: id,
      score: points,
      evidence: Object.fromEntries(evidence.map((piece) => [piece, POINTS[piece]])),
    })),
  }
}
