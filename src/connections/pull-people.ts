import type { ChangedMember } from '../carriers/changes.ts'
import { type CarrierMember, carrierEnrollments, type Employment } from '../carriers/records.ts'
import type { CarrierFamily } from '../carriers/write.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import { createBreath } from '../kernel/breath.ts'
import { freshRecord, type Kind, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { linking } from '../linking/loaded.ts'
import { linkingSettings } from '../linking/settings.ts'
import { type KnownPeople, knownPeople, type Recognition } from '../members/known-people.ts'
import {
  type CarrierLink,
  carrierLinks,
  type Dependent,
  dependents,
  type Employee,
  employees,
} from '../members/records.ts'
import { pullEnrollment } from './pull-enrollment.ts'
import { type PullSource, pulledId } from './pull-source.ts'
import type { StructureRead } from './pull-structure.ts'
import { takenOver } from './taken-over.ts'

/** Whom Noyo knows already, as far as it concerns what is read. */
export interface PeopleBefore {
  readonly employees: readonly Employee[]
  readonly dependentsOf: (employeeId: string) => readonly Dependent[]
  /** Which member a carrier's person is, by the carrier's id: of everybody read now and of those that are gone. */
  readonly links: ReadonlyMap<string, CarrierLink>
  /** The members that are linked to somebody who is still at the carrier. */
  readonly linked: ReadonlySet<string>
  /** What Noyo has of the families' coverages with this carrier, by the carrier's id. */
  readonly enrollments: ReadonlyMap<string, IndividualEnrollment>
  /** Whose record the carrier has changed since it was last read, by the carrier's id. */
  readonly changed: ReadonlyMap<string, ChangedMember>
}

/** How many records are new, changed or gone. */
export interface PeopleCounts {
  employees: number
  dependents: number
  individual_enrollments: number
}

/** One reading of families: what is read, what was known, and what has been done. */
interface Reading {
  readonly unit: Unit
  readonly source: PullSource
  readonly structure: StructureRead
  readonly before: PeopleBefore
  readonly counts: PeopleCounts
  /** Nobody is recognised where nobody is known. */
  readonly recognition: Recognition | undefined
}

/**
 * Reads families into Noyo. Somebody Noyo knows already (through another carrier, or from a snapshot) stays the same member
 * and keeps what Noyo knows of them, but for what the carrier itself has changed since it was last read; the others become
 * members without custom id. Enrollments are what the carrier holds: one that is gone there is gone here. A person who is gone
 * there stays a member, linked no longer.
 */
export async function pullPeople(
  unit: Unit,
  source: PullSource,
  structure: StructureRead,
  families: readonly CarrierFamily[],
  before: PeopleBefore,
): Promise<PeopleCounts> {
  const counts: PeopleCounts = { employees: 0, dependents: 0, individual_enrollments: 0 }
  const isAnybodyKnown = before.employees.length > 0
  const recognition = isAnybodyKnown
    ? { match: (await linking()).match, settings: linkingSettings(unit.setting) }
    : undefined
  const reading: Reading = { unit, source, structure, before, counts, recognition }
  const missed = { links: new Map(before.links), enrollments: new Map(before.enrollments) }
  const known = unclaimed(reading, before.employees, 'group')
  const byId = new Map(before.employees.map((employee) => [employee.id, employee]))
  const breath = createBreath()
  for (const family of families) {
    pullFamilyRead(reading, family, known, byId)
    for (const { id } of [family.subscriber, ...family.dependents]) missed.links.delete(id)
    for (const { id } of family.enrollments) missed.enrollments.delete(id)
    const pause = breath()
    if (pause) await pause
  }
  await dropGone(reading, missed)
  return counts
}

function pullFamilyRead(
  reading: Reading,
  family: CarrierFamily,
  known: KnownPeople<Employee>,
  byId: ReadonlyMap<string, Employee>,
): void {
  const { before, counts } = reading
  const { subscriber } = family
  const there = byId.get(before.links.get(subscriber.id)?.member_id ?? '') ?? known.take(subscriber)
  if (!there) counts.employees += 1
  else if (takeOver<Employee>(reading, employees, there, subscriber)) counts.employees += 1
  const employee = there ?? newEmployee(reading, subscriber)
  link(reading, subscriber, employee, 'employee')
  const memberIds = pullDependents(reading, family, employee)
  memberIds.set(subscriber.id, employee.id)
  for (const enrollment of family.enrollments) {
    const who = { employee_id: employee.id, individual_id: memberIds.get(enrollment.member) as string }
    const { unit, source, structure } = reading
    const there = before.enrollments.get(enrollment.id)
    if (pullEnrollment(unit, source, structure, enrollment, who, there)) counts.individual_enrollments += 1
  }
}

/** Noyo's dependent by the carrier's member. */
function pullDependents(reading: Reading, family: CarrierFamily, employee: Employee): Map<string, string> {
  const { before, counts } = reading
  const memberIds = new Map<string, string>()
  if (family.dependents.length === 0) return memberIds
  const theirs = before.dependentsOf(employee.id)
  const known = unclaimed(reading, theirs, 'family')
  for (const member of family.dependents) {
    const linked = before.links.get(member.id)?.member_id
    const there = theirs.find(({ id }) => id === linked) ?? known.take(member)
    if (!there) counts.dependents += 1
    else if (takeOver<Dependent>(reading, dependents, there, member)) counts.dependents += 1
    const dependent = there ?? newDependent(reading, member, employee)
    link(reading, member, dependent, 'dependent')
    memberIds.set(member.id, dependent.id)
  }
  return memberIds
}

const NOBODY: KnownPeople<never> = { take: () => undefined }

/** Members that are not somebody at this carrier already: a carrier does not hold one person twice. */
function unclaimed<M extends Employee | Dependent>(
  { before: { linked }, recognition }: Reading,
  members: readonly M[],
  within: 'group' | 'family',
): KnownPeople<M> {
  const free = members.filter(({ id }) => !linked.has(id))
  return free.length === 0 || !recognition ? NOBODY : knownPeople(free, within, recognition)
}

/** A member becomes what the carrier has changed of the person; what it changed before Noyo read it at all is no change. */
function takeOver<M extends Employee | Dependent>(
  { unit, before }: Reading,
  kind: Kind<M, string>,
  member: M,
  now: CarrierMember,
): boolean {
  const was = before.links.has(now.id) ? before.changed.get(now.id)?.before : undefined
  const patch = was && takenOver(member, was, now)
  if (!patch) return false
  unit.change(kind, member, patch as Partial<Omit<M, keyof Stored>>)
  return true
}

function newEmployee({ unit, source, structure }: Reading, subscriber: CarrierMember): Employee {
  const { person, employment, classifications } = subscriber
  return unit.put(
    employees,
    freshRecord(pulledId(unit, employees, source, subscriber.id), unit.now, {
      group_id: source.group_id,
      location_id: structure.location_id,
      person,
      employment: employment as Employment,
      ...(classifications === undefined ? {} : { classifications }),
    }),
  )
}

function newDependent(
  { unit, source }: Reading,
  { id, person, relationship }: CarrierMember,
  employee: Employee,
): Dependent {
  return unit.put(
    dependents,
    freshRecord(pulledId(unit, dependents, source, id), unit.now, {
      group_id: source.group_id,
      person,
      employee_id: employee.id,
      relationship: relationship ?? 'other',
    }),
  )
}

function link(
  { unit, source, before }: Reading,
  { id: carrier_member }: CarrierMember,
  { id: member_id }: { readonly id: string },
  member_type: CarrierLink['member_type'],
): void {
  if (before.links.has(carrier_member)) return
  unit.put(
    carrierLinks,
    freshRecord(pulledId(unit, carrierLinks, source, carrier_member), unit.now, {
      member_id,
      member_type,
      carrier_id: source.carrier.id,
      carrier_group: source.carrier_group.id,
      carrier_member,
    }),
  )
}

/** What the carrier has no longer, of what Noyo had and has not read now: coverages go, people lose their link. */
async function dropGone(
  { unit, counts }: Reading,
  missed: Pick<PeopleBefore, 'links' | 'enrollments'>,
): Promise<void> {
  for (const link of missed.links.values()) unit.remove(carrierLinks, link)
  const breath = createBreath()
  for (const [id, enrollment] of missed.enrollments) {
    await breath()
    // A second account of the employer at the carrier is not read now: its coverages are still there.
    if (await unit.get(carrierEnrollments, id)) continue
    unit.remove(individualEnrollments, enrollment)
    counts.individual_enrollments += 1
  }
}
