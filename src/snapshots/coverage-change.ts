import { isDeepStrictEqual } from 'node:util'
import type { CarrierEnrollment } from '../carriers/records.ts'
import type { EnrollmentWrite } from '../carriers/write.ts'
import type { Pairing, WantedEnrollment } from './family.ts'

/** A coverage with where it shall stand in the carrier's account, as far as the payload says so, and its volume. */
export interface Placed extends Pairing {
  readonly configuration: CarrierEnrollment['configuration'] | undefined
  /** As sent, or as the plan's rule has it for a new coverage. */
  readonly volume: number | undefined
}

/** Whether the carrier does not hold the coverage as wanted. One that never came to be and is unknown there is no news. */
export function isNews(pairing: Placed): boolean {
  const { wanted, known } = pairing
  if (!known) return wanted.effective_end_date >= wanted.effective_start_date
  return (
    known.effective_start_date !== wanted.effective_start_date ||
    known.effective_end_date !== wanted.effective_end_date ||
    changesTerms(pairing)
  )
}

/** Whether anything but the period differs: volume, place in the account, COBRA. */
export function changesTerms({ wanted, known, configuration }: Placed): boolean {
  const cobra = cobraOf(wanted)
  return (
    (wanted.volume !== undefined && wanted.volume !== known?.volume) ||
    (configuration !== undefined && !isDeepStrictEqual(configuration, known?.configuration)) ||
    (cobra !== undefined && !isDeepStrictEqual(cobra, known?.cobra))
  )
}

export function enrollmentWrite({ wanted, plan, known, configuration, volume }: Placed): EnrollmentWrite {
  return {
    member: wanted.individual_id,
    carrier_enrollment: known?.carrier_enrollment,
    plan: plan.carrier_plan,
    effective_start_date: wanted.effective_start_date,
    effective_end_date: wanted.effective_end_date,
    volume,
    configuration,
    cobra: cobraOf(wanted),
  }
}

function cobraOf({ coverage: { cobra_details } }: WantedEnrollment): EnrollmentWrite['cobra'] {
  if (!cobra_details?.cobra_enrolled) return undefined
  const { cobra_enrolled: _always, ...details } = cobra_details
  return details
}
