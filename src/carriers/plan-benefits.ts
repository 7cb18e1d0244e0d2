import type { components } from '../api/generated/types/fulfillment.js'
import type { PlanType } from './profile.ts'

type Schemas = components['schemas']

/*
 * The published `benefits` of the lines that have them. All values are made up; those that are free text are worded as plan
 * certificates are.
 */

const contributory = (type: PlanType | undefined) => ({
  contributory_type: type === 'voluntary' ? 'voluntary' : 'non_contributory',
})

const PORTABLE = 'Portable on leaving employment, up to age 70'
const SALARY_CHANGE = 'First of the month after the change'

export function lifeBenefits(type: PlanType): Schemas['GroupLifePlanBenefitsSnapshot'] {
  return {
    ...contributory(type),
    coverage_change_rule: 'Open enrollment or qualifying event',
    portable_plan_rule: PORTABLE,
    portable_account_number: type === 'voluntary' ? 'PORT-0001' : 'PORT-0000',
    salary_change_rule: SALARY_CHANGE,
    spouse_coverage_maximum_amount: '50000',
    child_coverage_maximum_amount: '10000',
    waiver_disability_definition: 'Unable to perform any occupation',
    waiver_duration: 'To age 65',
    waiver_elimination_period: '9 months',
  }
}

export function addBenefits(type: PlanType): Schemas['GroupADDPlanBenefitsSnapshot'] {
  return contributory(type)
}

export function stdBenefits(type: PlanType): Schemas['GroupSTDPlanBenefitsSnapshot'] {
  const duration = { benefit_duration_amount: 12, benefit_duration_unit: 'week' } as const
  return {
    ...contributory(type),
    accident_elimination_period: { elimination_period_amount: 7, elimination_period_unit: 'day' },
    sickness_elimination_period: { elimination_period_amount: 7, elimination_period_unit: 'day' },
    accident_benefit_duration: duration,
    sickness_benefit_duration: duration,
    bonus_up_plan: 'Not included',
    participation_percent: type === 'voluntary' ? 25 : 100,
    rate_guarantee_period: '2 years',
    salary_change_rule: SALARY_CHANGE,
  }
}

export function ltdBenefits(type: PlanType): Schemas['GroupLTDPlanBenefitsSnapshot'] {
  return {
    ...contributory(type),
    accident_elimination_period: { elimination_period_amount: 90, elimination_period_unit: 'day' },
    sickness_elimination_period: { elimination_period_amount: 90, elimination_period_unit: 'day' },
    benefit_duration: 'To Social Security normal retirement age',
    bonus_up_plan: 'Not included',
    drug_alcohol_duration: '24 months',
    mental_health_duration: '24 months',
    leave_of_absence: '12 weeks',
    sabbatical: 'Not covered',
    non_medical_maximum: 6000,
    salary_change_rule: SALARY_CHANGE,
  }
}

export function accidentBenefits(type: PlanType): Schemas['GroupAccidentPlanBenefitsSnapshot'] {
  return {
    ...contributory(type),
    add_benefit_included: 'Included',
    portable_plan_rule: PORTABLE,
    wellness_benefit: '50 a year',
  }
}

export function criticalIllnessBenefits(type: PlanType): Schemas['GroupCriticalIllnessPlanBenefitsSnapshot'] {
  return {
    ...contributory(type),
    child_coverage_maximum_amount: '5000',
    spouse_coverage_maximum_amount: '15000',
    portable_plan_rule: PORTABLE,
    wellness_benefit: '50 a year',
  }
}

export const DENTAL_BENEFITS: Schemas['GroupDentalPlanBenefitsSnapshot'] = {
  contributory_type: 'contributory',
}

export const VISION_BENEFITS: Schemas['GroupVisionPlanBenefitsSnapshot'] = {
  contributory_type: 'contributory',
}

export const WELLNESS_BENEFITS: Schemas['GroupWellnessPlanBenefitsSnapshot'] = {
  eligibility_info: 'All employees and everybody in their households',
}
