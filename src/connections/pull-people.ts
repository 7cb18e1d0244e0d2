import type { CarrierEnrollment, CarrierMember, Employment } from '../carriers/records.ts'
import type { CarrierFamily } from '../carriers/write.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import { freshRecord, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { type KnownPeople, knownPeople } from '../members/known-people.ts'
import {
  type CarrierLink,
  carrierLinks,
  type Dependent,
  dependents,
  type Employee,
  employees,
} from '../members/records.ts'
import { type PullSource, pulledId } from './pull-source.ts'
import type { StructureRead } from './pull-structure.ts'
import { upsert } from './upsert.ts'

/** Whom Noyo knows already, as far as it concerns what is read. */
export interface PeopleBefore {
  readonly employees: readonly Employee[]
  readonly dependentsOf: (employeeId: string) => readonly Dependent[]
  /** Which member a carrier's person is, by the carrier's id. */
  readonly links: ReadonlyMap<string, CarrierLink>
  /** The members that are linked to somebody at the carrier. */
  readonly linked: ReadonlySet<string>
}

/** How many records are new or changed. */
export interface PeopleCounts {
  employees: number
  dependents: number
  individual_enrollments: number
}

/**
 * Reads families into Noyo. Somebody Noyo knows already (through another carrier, or from a snapshot) stays the same member
 * and keeps what Noyo knows of them; the others become members without custom id. Enrollments are what the carrier holds.
 */
export async function pullPeople(
  unit: Unit,
  source: PullSource,
  structure: StructureRead,
  families: readonly CarrierFamily[],
  before: PeopleBefore,
): Promise<PeopleCounts> {
  const counts: PeopleCounts = { employees: 0, dependents: 0, individual_enrollments: 0 }
  const known = unclaimed(before, before.employees)
  const byId = new Map(before.employees.map((employee) => [employee.id, employee]))
  for (const family of families) {
    const { subscriber } = family
    const there = byId.get(before.links.get(subscriber.id)?.member_id ?? '') ?? known.take(subscriber)
    const employee = there ?? newEmployee(unit, source, structure, subscriber)
    if (!there) counts.employees += 1
    link(unit, source, before, subscriber, employee, 'employee')
    const memberIds = pullDependents(unit, source, family, employee, before, counts)
    memberIds.set(subscriber.id, employee.id)
    for (const enrollment of family.enrollments) {
      const individual_id = memberIds.get(enrollment.member) as string
      const who = { employee_id: employee.id, individual_id }
      const id = pulledId(unit, individualEnrollments, source, enrollment.id)
      const read = await upsert(
        unit,
        individualEnrollments,
        id,
        enrollmentFields(source, structure, enrollment, who),
      )
      if (read.changed) counts.individual_enrollments += 1
    }
  }
  return counts
}

/** Noyo's dependent by the carrier's member. */
function pullDependents(
  unit: Unit,
  source: PullSource,
  family: CarrierFamily,
  employee: Employee,
  before: PeopleBefore,
  counts: PeopleCounts,
): Map<string, string> {
  const theirs = before.dependentsOf(employee.id)
  const known = unclaimed(before, theirs)
  const memberIds = new Map<string, string>()
  for (const member of family.dependents) {
    const linked = before.links.get(member.id)?.member_id
    const there = theirs.find(({ id }) => id === linked) ?? known.take(member)
    const dependent = there ?? newDependent(unit, source, member, employee)
    if (!there) counts.dependents += 1
    link(unit, source, before, member, dependent, 'dependent')
    memberIds.set(member.id, dependent.id)
  }
  return memberIds
}

/** Members that are not somebody at this carrier already: a carrier does not hold one person twice. */
function unclaimed<M extends Employee | Dependent>(
  { linked }: PeopleBefore,
  members: readonly M[],
): KnownPeople<M> {
  return knownPeople(members.filter(({ id }) => !linked.has(id)))
}

function newEmployee(
  unit: Unit,
  source: PullSource,
  { location }: StructureRead,
  subscriber: CarrierMember,
): Employee {
  const { person, employment, classifications } = subscriber
  return unit.put(
    employees,
    freshRecord(pulledId(unit, employees, source, subscriber.id), unit.now, {
      group_id: source.group_id,
      location_id: location.id,
      person,
      employment: employment as Employment,
      ...(classifications === undefined ? {} : { classifications }),
    }),
  )
}

function newDependent(
  unit: Unit,
  source: PullSource,
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
  unit: Unit,
  source: PullSource,
  before: PeopleBefore,
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

function enrollmentFields(
  source: PullSource,
  structure: StructureRead,
  enrollment: CarrierEnrollment,
  who: Pick<IndividualEnrollment, 'employee_id' | 'individual_id'>,
): Omit<IndividualEnrollment, keyof Stored> {
  const plan = structure.plans.get(enrollment.plan)
  if (!plan)
    throw new Error(
      `enrollment ${enrollment.id} is on plan ${enrollment.plan}, which the carrier does not sell`,
    )
  return {
    group_id: source.group_id,
    carrier_id: source.carrier.id,
    ...who,
    individual_type: who.individual_id === who.employee_id ? 'employee' : 'dependent',
    group_enrollment_id: plan.group_enrollment_id,
    plan_id: plan.id,
    line_of_coverage: enrollment.line_of_coverage,
    effective_start_date: enrollment.effective_start_date,
    effective_end_date: enrollment.effective_end_date,
    ...(enrollment.volume === undefined ? {} : { volume: enrollment.volume }),
    configuration: enrollment.configuration,
    ...(enrollment.cobra === undefined ? {} : { cobra: enrollment.cobra }),
    carrier_enrollment: enrollment.id,
  }
}
