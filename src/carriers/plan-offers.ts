import type { components } from '../api/generated/types/fulfillment.js'
import {
  accidentBenefits,
  addBenefits,
  criticalIllnessBenefits,
  DENTAL_BENEFITS,
  lifeBenefits,
  ltdBenefits,
  stdBenefits,
  VISION_BENEFITS,
  WELLNESS_BENEFITS,
} from './plan-benefits.ts'
import { type Details, type MemberType, offer, type PlanOffer } from './plan-offer.ts'
import type { CarrierProfile, LineOfCoverage, PlanType } from './profile.ts'
import type { VolumeRules } from './volume.ts'

type Schemas = components['schemas']

const childrenTo = (
  limit: number,
  dependent_child_termination_rule: Schemas['GroupPlanDependentChildAgeLimit']['dependent_child_termination_rule'],
  students = limit,
): Schemas['GroupPlanDependentChildAgeLimit'][] =>
  (['dependent_child', 'student'] as const).map((dependent_child_type) => ({
    dependent_child_type,
    dependent_child_age_limit: dependent_child_type === 'student' ? students : limit,
    dependent_child_termination_rule,
  }))
const CHILDREN = childrenTo(26, 'end_of_month_after_birthday')
const CHILDREN_TO_YEAR_END = childrenTo(26, 'end_of_year_after_birthday')
const CHILDREN_TO_BIRTHDAY = childrenTo(26, 'date_of_birth', 28)
const PARTNERS: MemberType[] = ['spouse', 'domestic-partner']
const EMPLOYEE: MemberType[] = ['employee']
const FAMILY: MemberType[] = ['all']

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

/** Life and AD&D: what the employer pays is flat; what the employee chooses is sold for employee, partner and child apart. */
function lumpSum(line: 'life' | 'add', name: string, plan_type: PlanType): PlanOffer[] {
  const sold = (who: string, covers: MemberType[], volume: VolumeRules) => {
    const rules = { plan_type, volume_rules: { ...volume } }
    const product = `${who}${name}`
    if (line === 'add') {
      return offer('add', product, covers, { ...rules, benefits: addBenefits(plan_type) }, plan_type, volume)
    }
    const children = covers.includes('child') ? { dependent_child_age_limits: CHILDREN } : {}
    const details = { ...rules, ...children, benefits: lifeBenefits(plan_type) }
    return offer('life', product, covers, details, plan_type, volume)
  }
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
  const rules = { plan_type, volume_rules: { ...volume } }
  if (line === 'ltd') {
    return [offer(line, name, EMPLOYEE, { ...rules, benefits: ltdBenefits(plan_type) }, plan_type, volume)]
  }
  return [offer(line, name, EMPLOYEE, { ...rules, benefits: stdBenefits(plan_type) }, plan_type, volume)]
}

function criticalIllness(plan_type: PlanType): PlanOffer[] {
  const sold = (name: string, covers: MemberType[], volume: VolumeRules) => {
    const children = covers.includes('child') ? { dependent_child_age_limits: CHILDREN } : {}
    const rules = { plan_type, volume_rules: { ...volume }, benefits: criticalIllnessBenefits(plan_type) }
    return offer('critical_illness', name, covers, { ...rules, ...children }, plan_type, volume)
  }
  return [
    sold('Critical Illness', EMPLOYEE, increments(10_000, 10_000, 30_000, 20_000)),
    sold('Spouse Critical Illness', PARTNERS, increments(5_000, 5_000, 15_000, 15_000)),
    sold('Child Critical Illness', ['child'], { calculation: 'flat', amount: 5_000 }),
  ]
}

function dental(name: string, plan_type: Details<'dental'>['plan_type'] & string): PlanOffer {
  return offer('dental', name, FAMILY, {
    plan_type,
    network: plan_type === 'ppo' ? 'Dental PPO' : 'Dental HMO',
    voluntary: false,
    dependent_child_age_limits: CHILDREN,
    benefits: DENTAL_BENEFITS,
  })
}

function vision(name: string, voluntary: boolean): PlanOffer {
  return offer('vision', name, FAMILY, {
    voluntary,
    dependent_child_age_limits: CHILDREN_TO_YEAR_END,
    benefits: VISION_BENEFITS,
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
    network: plan_type === 'hmo' ? 'Select HMO' : 'National PPO',
    dependent_child_age_limits: CHILDREN,
  })
}

