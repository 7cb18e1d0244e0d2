import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Group } from '../groups/records.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { changedRecord, freshRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { LINKING_THRESHOLD } from '../linking/model.ts'
import { type Dependent, dependents, type Employee, employees } from '../members/records.ts'
import { checkCarrierConfig } from './carrier-config.ts'
import { memberCreated, memberLinked, snapshotCreated } from './events.ts'
import { carriersOf } from './family.ts'
import { checkForm, checkRepeatedCoverages } from './form.ts'
import { familyKnown } from './load.ts'
import { isInProgress, replaced } from './model.ts'
import { withOmittedCoverages } from './omitted.ts'
import type { Payload, PayloadCoverage } from './payload.ts'
import { type Recognised, type RecognisedFamily, recogniseFamily } from './recognise.ts'
import { type MemberSnapshot, memberSnapshots } from './records.ts'

/** A snapshot as it would be accepted, and everything that goes with it. */
export interface Submission {
  readonly snapshot: MemberSnapshot
  readonly changes: readonly Changes[]
}

/**
 * Everything that happens when a payload arrives, decided without doing it: who is who, who is new, what is stored, which
 * earlier snapshot ends.
 * @throws Refusal 400, 404, 409, 422 or 501, before anything is decided
 */
export async function submission(
  world: World,
  group: Group,
  payload: Payload,
  text: string,
): Promise<Submission> {
  checkForm(payload)
  for (const { carrier_id } of payload.coverages ?? []) {
    if (!carrierNamed(carrier_id)) throw notFound('Carrier', carrier_id)
  }
  const family = await recogniseFamily(world, group, payload)
  const employee_id = family.employee.member.id
  const identified = withNoyoIds(payload, family)
  const known = await familyKnown(world, group.id, employee_id, (enrollments) =>
    carriersOf(identified, enrollments, world.today),
  )
  checkRepeatedCoverages(identified, known.plans)
  checkCarrierConfig(identified, known)
  const completed = withOmittedCoverages(identified, known, world.today)
  const earlier = await world.find(memberSnapshots, 'employee', employee_id)
  const id = uuidFrom(world.setting.seed, memberSnapshots.name, employee_id, earlier.total)
  const people: readonly Recognised[] = [family.employee, ...family.dependents]
  const snapshot: MemberSnapshot = freshRecord(id, world.now, {
    group_id: group.id,
    employee_id,
    status: 'processing',
    inbound_snapshot: text,
    member_snapshot: completed.payload,
    created_members: people.flatMap(createdMember),
    warnings: [...people.flatMap((person) => warningsOf(person, payload)), ...completed.warnings],
    fulfillment_summary: known.concerned.map((carrier_id) => ({
      carrier_id,
      status: 'processing',
      errors: [],
    })),
  })
  const created = snapshotCreated.of(memberSnapshots, snapshot, { group_id: group.id, employee_id })
  return {
    snapshot,
    changes: [
      { put: [putting(memberSnapshots, snapshot)], events: [created] },
      ...people.map((person) => memberChanges(person, snapshot, world.now)),
      ...earlier.records.filter(isInProgress).map((one) => replaced(one, id, world.now)),
    ],
  }
}

/** The payload with every member's Noyo id in it. @throws 422 when somebody is enrolled whom the payload does not name */
function withNoyoIds(payload: Payload, family: RecognisedFamily): Payload {
  const { employee, dependents: given = [], coverages } = payload
  const filled = {
    ...payload,
    employee: { ...employee, id: family.employee.member.id },
    ...(payload.dependents === undefined
      ? {}
      : {
          dependents: given.map((one, index) => ({
            ...one,
            id: (family.dependents[index] as Recognised).member.id,
          })),
        }),
  }
  if (coverages === undefined) return filled
  return { ...filled, coverages: coverages.map((coverage) => withEnrolledIds(coverage, family)) }
}

function withEnrolledIds(coverage: PayloadCoverage, family: RecognisedFamily): PayloadCoverage {
  const people: readonly Recognised[] = [family.employee, ...family.dependents]
  const enrolled_members = coverage.enrolled_members.map((enrolled) => {
    const { individual_id, custom_individual_id, individual_type } = enrolled
    const person = people.find(
      (one) =>
        one.type === individual_type &&
        (individual_id
          ? one.member.id === individual_id.toLowerCase()
          : customIdOf(one) === custom_individual_id),
    )
    if (!person) throw unknownEnrolled(individual_id ?? custom_individual_id)
    if (custom_individual_id) {
      const own = customIdOf(person)
      const isAnothers = people.some((one) => one !== person && customIdOf(one) === custom_individual_id)
      if (isAnothers || (own !== undefined && own !== custom_individual_id)) {
        throw unknownEnrolled(custom_individual_id)
      }
    }
    return { ...enrolled, individual_id: person.member.id }
  })
  return { ...coverage, enrolled_members }
}

function customIdOf({ custom_individual_id, member }: Recognised): string | undefined {
  return custom_individual_id ?? member.custom_individual_id
}

function unknownEnrolled(member: string | null | undefined): Refusal {
  return new Refusal('enrolled_member_unknown', { member: member ?? '' })
}

/** Source: published OpenAPI, OutboundMemberSnapshotCreatedMember: for every creation, never for a link. */
function createdMember({ by, type, member }: Recognised): MemberSnapshot['created_members'][number][] {
  if (by !== 'new') return []
  const { id, custom_individual_id } = member
  return [{ id, ...(custom_individual_id === undefined ? {} : { custom_individual_id }), type }]
}

/** Who is new is stored whole, who is known gets the custom id; demographics change once the snapshot is fulfilled. */
function memberChanges(person: Recognised, snapshot: MemberSnapshot, now: number): Changes {
  const { by, type, member, match, custom_individual_id } = person
  const snapshot_id = snapshot.id
  const kind = type === 'employee' ? employees : dependents
  if (by === 'new') {
    const near = match === undefined ? {} : { near: match.id, points: match.points, evidence: match.evidence }
    const event = memberCreated.of(kind, member, { snapshot_id, member_type: type, ...near })
    return { put: [puttingMember(person, member)], events: [event] }
  }
  const isNews = custom_individual_id !== undefined && custom_individual_id !== member.custom_individual_id
  const put = isNews
    ? [puttingMember(person, changedRecord<Employee | Dependent>(member, { custom_individual_id }, now))]
    : []
  if (by !== 'link' || !match) return { put }
  const { points, evidence } = match
  return {
    put,
    events: [memberLinked.of(kind, member, { snapshot_id, member_type: type, points, evidence })],
  }
}

function puttingMember({ type }: Recognised, member: Employee | Dependent) {
  return type === 'employee'
    ? putting(employees, member as Employee)
    : putting(dependents, member as Dependent)
}

/** The words are assumed; nobody's name, SSN or date of birth is in them, nor a custom id, which might be an SSN. */
function warningsOf(person: Recognised, { enable_member_auto_link }: Payload): string[] {
  const { by, type, member, match, custom_individual_id } = person
  const who = `${type} ${member.id}`
  const warnings: string[] = []
  if (by === 'new' && match) {
    const why = match.taken
      ? 'which has another custom_individual_id'
      : match.points >= LINKING_THRESHOLD && !enable_member_auto_link
        ? 'and enable_member_auto_link is off'
        : `with ${match.points} points, too few to link or too close to another's`
    warnings.push(
      `Created ${who} although it resembles ${type} ${match.id} (${match.evidence.join(', ')}), ${why}.`,
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
