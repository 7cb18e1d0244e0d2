import { isDeepStrictEqual } from 'node:util'
import type { LineOfCoverage } from '../carriers/profile.ts'
import { type CarrierPlan, carrierPlans } from '../carriers/records.ts'
import { type GroupLocation, groupLocations } from '../groups/records.ts'
import { given } from '../kernel/given.ts'
import { addDuration, type IsoDate, isoDate, startOfDay } from '../kernel/instant.ts'
import { changedRecord, freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { type GroupEnrollment, type GroupPlan, groupEnrollments, groupPlans } from '../plans/records.ts'
import { type PullSource, pulledId } from './pull-source.ts'
import { type CarrierConfiguration, carrierConfigurations } from './records.ts'
import { type Upserted, upsert } from './upsert.ts'

export interface StructureRead {
  /** Noyo's plan by the carrier's plan id. */
  readonly plans: ReadonlyMap<string, GroupPlan>
  /** Where new employees work. */
  readonly location_id: string
  /** How many records are new or changed. */
  readonly counts: { readonly group_enrollments: number; readonly plans: number }
}

/**
 * Account structure, place of work, lines of coverage and plans: one group enrollment a line, the plans below it. What the
 * carrier has not changed since it was read is not compared again: the versions of its records tell.
 */
export async function pullStructure(unit: Unit, source: PullSource): Promise<StructureRead> {
  const { group_id, carrier, carrier_group } = source
  const [sold, known, configuration] = await Promise.all([
    unit.find(carrierPlans, 'group', carrier_group.id),
    unit.find(groupPlans, 'pair', `${group_id}/${carrier.id}`),
    unit.get(carrierConfigurations, configurationId(unit, source)),
  ])
  const plans = new Map(known.records.map((plan) => [plan.carrier_plan, plan]))
  const isRead =
    configuration?.carrier_version === carrier_group.version &&
    configuration.tier === source.tier &&
    sold.records.every(({ id, version }) => plans.get(id)?.carrier_version === version)
  if (!isRead) return readStructure(unit, source, sold.records, configuration)
  const counts = { group_enrollments: 0, plans: 0 }
  return { plans, location_id: locationId(unit, source), counts }
}

async function readStructure(
  unit: Unit,
  source: PullSource,
  sold: readonly CarrierPlan[],
  configuration: CarrierConfiguration | undefined,
): Promise<StructureRead> {
  pullConfiguration(unit, source, sold, configuration)
  const { id: location_id } = await pullLocation(unit, source)
  const counts = { group_enrollments: 0, plans: 0 }
  const plans = new Map<string, GroupPlan>()
  for (const [line, ofLine] of Map.groupBy(sold, ({ line_of_coverage }) => line_of_coverage)) {
    const enrollment = await pullLine(unit, source, line, ofLine)
    if (enrollment.changed) counts.group_enrollments += 1
    for (const plan of ofLine) {
      const read = await pullPlan(unit, source, enrollment.record, plan)
      if (read.changed) counts.plans += 1
      plans.set(plan.id, read.record)
    }
  }
  return { plans, location_id, counts }
}

/** The id of what Noyo knows of the account. */
export const configurationId = (unit: Unit, source: PullSource): string =>
  pulledId(unit, carrierConfigurations, source, source.carrier_group.id)

/** What the carrier says of the account; what Noyo's own side has settled beside it stays. */
function pullConfiguration(
  unit: Unit,
  source: PullSource,
  sold: readonly CarrierPlan[],
  there: CarrierConfiguration | undefined,
): void {
  const { group_id, carrier, carrier_group } = source
  const starts = [carrier_group.plan_year_start, ...sold.map((plan) => plan.effective_start_date)]
  const read = {
    group_id,
    carrier_id: carrier.id,
    carrier_group_id: carrier_group.carrier_group_id,
    configuration: carrier_group.configuration,
    tier: source.tier,
    carrier_version: carrier_group.version,
    effective_start_date: earliest(starts),
    ...given(carrier_group, 'formerly'),
  }
  if (!there) {
    unit.put(carrierConfigurations, freshRecord(configurationId(unit, source), unit.now, read))
    return
  }
  const { formerly: _, ...kept } = there
  if (!isDeepStrictEqual({ ...kept, ...read }, there)) {
    unit.put(carrierConfigurations, changedRecord<CarrierConfiguration>({ ...kept, ...read }, {}, unit.now))
  }
}

/** One place is one location, whichever of the group's carriers has it on record. Assumed. */
async function pullLocation(unit: Unit, source: PullSource): Promise<GroupLocation> {
  const { group_id, carrier_group } = source
  const { display_name, address } = carrier_group.location
  const id = locationId(unit, source)
  return (await upsert<GroupLocation>(unit, groupLocations, id, { group_id, display_name, address })).record
}

function locationId(unit: Unit, source: PullSource): string {
  const { street_one, city, state, zip_code } = source.carrier_group.location.address
  return pulledId(unit, groupLocations, source, [street_one, city, state, zip_code].join('/'))
}

/**
 * A line lasts from the first day of its first plan to the last day of its last, those included that a second account of the
 * employer at the same carrier has in it; of two accounts, the one read first decides the renewal.
 */
async function pullLine(
  unit: Unit,
  source: PullSource,
  line: LineOfCoverage,
  sold: readonly CarrierPlan[],
): Promise<Upserted<GroupEnrollment>> {
  const { group_id, carrier, carrier_group } = source
  const id = pulledId(unit, groupEnrollments, source, `${carrier.id}/${line}`)
  const [there, { records }] = await Promise.all([
    unit.get(groupEnrollments, id),
    unit.find(groupPlans, 'group_enrollment', id),
  ])
  const own = new Set(sold.map(({ id }) => id))
  const others = records.filter(({ carrier_plan }) => !own.has(carrier_plan))
  const plans = [...sold, ...others]
  const renewal = others.length > 0 ? there?.open_enrollment_renewal_date : undefined
  return upsert<GroupEnrollment>(unit, groupEnrollments, id, {
    group_id,
    carrier_id: carrier.id,
    line_of_coverage: line,
    effective_start_date: earliest(plans.map((plan) => plan.effective_start_date)),
    effective_end_date: plans
      .map((plan) => plan.effective_end_date)
      .sort()
      .at(-1) as IsoDate,
    open_enrollment_renewal_date: renewal ?? oneYearAfter(carrier_group.plan_year_start),
  })
}

function pullPlan(unit: Unit, source: PullSource, { id }: GroupEnrollment, plan: CarrierPlan) {
  return upsert<GroupPlan>(unit, groupPlans, pulledId(unit, groupPlans, source, plan.id), {
    group_id: source.group_id,
    carrier_id: source.carrier.id,
    group_enrollment_id: id,
    carrier_plan: plan.id,
    carrier_version: plan.version,
    line_of_coverage: plan.line_of_coverage,
    name: plan.name,
    details: plan.details,
    effective_start_date: plan.effective_start_date,
    effective_end_date: plan.effective_end_date,
    ...given(plan, 'formerly', 'rates'),
  })
}

const earliest = (days: readonly IsoDate[]): IsoDate => [...days].sort()[0] as IsoDate

function oneYearAfter(day: IsoDate): IsoDate {
  return isoDate(addDuration(startOfDay(day), '1y') ?? startOfDay(day))
}
