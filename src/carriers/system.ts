import type { Faker } from '@faker-js/faker'
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
  carrierEnrollments,
  carrierGroups,
  carrierMembers,
  carrierPlans,
} from './records.ts'

/** The employer of this identifier among those the carrier has on record already. */
export function knownCarrierGroup(
  world: Pick<World, 'first'>,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<CarrierGroup | undefined> {
  return world.first(carrierGroups, 'identifier', `${carrier.id}/${carrier_group_id}`)
}

/**
 * The employer of this identifier in the carrier's system. A well-formed identifier that nothing describes exists there too,
 * with a census of its own that is recorded now, unless the scenario says `unknown_groups: refuse`. Undefined otherwise.
 */
export async function findCarrierGroup(
  unit: Unit,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<CarrierGroup | undefined> {
  const known = await knownCarrierGroup(unit, carrier, carrier_group_id)
  if (known) return known
  const given = undescribed(unit, carrier, carrier_group_id)
  return given && createCarrierGroup(unit, given)
}

/** The same without recording anything: what {@link findCarrierGroup} would find, with all that is on record. */
export async function lookAtCarrierGroup(
  world: World,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<CarrierAccount | undefined> {
  const known = await knownCarrierGroup(world, carrier, carrier_group_id)
  if (known) return readCarrierAccount(world, known)
  const given = undescribed(world, carrier, carrier_group_id)
  return given && generatedAccount(world, given, await ownFaker())
}

/** An employer that nobody has described, if there is one of this identifier. */
function undescribed(
  { setting }: Pick<World, 'setting'>,
  carrier: CarrierProfile,
  carrier_group_id: string,
): GivenCarrierGroup | undefined {
  if (!isWellFormed(carrier, carrier_group_id)) return undefined
  if (setting.options['unknown_groups'] === 'refuse') return undefined
  // Nobody is enrolled yet where the identifier ends so. Fixed by the design.
  const employees = carrier_group_id.endsWith('00') ? 0 : UNDESCRIBED_EMPLOYEES
  return { carrier, carrier_group_id, employees }
}

/** Puts an employer with its plans, members and enrollments on the carrier's record. @throws Error when it is there already */
export async function createCarrierGroup(unit: Unit, given: GivenCarrierGroup): Promise<CarrierGroup> {
  const { carrier, carrier_group_id } = given
  if (await knownCarrierGroup(unit, carrier, carrier_group_id)) {
    throw new Error(`${carrier.slug} has a group ${carrier_group_id} already`)
  }
  const account = generatedAccount(unit, given, await ownFaker())
  unit.put(carrierGroups, account.group)
  for (const plan of account.plans) unit.put(carrierPlans, plan)
  for (const member of account.members) unit.put(carrierMembers, member)
  for (const enrollment of account.enrollments) unit.put(carrierEnrollments, enrollment)
  return account.group
}

/** A generator of our own: seeding the one that `@faker-js/faker` shares would change the fake data of a user's tests. */
async function ownFaker(): Promise<Faker> {
  const { faker } = await import('@faker-js/faker/locale/en_US')
  const Own = faker.constructor as new (options: { locale: Faker['rawDefinitions'] }) => Faker
  return new Own({ locale: faker.rawDefinitions })
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
