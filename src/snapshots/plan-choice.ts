import type { GroupPlan } from '../plans/records.ts'
import type { PayloadCoverage } from './payload.ts'

/** What a platform calls a plan of a group, as an earlier snapshot said it. */
export interface NamedPlan {
  readonly carrier_id: string
  readonly line_of_coverage: string
  readonly custom_plan_id: string
  readonly plan_id: string
}

/** The plans of a group, and what the platform calls them. */
export interface PlansKnown {
  readonly plans: readonly GroupPlan[]
  readonly named_plans: readonly NamedPlan[]
}

export type PlanChoice = { readonly plan: GroupPlan } | { readonly problem: string }

/**
 * The plan a coverage names: by Noyo's id, else by a custom plan id that an earlier snapshot gave a plan, since that survives
 * renaming, else by name. Source: Noyo docs, members/using-snapshots/plans (that a known custom id outweighs the name is assumed).
 */
export function planOf(coverage: PayloadCoverage, known: PlansKnown): PlanChoice {
  const choices = kept.get(known) ?? new Map<PayloadCoverage, PlanChoice>()
  kept.set(known, choices)
  const there = choices.get(coverage)
  if (there) return there
  const choice = chosenPlan(coverage, known)
  choices.set(coverage, choice)
  return choice
}

/** Each coverage is asked about at several steps of one decision; what is known stays the same meanwhile. */
const kept = new WeakMap<PlansKnown, Map<PayloadCoverage, PlanChoice>>()

function chosenPlan(coverage: PayloadCoverage, { plans, named_plans }: PlansKnown): PlanChoice {
  const { plan_id, plan_name } = coverage
  const sold = soldIn(coverage, plans)
  const [plan] =
    plan_id === undefined
      ? [...called(coverage, sold, named_plans), ...byName(coverage, sold)]
      : sold.filter(({ id }) => id === plan_id.toLowerCase())
  if (plan) return { plan }
  const asked = plan_id === undefined ? `called "${plan_name}"` : `with the id ${plan_id}`
  const names = sold.map(({ name }) => `"${name}"`).join(', ')
  const offer = names === '' ? 'It has none of this line.' : `It has ${names}.`
  return {
    problem: `The group has no ${coverage.line_of_coverage} plan ${asked} with this carrier. ${offer}`,
  }
}

/** What a payload calls plans and Noyo does not know yet: to be remembered. What it calls several plans is none of their names. */
export function newlyNamed(coverages: readonly PayloadCoverage[], known: PlansKnown): NamedPlan[] {
  if (!coverages.some(({ custom_plan_id }) => custom_plan_id !== undefined)) return []
  const shared = sharedNames(coverages, known)
  const named = new Map<string, NamedPlan>()
  for (const coverage of coverages) {
    const { custom_plan_id, line_of_coverage } = coverage
    const choice = planOf(coverage, known)
    const name = nameOf(coverage)
    if (custom_plan_id === undefined || 'problem' in choice || shared.has(name)) continue
    if (called(coverage, [choice.plan], known.named_plans).length > 0) continue
    const carrier_id = coverage.carrier_id.toLowerCase()
    named.set(name, { carrier_id, line_of_coverage, custom_plan_id, plan_id: choice.plan.id })
  }
  return [...named.values()]
}

/** Where the names of a plan contradict each other, in words; which one counts is settled by {@link planOf}. */
export function planWarnings(coverages: readonly PayloadCoverage[], known: PlansKnown): string[] {
  const shared = sharedNames(coverages, known)
  return coverages.flatMap((coverage, index) => {
    if (!isNamedTwice(coverage)) return []
    const choice = planOf(coverage, known)
    if ('problem' in choice) return []
    const { plan } = choice
    const at = `coverages.${index}:`
    const sold = soldIn(coverage, known.plans)
    const [other] = byName(coverage, sold).filter(({ id }) => id !== plan.id)
    const warnings = other ? [`${at} taken for "${plan.name}" by its id, not for "${other.name}".`] : []
    const [former] = called(coverage, sold, known.named_plans).filter(({ id }) => id !== plan.id)
    if (coverage.custom_plan_id !== undefined && shared.has(nameOf(coverage))) {
      warnings.push(`${at} its custom_plan_id stands for several plans of this line and is not remembered.`)
    } else if (former) {
      const from = `from now on, no longer for "${former.name}"`
      warnings.push(`${at} its custom_plan_id stands for "${plan.name}" ${from}.`)
    }
    return warnings
  })
}

function isNamedTwice({ plan_id, plan_name, custom_plan_id }: PayloadCoverage): boolean {
  return custom_plan_id !== undefined || (plan_id !== undefined && plan_name !== undefined)
}

/** The custom plan ids that stand for several plans of one carrier and line, as where employees and children have one each. */
function sharedNames(coverages: readonly PayloadCoverage[], known: PlansKnown): ReadonlySet<string> {
  const meant = new Map<string, string>()
  const shared = new Set<string>()
  for (const coverage of coverages) {
    if (coverage.custom_plan_id === undefined) continue
    const choice = planOf(coverage, known)
    if ('problem' in choice) continue
    const name = nameOf(coverage)
    const other = meant.get(name)
    if (other !== undefined && other !== choice.plan.id) shared.add(name)
    meant.set(name, choice.plan.id)
  }
  return shared
}

function nameOf({ carrier_id, line_of_coverage, custom_plan_id }: PayloadCoverage): string {
  return [carrier_id.toLowerCase(), line_of_coverage, custom_plan_id].join('\n')
}

function soldIn(
  { carrier_id, line_of_coverage }: PayloadCoverage,
  plans: readonly GroupPlan[],
): readonly GroupPlan[] {
  const carrierId = carrier_id.toLowerCase()
  return plans.filter((plan) => plan.carrier_id === carrierId && plan.line_of_coverage === line_of_coverage)
}

function byName({ plan_name }: PayloadCoverage, sold: readonly GroupPlan[]): readonly GroupPlan[] {
  const wanted = plan_name?.trim().toLowerCase()
  return sold.filter(({ name }) => name.toLowerCase() === wanted)
}

function called(
  { carrier_id, line_of_coverage, custom_plan_id }: PayloadCoverage,
  sold: readonly GroupPlan[],
  named: readonly NamedPlan[],
): readonly GroupPlan[] {
  const known = named.find(
    (one) =>
      one.custom_plan_id === custom_plan_id &&
      one.carrier_id === carrier_id.toLowerCase() &&
      one.line_of_coverage === line_of_coverage,
  )
  return known ? sold.filter(({ id }) => id === known.plan_id) : []
}
