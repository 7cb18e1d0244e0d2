import type { AccountStructure } from '../carriers/account-structure.ts'
import type { CarrierProfile, LineOfCoverage, Tier } from '../carriers/profile.ts'
import type { CarrierGroup, CarrierMember } from '../carriers/records.ts'
import { enrollmentStatus } from '../enrollments/model.ts'
import type { IndividualEnrollment } from '../enrollments/records.ts'
import { type IsoDate, OPEN_END } from '../kernel/instant.ts'
import type { Dependent, Employee } from '../members/records.ts'
import type { GroupPlan } from '../plans/records.ts'
import type { MemberType, Payload, PayloadCoverage } from './payload.ts'
import { type PlansKnown, planOf } from './plan-choice.ts'

/** What Noyo knows of a family before a snapshot is fulfilled. */
export interface FamilyKnown extends PlansKnown {
  readonly employee_id: string
  /** The employee and the dependents as Noyo has them, by id. Somebody whom the snapshot itself creates is not in it yet. */
  readonly members: ReadonlyMap<string, Employee | Dependent>
  /** The whole family's, with every carrier. */
  readonly enrollments: readonly IndividualEnrollment[]
  /** The carriers the snapshot is about, by their ids; settled when it arrives. */
  readonly concerned: readonly string[]
  /** Those of them there is a live connection to. */
  readonly carriers: ReadonlyMap<string, CarrierKnown>
}

/** A live connection, and who of the family the carrier has on record. */
export interface CarrierKnown {
  readonly profile: CarrierProfile
  /** A premier connection takes changes at once and is read; the others take files. */
  readonly tier: Tier
  readonly carrier_group: CarrierGroup
  readonly account: AccountStructure
  /** By Noyo's member id. A carrier that is sent files knows whom Noyo has told it of, as Noyo has told. */
  readonly people: ReadonlyMap<string, CarrierMember>
}

/** One member's coverage as a snapshot wants it. */
export interface WantedEnrollment {
  readonly coverage: PayloadCoverage
  readonly carrier_id: string
  readonly line_of_coverage: LineOfCoverage
  readonly individual_id: string
  readonly individual_type: MemberType
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
  readonly latest_change_effective_date: IsoDate | undefined
  readonly volume: number | undefined
}

/** The coverages of a processed payload (every member's Noyo id is filled in), one row a member. */
export function wantedEnrollments({ coverages = [] }: Payload): WantedEnrollment[] {
  return coverages.flatMap((coverage) =>
    coverage.enrolled_members.map((enrolled) => ({
      coverage,
      carrier_id: coverage.carrier_id.toLowerCase(),
      line_of_coverage: coverage.line_of_coverage,
      individual_id: enrolled.individual_id as string,
      individual_type: enrolled.individual_type,
      effective_start_date: enrolled.effective_start_date,
      effective_end_date: enrolled.effective_end_date,
      latest_change_effective_date: enrolled.latest_change_effective_date,
      volume: enrolled.volume,
    })),
  )
}

/** A coverage that goes on until somebody ends it. What has an end, past or planned, need not be sent again. */
export function goesOn({ effective_end_date }: { readonly effective_end_date: IsoDate }): boolean {
  return effective_end_date === OPEN_END
}

/**
 * The carriers a snapshot is about: those it names, in its order, then those it leaves out although the family has a coverage
 * there that is not over, or is to come. A snapshot without `coverages` is about demographics only, and about the latter. Assumed.
 */
export function carriersOf(
  payload: Payload,
  enrollments: readonly IndividualEnrollment[],
  today: IsoDate,
): string[] {
  const named = (payload.coverages ?? []).map(({ carrier_id }) => carrier_id.toLowerCase())
  const held = enrollments
    .filter((one) => ['active', 'pending'].includes(enrollmentStatus(one, today)))
    .map(({ carrier_id }) => carrier_id)
  return [...new Set([...named, ...held.toSorted()])]
}

/** Pairs of a wanted coverage and the known one it is about; a coverage wanted for the first time stands alone. */
export interface Pairing {
  readonly wanted: WantedEnrollment
  readonly plan: GroupPlan
  readonly known: IndividualEnrollment | undefined
}

export interface Matched {
  readonly pairings: readonly Pairing[]
  /** Wanted coverages whose plan the group does not have. */
  readonly problems: readonly { readonly wanted: WantedEnrollment; readonly problem: string }[]
  /** Known coverages that go on and that nothing wanted is about, not even under a plan that is not there. */
  readonly omitted: readonly IndividualEnrollment[]
}

/**
 * Which known coverage each wanted one is about: same member and plan, and the same start if there is one; else one whose
 * period overlaps, since the two sides may differ on the start. A new start after an end is a new coverage (Noyo docs,
 * complex-changes/rehires).
 */
export function matched(
  known: Pick<FamilyKnown, 'enrollments'> & PlansKnown,
  wanted: readonly WantedEnrollment[],
): Matched {
  const choices = wanted.map((one) => ({ wanted: one, choice: planOf(one.coverage, known) }))
  const problems = choices.flatMap(({ wanted: one, choice }) =>
    'problem' in choice ? [{ wanted: one, problem: choice.problem }] : [],
  )
  const chosen = choices.flatMap(({ wanted: one, choice }) =>
    'plan' in choice ? [{ wanted: one, plan: choice.plan }] : [],
  )
  const free = new Set(known.enrollments)
  const byPlan = Map.groupBy(known.enrollments, ({ individual_id, plan_id }) => `${individual_id}/${plan_id}`)
  const claims = new Map<WantedEnrollment, IndividualEnrollment>()
  const claim = (isAbout: (one: WantedEnrollment, enrollment: IndividualEnrollment) => boolean) => {
    for (const { wanted: one, plan } of chosen) {
      if (claims.has(one)) continue
      const held = byPlan.get(`${one.individual_id}/${plan.id}`) ?? []
      const found = held.find((enrollment) => free.has(enrollment) && isAbout(one, enrollment))
      if (!found) continue
      claims.set(one, found)
      free.delete(found)
    }
  }
  claim((one, { effective_start_date }) => one.effective_start_date === effective_start_date)
  claim(overlaps)
  const unclear = new Set(problems.map(({ wanted: one }) => lineOf(one)))
  return {
    pairings: chosen.map(({ wanted: one, plan }) => ({ wanted: one, plan, known: claims.get(one) })),
    problems,
    omitted: [...free].filter((enrollment) => goesOn(enrollment) && !unclear.has(lineOf(enrollment))),
  }
}

function lineOf({ individual_id, line_of_coverage }: WantedEnrollment | IndividualEnrollment): string {
  return `${individual_id}/${line_of_coverage}`
}

type Period = Pick<WantedEnrollment, 'effective_start_date' | 'effective_end_date'>

/** The two periods have a day in common. */
export function overlaps(one: Period, other: Period): boolean {
  const start = latest(one.effective_start_date, other.effective_start_date)
  return start <= one.effective_end_date && start <= other.effective_end_date
}

/** The later of two days. */
export function latest(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other
}
