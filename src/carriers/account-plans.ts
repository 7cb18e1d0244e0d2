import { type Draws, drawsOf } from '../kernel/draws.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { type Instant, type IsoDate, OPEN_END } from '../kernel/instant.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Temporal } from '../kernel/temporal.ts'
import type { AccountStructure } from './account-structure.ts'
import type { BoughtPlan } from './bought-plan.ts'
import { yearsAfter } from './census-kin.ts'
import {
  familyEnrollments,
  firstDayGiven,
  type GivenAccount,
  type GivenEnrollment,
  type GivenPlan,
} from './given.ts'
import type { MemberType, PlanOffer } from './plan-offer.ts'
import { planOffers } from './plan-offers.ts'
import { lineRules, type TerminationPolicy, type WaitingPeriod } from './plan-rules.ts'
import type { CarrierProfile, LineOfCoverage } from './profile.ts'
import { planRates } from './rates.ts'
import type { CarrierPlan } from './records.ts'
import type { VolumeRules } from './volume.ts'

/** Lines an employer buys whenever its carrier sells them; of the others it buys some. */
const COMMON_LINES: ReadonlySet<LineOfCoverage> = new Set(['medical', 'dental', 'vision', 'life'])
/** How many of a hundred employers buy each other line. Assumed. */
const BOUGHT = 60
/** How many of a hundred plans changed at the last renewal. Assumed. */
const RENEWED = 50

/** The plans an employer has bought: those that are given, else the carrier's usual ones of the lines bought. */
export function boughtPlans(
  given: GivenAccount & { readonly carrier: CarrierProfile },
  plan_year_start: IsoDate,
  key: readonly string[],
): BoughtPlan[] {
  const draws = drawsOf(...key, 'plans')
  // Everybody was covered before the plan year began, so that there is something to have ended.
  const begun = (line: LineOfCoverage): IsoDate => {
    const usual = yearsAfter(plan_year_start, -draws.integer(2, 5, `years ${line}`))
    const first = firstDayIn(line)
    if (first === undefined || first > usual) return usual
    const years = Number(plan_year_start.slice(0, 4)) - Number(first.slice(0, 4))
    return yearsAfter(plan_year_start, -years - 1)
  }
  // The earliest day that somebody is said to be covered in the line, or to have left with a coverage of it.
  const firstDayIn = (line: LineOfCoverage): IsoDate | undefined => {
    const days = (given.families ?? []).flatMap((family) => {
      const own = familyEnrollments(family).filter((one) => one.line_of_coverage === line)
      const left = own.length > 0 ? family.employment?.employment_dates?.terminated : undefined
      return [firstDayGiven(own), left]
    })
    return days.filter((day) => day !== undefined).toSorted()[0]
  }
  const plan = (offer: PlanOffer, start: IsoDate, end: IsoDate): BoughtPlan => {
    const { termination_policy, waiting_periods, ...details } = offer.details
    const rules = lineRules(draws, offer.line_of_coverage)
    return {
      id: uuidFrom('carrier_plan', ...key, offer.line_of_coverage, offer.name),
      offer: { ...offer, details },
      termination_policy: (termination_policy as TerminationPolicy | undefined) ?? rules.termination_policy,
      waiting_periods: (waiting_periods as WaitingPeriod[] | undefined) ?? rules.waiting_periods,
      effective_start_date: start,
      effective_end_date: end,
    }
  }
  if (given.plans) {
    return given.plans.map((said) => {
      const { effective_start_date = begun(said.line_of_coverage), effective_end_date = OPEN_END } = said
      return plan(givenOffer(given.carrier, said), effective_start_date, effective_end_date)
    })
  }
  return linesBought(given, draws).flatMap((line) =>
    planOffers(given.carrier, line).map((offer) => plan(offer, begun(line), OPEN_END)),
  )
}

