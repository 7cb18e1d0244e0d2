import type { CarrierProfile, LineOfCoverage, Tier } from './profile.ts'

/** What is known of a group when it is judged; undefined where it is not known yet. */
export interface EligibilityFacts {
  /** The carrier is active for the organization. */
  readonly carrier_active: boolean
  /** The lines the group has with the carrier. */
  readonly lines?: readonly LineOfCoverage[] | undefined
  /** How many employees are known of. */
  readonly employees?: number | undefined
}

/** A rule applied to a group; published as three free strings, the results are words of ours. */
export interface RuleEvaluation {
  readonly rule: string
  readonly description: string
  readonly result: 'pass' | 'fail' | 'unknown'
}

interface Rule {
  readonly rule: string
  readonly description: string
  readonly result: (facts: EligibilityFacts) => RuleEvaluation['result']
}

/**
 * The rules by which a group may be connected with the carrier in a way of exchange. Source: published OpenAPI,
 * getEligibilityRules and getConnectionEligibility, for their existence; Noyo docs, carriers/united-healthcare, for its lines;
 * the others and all words are assumed.
 */
export function eligibilityRules({ eligibility = {} }: CarrierProfile, tier: Tier): readonly Rule[] {
  const { excluded_lines, least_employees } = eligibility
  return [
    {
      rule: 'carrier_active',
      description: 'The carrier is active for the organization.',
      result: ({ carrier_active }) => (carrier_active ? 'pass' : 'fail'),
    },
    ...(excluded_lines === undefined || tier !== 'premier' ? [] : [withoutLines(excluded_lines)]),
    ...(least_employees === undefined || tier === 'premier' ? [] : [withEmployees(least_employees)]),
  ]
}

function withoutLines(excluded: readonly LineOfCoverage[]): Rule {
  return {
    rule: 'lines_of_coverage',
    description: `The group has none of these lines of coverage with the carrier: ${excluded.join(', ')}.`,
    result: ({ lines }) =>
      lines === undefined ? 'unknown' : lines.some((line) => excluded.includes(line)) ? 'fail' : 'pass',
  }
}

/** Of a group of which nobody is known yet nothing can be said: its first enrollments are still to come. */
function withEmployees(least: number): Rule {
  return {
    rule: 'minimum_employees',
    description: `The group has at least ${least} employees.`,
    result: ({ employees }) =>
      employees === undefined || employees === 0 ? 'unknown' : employees >= least ? 'pass' : 'fail',
  }
}

/** What each rule makes of a group. */
export function evaluated(
  carrier: CarrierProfile,
  tier: Tier,
  facts: EligibilityFacts,
): readonly RuleEvaluation[] {
  return eligibilityRules(carrier, tier).map(({ rule, description, result }) => ({
    rule,
    description,
    result: result(facts),
  }))
}

/** A group is eligible unless a rule fails: what is not known yet keeps nobody out. Assumed. */
export function isEligible(evaluations: readonly RuleEvaluation[]): boolean {
  return evaluations.every(({ result }) => result !== 'fail')
}
