import type { IndividualEnrollment } from '../enrollments/records.ts'
import { addDays, addDuration, type IsoDate, isoDate, startOfDay } from '../kernel/instant.ts'
import { type FamilyKnown, latest, matched, overlaps, type Pairing, wantedEnrollments } from './family.ts'
import type { Payload, PayloadCoverage } from './payload.ts'

/** Lines in which any plan may be switched for any other; in the rest only for one of the same type. */
const SWITCHED_FREELY: ReadonlySet<string> = new Set(['medical', 'dental', 'vision'])

/** A payload with what it leaves out put in, as far as a rule says what becomes of it. */
export interface Completed {
  readonly payload: Payload
  readonly warnings: readonly string[]
}

/**
 * Puts omitted coverages in: ended where the member switches to another plan, kept or ended where the policy says so. What a
 * rule does not decide stays out and is judged later, carrier by carrier. A payload without `coverages` omits nothing (assumed).
 * Source: Noyo docs, members/using-snapshots/omitted-coverage-handling, inferred-plan-switching.
 */
export function withOmittedCoverages(
  payload: Payload,
  known: Pick<FamilyKnown, 'enrollments' | 'plans' | 'named_plans'>,
  today: IsoDate,
): Completed {
  if (payload.coverages === undefined) return { payload, warnings: [] }
  const { pairings, omitted } = matched(known, wantedEnrollments(payload))
  const added: PayloadCoverage[] = []
  const warnings = uselessRule(payload)
  for (const enrollment of omitted) {
    const end = switchedOn(enrollment, pairings, known) ?? endByPolicy(enrollment, payload, today)
    if (end === undefined) continue
    added.push(coverageOf(enrollment, end))
    if (end === enrollment.effective_end_date) {
      warnings.push(`Coverage left out of the snapshot goes on unchanged: ${inWords(enrollment)}.`)
    }
  }
  if (added.length === 0) return { payload, warnings }
  return { payload: { ...payload, coverages: [...payload.coverages, ...added] }, warnings }
}

function uselessRule({ omitted_coverage_handling: handling }: Payload): string[] {
  const { policy = 'reject', termination_rule } = handling ?? {}
  if (termination_rule === undefined || policy === 'terminate') return []
  return [`The termination_rule has no effect: the policy of omitted_coverage_handling is ${policy}.`]
}

/** "dental for dependent <id>", as in the published example of a missing coverage. */
export function inWords({
  line_of_coverage,
  individual_type,
  individual_id,
}: Pick<IndividualEnrollment, 'line_of_coverage' | 'individual_type' | 'individual_id'>): string {
  return `${line_of_coverage} for ${individual_type} ${individual_id}`
}

/** The last day of a coverage whose member takes exactly one other plan of the line instead; undefined when none or several. */
function switchedOn(
  old: IndividualEnrollment,
  pairings: readonly Pairing[],
  { plans }: Pick<FamilyKnown, 'plans'>,
): IsoDate | undefined {
  const oldPlan = plans.find(({ id }) => id === old.plan_id)
  const candidates = pairings.filter(
    ({ wanted, plan }) =>
      wanted.individual_id === old.individual_id &&
      wanted.line_of_coverage === old.line_of_coverage &&
      plan.id !== old.plan_id &&
      wanted.effective_end_date >= wanted.effective_start_date &&
      overlaps(wanted, old) &&
      (SWITCHED_FREELY.has(old.line_of_coverage) ||
        plan.details['plan_type'] === oldPlan?.details['plan_type']),
  )
  const [taken] = candidates
  if (!taken || candidates.length > 1) return undefined
  const start = taken.wanted.effective_start_date
  return addDays(latest(start, old.effective_start_date), -1)
}

/** When the policy ends or keeps an omitted coverage; undefined for `reject`. */
function endByPolicy(
  { effective_start_date, effective_end_date }: IndividualEnrollment,
  { omitted_coverage_handling: handling }: Payload,
  today: IsoDate,
): IsoDate | undefined {
  if (handling?.policy === 'continue') return effective_end_date
  if (handling?.policy !== 'terminate') return undefined
  const end = terminationDay(handling, today)
  // An end before the start waives the coverage; further back there is nothing to end (assumed).
  return latest(end, addDays(effective_start_date, -1))
}

/** Months are those of the day of receipt, UTC (assumed). */
function terminationDay(
  handling: NonNullable<Payload['omitted_coverage_handling']>,
  today: IsoDate,
): IsoDate {
  const firstOfMonth = `${today.slice(0, 7)}-01`
  switch (handling.termination_rule) {
    case 'custom':
      return handling.custom?.effective_end_date as IsoDate
    case 'end_of_prior_month':
      return addDays(firstOfMonth, -1)
    default:
      return addDays(isoDate(addDuration(startOfDay(firstOfMonth), '1mo') as number), -1)
  }
}

function coverageOf(enrollment: IndividualEnrollment, effective_end_date: IsoDate): PayloadCoverage {
  const { individual_id, individual_type, effective_start_date, volume } = enrollment
  return {
    carrier_id: enrollment.carrier_id,
    line_of_coverage: enrollment.line_of_coverage,
    plan_id: enrollment.plan_id,
    enrolled_members: [
      {
        individual_id,
        individual_type,
        effective_start_date,
        effective_end_date,
        ...(volume === undefined ? {} : { volume }),
      },
    ],
  }
}
