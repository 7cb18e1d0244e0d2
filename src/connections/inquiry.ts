import { type EligibilityFacts, evaluated, type RuleEvaluation } from '../carriers/eligibility.ts'
import { linkKey } from '../carriers/organization-carriers.ts'
import { type CarrierProfile, isWellFormed } from '../carriers/profile.ts'
import { type CarrierGroup, carrierMembers, carrierPlans, organizationCarriers } from '../carriers/records.ts'
import { type StandingFields, standingOf } from '../carriers/standing.ts'
import { findCarrierGroup } from '../carriers/system.ts'
import type { Cause } from '../kernel/event.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { employees } from '../members/records.ts'
import { answerTo, type Found } from './answer.ts'
import { isCensusLater } from './live.ts'
import type { GroupConnection } from './records.ts'

/** What came of asking, and what the carrier says of the group. */
export interface Answered {
  /** Undefined when no answer will ever come. */
  readonly answer: Found | undefined
  readonly standing: StandingFields
}

/** Asks the carrier about the group, as things stand now. */
export async function askCarrier(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
): Promise<Answered> {
  const { carrier_group_id } = connection
  const profile = isOfScenario(unit.cause) ? 'production' : unit.setting.profile
  const standing = await standingOf(unit, carrier, carrier_group_id)
  const well_formed = isWellFormed(carrier, carrier_group_id)
  const carrierGroup =
    well_formed && profile === 'production'
      ? await findCarrierGroup(unit, carrier, carrier_group_id)
      : undefined
  const failed_rules = carrierGroup ? await failedRules(unit, connection, carrier, carrierGroup) : []
  const known = carrierGroup !== undefined
  const { now } = unit
  const census_later = isCensusLater(unit.setting)
  const there = { standing, well_formed, known, failed_rules }
  return { answer: answerTo({ connection, carrier, profile, now, census_later, ...there }), standing }
}

/** What a scenario says is connected was so before: it is no new connection, which in Noyo's own sandbox never completes. */
function isOfScenario(cause: Cause): boolean {
  return cause.by === 'scenario' || (cause.by === 'job' && isOfScenario(cause.first))
}

async function failedRules(
  unit: Unit,
  { group_id, tier }: GroupConnection,
  carrier: CarrierProfile,
  carrierGroup: CarrierGroup,
): Promise<readonly RuleEvaluation[]> {
  const { records } = await unit.find(carrierPlans, 'group', carrierGroup.id)
  const there = await unit.find(carrierMembers, 'subscribers', carrierGroup.id, { offset: 0, limit: 1 })
  const lines = [...new Set(records.map(({ line_of_coverage }) => line_of_coverage))]
  const facts = await eligibilityFacts(unit, carrier, group_id, { lines, employees: there.total })
  return evaluated(carrier, tier, facts).filter(({ result }) => result === 'fail')
}

/** What is known of a group by Noyo, and by the carrier where that is known. Employees are those of whoever knows more (assumed). */
export async function eligibilityFacts(
  world: World,
  carrier: CarrierProfile,
  group_id: string,
  there: Omit<EligibilityFacts, 'carrier_active'>,
): Promise<EligibilityFacts> {
  const { organization_id } = world.setting
  const [link, here] = await Promise.all([
    world.first(organizationCarriers, 'pair', linkKey(organization_id, carrier.id)),
    world.find(employees, 'group', group_id, { offset: 0, limit: 1 }),
  ])
  return {
    carrier_active: link?.status === 'active',
    lines: there.lines,
    employees: Math.max(here.total, there.employees ?? 0),
  }
}
