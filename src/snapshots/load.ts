import { type AccountStructure, accountStructure } from '../carriers/account-structure.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { type CarrierGroup, type CarrierMember, carrierMembers } from '../carriers/records.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { sendsToCarrier } from '../connections/data-exchange.ts'
import { isLive } from '../connections/live.ts'
import { carrierConfigurations, connections, type GroupConnection } from '../connections/records.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import { all, type Eventually, inTurn, when } from '../kernel/eventually.ts'
import type { Records, World } from '../kernel/world.ts'
import {
  type CarrierLink,
  carrierLinks,
  type Dependent,
  dependents,
  type Employee,
  employees,
} from '../members/records.ts'
import { type GroupPlan, groupPlans } from '../plans/records.ts'
import type { CarrierKnown, FamilyKnown } from './family.ts'
import { namedPlans, type RememberedPlan } from './records.ts'

/** What Noyo knows of a family and of the carriers concerned; costs the same however large the group is. */
export function familyKnown(
  world: World,
  group_id: string,
  employee_id: string,
  concerned: (enrollments: readonly IndividualEnrollment[]) => readonly string[],
): Eventually<FamilyKnown> {
  const reads = all<
    [
      Employee | undefined,
      Records<IndividualEnrollment>,
      Records<GroupPlan>,
      Records<RememberedPlan>,
      Records<Dependent>,
    ]
  >([
    world.get(employees, employee_id),
    world.find(individualEnrollments, 'employee', employee_id),
    world.find(groupPlans, 'group', group_id),
    world.find(namedPlans, 'group', group_id),
    world.find(dependents, 'employee', employee_id),
  ])
  return when(reads, ([employee, { records: enrollments }, plans, named, covered]) => {
    const family: readonly (Employee | Dependent)[] = [...(employee ? [employee] : []), ...covered.records]
    const concernedCarriers = concerned(enrollments)
    const carriers = when(all(family.map(({ id }) => world.find(carrierLinks, 'member', id))), (found) => {
      const links = found.flatMap(({ records }) => records)
      return inTurn(concernedCarriers, (id) =>
        liveCarrier(world, group_id, id, { links, enrollments, family }),
      )
    })
    return when(carriers, (live) => ({
      employee_id,
      members: new Map(family.map((member) => [member.id, member])),
      enrollments,
      plans: plans.records,
      named_plans: named.records,
      concerned: concernedCarriers,
      carriers: new Map(live.flatMap((carrier) => (carrier ? [[carrier.profile.id, carrier]] : []))),
    }))
  })
}

/** What of a family decides whom a carrier knows. */
interface FamilyRecords {
  readonly links: readonly CarrierLink[]
  readonly enrollments: readonly IndividualEnrollment[]
  readonly family: readonly (Employee | Dependent)[]
}

/** The carrier as far as there is a live connection. */
function liveCarrier(
  world: World,
  group_id: string,
  carrier_id: string,
  family: FamilyRecords,
): Eventually<CarrierKnown | undefined> {
  const profile = carrierNamed(carrier_id)
  if (!profile) return undefined
  return when(world.find(connections, 'pair', `${group_id}/${carrier_id}`), ({ records }) => {
    const live = records.find(isLive)
    if (!live) return undefined
    return when(isSentTo(world, live), (isSent) =>
      isSent ? carrierKnown(world, profile, live, family) : undefined,
    )
  })
}

function carrierKnown(
  world: World,
  profile: CarrierProfile,
  { tier, carrier_group_id }: GroupConnection,
  family: FamilyRecords,
): Eventually<CarrierKnown | undefined> {
  return when(knownCarrierGroup(world, profile, carrier_group_id), (carrier_group) => {
    if (!carrier_group) return undefined
    const account = accountOf(profile, carrier_group, world.setting.seed)
    const known =
      tier === 'premier' ? linkedPeople(world, carrier_group, family) : peopleTold(carrier_group, family)
    return when(known, (people) => ({ profile, tier, carrier_group, account, people }))
  })
}

/** By the employer's record, which is asked of with every snapshot of its people. */
const accounts = new WeakMap<CarrierGroup, { readonly account: AccountStructure; readonly seed: string }>()

function accountOf(
  { account_structure: shape }: CarrierProfile,
  carrier_group: CarrierGroup,
  seed: string,
): AccountStructure {
  const there = accounts.get(carrier_group)
  if (there?.seed === seed) return there.account
  const account = accountStructure(shape, carrier_group.carrier_group_id, seed)
  accounts.set(carrier_group, { account, seed })
  return account
}

function linkedPeople(
  world: World,
  { id }: CarrierGroup,
  { links }: FamilyRecords,
): Eventually<CarrierKnown['people']> {
  const own = links.filter((link) => link.carrier_group === id)
  return when(all(own.map((link) => world.get(carrierMembers, link.carrier_member))), (people) => {
    const known = new Map<string, CarrierMember>()
    for (const [index, person] of people.entries()) {
      if (person) known.set((own[index] as CarrierLink).member_id, person)
    }
    return known
  })
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
function isSentTo(
  world: World,
  { group_id, carrier_id, carrier_group_id }: GroupConnection,
): Eventually<boolean> {
  return when(world.find(carrierConfigurations, 'pair', `${group_id}/${carrier_id}`), ({ records }) =>
    records.every((known) => known.carrier_group_id !== carrier_group_id || sendsToCarrier(known)),
  )
}
