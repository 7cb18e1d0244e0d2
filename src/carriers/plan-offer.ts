import type { components } from '../api/generated/types/fulfillment.js'
import type { LineOfCoverage, PlanType } from './profile.ts'
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
  | 'cobra_rules'
  | 'termination_policy'
  | 'waiting_periods'

export type Details<L extends LineOfCoverage> = Omit<PublishedPlans[L], Elsewhere>

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

const TYPE_NAMES = { basic: 'Basic', voluntary: 'Voluntary' }

/** An offer whose details are checked against the published plan of the line. */
export function offer<L extends LineOfCoverage>(
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
