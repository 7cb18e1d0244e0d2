import type { CarrierAccount } from '../carriers/account.ts'
import { type CarrierChange, carrierChanges, changeOf } from '../carriers/changes.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { type CarrierGroup, type CarrierMember, carrierMembers } from '../carriers/records.ts'
import { findCarrierAccount } from '../carriers/system.ts'
import { type CarrierFamily, readCarrierFamily } from '../carriers/write.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import { createBreath } from '../kernel/breath.ts'
import type { Unit } from '../kernel/unit.ts'
import type { Records } from '../kernel/world.ts'
import { linkingKeys } from '../linking/keys.ts'
import {
  type CarrierLink,
  carrierLinks,
  type Dependent,
  dependents,
  type Employee,
  employees,
} from '../members/records.ts'
import { recordAudit } from './audit.ts'
import { groupPulled } from './events.ts'
import { type PeopleBefore, type PeopleCounts, pullPeople } from './pull-people.ts'
import type { PullSource } from './pull-source.ts'
import { pullStructure, type StructureRead } from './pull-structure.ts'
import { connections, type GroupConnection } from './records.ts'

/**
 * Reads into Noyo everything the carrier holds of a connected group; from a Send carrier only account structure and plans
 * (Noyo docs, groups/connections). Reading again changes only what the carrier has changed. Others are answered meanwhile.
 */
export async function pullGroup(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
): Promise<void> {
  const account = await findCarrierAccount(unit, carrier, connection.carrier_group_id)
  if (!account) return
  const { group_id, tier } = connection
  const source = { group_id, carrier, tier, carrier_group: account.group }
  const structure = await pullStructure(unit, source)
  const people = tier === 'premier' ? await pullMembers(unit, source, structure, account) : NOBODY
  const facts = { group_id, carrier_id: carrier.id, ...structure.counts, ...people }
  unit.emit(groupPulled.of(connections, connection, facts))
}

const NOBODY: PeopleCounts = { employees: 0, dependents: 0, individual_enrollments: 0 }

async function pullMembers(
  unit: Unit,
  source: PullSource,
  structure: StructureRead,
  account: CarrierAccount,
): Promise<PeopleCounts> {
  const { records: changes } = await unit.find(carrierChanges, 'carrier_group', source.carrier_group.id)
  const before = await knownInGroup(unit, source, account, changes)
  const counts = await pullPeople(unit, source, structure, await familiesOf(account), before)
  for (const change of changes) unit.remove(carrierChanges, change)
  await recordAudit(unit, source.group_id, source.carrier.id)
  return counts
}

/**
 * Reads one family again, for instance after a change was sent: Noyo's enrollments follow what the carrier holds now. Costs
 * the same however large the group is. `subscriber` is the employee's id in the carrier's records, who may be gone there.
 */
export async function pullFamily(
  unit: Unit,
  source: PullSource,
  subscriber: string,
  structure?: StructureRead,
): Promise<PeopleCounts> {
  const [member, change] = await Promise.all([
    unit.get(carrierMembers, subscriber),
    changeOf(unit, subscriber),
  ])
  const families = member ? [await readCarrierFamily(unit, subscriber)] : []
  const before = await knownInFamily(unit, source, subscriber, families, change)
  const read = structure ?? (await pullStructure(unit, source))
  const counts = await pullPeople(unit, source, read, families, before)
  if (change) unit.remove(carrierChanges, change)
  return counts
}

/** Whom Noyo knows in the group, and who of them is whom at the carrier. */
async function knownInGroup(
  unit: Unit,
  { group_id, carrier, carrier_group }: PullSource,
  { members }: CarrierAccount,
  changes: readonly CarrierChange[],
): Promise<PeopleBefore> {
  const [known, covered, links] = await Promise.all([
    unit.find(employees, 'group', group_id),
    unit.find(dependents, 'group', group_id),
    unit.find(carrierLinks, 'carrier_group', carrier_group.id),
  ])
  const held = links.total === 0 ? NOTHING : await unit.find(individualEnrollments, 'group', group_id)
  const there = new Set(links.total === 0 ? [] : members.map(({ id }) => id))
  return peopleBefore(carrier, {
    employees: known.records,
    dependents: covered.records,
    links: links.records,
    claims: links.records.filter(({ carrier_member }) => there.has(carrier_member)),
    enrollments: held.records,
    changes,
  })
}

const NOTHING: Records<IndividualEnrollment> = { records: [], total: 0 }

