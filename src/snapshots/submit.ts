import { isWholeText } from '../api/body.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Group } from '../groups/records.ts'
import { all, type Eventually, inTurn, when } from '../kernel/eventually.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { changedRecord, freshRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import type { Records, World } from '../kernel/world.ts'
import { checkCarrierConfig } from './carrier-config.ts'
import { snapshotCreated } from './events.ts'
import { carriersOf, type FamilyKnown } from './family.ts'
import { checkForm, checkRepeatedCoverages } from './form.ts'
import { familyKnown } from './load.ts'
import { createdMember, memberChanges, warningsOf } from './member-changes.ts'
import { replaced } from './model.ts'
import { withOmittedCoverages } from './omitted.ts'
import type { Payload, PayloadCoverage } from './payload.ts'
import { type NamedPlan, newlyNamed, planWarnings } from './plan-choice.ts'
import { type Recognised, type RecognisedFamily, recogniseFamily } from './recognise.ts'
import { type MemberSnapshot, memberSnapshots, namedPlans } from './records.ts'

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
export function submission(
  world: World,
  group: Group,
  payload: Payload,
  text: string,
): Eventually<Submission> {
  checkForm(payload)
  for (const { carrier_id } of payload.coverages ?? []) {
    if (!carrierNamed(carrier_id)) throw notFound('Carrier', carrier_id)
  }
  return when(recogniseFamily(world, group, payload), (family) => {
    const employee_id = family.employee.member.id
    const identified = withNoyoIds(payload, family)
    const loaded = all<[FamilyKnown, Records<MemberSnapshot>, Records<MemberSnapshot>]>([
      familyKnown(world, group.id, employee_id, (enrollments) =>
        carriersOf(identified, enrollments, world.today),
      ),
      world.find(memberSnapshots, 'employee', employee_id, { offset: 0, limit: 1 }),
      world.find(memberSnapshots, 'in_progress', employee_id),
    ])
    return when(loaded, ([known, earlier, open]) => {
      const submitted = { group, payload, text, family, identified, known }
      const { named, ...taken } = accepted(world, submitted, earlier.total, open.records)
      return when(planNames(world, group, named), (put) => ({
        ...taken,
        changes: [...taken.changes, { put }],
      }))
    })
  })
}

/** A payload, who its people are and what is known of them. */
interface Submitted {
  readonly group: Group
  readonly payload: Payload
  readonly text: string
  readonly family: RecognisedFamily
  /** The payload with every member's Noyo id in it. */
  readonly identified: Payload
  readonly known: FamilyKnown
}

/**
 * The submission, without the names of plans that are to be remembered. `earlier` is how many snapshots the employee has had, `open`
 * are those of them in progress.
 */
function accepted(
  world: World,
  { group, payload, text, family, identified, known }: Submitted,
  earlier: number,
  open: readonly MemberSnapshot[],
): Submission & { readonly named: readonly NamedPlan[] } {
  const employee_id = family.employee.member.id
  checkRepeatedCoverages(identified, known)
  checkCarrierConfig(identified, known)
  const completed = withOmittedCoverages(identified, known, world.today)
  const id = uuidFrom(world.setting.seed, memberSnapshots.name, employee_id, earlier)
  const people: readonly Recognised[] = [family.employee, ...family.dependents]
  const isAsReceived = completed.payload === payload && isWholeText(text)
  const snapshot: MemberSnapshot = freshRecord(id, world.now, {
    group_id: group.id,
    employee_id,
    status: 'processing',
    inbound_snapshot: text,
    ...(isAsReceived ? {} : { member_snapshot: completed.payload }),
    created_members: people.flatMap(createdMember),
    warnings: [
      ...people.flatMap((person) => warningsOf(person, payload)),
      ...planWarnings(identified.coverages ?? [], known),
      ...completed.warnings,
    ],
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
      ...people.map((person, position) => memberChanges(person, position, snapshot, world)),
      ...open.map((one) => replaced(one, id, world.now)),
    ],
    named: newlyNamed(identified.coverages ?? [], known),
  }
}

