import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierPlans } from '../carriers/records.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { individualEnrollments } from '../enrollments/records.ts'
import { createBreath } from '../kernel/breath.ts'
import type { Unit } from '../kernel/unit.ts'
import { carrierLinks } from '../members/records.ts'
import { type GroupPlan, groupEnrollments, groupPlans } from '../plans/records.ts'
import {
  type CarrierConfiguration,
  carrierConfigurations,
  connections,
  type GroupConnection,
} from './records.ts'

/**
 * Once a request is amended to another identifier, what was read of the former account is no longer the group's: account
 * structure, plans and coverages go, unless another connection stands for it. Members stay, as people of the group whom the
 * platform may have named. Assumed: the public documents do not say what becomes of it.
 */
export async function forgetFormerAccounts(
  unit: Unit,
  { group_id, carrier_id }: GroupConnection,
  carrier: CarrierProfile,
): Promise<void> {
  const pair = `${group_id}/${carrier_id}`
  const [read, standing] = await Promise.all([
    unit.find(carrierConfigurations, 'pair', pair),
    unit.find(connections, 'pair', pair),
  ])
  const named = new Set(standing.records.map(({ carrier_group_id }) => carrier_group_id))
  for (const configuration of read.records) {
    if (!named.has(configuration.carrier_group_id)) await forgetAccount(unit, configuration, carrier)
  }
}

async function forgetAccount(
  unit: Unit,
  configuration: CarrierConfiguration,
  carrier: CarrierProfile,
): Promise<void> {
  const { group_id, carrier_id, carrier_group_id } = configuration
  unit.remove(carrierConfigurations, configuration)
  const account = await knownCarrierGroup(unit, carrier, carrier_group_id)
  if (!account) return
  const [sold, known, links] = await Promise.all([
    unit.find(carrierPlans, 'group', account.id),
    unit.find(groupPlans, 'pair', `${group_id}/${carrier_id}`),
    unit.find(carrierLinks, 'carrier_group', account.id),
  ])
  const own = new Set(sold.records.map(({ id }) => id))
  const plans = known.records.filter(({ carrier_plan }) => own.has(carrier_plan))
  const kept = known.records.filter((plan) => !plans.includes(plan))
  await forgetEnrollments(unit, plans)
  const lines = new Set(kept.map(({ group_enrollment_id }) => group_enrollment_id))
  for (const id of new Set(plans.map(({ group_enrollment_id }) => group_enrollment_id))) {
    const line = lines.has(id) ? undefined : await unit.get(groupEnrollments, id)
    if (line) unit.remove(groupEnrollments, line)
  }
  for (const plan of plans) unit.remove(groupPlans, plan)
  for (const link of links.records) unit.remove(carrierLinks, link)
}

/** Others are answered meanwhile, however many there are. */
async function forgetEnrollments(unit: Unit, plans: readonly GroupPlan[]): Promise<void> {
  const breath = createBreath()
  const ids = new Set(plans.map(({ id }) => id))
  for (const line of new Set(plans.map(({ group_enrollment_id }) => group_enrollment_id))) {
    const { records } = await unit.find(individualEnrollments, 'group_enrollment', line)
    for (const enrollment of records) {
      if (ids.has(enrollment.plan_id)) unit.remove(individualEnrollments, enrollment)
      await breath()
    }
  }
}
