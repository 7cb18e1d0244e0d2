import type { components } from '../api/generated/types/control.js'
import { isoInstant } from '../kernel/instant.ts'
import { EVIDENCE, type Evidence } from './evidence.ts'
import type { LinkCandidate, LinkDecision, LinkRule } from './records.ts'
import { vetoSays } from './veto-words.ts'

type Link = components['schemas']['Link']

/** A decision, kept or none that had to be. */
export type ShownDecision = Omit<LinkDecision, 'id' | 'version' | 'modified' | 'position'>

const REASONS: Readonly<Record<LinkRule, string>> = {
  known_noyo_id: "The snapshot names the member by Noyo's id.",
  known_custom_id: 'The member has had this custom_individual_id: it decides, whatever the demographics.',
  read_from_carrier: "Noyo read the member from a carrier's records.",
  noyo_id: "The snapshot names the member by Noyo's id; the custom_individual_id is new on it.",
  points: 'The best candidate reaches the threshold and is the margin ahead of every other.',
  birth_and_ssn: 'Date of birth and SSN are equal, and nobody else fits the name better.',
  family: 'The people of the two families are the same, and together with them the threshold is reached.',
  relationship:
    'Several candidates are within the margin; one of them alone has the same relationship to the employee.',
  nobody_similar: 'Nobody whom Noyo may look at is alike.',
  below_threshold: 'The best candidate does not reach the threshold.',
  vetoed: 'The best candidate has the points, but there is a reason to take the two for two people.',
  ambiguous: 'Several people are within the margin of each other: nobody is linked by chance.',
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
    ...(decision.would_change === undefined ? {} : { would_change: [...decision.would_change] }),
    candidates: candidates.map(candidateView),
  }
}

function candidateView({
  member_id,
  points,
  evidence,
  veto,
}: LinkCandidate): NonNullable<Link['candidates']>[number] {
  return {
    member_id,
    score: points,
    evidence: { ...evidence },
    ...(veto === undefined ? {} : { veto }),
    text: textOf(evidence, veto),
  }
}

/** Every verdict in words, with what it counts. */
function textOf(evidence: LinkCandidate['evidence'], veto: LinkCandidate['veto']): string {
  const words = Object.entries(evidence).map(([name, points]) => {
    const says = Object.hasOwn(EVIDENCE, name) ? EVIDENCE[name as Evidence].says : name.replaceAll('_', ' ')
    return `${says} (${points > 0 ? '+' : ''}${points})`
  })
  const all = `${words.join('; ')}.`
  const text = all.charAt(0).toUpperCase() + all.slice(1)
  return veto === undefined ? text : `${text} Two people all the same: ${vetoSays(veto)}.`
}
