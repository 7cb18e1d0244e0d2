import type { CarrierAccount } from '../carriers/account.ts'
import type { CarrierEnrollment, CarrierMember, CarrierPlan } from '../carriers/records.ts'
import type { VolumeRules } from '../carriers/volume.ts'
import type { IsoDate } from '../kernel/instant.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The census of a group that a platform would have sent: everybody whom the carrier covers, with the coverages that are not over,
 * one snapshot a family. The platform's own ids are the carrier's identifier of the group and numbers: `EM123456-1` is an
 * employee, `EM123456-1-1` the first dependent. Assumed.
 */
export function censusBodies(account: CarrierAccount, today: IsoDate): Fields[] {
  const plans = new Map(account.plans.map((plan) => [plan.id, plan]))
  const present = account.enrollments.filter(
    ({ effective_start_date: start, effective_end_date: end }) => end >= start && end >= today,
  )
  const families = Map.groupBy(account.members, ({ id, subscriber }) => subscriber ?? id)
  return [...families.values()].map((family, index) => {
    const number = `${account.group.carrier_group_id}-${index + 1}`
    const employee = family.find(({ subscriber }) => subscriber === undefined) as CarrierMember
    const dependents = family.filter((member) => member !== employee)
    const ids = new Map(
      [employee, ...dependents].map(({ id }, at) => [id, at === 0 ? number : `${number}-${at}`]),
    )
    const held = present.filter(({ member }) => ids.has(member))
    return {
      snapshot_mode: 'current_open',
      employee: {
        custom_individual_id: ids.get(employee.id),
        person: personOf(employee),
        employment: employee.employment,
      },
      dependents: dependents.map((dependent) => ({
        custom_individual_id: ids.get(dependent.id),
        relationship: dependent.relationship,
        person: personOf(dependent),
      })),
      coverages: coveragesOf(held, { plans, ids, employee, carrier_id: account.group.carrier_id }),
    }
  })
}

/** A snapshot says both addresses. */
function personOf({ person }: CarrierMember): Fields {
  const { home_address = person.mailing_address, mailing_address = person.home_address } = person
  return { ...person, home_address, mailing_address }
}

interface Family {
  readonly plans: ReadonlyMap<string, CarrierPlan>
  readonly ids: ReadonlyMap<string, string>
  readonly employee: CarrierMember
  readonly carrier_id: string
}

/** Where somebody stands and COBRA are said once for everybody in a coverage: whoever differs stands in one of their own. */
function coveragesOf(
  held: readonly CarrierEnrollment[],
  { plans, ids, employee, carrier_id }: Family,
): Fields[] {
  const coverages = Map.groupBy(held, ({ plan, configuration, cobra }) =>
    JSON.stringify([plan, configuration, cobra]),
  )
  return [...coverages.values()].map((alike) => {
    const [{ plan, line_of_coverage, configuration, cobra }] = alike as [CarrierEnrollment]
    const rules = plans.get(plan)?.details['volume_rules'] as VolumeRules | undefined
    return {
      carrier_id,
      line_of_coverage,
      plan_name: plans.get(plan)?.name,
      carrier_config: configuration,
      ...(cobra?.eligibility_end_date === undefined
        ? {}
        : { cobra_details: { ...cobra, cobra_enrolled: true } }),
      enrolled_members: alike.map(({ member, volume, effective_start_date, effective_end_date }) => ({
        custom_individual_id: ids.get(member),
        individual_type: member === employee.id ? 'employee' : 'dependent',
        effective_start_date,
        effective_end_date,
        ...volumeOf(rules, volume),
      })),
    }
  })
}

/** What a rule gives is not said; of what may be chosen, no more than needs no questions about health. */
function volumeOf(rules: VolumeRules | undefined, held: number | undefined): { readonly volume?: number } {
  if (held === undefined || rules?.calculation !== 'increments') return {}
  const { minimum, increment, guaranteed_issue } = rules
  const most = Math.min(held, guaranteed_issue.gi_under_70, guaranteed_issue.gi_over_70)
  return { volume: minimum + Math.max(0, Math.floor((most - minimum) / increment)) * increment }
}
