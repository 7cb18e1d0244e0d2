import type { Unit } from '../kernel/unit.ts'
import type { CarrierDecision } from './decide.ts'
import type { FamilyKnown } from './family.ts'
import { storeDemographics } from './fulfil.ts'
import { finished, isTaken, judged, type Verdict } from './model.ts'
import { type MemberSnapshot, memberSnapshots } from './records.ts'

/** What a comparison means for a carrier: what it shall be told goes at once, or waits for its next file. */
export function verdictOf(decision: CarrierDecision, { carriers }: Pick<FamilyKnown, 'carriers'>): Verdict {
  const { carrier_id, status } = decision
  if (status === 'invalid') return { carrier_id, status, errors: decision.errors }
  const isFiled = carriers.get(carrier_id)?.tier !== 'premier'
  return { carrier_id, status: status === 'valid' && isFiled ? 'scheduled' : status }
}

/**
 * Ends a snapshot, unless it waits for a file: where some of its carriers are told at once and some by file, it is completed
 * when the file has gone. Source: Noyo docs, members/snapshot-workflow/snapshot-status.
 */
export async function finish(
  unit: Unit,
  snapshot: MemberSnapshot,
  verdicts: readonly Verdict[],
): Promise<void> {
  const later = new Map(verdicts.map(({ carrier_id, status }) => [carrier_id, status]))
  const waits = snapshot.fulfillment_summary.some(
    ({ carrier_id, status }) => (later.get(carrier_id) ?? status) === 'scheduled',
  )
  if (waits) {
    unit.apply(judged(snapshot, verdicts, unit.now))
    return
  }
  unit.apply(finished(snapshot, verdicts, unit.now))
  const { fulfillment_summary } = await unit.require(memberSnapshots, snapshot.id)
  if (isTaken(fulfillment_summary)) await storeDemographics(unit, snapshot)
}