/** The same for one family: those linked, and those who share evidence with the subscriber. */
async function knownInFamily(
  unit: Unit,
  { group_id, carrier, carrier_group }: PullSource,
  subscriber: string,
  [family]: readonly CarrierFamily[],
  change: CarrierChange | undefined,
): Promise<PeopleBefore> {
  const people = [
    subscriber,
    ...(family?.dependents ?? []).map(({ id }) => id),
    ...(change?.members ?? []).map(({ id }) => id),
  ]
  const found = await Promise.all(
    [...new Set(people)].map((id) => unit.find(carrierLinks, 'carrier_member', id)),
  )
  const links = found.flatMap(({ records }) => records)
  const linked = links.find(({ carrier_member }) => carrier_member === subscriber)
  const employee = linked && (await unit.get(employees, linked.member_id))
  const similar = family && !employee ? await similarEmployees(unit, group_id, family.subscriber) : []
  const candidates = employee ? [employee] : similar
  const [known, held] = await Promise.all([
    Promise.all(candidates.map(({ id }) => unit.find(dependents, 'employee', id))),
    Promise.all(candidates.map(({ id }) => unit.find(individualEnrollments, 'employee', id))),
  ])
  const covered = known.flatMap(({ records }) => records)
  return peopleBefore(carrier, {
    employees: candidates,
    dependents: covered,
    links,
    claims: await claimsOn(unit, carrier_group, [...candidates, ...covered]),
    enrollments: held.flatMap(({ records }) => records),
    changes: change ? [change] : [],
  })
}

/** The links of these members to people who are still on the account. */
async function claimsOn(
  unit: Unit,
  carrier_group: CarrierGroup,
  members: readonly { readonly id: string }[],
): Promise<readonly CarrierLink[]> {
  const found = await Promise.all(members.map(({ id }) => unit.find(carrierLinks, 'member', id)))
  const links = found.flatMap(({ records }) =>
    records.filter((link) => link.carrier_group === carrier_group.id),
  )
  const there = await Promise.all(links.map((link) => unit.get(carrierMembers, link.carrier_member)))
  return links.filter((_, position) => there[position] !== undefined)
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
  carrier: CarrierProfile,
  known: {
    readonly employees: readonly Employee[]
    readonly dependents: readonly Dependent[]
    readonly links: readonly CarrierLink[]
    readonly claims: readonly CarrierLink[]
    readonly enrollments: readonly IndividualEnrollment[]
    readonly changes: readonly CarrierChange[]
  },
): PeopleBefore {
  const { links, claims, enrollments, changes } = known
  const byEmployee = Map.groupBy(known.dependents, ({ employee_id }) => employee_id)
  const theirs = enrollments.filter(({ carrier_id }) => carrier_id === carrier.id)
  const changed = changes.flatMap(({ members }) => members)
  return {
    employees: known.employees,
    dependentsOf: (employeeId) => byEmployee.get(employeeId) ?? [],
    links: new Map(links.map((link) => [link.carrier_member, link])),
    linked: new Set(claims.map(({ member_id }) => member_id)),
    enrollments: new Map(theirs.map((enrollment) => [enrollment.carrier_enrollment, enrollment])),
    changed: new Map(changed.map((member) => [member.id, member])),
  }
}

async function familiesOf({ members, enrollments }: CarrierAccount): Promise<readonly CarrierFamily[]> {
  const held = await grouped(enrollments, ({ member }) => member)
  const covered = await grouped(members, ({ subscriber }) => subscriber ?? '')
  const breath = createBreath()
  const families: CarrierFamily[] = []
  for (const subscriber of covered.get('') ?? []) {
    const family = covered.get(subscriber.id) ?? []
    const people = [subscriber, ...family]
    const theirs = people.flatMap(({ id }) => held.get(id) ?? [])
    families.push({ subscriber, dependents: family, enrollments: theirs })
    const pause = breath()
    if (pause) await pause
  }
  return families
}

/** However many there are, others are answered meanwhile. */
async function grouped<R>(records: readonly R[], keyOf: (record: R) => string): Promise<Map<string, R[]>> {
  const breath = createBreath()
  const groups = new Map<string, R[]>()
  for (const record of records) {
    const group = groups.get(keyOf(record))
    if (group) group.push(record)
    else groups.set(keyOf(record), [record])
    const pause = breath()
    if (pause) await pause
  }
  return groups
}
