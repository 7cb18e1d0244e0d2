import type { CarrierAccount } from '../carriers/account.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import type { CarrierMember } from '../carriers/records.ts'
import { findCarrierGroup, readCarrierAccount } from '../carriers/system.ts'
import { type CarrierFamily, readCarrierFamily } from '../carriers/write.ts'
import type { Unit } from '../kernel/unit.ts'
import { linkingKeys } from '../linking/keys.ts'
import { type CarrierLink, carrierLinks, dependents, type Employee, employees } from '../members/records.ts'
import { groupPulled } from './events.ts'
import { type PeopleBefore, type PeopleCounts, pullPeople } from './pull-people.ts'
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
  const source = { group_id: connection.group_id, carrier, tier: connection.tier, carrier_group }
  const structure = await pullStructure(unit, source)
  const people = connection.tier === 'premier' ? await pullMembers(unit, source, structure) : NOBODY
  const { group_id } = source
  const facts = { group_id, carrier_id: carrier.id, ...structure.counts, ...people }
  unit.emit(groupPulled.of(connections, connection, facts))
}

const NOBODY: PeopleCounts = { employees: 0, dependents: 0, individual_enrollments: 0 }

async function pullMembers(unit: Unit, source: PullSource, structure: StructureRead): Promise<PeopleCounts> {
  const { group_id, carrier, carrier_group } = source
  const families = familiesOf(await readCarrierAccount(unit, carrier_group))
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
 * the same however large the group is. `subscriber` is the employee's id in the carrier's records.
 */
export async function pullFamily(unit: Unit, source: PullSource, subscriber: string): Promise<void> {
  const family = await readCarrierFamily(unit, subscriber)
  const before = await knownInFamily(unit, source, family)
  await pullPeople(unit, source, await pullStructure(unit, source), [family], before)
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

/** The same for one family: those linked, and those who share evidence with the subscriber. */
async function knownInFamily(
  unit: Unit,
  { group_id }: PullSource,
  { subscriber, dependents: covered }: CarrierFamily,
): Promise<PeopleBefore> {
  const people = [subscriber, ...covered]
  const found = await Promise.all(people.map(({ id }) => unit.find(carrierLinks, 'carrier_member', id)))
  const links = found.flatMap(({ records }) => records)
  const linked = links.find(({ carrier_member }) => carrier_member === subscriber.id)
  const employee = linked && (await unit.get(employees, linked.member_id))
  const candidates = employee ? [employee] : await similarEmployees(unit, group_id, subscriber)
  const known = await Promise.all(candidates.map(({ id }) => unit.find(dependents, 'employee', id)))
  return peopleBefore(
    candidates,
    known.flatMap(({ records }) => records),
    links,
  )
}

async function similarEmployees(
  unit: Unit,
  groupId: string,
  { person }: CarrierMember,
): Promise<readonly Employee[]> {
  const found = await Promise.all(
    linkingKeys(person).map((key) => unit.find(employees, 'evidence', `${groupId}/${key}`)),
  )
  const similar = found.flatMap(({ records }) => records)
  return [...new Map(similar.map((employee) => [employee.id, employee])).values()]
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

function familiesOf({ members, enrollments }: CarrierAccount): readonly CarrierFamily[] {
  const held = Map.groupBy(enrollments, ({ member }) => member)
  const covered = Map.groupBy(members, ({ subscriber }) => subscriber ?? '')
  return (covered.get('') ?? []).map((subscriber) => {
    const family = covered.get(subscriber.id) ?? []
    const people = [subscriber, ...family]
    return { subscriber, dependents: family, enrollments: people.flatMap(({ id }) => held.get(id) ?? []) }
  })
}
