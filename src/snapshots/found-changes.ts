import type { LineOfCoverage } from '../carriers/profile.ts'
import type { EnrollmentWrite, FamilyWrite } from '../carriers/write.ts'
import type { IndividualEnrollment } from '../enrollments/records.ts'
import { given } from '../kernel/given.ts'
import type { IsoDate } from '../kernel/instant.ts'
import { isPersonNews } from './decide.ts'
import type { CarrierKnown, FamilyKnown } from './family.ts'

/** One member's coverage that a carrier is to be told of. */
export type CoverageChange = {
  readonly individual_id: string
  readonly individual_type: 'employee' | 'dependent'
  readonly change: 'added' | 'changed' | 'ended'
  readonly line_of_coverage: LineOfCoverage
  /** Noyo's id of the plan. */
  readonly plan_id: string
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
  readonly volume?: number
  /** Set for coverage under COBRA: whether it was so before. */
  readonly cobra?: 'begins' | 'goes_on'
}

/** What a comparison found that a carrier does not know yet. Ids and coverages: nothing that tells who somebody is. */
export type FoundChanges = {
  readonly carrier_id: string
  /** A carrier that takes files is told in its next one. */
  readonly by_file: boolean
  /** Nobody of the family was on the carrier's record. */
  readonly is_new_subscriber: boolean
  /** No coverage of the family there goes on after those that end. */
  readonly leaves_none: boolean
  /** Noyo's ids of the people whose data are news for the carrier. */
  readonly members: readonly string[]
  /** The lines of the changed coverages; where there are none, those that the family has with the carrier. */
  readonly lines_of_coverage: readonly LineOfCoverage[]
  readonly coverages: readonly CoverageChange[]
}

/** The changes of one carrier's part of a snapshot, in short. */
export function foundChanges(
  known: FamilyKnown,
  carrier: CarrierKnown,
  { subscriber, dependents, enrollments }: FamilyWrite,
): FoundChanges {
  const carrier_id = carrier.profile.id
  const held = known.enrollments.filter((one) => one.carrier_id === carrier_id)
  const coverages = enrollments.map((write) => coverageChange(known, carrier_id, held, write))
  const told = [subscriber, ...dependents].filter((person) => isPersonNews(carrier, person))
  const written = new Set(enrollments.map(({ carrier_enrollment }) => carrier_enrollment))
  const untouched = held.filter(({ carrier_enrollment }) => !written.has(carrier_enrollment))
  const lines = (coverages.length > 0 ? coverages : held).map(({ line_of_coverage }) => line_of_coverage)
  return {
    carrier_id,
    by_file: carrier.tier !== 'premier',
    is_new_subscriber: subscriber.carrier_member === undefined,
    leaves_none: leavesNone(coverages, untouched),
    members: told.map(({ key }) => key),
    lines_of_coverage: [...new Set(lines)].sort(),
    coverages,
  }
}

function coverageChange(
  { employee_id, plans }: FamilyKnown,
  carrier_id: string,
  held: readonly IndividualEnrollment[],
  write: EnrollmentWrite,
): CoverageChange {
  const plan = plans.find((one) => one.carrier_id === carrier_id && one.carrier_plan === write.plan)
  if (!plan) throw new Error(`no plan of the group was read from ${write.plan}`)
  const before = held.find(({ carrier_enrollment }) => carrier_enrollment === write.carrier_enrollment)
  const { effective_start_date, effective_end_date } = write
  const isEnded = before !== undefined && effective_end_date < before.effective_end_date
  return {
    individual_id: write.member,
    individual_type: write.member === employee_id ? 'employee' : 'dependent',
    change: isEnded ? 'ended' : before ? 'changed' : 'added',
    line_of_coverage: plan.line_of_coverage,
    plan_id: plan.id,
    effective_start_date,
    effective_end_date,
    ...given(write, 'volume'),
    ...(write.cobra === undefined
      ? {}
      : { cobra: before?.cobra ? ('goes_on' as const) : ('begins' as const) }),
  }
}

function leavesNone(
  coverages: readonly CoverageChange[],
  untouched: readonly Pick<IndividualEnrollment, 'effective_end_date'>[],
): boolean {
  const ends = coverages.filter(({ change }) => change === 'ended').map((one) => one.effective_end_date)
  const last = ends.toSorted().at(-1)
  if (last === undefined || ends.length < coverages.length) return false
  return untouched.every(({ effective_end_date }) => effective_end_date <= last)
}
