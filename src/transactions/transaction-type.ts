import type { CoverageChange, FoundChanges } from '../snapshots/found-changes.ts'
import type { Payload } from '../snapshots/payload.ts'
import type { TransactionType } from './records.ts'

type Events = NonNullable<Payload['events']>

const OPEN_ENROLLMENT: ReadonlySet<string> = new Set(['open_enrollment', 'dependent_open_enrollment'])

/**
 * What a transaction is called, by what changes and the events that the platform says. Assumed: the names are published, when
 * each is used is not. `carrier_demographic_full`, `noyo_termination` and `carrier_enrollment_snapshot_new_hire` are not used.
 */
export function transactionType(found: FoundChanges, events: Events = []): TransactionType {
  const { coverages } = found
  if (coverages.length === 0) return 'carrier_demographic'
  const isOpenEnrollment = events.some(({ reason }) => OPEN_ENROLLMENT.has(reason))
  const isTermination = found.leaves_none
  if (coverages.some(({ cobra }) => cobra !== undefined)) {
    if (isTermination) return 'carrier_cobra_termination'
    if (coverages.some(({ cobra }) => cobra === 'begins')) return 'carrier_cobra_enrollment'
    return isOpenEnrollment ? 'carrier_cobra_open_enrollment' : 'carrier_cobra_qualifying_life_event'
  }
  if (isTermination) return 'carrier_termination'
  if (isOpenEnrollment) return `carrier_open_enrollment_${extentOf(coverages)}`
  if (found.is_new_subscriber) return 'carrier_new_hire'
  return `carrier_qualifying_life_event_${extentOf(coverages)}`
}

const EXTENTS = { added: 'adding', changed: 'modifying', ended: 'removing' } as const

/** One kind of change has a name of its own; several together are `full`. */
function extentOf(coverages: readonly CoverageChange[]): 'full' | 'adding' | 'modifying' | 'removing' {
  const kinds = [...new Set(coverages.map(({ change }) => EXTENTS[change]))]
  const [only] = kinds
  return kinds.length === 1 && only !== undefined ? only : 'full'
}
