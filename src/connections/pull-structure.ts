import type { LineOfCoverage } from '../carriers/profile.ts'
import { type CarrierPlan, carrierPlans } from '../carriers/records.ts'
import { type GroupLocation, groupLocations } from '../groups/records.ts'
import { addDuration, type IsoDate, isoDate, startOfDay } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import { type GroupEnrollment, type GroupPlan, groupEnrollments, groupPlans } from '../plans/records.ts'
import { type PullSource, pulledId } from './pull-source.ts'
import { carrierConfigurations } from './records.ts'
import { type Upserted, upsert } from './upsert.ts'

export interface StructureRead {
  /** Noyo's plan by the carrier's plan id. */
  readonly plans: ReadonlyMap<string, GroupPlan>
  readonly location: GroupLocation
  /** How many records are new or changed. */
  readonly counts: { readonly group_enrollments: number; readonly plans: number }
}

/** Reads account structure, place of work, lines of coverage and plans: one group enrollment a line, the plans below it. */
export async function pullStructure(unit: Unit, source: PullSource): Promise<StructureRead> {
  const { group_id, carrier, carrier_group } = source
  await upsert(unit, carrierConfigurations, pulledId(unit, carrierConfigurations, source, carrier_group.id), {
    group_id,
    carrier_id: carrier.id,
    carrier_group_id: carrier_group.carrier_group_id,
    configuration: carrier_group.configuration,
    tier: source.tier,
    effective_start_date: carrier_group.plan_year_start,
  })
  const location = await pullLocation(unit, source)
  const { records } = await unit.find(carrierPlans, 'group', carrier_group.id)
  const counts = { group_enrollments: 0, plans: 0 }
  const plans = new Map<string, GroupPlan>()
  for (const [line, sold] of Map.groupBy(records, ({ line_of_coverage }) => line_of_coverage)) {
    const enrollment = await pullLine(unit, source, line, sold)
    if (enrollment.changed) counts.group_enrollments += 1
    for (const plan of sold) {
      const read = await pullPlan(unit, source, enrollment.record, plan)
      if (read.changed) counts.plans += 1
      plans.set(plan.id, read.record)
    }
  }
  return { plans, location, counts }
}

/** One place is one location, whichever of the group's carriers has it on record. Assumed. */
async function pullLocation(unit: Unit, source: PullSource): Promise<GroupLocation> {
  const { group_id, carrier_group } = source
  const { display_name, address } = carrier_group.location
  const place = [address.street_one, address.city, address.state, address.zip_code].join('/')
  const id = pulledId(unit, groupLocations, source, place)
  return (await upsert<GroupLocation>(unit, groupLocations, id, { group_id, display_name, address })).record
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
    effective_start_date: plans.map((plan) => plan.effective_start_date).sort()[0] as IsoDate,
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
    line_of_coverage: plan.line_of_coverage,
    name: plan.name,
    details: plan.details,
    effective_start_date: plan.effective_start_date,
    effective_end_date: plan.effective_end_date,
  })
}

function oneYearAfter(day: IsoDate): IsoDate {
  return isoDate(addDuration(startOfDay(day), '1y') ?? startOfDay(day))
}
