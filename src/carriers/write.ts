import { isDeepStrictEqual } from 'node:util'
import { given } from '../kernel/given.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { accountStructure, type Placement } from './account-structure.ts'
import { markFamily } from './changes.ts'
import { carrierFamilyChanged } from './events.ts'
import { carrierOf } from './profiles/index.ts'
import {
  type CarrierEnrollment,
  type CarrierGroup,
  type CarrierMember,
  type CarrierPlan,
  carrierEnrollments,
  carrierMembers,
  carrierPlans,
} from './records.ts'

/** A person as a carrier is told of. */
export interface MemberWrite {
  /** The sender's own name of the person, for ever the same: a record that is new here derives its id from it. */
  readonly key: string
  /** The carrier's record of the person; undefined for somebody it has not heard of. */
  readonly carrier_member?: string | undefined
  readonly person: CarrierMember['person']
}

export interface SubscriberWrite extends MemberWrite {
  readonly employment?: NonNullable<CarrierMember['employment']> | undefined
  readonly classifications?: NonNullable<CarrierMember['classifications']> | undefined
}

export interface DependentWrite extends MemberWrite {
  readonly relationship: NonNullable<CarrierMember['relationship']>
}

/** A coverage as the carrier shall hold it from now on. To end one, give it its last day; to undo one, the day before its start. */
export interface EnrollmentWrite {
  /** The key of one of the people in the same write. */
  readonly member: string
  /** The carrier's record of the coverage; without it the one of this member, plan and start, else a new one. */
  readonly carrier_enrollment?: string | undefined
  /** The id of a plan on the carrier's record of the group. */
  readonly plan: string
  readonly effective_start_date: string
  readonly effective_end_date: string
  readonly volume?: number | undefined
  /** What is not said stays; of a new coverage, that of the family's others, else the place for the employment. */
  readonly configuration?: CarrierEnrollment['configuration'] | undefined
  readonly cobra?: NonNullable<CarrierEnrollment['cobra']> | undefined
}

/** What a carrier is told of one family. Whoever and whatever it does not name stays as it is. */
export interface FamilyWrite {
  readonly subscriber: SubscriberWrite
  readonly dependents: readonly DependentWrite[]
  readonly enrollments: readonly EnrollmentWrite[]
}

export interface FamilyWritten {
  /** Everybody named in the write, by key: what links between Noyo's members and the carrier's are made of. */
  readonly members: ReadonlyMap<string, CarrierMember>
  /** Only what is new or different now. */
  readonly changed: {
    readonly members: readonly CarrierMember[]
    readonly enrollments: readonly CarrierEnrollment[]
  }
}

/** A family on a carrier's record. */
export interface CarrierFamily {
  readonly subscriber: CarrierMember
  readonly dependents: readonly CarrierMember[]
  readonly enrollments: readonly CarrierEnrollment[]
}

/** Everything the carrier has of one subscriber's family. @throws 404 for an id that is no member */
export async function readCarrierFamily(world: World, subscriber: string): Promise<CarrierFamily> {
  const [member, { records: dependents }] = await Promise.all([
    world.require(carrierMembers, subscriber),
    world.find(carrierMembers, 'dependents', subscriber),
  ])
  const held = await Promise.all(
    [member, ...dependents].map(({ id }) => world.find(carrierEnrollments, 'member', id)),
  )
  return { subscriber: member, dependents, enrollments: held.flatMap(({ records }) => records) }
}

/**
 * The carrier puts what it is told of a family on its record: people and coverages are added or changed, nothing is removed.
 * Telling it the same again changes nothing.
 * @throws Error when the write names a record or plan that the carrier does not have, which is the sender's defect
 */
