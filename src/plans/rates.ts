import type { components } from '../api/generated/types/fulfillment.js'
import type { RateOption } from '../carriers/rates.ts'
import { uuidFrom } from '../kernel/identity.ts'
import type { GroupPlan } from './records.ts'

type Result = components['schemas']['PlanRateByPlanResult']

/** A plan's rates, oldest first. Source of the shape: published OpenAPI, PlanRateByPlanResult. */
export function planRateResult({ id: plan_id, rates = [] }: GroupPlan): Result {
  const plan_rate_id = uuidFrom('plan_rate', plan_id)
  return {
    plan_id,
    plan_rate_id,
    temporal_rates: rates.map(({ start_date, end_date, calculation_type, options }) => ({
      id: uuidFrom('temporal_rate', plan_rate_id, start_date),
      plan_rate_id,
      start_date,
      end_date,
      rate_structure: { calculation_type, options: options.map(optionText) },
    })),
  }
}

/**
 * A price in words, since the published options are strings: `employee_and_spouse: 68.40 a month`, `ages 30 to 34: 412.50 a
 * month`, `ages 30 to 34: 0.085 a month per 1000`. Dollars. Assumed.
 */
function optionText(option: RateOption): string {
  if ('tier' in option) return `${option.tier}: ${option.amount.toFixed(2)} a month`
  const { ages, amount, per } = option
  const price = per === undefined ? `${amount.toFixed(2)} a month` : `${amount.toFixed(3)} a month per ${per}`
  return `ages ${ages[0]} to ${ages[1]}: ${price}`
}
