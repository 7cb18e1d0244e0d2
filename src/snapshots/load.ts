import { accountStructure } from '../carriers/account-structure.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { type CarrierGroup, type CarrierMember, carrierMembers } from '../carriers/records.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { sendsToCarrier } from '../connections/data-exchange.ts'
import { isLive } from '../connections/live.ts'
import { carrierConfigurations, connections, type GroupConnection } from '../connections/records.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import type { World } from '../kernel/world.ts'
import {
  type CarrierLink,
  carrierLinks,
  type Dependent,
  dependents,
  type Employee,
  employees,
} from '../members/records.ts'
import { groupPlans } from '../plans/records.ts'
import type { CarrierKnown, FamilyKnown } from './family.ts'
import { namedPlans } from './records.ts'

/** What Noyo knows of a family and of the carriers concerned; costs the same however large the group is. */
export async function familyKnown(
  world: World,
  group_id: string,
  employee_id: string,
  concerned: (enrollments: readonly IndividualEnrollment[]) => readonly string[],
): Promise<FamilyKnown> {
  const [employee, enrollments, plans, named, covered] = await Promise.all([
    world.get(employees, employee_id),
    world.find(individualEnrollments, 'employee', employee_id),
    world.find(groupPlans, 'group', group_id),
    world.find(namedPlans, 'group', group_id),
    world.find(dependents, 'employee', employee_id),
  ])
  const family: readonly (Employee | Dependent)[] = [...(employee ? [employee] : []), ...covered.records]
  const found = await Promise.all(family.map(({ id }) => world.find(carrierLinks, 'member', id)))
  const links = found.flatMap(({ records }) => records)
  const carriers = new Map<string, CarrierKnown>()
  const concernedCarriers = concerned(enrollments.records)
  for (const carrier_id of concernedCarriers) {
    const carrier = await liveCarrier(world, group_id, carrier_id, {
      links,
      enrollments: enrollments.records,
      family,
    })
    if (carrier) carriers.set(carrier_id, carrier)
  }
  return {
    employee_id,
    members: new Map(family.map((member) => [member.id, member])),
    enrollments: enrollments.records,
    plans: plans.records,
    named_plans: named.records,
    concerned: concernedCarriers,
    carriers,
  }
}

/** What of a family decides whom a carrier knows. */
interface FamilyRecords {
  readonly links: readonly CarrierLink[]
  readonly enrollments: readonly IndividualEnrollment[]
  readonly family: readonly (Employee | Dependent)[]
}

/** The carrier as far as there is a live connection. */
async function liveCarrier(
  world: World,
  group_id: string,
  carrier_id: string,
  family: FamilyRecords,
): Promise<CarrierKnown | undefined> {
  const profile = carrierNamed(carrier_id)
  if (!profile) return undefined
  const { records } = await world.find(connections, 'pair', `${group_id}/${carrier_id}`)
  const live = records.find(isLive)
  if (!live || !(await isSentTo(world, live))) return undefined
  const { tier } = live
  const carrier_group = await knownCarrierGroup(world, profile, live.carrier_group_id)
  if (!carrier_group) return undefined
  const { account_structure: shape } = profile
  const account = accountStructure(shape, carrier_group.carrier_group_id, world.setting.seed)
  const people =
    tier === 'premier' ? await linkedPeople(world, carrier_group, family) : peopleTold(carrier_group, family)
  return { profile, tier, carrier_group, account, people }
}

async function linkedPeople(
  world: World,
  { id }: CarrierGroup,
  { links }: FamilyRecords,
): Promise<CarrierKnown['people']> {
  const own = links.filter((link) => link.carrier_group === id)
  const people = await Promise.all(own.map((link) => world.get(carrierMembers, link.carrier_member)))
  const known = own.flatMap(({ member_id }, index) => {
    const person = people[index]
    return person ? [[member_id, person] as const] : []
  })
  return new Map(known)
}

/** Whom files to the carrier have named: whoever has a coverage there, as Noyo has the person. */
function peopleTold(
  { id: carrier_group, carrier_id }: CarrierGroup,
  { enrollments, family }: FamilyRecords,
): CarrierKnown['people'] {
  const theirs = enrollments.filter((enrollment) => enrollment.carrier_id === carrier_id)
  const told = new Set(theirs.map(({ individual_id }) => individual_id))
  const named = family.filter(({ id }) => told.has(id))
  return new Map(named.map((member) => [member.id, asTold(member, carrier_group)]))
}

function asTold(member: Employee | Dependent, carrier_group: string): CarrierMember {
  const { id, version, created, modified, person } = member
  const known = { id, version, created, modified, carrier_group, person }
  if ('relationship' in member) {
    return { ...known, subscriber: member.employee_id, relationship: member.relationship }
  }
  const { employment, classifications } = member
  return { ...known, employment, ...(classifications === undefined ? {} : { classifications }) }
}

/** Unless the platform has said that nothing goes to the carrier. */
async function isSentTo(
  world: World,
  { group_id, carrier_id, carrier_group_id }: GroupConnection,
): Promise<boolean> {
  const { records } = await world.find(carrierConfigurations, 'pair', `${group_id}/${carrier_id}`)
  return records.every((known) => known.carrier_group_id !== carrier_group_id || sendsToCarrier(known))
}
