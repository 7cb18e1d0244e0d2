import type { components } from '../api/generated/types/fulfillment.js'
import type { CarrierProfile, LineOfCoverage, PlanType } from './profile.ts'
import type { VolumeRules } from './volume.ts'

type Schemas = components['schemas']

/** The published plan of each line. */
interface PublishedPlans {
  medical: Schemas['GroupMedicalPlanPublicResult']
  dental: Schemas['GroupDentalPlanPublicResult']
  vision: Schemas['GroupVisionPlanPublicResult']
  life: Schemas['GroupLifePlanPublicResult']
  add: Schemas['GroupADDPlanPublicResult']
  std: Schemas['GroupSTDPlanPublicResult']
  ltd: Schemas['GroupLTDPlanPublicResult']
  accident: Schemas['GroupAccidentPlanPublicResult']
  critical_illness: Schemas['GroupCriticalIllnessPlanPublicResult']
  cancer: Schemas['GroupCancerPlanPublicResult']
  health_fund: Schemas['GroupHealthFundPlanPublicResult']
  hospital_indemnity: Schemas['GroupHospitalIndemnityPlanPublicResult']
  pharmacy: Schemas['GroupPharmacyPlanPublicResult']
  wellness: Schemas['GroupWellnessPlanPublicResult']
}

/** What a record holds elsewhere, what follows from the day, and what every plan of the group has alike. */
type Elsewhere =
  | 'id'
  | 'version'
  | 'created'
  | 'modified'
  | 'group_enrollment_id'
  | 'carrier_id'
  | 'line_of_coverage'
  | 'name'
  | 'code'
  | 'status'
  | 'effective_start_date'
  | 'effective_end_date'
  | 'plan_configuration'
  | 'termination_policy'
  | 'waiting_periods'

type Details<L extends LineOfCoverage> = Omit<PublishedPlans[L], Elsewhere>

/** Who may be covered by a plan, as `eligible_member_types` spells it. */
export type MemberType =
  | 'all'
  | 'employee'
  | 'child'
  | 'spouse'
  | 'domestic-partner'
  | 'employee-with-dependents'

/** A plan as a carrier sells it. Names and amounts are made up; the fields are the published ones. */
export interface PlanOffer {
  readonly line_of_coverage: LineOfCoverage
  readonly name: string
  readonly plan_type: PlanType | undefined
  readonly covers: readonly MemberType[]
  readonly volume?: VolumeRules
  /** The published fields of this line that differ between plans. */
  readonly details: Readonly<Record<string, unknown>>
}

const COBRA = { eligible: true }
const CHILDREN: Schemas['GroupPlanDependentChildAgeLimit'][] = [
  {
    dependent_child_type: 'dependent_child',
    dependent_child_age_limit: 26,
    dependent_child_termination_rule: 'end_of_month_after_birthday',
  },
]
const PARTNERS: MemberType[] = ['spouse', 'domestic-partner']
const EMPLOYEE: MemberType[] = ['employee']
const FAMILY: MemberType[] = ['all']

const TYPE_NAMES = { basic: 'Basic', voluntary: 'Voluntary' }

const increments = (
  increment: number,
  minimum: number,
  maximum: number,
  guaranteed: number,
): VolumeRules => ({
  calculation: 'increments',
  increment,
  minimum,
  maximum,
  guaranteed_issue: { gi_under_70: guaranteed, gi_over_70: guaranteed / 2 },
})

/** An offer whose details are checked against the published plan of the line. */
function offer<L extends LineOfCoverage>(
  line_of_coverage: L,
  name: string,
  covers: MemberType[],
  details: Omit<Details<L>, 'eligible_member_types'>,
  type?: PlanType,
  volume?: VolumeRules,
): PlanOffer {
  return {
    line_of_coverage,
    name: type === undefined ? name : `${TYPE_NAMES[type]} ${name}`,
    plan_type: type,
    covers,
    ...(volume === undefined ? {} : { volume }),
    details: { ...details, eligible_member_types: covers },
  }
}

