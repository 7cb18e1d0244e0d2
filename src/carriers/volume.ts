import type { Employment } from './records.ts'

/** How much somebody is covered for, in whole dollars. The names are assumed: the published `volume_rules` is a free object. */
export type VolumeRules =
  | { readonly calculation: 'flat'; readonly amount: number }
  | {
      readonly calculation: 'increments'
      readonly increment: number
      readonly minimum: number
      readonly maximum: number
      readonly guaranteed_issue: { readonly gi_under_70: number; readonly gi_over_70: number }
    }
  | {
      readonly calculation: 'percent_of_salary'
      readonly percent: number
      /** What the volume pays for. Source: Noyo docs, members/using-snapshots/volumes: STD one week, LTD one month. */
      readonly period: 'week' | 'month'
      readonly maximum: number
    }

const PERIODS_A_YEAR = { week: 52, month: 12 }

/** The volume of somebody with this yearly pay who, where there is a choice, takes this fraction (0 to below 1) of the range. */
export function volumeOf(rules: VolumeRules, yearlyPay: number, fraction: number): number {
  switch (rules.calculation) {
    case 'flat':
      return rules.amount
    case 'increments': {
      const steps = Math.floor((rules.maximum - rules.minimum) / rules.increment) + 1
      return rules.minimum + Math.floor(fraction * steps) * rules.increment
    }
    case 'percent_of_salary':
      return Math.min(
        rules.maximum,
        Math.round((yearlyPay * rules.percent) / 100 / PERIODS_A_YEAR[rules.period]),
      )
  }
}

/** How often a year each unit of pay is paid; an hour is counted with the hours worked. */
const PAID_A_YEAR: Readonly<Record<string, number>> = { annual: 1, month: 12, 'semi-monthly': 24, week: 52 }

/** What somebody earns a year; nothing where no pay is known. */
export function yearlyPay({ salary, hours_worked }: Pick<Employment, 'salary' | 'hours_worked'>): number {
  const { amount = 0, unit = 'annual' } = salary ?? {}
  return amount * (PAID_A_YEAR[unit] ?? hours_worked * 52)
}