function fund(name: string, plan_type: Details<'health_fund'>['plan_type']): PlanOffer {
  // No source knows a volume of this line, so its rules, which the published plan demands, say nothing.
  return offer('health_fund', name, EMPLOYEE, { plan_type, volume_rules: {} })
}

/** A plan that pays on an event, in a low and a high form. */
function supplemental(
  line: 'accident' | 'cancer' | 'hospital_indemnity',
  name: string,
  plan_type: PlanType,
): PlanOffer[] {
  return ['', ' Plus'].map((form) => {
    const details = { plan_type, dependent_child_age_limits: CHILDREN_TO_BIRTHDAY }
    const title = `${name}${form}`
    if (line === 'accident') {
      return offer(line, title, FAMILY, { ...details, benefits: accidentBenefits(plan_type) }, plan_type)
    }
    if (line === 'cancer') return offer(line, title, FAMILY, details, plan_type)
    // The volume is published for enrollments of this line (Noyo docs, members/using-snapshots/volumes), its rules are not.
    const volume: VolumeRules = { calculation: 'flat', amount: form === '' ? 1_000 : 2_000 }
    return offer(line, title, FAMILY, details, plan_type, volume)
  })
}

/** What is sold of each line, for lines with types once a type. */
const OFFERS: { readonly [L in LineOfCoverage]: (type: PlanType) => readonly PlanOffer[] } = {
  medical: () => [
    medical('Gold PPO 1000', 'ppo', 'gold'),
    medical('Silver HDHP 3200', 'hdhp', 'silver'),
    medical('Platinum EPO 250', 'epo', 'platinum'),
    medical('Bronze HMO 6000', 'hmo', 'bronze'),
  ],
  dental: () => [
    dental('Dental PPO High', 'ppo'),
    dental('Dental PPO Low', 'ppo'),
    dental('Dental DHMO', 'dhmo'),
  ],
  vision: () => [vision('Vision 150', false), vision('Vision 200', true)],
  life: (type) => lumpSum('life', 'Life', type),
  add: (type) => lumpSum('add', 'AD&D', type),
  std: (type) => disability('std', 'Short Term Disability', type, 'week', 1_500),
  ltd: (type) => disability('ltd', 'Long Term Disability', type, 'month', 8_000),
  accident: (type) => supplemental('accident', 'Accident', type),
  critical_illness: criticalIllness,
  cancer: (type) => supplemental('cancer', 'Cancer', type),
  health_fund: () => [
    fund('Health Savings Account', 'hsa'),
    fund('Flexible Spending Account', 'fsa'),
    fund('Health Reimbursement Arrangement', 'hra'),
  ],
  hospital_indemnity: (type) => supplemental('hospital_indemnity', 'Hospital Indemnity', type),
  pharmacy: () => [
    offer('pharmacy', 'Pharmacy', FAMILY, {
      plan_type: 'pharmacy',
      voluntary: false,
      dependent_child_age_limits: CHILDREN,
    }),
  ],
  wellness: () => [
    offer('wellness', 'Employee Assistance Program', FAMILY, {
      plan_type: 'eap',
      dependent_child_age_limits: CHILDREN_TO_YEAR_END,
      benefits: WELLNESS_BENEFITS,
    }),
  ],
}

/** The lines whose published plan has `cobra_rules`, with whether COBRA knows the line: it is about health, not about life. */
const COBRA_LINES: Readonly<Partial<Record<LineOfCoverage, boolean>>> = {
  medical: true,
  dental: true,
  vision: true,
  pharmacy: true,
  health_fund: true,
  wellness: true,
  life: false,
}

/** Everything a carrier sells of a line, in the order it lists it. */
export function planOffers(carrier: CarrierProfile, line: LineOfCoverage): readonly PlanOffer[] {
  const types = carrier.plan_types[line] ?? ['basic']
  const known = COBRA_LINES[line]
  const cobra = known === undefined ? {} : { cobra_rules: { eligible: known && carrier.cobra !== 'none' } }
  return types
    .flatMap((type) => OFFERS[line](type))
    .map((sold) => ({ ...sold, details: { ...sold.details, ...cobra } }))
}