/** Life and AD&D: what the employer pays is flat; what the employee chooses is sold for employee, partner and child apart. */
function lumpSum(line: 'life' | 'add', name: string, plan_type: PlanType): PlanOffer[] {
  const sold = (who: string, covers: MemberType[], volume: VolumeRules) =>
    offer(line, `${who}${name}`, covers, { plan_type, volume_rules: { ...volume } }, plan_type, volume)
  if (plan_type === 'basic') return [sold('', EMPLOYEE, { calculation: 'flat', amount: 50_000 })]
  return [
    sold('Employee ', EMPLOYEE, increments(10_000, 10_000, 300_000, 100_000)),
    sold('Spouse ', PARTNERS, increments(5_000, 5_000, 50_000, 25_000)),
    sold('Child ', ['child'], { calculation: 'flat', amount: 10_000 }),
  ]
}

function disability(
  line: 'std' | 'ltd',
  name: string,
  plan_type: PlanType,
  period: 'week' | 'month',
  maximum: number,
): PlanOffer[] {
  const volume: VolumeRules = { calculation: 'percent_of_salary', percent: 60, period, maximum }
  return [offer(line, name, EMPLOYEE, { plan_type, volume_rules: { ...volume } }, plan_type, volume)]
}

function criticalIllness(plan_type: PlanType): PlanOffer[] {
  const volume = increments(10_000, 10_000, 30_000, 20_000)
  const details = { plan_type, volume_rules: { ...volume } }
  return [offer('critical_illness', 'Critical Illness', EMPLOYEE, details, plan_type, volume)]
}

function dental(name: string): PlanOffer {
  return offer('dental', name, FAMILY, {
    plan_type: 'ppo',
    network: 'Dental PPO',
    voluntary: false,
    cobra_rules: COBRA,
    dependent_child_age_limits: CHILDREN,
  })
}

function medical(
  name: string,
  plan_type: Details<'medical'>['plan_type'] & string,
  metal_tier: Details<'medical'>['metal_tier'] & string,
): PlanOffer {
  return offer('medical', name, FAMILY, {
    plan_type,
    metal_tier,
    network: 'National PPO',
    cobra_rules: COBRA,
    dependent_child_age_limits: CHILDREN,
  })
}

/** What is sold of each line, for lines with types once a type. */
const OFFERS: { readonly [L in LineOfCoverage]: (type: PlanType) => readonly PlanOffer[] } = {
  medical: () => [medical('Gold PPO 1000', 'ppo', 'gold'), medical('Silver HDHP 3200', 'hdhp', 'silver')],
  dental: () => [dental('Dental PPO High'), dental('Dental PPO Low')],
  vision: () => [
    offer('vision', 'Vision 150', FAMILY, {
      voluntary: false,
      cobra_rules: COBRA,
      dependent_child_age_limits: CHILDREN,
    }),
  ],
  life: (type) => lumpSum('life', 'Life', type),
  add: (type) => lumpSum('add', 'AD&D', type),
  std: (type) => disability('std', 'Short Term Disability', type, 'week', 1_500),
  ltd: (type) => disability('ltd', 'Long Term Disability', type, 'month', 8_000),
  accident: (plan_type) => [
    offer('accident', 'Accident', FAMILY, { plan_type, dependent_child_age_limits: CHILDREN }, plan_type),
  ],
  critical_illness: criticalIllness,
  cancer: (plan_type) => [
    offer('cancer', 'Cancer', FAMILY, { plan_type, dependent_child_age_limits: CHILDREN }, plan_type),
  ],
  health_fund: () => [
    offer('health_fund', 'Health Savings Account', EMPLOYEE, {
      plan_type: 'hsa',
      volume_rules: {},
      cobra_rules: COBRA,
    }),
  ],
  hospital_indemnity: (plan_type) => [
    offer(
      'hospital_indemnity',
      'Hospital Indemnity',
      FAMILY,
      { plan_type, dependent_child_age_limits: CHILDREN },
      plan_type,
      // The volume is published for enrollments of this line (Noyo docs, members/using-snapshots/volumes), its rules are not.
      { calculation: 'flat', amount: 1_000 },
    ),
  ],
  pharmacy: () => [offer('pharmacy', 'Pharmacy', FAMILY, { plan_type: 'pharmacy', cobra_rules: COBRA })],
  wellness: () => [
    offer('wellness', 'Employee Assistance Program', FAMILY, { plan_type: 'eap', cobra_rules: COBRA }),
  ],
}

/** Everything a carrier sells of a line, in the order it lists it. */
export function planOffers(carrier: CarrierProfile, line: LineOfCoverage): readonly PlanOffer[] {
  const types = carrier.plan_types[line] ?? ['basic']
  return types.flatMap((type) => OFFERS[line](type))
}
