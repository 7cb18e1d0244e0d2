import type { CarrierProfile } from '../carriers/profile.ts'
import {
  type CarrierEnrollment,
  type CarrierMember,
  carrierEnrollments,
  carrierMembers,
} from '../carriers/records.ts'
import { findCarrierGroup, readCarrierAccount } from '../carriers/system.ts'
import type { Unit } from '../kernel/unit.ts'
import { type CarrierLink, carrierLinks, dependents, type Employee, employees } from '../members/records.ts'
import { groupPulled } from './events.ts'
import { type FamilyRead, type PeopleBefore, type PeopleCounts, pullPeople } from './pull-people.ts'
import type { PullSource } from './pull-source.ts'
import { pullStructure, type StructureRead } from './pull-structure.ts'
import { connections, type GroupConnection, groupAudits } from './records.ts'

/**
 * Reads into Noyo everything the carrier holds of a connected group; from a Send carrier only account structure and plans
 * (Noyo docs, groups/connections). Reading again changes only what the carrier has changed.
 */
export async function pullGroup(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
): Promise<void> {
  const carrier_group = await findCarrierGroup(unit, carrier, connection.carrier_group_id)
  if (!carrier_group) return
  const source = { group_id: connection.group_id, carrier, carrier_group }
  const structure = await pullStructure(unit, source)
  const people = carrier.tier === 'premier' ? await pullMembers(unit, source, structure) : NOBODY
  const counts = { carrier_id: carrier.id, ...structure.counts, ...people }
  unit.emit(groupPulled.of(connections, connection, counts))
}

const NOBODY: PeopleCounts = { employees: 0, dependents: 0, individual_enrollments: 0 }

async function pullMembers(unit: Unit, source: PullSource, structure: StructureRead): Promise<PeopleCounts> {
  const { group_id, carrier, carrier_group } = source
  const account = await readCarrierAccount(unit, carrier_group)
  const families = familiesOf(account.members, account.enrollments)
  const counts = await pullPeople(unit, source, structure, families, await knownInGroup(unit, source))
  await unit.create(groupAudits, `${group_id}/${carrier.id}`, {
    group_id,
    carrier_id: carrier.id,
    completed_at: unit.now,
  })
  return counts
}

/**
 * Reads one family again, for instance after a change was sent: Noyo's enrollments follow what the carrier holds now. Costs
 * the same however large the group is.
 */
export async function pullFamily(unit: Unit, source: PullSource, subscriber: CarrierMember): Promise<void> {
  const covered = await unit.find(carrierMembers, 'dependents', subscriber.id)
  const family = [subscriber, ...covered.records]
  const held = await Promise.all(family.map(({ id }) => unit.find(carrierEnrollments, 'member', id)))
  const families = familiesOf(
    family,
    held.flatMap(({ records }) => records),
  )
  const before = await knownInFamily(unit, source, family)
  await pullPeople(unit, source, await pullStructure(unit, source), families, before)
}

/** Whom Noyo knows in the group, and who of them is whom at the carrier. */
async function knownInGroup(unit: Unit, { group_id, carrier_group }: PullSource): Promise<PeopleBefore> {
  const [known, covered, links] = await Promise.all([
    unit.find(employees, 'group', group_id),
    unit.find(dependents, 'group', group_id),
    unit.find(carrierLinks, 'carrier_group', carrier_group.id),
  ])
  return peopleBefore(known.records, covered.records, links.records)
}

/** The same for one family: those linked, and those born on the subscriber's day. */
async function knownInFamily(
  unit: Unit,
  { group_id }: PullSource,
  family: readonly CarrierMember[],
): Promise<PeopleBefore> {
  const [subscriber] = family as [CarrierMember]
  const found = await Promise.all(family.map(({ id }) => unit.find(carrierLinks, 'carrier_member', id)))
  const links = found.flatMap(({ records }) => records)
  const linked = links.find(({ carrier_member }) => carrier_member === subscriber.id)
  const employee = linked && (await unit.get(employees, linked.member_id))
  const bornThatDay = `${group_id}/dob:${subscriber.person.date_of_birth}`
  const candidates: readonly Employee[] = employee
    ? [employee]
    : (await unit.find(employees, 'evidence', bornThatDay)).records
  const covered = await Promise.all(candidates.map(({ id }) => unit.find(dependents, 'employee', id)))
  return peopleBefore(
    candidates,
    covered.flatMap(({ records }) => records),
    links,
  )
}

function peopleBefore(
  known: PeopleBefore['employees'],
  covered: ReturnType<PeopleBefore['dependentsOf']>,
  links: readonly CarrierLink[],
): PeopleBefore {
  const byEmployee = Map.groupBy(covered, ({ employee_id }) => employee_id)
  return {
    employees: known,
    dependentsOf: (employeeId) => byEmployee.get(employeeId) ?? [],
    links: new Map(links.map((link) => [link.carrier_member, link])),
    linked: new Set(links.map(({ member_id }) => member_id)),
  }
}

function familiesOf(
  people: readonly CarrierMember[],
  enrollments: readonly CarrierEnrollment[],
): readonly FamilyRead[] {
  const held = Map.groupBy(enrollments, ({ member }) => member)
  const covered = Map.groupBy(people, ({ subscriber }) => subscriber ?? '')
  return (covered.get('') ?? []).map((subscriber) => ({
    subscriber,
    dependents: covered.get(subscriber.id) ?? [],
    enrollmentsOf: ({ id }) => held.get(id) ?? [],
  }))
}
