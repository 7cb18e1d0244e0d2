import type { Instant } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import { fulfillmentStatusChanged, snapshotStatusChanged, snapshotStep } from './events.ts'
import {
  type FulfillmentStatus,
  type MemberSnapshot,
  memberSnapshots,
  type SnapshotStatus,
} from './records.ts'

type Summary = MemberSnapshot['fulfillment_summary']

/** What comes to mind of a carrier: its new status, and why when it is `invalid`. */
export interface Verdict {
  readonly carrier_id: string
  readonly status: FulfillmentStatus
  readonly errors?: readonly string[]
}

/** Statuses that no later step changes. Source: Noyo docs, members/snapshot-workflow/snapshot-status; the last two are assumed. */
const FINAL: ReadonlySet<FulfillmentStatus> = new Set([
  'sent',
  'invalid',
  'replaced',
  'no_changes',
  'not_connected',
])

/** The snapshot with what became known of some carriers. */
export function judged(snapshot: MemberSnapshot, verdicts: readonly Verdict[], now: Instant): Changes {
  return progressed(snapshot, {}, withVerdicts(snapshot.fulfillment_summary, verdicts), now)
}

/** The snapshot at its end: canceled when no carrier takes it. Source: Noyo docs, omitted-coverage-handling, snapshot-status. */
export function finished(snapshot: MemberSnapshot, verdicts: readonly Verdict[], now: Instant): Changes {
  const summary = withVerdicts(snapshot.fulfillment_summary, verdicts)
  return progressed(snapshot, { status: outcomeOf(summary) }, summary, now)
}

export function outcomeOf(summary: Summary): 'completed' | 'canceled' {
  return summary.length > 0 && summary.every(({ status }) => status === 'invalid') ? 'canceled' : 'completed'
}

/** Whether Noyo's members become what a snapshot says of them: unless every carrier that there is has refused it. Assumed. */
export function isTaken(summary: Summary): boolean {
  const connected = summary.filter(({ status }) => status !== 'not_connected')
  return connected.length === 0 || connected.some(({ status }) => status !== 'invalid')
}

/**
 * The snapshot given up for a later one of the same employee, with everything of it that is not at its end yet.
 * Source: Noyo docs, members/snapshot-workflow/snapshot-status; that a carrier already sent to stays `sent` is assumed.
 */
export function replaced(snapshot: MemberSnapshot, by: string, now: Instant): Changes {
  const summary = snapshot.fulfillment_summary.map((entry) =>
    FINAL.has(entry.status) ? entry : { ...entry, status: 'replaced' as const },
  )
  return {
    ...progressed(snapshot, { status: 'replaced', replaced_by: by }, summary, now),
    unschedule: [snapshotStep.ref(snapshot.id)],
  }
}

function withVerdicts(summary: Summary, verdicts: readonly Verdict[]): Summary {
  return summary.map((entry) => {
    const verdict = verdicts.find(({ carrier_id }) => carrier_id === entry.carrier_id)
    if (!verdict) return entry
    return { carrier_id: entry.carrier_id, status: verdict.status, errors: [...(verdict.errors ?? [])] }
  })
}

function progressed(
  snapshot: MemberSnapshot,
  patch: { readonly status?: SnapshotStatus; readonly replaced_by?: string },
  fulfillment_summary: Summary,
  now: Instant,
): Changes {
  const { group_id, employee_id } = snapshot
  const record = changedRecord(snapshot, { ...patch, fulfillment_summary }, now)
  const carrierEvents = snapshot.fulfillment_summary.flatMap(({ carrier_id, status: from }, index) => {
    const to = fulfillment_summary[index]?.status ?? from
    const data = { group_id, employee_id, carrier_id, from, to }
    return from === to ? [] : [fulfillmentStatusChanged.of(memberSnapshots, record, data)]
  })
  const to = record.status
  const data = { group_id, employee_id, from: snapshot.status, to }
  const ownEvents = to === snapshot.status ? [] : [snapshotStatusChanged.of(memberSnapshots, record, data)]
  return { put: [putting(memberSnapshots, record)], events: [...ownEvents, ...carrierEvents] }
}
