import { createBreath } from '../kernel/breath.ts'
import type { Eventually } from '../kernel/eventually.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import {
  type CarrierAccount,
  type GivenCarrierGroup,
  generatedAccount,
  UNDESCRIBED_EMPLOYEES,
} from './account.ts'
import { type CarrierProfile, isWellFormed } from './profile.ts'
import {
  type CarrierGroup,
  type CarrierGroupDescription,
  carrierEnrollments,
  carrierGroupDescriptions,
  carrierGroups,
  carrierMembers,
  carrierPlans,
} from './records.ts'

/** The employer of this identifier among those the carrier has on record already. */
export function knownCarrierGroup(
  world: Pick<World, 'first'>,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Eventually<CarrierGroup | undefined> {
  return world.first(carrierGroups, 'identifier', `${carrier.id}/${carrier_group_id}`)
}

/**
 * The employer of this identifier in the carrier's system: on record, or as a scenario describes it. A well-formed identifier
 * that nothing describes exists there too, with a census of its own, unless the scenario says `unknown_groups: refuse`. What
 * is looked for the first time is recorded now. Undefined otherwise.
 */
export async function findCarrierGroup(
  unit: Unit,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<CarrierGroup | undefined> {
  const known = await knownCarrierGroup(unit, carrier, carrier_group_id)
  if (known) return known
  const given = await givenFor(unit, carrier, carrier_group_id)
  return given && createCarrierGroup(unit, given)
}

/** The same with everything the carrier holds of it: what is made now need not be read again. */
export async function findCarrierAccount(
  unit: Unit,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<CarrierAccount | undefined> {
  const known = await knownCarrierGroup(unit, carrier, carrier_group_id)
  if (known) return readCarrierAccount(unit, known)
  const given = await givenFor(unit, carrier, carrier_group_id)
  return given && createCarrierAccount(unit, given)
}

/** The same without recording anything: what {@link findCarrierGroup} would find, with all that is on record. */
export async function lookAtCarrierGroup(
  world: World,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<CarrierAccount | undefined> {
  const known = await knownCarrierGroup(world, carrier, carrier_group_id)
  if (known) return readCarrierAccount(world, known)
  const given = await givenFor(world, carrier, carrier_group_id)
  return given && generatedAccount(world, given)
}

/** Says what an employer is like in the carrier's system. Its people are made when somebody first looks: that costs a start nothing. */
export async function describeCarrierGroup(
  unit: Unit,
  carrier: CarrierProfile,
  described: Omit<CarrierGroupDescription, keyof Stored | 'carrier_id'>,
): Promise<void> {
  const key = `${carrier.id}/${described.carrier_group_id}`
  await unit.create(carrierGroupDescriptions, key, { carrier_id: carrier.id, ...described })
}

/** What an account is made from where none is on record yet. */
async function givenFor(
  world: Pick<World, 'first' | 'setting'>,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<GivenCarrierGroup | undefined> {
  if (!isWellFormed(carrier, carrier_group_id)) return undefined
  // Nobody is enrolled yet where the identifier ends so. Fixed: users' tests name such identifiers.
  const employees = carrier_group_id.endsWith('00') ? 0 : UNDESCRIBED_EMPLOYEES
  const described = await world.first(
    carrierGroupDescriptions,
    'identifier',
    `${carrier.id}/${carrier_group_id}`,
  )
  if (described) {
    const { name, federal_ein, employer, account } = described
    const said = account.employees ?? account.families?.length ?? employees
    const given = { carrier, carrier_group_id, name, employer, ...account, employees: said }
    return federal_ein === undefined ? given : { ...given, federal_ein }
  }
  return world.setting.options['unknown_groups'] === 'refuse'
    ? undefined
    : { carrier, carrier_group_id, employees }
}

/** Puts an employer with its plans, members and enrollments on the carrier's record. @throws Error when it is there already */
export async function createCarrierGroup(unit: Unit, given: GivenCarrierGroup): Promise<CarrierGroup> {
  return (await createCarrierAccount(unit, given)).group
}

async function createCarrierAccount(unit: Unit, given: GivenCarrierGroup): Promise<CarrierAccount> {
  const { carrier, carrier_group_id } = given
  if (await knownCarrierGroup(unit, carrier, carrier_group_id)) {
    throw new Error(`${carrier.slug} has a group ${carrier_group_id} already`)
  }
  const account = await generatedAccount(unit, given)
  unit.put(carrierGroups, account.group)
  await putAll(unit, carrierPlans, account.plans)
  await putAll(unit, carrierMembers, account.members)
  await putAll(unit, carrierEnrollments, account.enrollments)
  return account
}

/** However many there are, others are answered meanwhile. */
async function putAll<R extends Stored>(
  unit: Unit,
  kind: Kind<R, string>,
  records: readonly R[],
): Promise<void> {
  const breath = createBreath()
  for (const record of records) {
    unit.put(kind, record)
    const pause = breath()
    if (pause) await pause
  }
}

/** Reads everything at once, however many there are. */
export async function readCarrierAccount(world: World, group: CarrierGroup): Promise<CarrierAccount> {
  const [plans, members, enrollments] = await Promise.all([
    world.find(carrierPlans, 'group', group.id),
    world.find(carrierMembers, 'group', group.id),
    world.find(carrierEnrollments, 'group', group.id),
  ])
  return { group, plans: plans.records, members: members.records, enrollments: enrollments.records }
}
