import { accountStructure, type Placement } from '../account-structure.ts'
import { type AgeLimit, childCoverageEnd } from '../plan-rules.ts'
import type { CarrierProfile } from '../profile.ts'
import type { CarrierGroup, CarrierPlan, Person } from '../records.ts'
import type { VolumeRules } from '../volume.ts'
import type { CheckedAgainst, FiledPlan } from './check.ts'
import { classCode, type FileSpec, planCode } from './spec.ts'

/** What a group's account says, by how files name it. */
export interface AccountFacts extends Pick<CheckedAgainst, 'plans' | 'isClass'> {
  /** Where somebody of this class stands; undefined for a class that does not exist. */
  readonly placementOf: (name: string) => Placement | undefined
}

export function accountFacts(
  spec: FileSpec,
  carrier: CarrierProfile,
  group: CarrierGroup,
  plans: readonly CarrierPlan[],
  seed: string,
): AccountFacts {
  const account = accountStructure(carrier.account_structure, group.carrier_group_id, seed)
  const { placements, branchPlacements } = account
  const places = [...Object.values(placements), ...Object.values(branchPlacements)]
  const names = Object.keys(placements.full_time).sort()
  const values = names.map((name) => new Set(places.map((place) => place[name])))
  const placementOf = (code: string) => {
    const parts = code.split('/')
    const isKnown = parts.length === names.length && parts.every((part, at) => values[at]?.has(part))
    return isKnown ? (Object.fromEntries(names.map((name, at) => [name, parts[at]])) as Placement) : undefined
  }
  return {
    plans: new Map(plans.map((plan) => [planCode(spec, plan), filedPlan(plan)])),
    placementOf,
    isClass: (code) => classCode(placementOf(code) ?? {}) === code,
  }
}

function filedPlan({ id, line_of_coverage, effective_end_date, details }: CarrierPlan): FiledPlan {
  const rules = details['volume_rules'] as VolumeRules | undefined
  const limits = (details['dependent_child_age_limits'] ?? []) as readonly AgeLimit[]
  return {
    id,
    line_of_coverage,
    effective_end_date,
    allowsVolume: (volume) => isAllowed(rules, volume),
    // Only the birthday counts: files do not say who studies or is disabled.
    childCoverageEnd: (date_of_birth) => childCoverageEnd(limits, { date_of_birth } as Person),
  }
}

/** By the rules of the plan; amounts above what is guaranteed are the carrier's to judge later. */
function isAllowed(rules: VolumeRules | undefined, volume: number | undefined): boolean {
  switch (rules?.calculation) {
    case undefined:
      return true
    case 'flat':
      return volume === undefined || volume === rules.amount
    case 'percent_of_salary':
      return volume === undefined || (volume >= 0 && volume <= rules.maximum)
    case 'increments': {
      const { minimum, maximum, increment } = rules
      if (volume === undefined || volume < minimum || volume > maximum) return false
      return (volume - minimum) % increment === 0
    }
  }
}
