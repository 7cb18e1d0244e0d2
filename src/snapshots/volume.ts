import { type VolumeRules, volumeOf, yearlyPay } from '../carriers/volume.ts'
import type { IsoDate } from '../kernel/instant.ts'
import type { Pairing } from './family.ts'
import type { Payload } from './payload.ts'

/** From this age on another amount is guaranteed. Source: the names `gi_under_70` and `gi_over_70` (assumed). */
const OLDER_FROM = 70

/** What is wrong with a new or changed volume by the rules of its plan. The words are assumed. */
export function volumeFindings({ wanted, known, plan }: Pairing, payload: Payload): string[] {
  const { volume, line_of_coverage: line } = wanted
  const rules = rulesOf(plan.details)
  const of = `${line} plan "${plan.name}"`
  if (volume === undefined) {
    const isMissing = !known && rules?.calculation === 'increments' && isCoverage(wanted)
    return isMissing ? [`A volume is required for the ${of}.`] : []
  }
  if (volume === known?.volume) return []
  switch (rules?.calculation) {
    case undefined:
      return [`The ${of} has no volume.`]
    case 'flat':
      return volume === rules.amount ? [] : [`The volume of the ${of} is ${rules.amount}, not ${volume}.`]
    case 'percent_of_salary':
      return volume <= rules.maximum ? [] : [`The volume of the ${of} is at most ${rules.maximum}.`]
    case 'increments': {
      const { minimum, maximum, increment } = rules
      if (volume < minimum || volume > maximum || (volume - minimum) % increment !== 0) {
        return [
          `The volume of the ${of} is ${minimum} to ${maximum} in steps of ${increment}, not ${volume}.`,
        ]
      }
      const guaranteed = guaranteedIssue(
        rules,
        ageOf(wanted.individual_id, payload, wanted.effective_start_date),
      )
      if (volume <= guaranteed || volume <= (known?.volume ?? 0)) return []
      return [
        `Mock Noyo does not simulate evidence of insurability yet: a volume of ${volume} is above the ${guaranteed} that the ${of} guarantees.`,
      ]
    }
  }
}

/** The volume a new coverage gets that the platform names none for; undefined where there is none. */
export function volumeByRule({ wanted, known, plan }: Pairing, { employee }: Payload): number | undefined {
  const rules = rulesOf(plan.details)
  if (wanted.volume !== undefined || known || !rules || rules.calculation === 'increments')
    return wanted.volume
  return volumeOf(rules, yearlyPay(employee.employment), 0)
}

function isCoverage({ effective_start_date, effective_end_date }: Pairing['wanted']): boolean {
  return effective_end_date >= effective_start_date
}

function rulesOf(details: Pairing['plan']['details']): VolumeRules | undefined {
  return details['volume_rules'] as VolumeRules | undefined
}

function guaranteedIssue(
  { guaranteed_issue }: Extract<VolumeRules, { calculation: 'increments' }>,
  age: number,
): number {
  return age < OLDER_FROM ? guaranteed_issue.gi_under_70 : guaranteed_issue.gi_over_70
}

function ageOf(individualId: string, { employee, dependents = [] }: Payload, day: IsoDate): number {
  const { person } = [employee, ...dependents].find(({ id }) => id === individualId) ?? employee
  const birthday = person.date_of_birth
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4))
  return day.slice(5) < birthday.slice(5) ? years - 1 : years
}
