import { addDays, type IsoDate, OPEN_END } from '../kernel/instant.ts'
import { covers, isCobraEligible, productOf } from './bought-plan.ts'
import type { GivenEnrollment } from './given.ts'
import type { PlanOffer } from './plan-offer.ts'
import type { CarrierProfile } from './profile.ts'
import type { Relationship } from './records.ts'

/** What of a given account cannot be. */
export interface AccountFault {
  /** Where it stands within the given account, as property names and positions: `['families', 0, 'enrollments', 1, 'plan']`. */
  readonly path: readonly (string | number)[]
  /** What is wrong, what it would have to be, without a value that tells who somebody is. */
  readonly message: string
}

/** A plan somebody may be on, with its dates as far as they are given. */
export interface OfferedPlan {
  readonly offer: PlanOffer
  readonly effective_start_date?: IsoDate
  readonly effective_end_date?: IsoDate
}

interface Covered {
  readonly offered: readonly OfferedPlan[]
  readonly carrier: CarrierProfile
  /** Of a relative; of the employee none. */
  readonly relationship: Relationship | undefined
  readonly born: IsoDate | undefined
  /** The employee's first day of work. */
  readonly hired: IsoDate | undefined
  /** The employee's last day of work. */
  readonly left: IsoDate | undefined
}

/** What of somebody's given coverages cannot be. */
export function enrollmentFaults(
  enrollments: readonly GivenEnrollment[],
  path: AccountFault['path'],
  who: Covered,
): AccountFault[] {
  const seen: { readonly product: string; readonly from: IsoDate; readonly to: IsoDate }[] = []
  return enrollments.flatMap((enrollment, index): AccountFault[] => {
    const own = [...path, index]
    const found = planOf(enrollment, own, who)
    if ('message' in found) return [found]
    const faults = [...dateFaults(enrollment, own, found, who), ...kindFaults(enrollment, own, found, who)]
    const { effective_start_date: from = '', effective_end_date: to = OPEN_END } = enrollment
    if (enrollment.waived) return faults
    const product = productOf(found)
    if (seen.some((one) => one.product === product && one.from <= to && from <= one.to)) {
      const message = 'another coverage of the same kind is in force at the same time. Give both their dates'
      faults.push({ path: own, message })
    }
    seen.push({ product, from, to })
    return faults
  })
}

function planOf(
  { plan, line_of_coverage: line }: GivenEnrollment,
  path: AccountFault['path'],
  { offered, carrier, relationship }: Covered,
): OfferedPlan | AccountFault {
  const ofLine = offered.filter(({ offer }) => offer.line_of_coverage === line)
  const who = relationship ?? 'employee'
  if (ofLine.length === 0) {
    const isSold = carrier.lines_of_coverage.includes(line)
    const message = isSold
      ? `the employer has not bought ${line} from ${carrier.display_name}`
      : `${carrier.display_name} does not sell ${line}`
    return { path: [...path, 'line_of_coverage'], message }
  }
  const found = ofLine.find(({ offer }) =>
    plan === undefined ? covers(offer, relationship) : offer.name === plan,
  )
  if (found && covers(found.offer, relationship)) return found
  if (plan === undefined) {
    return { path: [...path, 'line_of_coverage'], message: `no ${line} plan covers a member who is ${who}` }
  }
  if (found) return { path: [...path, 'plan'], message: `the plan does not cover a member who is ${who}` }
  const names = ofLine.map(({ offer }) => offer.name).join(', ')
  return {
    path: [...path, 'plan'],
    message: `the employer has no ${line} plan of this name. It has ${names}`,
  }
}

function dateFaults(
  { effective_start_date: start, effective_end_date: end = OPEN_END, cobra, waived }: GivenEnrollment,
  path: AccountFault['path'],
  plan: OfferedPlan,
  { born = '', hired = '', left = OPEN_END }: Covered,
): AccountFault[] {
  const { effective_start_date: first = '', effective_end_date: last = OPEN_END } = plan
  const rules: readonly (readonly [boolean, string])[] =
    start === undefined
      ? []
      : [
          [start < first, `the plan begins on ${first}`],
          [start > last, `the plan ends on ${last}`],
          [start < born, 'nobody is covered before birth'],
          [start < hired, 'nobody is covered before the employment begins'],
          [start > left && end === OPEN_END && !cobra && !waived, 'the employment has ended before'],
        ]
  if (start === undefined && end === OPEN_END && left < first) {
    return [
      { path: [...path, 'line_of_coverage'], message: `the plan begins on ${first}, after the employment` },
    ]
  }
  const starts = rules.filter(([isWrong]) => isWrong)
  const earliest = [first, start ?? '', born, hired].toSorted()[3] as IsoDate
  const which = earliest === born ? '' : `, which is ${addDays(earliest, -1)}`
  const isBefore = earliest !== '' && end < addDays(earliest, -1)
  const isAfter = end > last && end !== OPEN_END
  return [
    ...starts.map(([, message]) => ({ path: [...path, 'effective_start_date'], message })),
    ...(isAfter ? [{ path: [...path, 'effective_end_date'], message: `the plan ends on ${last}` }] : []),
    ...(isBefore
      ? [
          {
            path: [...path, 'effective_end_date'],
            message: `a coverage ends the day before its start at the earliest${which}`,
          },
        ]
      : []),
  ]
}

function kindFaults(
  { volume, waived, cobra, effective_end_date }: GivenEnrollment,
  path: AccountFault['path'],
  { offer }: OfferedPlan,
  { carrier }: Covered,
): AccountFault[] {
  const faults: AccountFault[] = []
  const fault = (field: string, message: string) => faults.push({ path: [...path, field], message })
  if (volume !== undefined && offer.volume === undefined) fault('volume', 'the plan has no volume')
  if (waived) {
    if (cobra) fault('cobra', 'a refused coverage does not go on')
    if (volume !== undefined) fault('volume', 'a refused coverage has no volume')
    if (effective_end_date !== undefined) {
      fault('effective_end_date', 'a refused coverage ends the day before its start')
    }
  }
  if (cobra && carrier.cobra === 'none') fault('cobra', `${carrier.display_name} does not support COBRA`)
  else if (cobra && !isCobraEligible({ offer })) fault('cobra', 'the plan is not eligible for COBRA')
  return faults
}