/** What the platform calls plans from now on. */
function planNames(
  world: World,
  { id: group_id }: Group,
  named: readonly NamedPlan[],
): Eventually<NonNullable<Changes['put']>> {
  return inTurn(named, (plan) => {
    const { carrier_id, line_of_coverage, custom_plan_id } = plan
    const key = [group_id, carrier_id, line_of_coverage, custom_plan_id]
    const id = uuidFrom(world.setting.seed, namedPlans.name, ...key)
    return when(world.get(namedPlans, id), (there) => {
      const { now } = world
      const record = there ? changedRecord(there, plan, now) : freshRecord(id, now, { group_id, ...plan })
      return putting(namedPlans, record)
    })
  })
}

/** The payload with every member's Noyo id in it. @throws 422 when somebody is enrolled whom the payload does not name */
function withNoyoIds(payload: Payload, family: RecognisedFamily): Payload {
  const { employee, dependents, coverages } = payload
  const filled = {
    employee: withId(employee, family.employee),
    dependents: dependents && eachOrSame(dependents, (one, index) => withId(one, family.dependents[index])),
    coverages: coverages && withAllEnrolled(coverages, byTheirIds(family)),
  }
  const isSame =
    filled.employee === employee && filled.dependents === dependents && filled.coverages === coverages
  return isSame ? payload : { ...payload, ...given(filled, 'employee', 'dependents', 'coverages') }
}

function withId<P extends { readonly id?: string }>(person: P, recognised: Recognised | undefined): P {
  const id = recognised?.member.id as string
  return person.id === id ? person : { ...person, id }
}

function withAllEnrolled(coverages: PayloadCoverage[], named: Named): PayloadCoverage[] {
  return eachOrSame(coverages, (coverage) => withEnrolledIds(coverage, named))
}

/** Each part changed; the very list where none is. */
function eachOrSame<P>(parts: P[], change: (part: P, at: number) => P): P[] {
  const changed = parts.map(change)
  return changed.every((part, at) => part === parts[at]) ? parts : changed
}

interface Named {
  readonly byId: ReadonlyMap<string, Recognised>
  readonly byCustomId: ReadonlyMap<string, Recognised>
}

/** Ids are unique in a group, custom ids too, over employees and dependents. */
function byTheirIds(family: RecognisedFamily): Named {
  const people: readonly Recognised[] = [family.employee, ...family.dependents]
  const custom = people.flatMap((person) => {
    const customId = customIdOf(person)
    return customId === undefined ? [] : [[customId, person] as const]
  })
  return {
    byId: new Map(people.map((person) => [person.member.id, person])),
    byCustomId: new Map(custom),
  }
}

function withEnrolledIds(coverage: PayloadCoverage, { byId, byCustomId }: Named): PayloadCoverage {
  const enrolled_members = eachOrSame(coverage.enrolled_members, (enrolled) => {
    const { individual_id, custom_individual_id, individual_type } = enrolled
    const person = individual_id
      ? byId.get(individual_id.toLowerCase())
      : byCustomId.get(custom_individual_id as string)
    if (person?.type !== individual_type) throw unknownEnrolled(individual_id ?? custom_individual_id)
    if (custom_individual_id) {
      const own = customIdOf(person)
      const holder = byCustomId.get(custom_individual_id)
      const isAnothers = holder !== undefined && holder !== person
      if (isAnothers || (own !== undefined && own !== custom_individual_id)) {
        throw unknownEnrolled(custom_individual_id)
      }
    }
    const { id } = person.member
    return individual_id === id ? enrolled : { ...enrolled, individual_id: id }
  })
  return enrolled_members === coverage.enrolled_members ? coverage : { ...coverage, enrolled_members }
}

function customIdOf({ custom_individual_id, member }: Recognised): string | undefined {
  return custom_individual_id ?? member.custom_individual_id
}

function unknownEnrolled(member: string | null | undefined): Refusal {
  return new Refusal('enrolled_member_unknown', { member: member ?? '' })
}