function linesBought(
  given: GivenAccount & { readonly carrier: CarrierProfile },
  draws: Draws,
): readonly LineOfCoverage[] {
  const { lines_of_coverage: sold } = given.carrier
  if (given.lines_of_coverage) return given.lines_of_coverage
  const held = new Set(givenEnrollments(given).map(({ line_of_coverage }) => line_of_coverage))
  const bought = sold.filter(
    (line) => COMMON_LINES.has(line) || held.has(line) || draws.chance(BOUGHT, `buys ${line}`),
  )
  return bought.length > 0 ? bought : sold.slice(0, 1)
}

/** Everybody's given coverages. */
function givenEnrollments({ families = [] }: GivenAccount): GivenEnrollment[] {
  return families.flatMap(familyEnrollments)
}

/** A given plan: what the carrier sells of the line, in the way it is bought, with what is given instead. */
export function givenOffer(carrier: CarrierProfile, given: GivenPlan): PlanOffer {
  const sold = planOffers(carrier, given.line_of_coverage)
  const like = sold.find(({ name }) => name === given.name)
  const template = like ?? sold.find(({ plan_type }) => given.type === undefined || plan_type === given.type)
  if (!template) throw new Error(`${carrier.display_name} does not sell ${given.line_of_coverage}`)
  const details = { ...template.details, ...given.details }
  const volume = given.volume ?? (details['volume_rules'] as VolumeRules | undefined)
  const rules = given.volume === undefined ? {} : { volume_rules: { ...given.volume } }
  const { volume: _templates, ...rest } = template
  return {
    ...rest,
    name: given.name,
    covers: details['eligible_member_types'] as readonly MemberType[],
    ...((given.volume ?? template.volume) === undefined ? {} : { volume: volume as VolumeRules }),
    details: 'volume_rules' in template.details ? { ...details, ...rules } : details,
  }
}

/** A bought plan as the carrier has it on record: with what it was before the last renewal, and its rates. */
export function carrierPlan(
  plan: BoughtPlan,
  index: number,
  at: {
    readonly carrier_group: string
    readonly now: Instant
    readonly plan_year_start: IsoDate
    readonly structure: AccountStructure
    readonly key: readonly string[]
  },
): CarrierPlan {
  const { offer, effective_start_date, effective_end_date } = plan
  const { line_of_coverage, name } = offer
  const details = {
    ...offer.details,
    code: `${line_of_coverage.slice(0, 3).toUpperCase()}${String(index + 1).padStart(3, '0')}`,
    termination_policy: plan.termination_policy,
    waiting_periods: plan.waiting_periods,
    plan_configuration: at.structure.planConfiguration(index),
  }
  return freshRecord(plan.id, at.now, {
    carrier_group: at.carrier_group,
    line_of_coverage,
    name,
    details,
    ...detailsBefore(details, plan, at.plan_year_start),
    rates: planRates(line_of_coverage, effective_start_date, at.plan_year_start, ...at.key, plan.id),
    effective_start_date,
    effective_end_date,
  })
}

/** What a renewal changes: the network, or up to what volume nobody is asked about health. */
function detailsBefore(
  details: CarrierPlan['details'],
  { id, effective_start_date }: BoughtPlan,
  until: IsoDate,
): Temporal<Pick<CarrierPlan, 'details'>> {
  if (effective_start_date >= until || !drawsOf(id).chance(RENEWED, 'renewed')) return {}
  const network = details['network']
  const rules = details['volume_rules'] as VolumeRules | undefined
  const guaranteed = rules?.calculation === 'increments' ? rules.guaranteed_issue : undefined
  const before = {
    ...(network === undefined ? {} : { network: `${network} Classic` }),
    ...(guaranteed === undefined
      ? {}
      : {
          volume_rules: {
            ...rules,
            guaranteed_issue: {
              gi_under_70: guaranteed.gi_under_70 / 2,
              gi_over_70: guaranteed.gi_over_70 / 2,
            },
          },
        }),
  }
  if (Object.keys(before).length === 0) return {}
  return { formerly: [{ until, fields: { details: { ...details, ...before } } }] }
}
