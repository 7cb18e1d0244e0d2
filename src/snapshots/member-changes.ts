import { uuidFrom } from '../kernel/identity.ts'
import { changedRecord, freshRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { type LinkDecision, type LinkRule, linkDecisions } from '../linking/records.ts'
import type { Match, Verdict } from '../linking/verdict.ts'
import { vetoSays } from '../linking/veto-words.ts'
import { memberCreated, memberLinked } from '../members/events.ts'
import { type Dependent, dependents, type Employee, employees } from '../members/records.ts'
import type { Payload } from './payload.ts'
import type { Recognised } from './recognise.ts'
import type { MemberSnapshot } from './records.ts'

/** Source: published OpenAPI, OutboundMemberSnapshotCreatedMember: for every creation, never for a link. */
export function createdMember({ by, type, member }: Recognised): MemberSnapshot['created_members'][number][] {
  if (by !== 'new') return []
  const { id, custom_individual_id } = member
  return [{ id, ...(custom_individual_id === undefined ? {} : { custom_individual_id }), type }]
}

/**
 * Who is new is stored whole, who is known gets the custom id; demographics change once the snapshot is fulfilled. Why is kept
 * with it. `position` is the person's place in the family, the employee first.
 */
export function memberChanges(
  person: Recognised,
  position: number,
  snapshot: MemberSnapshot,
  world: Pick<World, 'now' | 'setting'>,
): Changes {
  const { by, type, member, verdict, custom_individual_id } = person
  const kind = type === 'employee' ? employees : dependents
  const said = { snapshot_id: snapshot.id, member_type: type }
  const decided = () => puttingDecision(person, position, snapshot, world)
  if (by === 'new') {
    const match = verdict && alike(verdict)
    const near =
      match === undefined ? {} : { near: match.id, points: match.points, evidence: evidenceOf(match) }
    const event = memberCreated.of(kind, member, { ...said, ...near })
    return { put: [puttingMember(person, member), decided()], events: [event] }
  }
  const isNews = custom_individual_id !== undefined && custom_individual_id !== member.custom_individual_id
  const named = () =>
    changedRecord<Employee | Dependent>(
      member,
      { custom_individual_id: custom_individual_id as string },
      world.now,
    )
  const put = isNews ? [puttingMember(person, named())] : []
  if (verdict?.outcome !== 'linked') return { put: isNews ? [...put, decided()] : put }
  const { points } = verdict.match
  const evidence = evidenceOf(verdict.match)
  return {
    put: [...put, decided()],
    events: [memberLinked.of(kind, member, { ...said, points, evidence })],
  }
}

function puttingDecision(
  { by, type, member, verdict, custom_individual_id }: Recognised,
  position: number,
  { id: snapshot_id }: MemberSnapshot,
  { now, setting }: Pick<World, 'now' | 'setting'>,
) {
  const id = uuidFrom(setting.seed, linkDecisions.name, snapshot_id, member.id)
  const decision = freshRecord(id, now, {
    member_id: member.id,
    member_type: type,
    snapshot_id,
    ...(custom_individual_id === undefined ? {} : { custom_individual_id }),
    decision: by === 'new' ? ('created' as const) : ('linked' as const),
    rule: ruleOf(by, verdict),
    candidates: (verdict?.candidates ?? []).map(({ id: member_id, points, findings, veto }) => ({
      member_id,
      points,
      evidence: Object.fromEntries(findings.map((one) => [one.evidence, one.points])),
      ...(veto === undefined ? {} : { veto }),
    })),
    looked_at: verdict?.looked_at ?? 0,
    ...(verdict?.would_change === undefined ? {} : { would_change: verdict.would_change }),
    position,
  })
  return putting<LinkDecision>(linkDecisions, decision)
}

function ruleOf(by: Recognised['by'], verdict: Verdict | undefined): LinkRule {
  if (!verdict) return 'noyo_id'
  return by === 'new' && verdict.outcome === 'linked' ? 'not_asked' : verdict.why
}

/** What speaks for a member or against, without what says nothing. */
function evidenceOf({ findings }: Match): string[] {
  return findings.flatMap(({ evidence, points }) => (points === 0 ? [] : [evidence]))
}

/** Whom a person is like: the member linked, or who would have been, or the most similar one worth naming. */
function alike(verdict: Verdict): Match | undefined {
  return verdict.outcome === 'linked' ? verdict.match : verdict.near
}

function puttingMember({ type }: Recognised, member: Employee | Dependent) {
  return type === 'employee'
    ? putting(employees, member as Employee)
    : putting(dependents, member as Dependent)
}

/** The words are assumed; nobody's name, SSN or date of birth is in them, nor a custom id, which might be an SSN. */
export function warningsOf(person: Recognised, { enable_member_auto_link }: Payload): string[] {
  const { by, type, member, verdict, custom_individual_id } = person
  const who = `${type} ${member.id}`
  const warnings: string[] = []
  const match = verdict && alike(verdict)
  if (by === 'new' && match) {
    const why = match.taken
      ? 'which has another custom_individual_id'
      : verdict.outcome === 'linked' && !enable_member_auto_link
        ? 'and enable_member_auto_link is off'
        : match.veto !== undefined
          ? `taken for somebody else: ${vetoSays(match.veto)}`
          : `with ${match.points} points, too few to link or too close to another's`
    warnings.push(
      `Created ${who} although it resembles ${type} ${match.id} (${evidenceOf(match).join(', ')}), ${why}.`,
    )
  }
  const stored = by === 'new' ? undefined : member.custom_individual_id
  if (custom_individual_id === undefined || custom_individual_id === stored) return warnings
  if (/^\d{9}$/.test(custom_individual_id)) {
    warnings.push(
      `The custom_individual_id of ${who} has 9 digits like a Social Security number, which must not be used as one.`,
    )
  }
  if (stored !== undefined) {
    warnings.push(`The custom_individual_id of ${who} was changed; it should stay the same for ever.`)
  }
  return warnings
}