export async function applyFamily(
  unit: Unit,
  group: CarrierGroup,
  family: FamilyWrite,
): Promise<FamilyWritten> {
  const { subscriber: told } = family
  const subscriber = await putMember(unit, group, told, {
    person: told.person,
    ...given(told, 'employment', 'classifications'),
  })
  const written = [subscriber]
  const members = new Map([[told.key, subscriber.record]])
  for (const dependent of family.dependents) {
    const { person, relationship } = dependent
    const fields = { person, relationship, subscriber: subscriber.record.id }
    const member = await putMember(unit, group, dependent, fields)
    written.push(member)
    members.set(dependent.key, member.record)
  }

  const plans = new Map(
    (await unit.find(carrierPlans, 'group', group.id)).records.map((plan) => [plan.id, plan]),
  )
  const held = (await readCarrierFamily(unit, subscriber.record.id)).enrollments
  const place = held[0]?.configuration ?? placeOf(unit, group, subscriber.record)
  const enrollments = []
  for (const enrollment of family.enrollments) {
    const member = members.get(enrollment.member)
    const plan = plans.get(enrollment.plan)
    if (!member) throw new Error(`an enrollment names ${enrollment.member}, who is not in the family written`)
    if (!plan) throw new Error(`carrier group ${group.carrier_group_id} has no plan ${enrollment.plan}`)
    enrollments.push(await putEnrollment(unit, group, enrollment, { member, plan, held, place }))
  }

  const changed = { members: changedOf(written), enrollments: changedOf(enrollments) }
  if (changed.members.length + changed.enrollments.length > 0) {
    const counts = { members: changed.members.length, enrollments: changed.enrollments.length }
    const facts = { carrier_id: group.carrier_id, carrier_group: group.id, ...counts }
    await markFamily(unit, group.id, subscriber.record.id)
    unit.emit(carrierFamilyChanged.of(carrierMembers, subscriber.record, facts))
  }
  return { members, changed }
}

/** Where the carrier puts a family that it has nothing of yet. */
export function placeOf(unit: Unit, group: CarrierGroup, subscriber: CarrierMember): Placement {
  const { account_structure } = carrierOf(group)
  const { placements } = accountStructure(account_structure, group.carrier_group_id, unit.setting.seed)
  return subscriber.employment?.employment_status === 'part-time'
    ? placements.part_time
    : placements.full_time
}

interface Put<R> {
  readonly record: R
  readonly isChanged: boolean
}

const changedOf = <R>(puts: readonly Put<R>[]): R[] =>
  puts.filter(({ isChanged }) => isChanged).map(({ record }) => record)

async function putMember(
  unit: Unit,
  group: CarrierGroup,
  { key, carrier_member }: MemberWrite,
  fields: Pick<CarrierMember, 'person'> & Partial<Omit<CarrierMember, keyof Stored>>,
): Promise<Put<CarrierMember>> {
  if (carrier_member === undefined) {
    const all = { ...fields, carrier_group: group.id }
    return { record: await unit.create(carrierMembers, `${group.id}/${key}`, all), isChanged: true }
  }
  const known = await unit.require(carrierMembers, carrier_member)
  return changedWhere(unit, carrierMembers, known, fields)
}

async function putEnrollment(
  unit: Unit,
  group: CarrierGroup,
  told: EnrollmentWrite,
  at: {
    readonly member: CarrierMember
    readonly plan: CarrierPlan
    readonly held: readonly CarrierEnrollment[]
    readonly place: CarrierEnrollment['configuration']
  },
): Promise<Put<CarrierEnrollment>> {
  const { member, plan, held } = at
  const { effective_start_date, effective_end_date } = told
  const fields = {
    plan: plan.id,
    line_of_coverage: plan.line_of_coverage,
    effective_start_date,
    effective_end_date,
    // A change must not erase what it does not mention.
    ...given(told, 'volume', 'configuration', 'cobra'),
  }
  const known =
    told.carrier_enrollment === undefined
      ? held.find((one) => isSameCoverage(one, member.id, told))
      : await unit.require(carrierEnrollments, told.carrier_enrollment)
  if (known) return changedWhere(unit, carrierEnrollments, known, fields)
  const record = await unit.create(carrierEnrollments, `${member.id}/${plan.id}/${effective_start_date}`, {
    configuration: at.place,
    ...fields,
    carrier_group: group.id,
    member: member.id,
  })
  return { record, isChanged: true }
}

function isSameCoverage(one: CarrierEnrollment, member: string, told: EnrollmentWrite): boolean {
  return (
    one.member === member && one.plan === told.plan && one.effective_start_date === told.effective_start_date
  )
}

/** Changes the fields that differ; a record that says so already stays at its version. */
function changedWhere<R extends Stored>(
  unit: Unit,
  kind: Kind<R, string>,
  known: R,
  fields: Partial<Omit<R, keyof Stored>>,
): Put<R> {
  const now = known as Readonly<Record<string, unknown>>
  const isChanged = Object.entries(fields).some(([name, value]) => !isDeepStrictEqual(now[name], value))
  return { record: isChanged ? unit.change(kind, known, fields) : known, isChanged }
}
