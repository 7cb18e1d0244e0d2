import { integerFrom } from '../kernel/identity.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant.ts'
import type { Setting } from '../kernel/world.ts'
import type { CarrierProfile } from './profile.ts'

/** What takes time. A connection: processing, then answer. A snapshot: validation, carrier apply, fulfillment, in this order. */
export type DelayKind =
  /** From a connection's `created` to `processing`. */
  | 'connection_processing'
  /** From `processing` to the outcome. */
  | 'connection_answer'
  /** Until Noyo asks the carrier again by itself. */
  | 'connection_retry'
  /** From the request for a carrier to its activation. */
  | 'organization_carrier'
  /** From a snapshot's arrival to what is to be sent to each carrier. */
  | 'snapshot_validation'
  /** From there to the change in the carrier's records. */
  | 'carrier_apply'
  /** From there to what Noyo confirms and the snapshot's completion. */
  | 'snapshot_fulfillment'
  /** From a carrier's receipt of a change that it is told at once to its work on it, where that is not completed earlier. */
  | 'transaction_processing'
  /** From when something first waits for a carrier's next file to that file, where the cadence is slower. */
  | 'feed_wait'
  /** From the start of a feed run to the file's arrival at the carrier. */
  | 'feed_transmission'
  /** From there to what the carrier finds in it. */
  | 'file_reading'
  /** From there to its approval, when a test file is clean enough. */
  | 'file_approval'
  /** From what a carrier finds in a file to its error report. */
  | 'error_report'
  /** From an uploaded error report's arrival to its issues. */
  | 'partner_document_reading'

/** Least and most, milliseconds of virtual time, both included; or how long the carrier says connecting takes. */
type Span = readonly [least: number, most: number] | 'connection_days'

const NONE: Span = [0, 0]

/**
 * How long everything takes. `demo` and `realistic` are assumed, as far as Noyo's docs do not tell: connections take days by
 * carrier (carriers/<name>), round trips are confirmed within minutes (published OpenAPI: the differences' example times).
 */
const PACES: Readonly<Record<DelayKind, Readonly<Record<Setting['pace'], Span>>>> = {
  connection_processing: { instant: NONE, demo: [2 * SECOND, 2 * SECOND], realistic: [MINUTE, 10 * MINUTE] },
  connection_answer: { instant: NONE, demo: [5 * SECOND, 5 * SECOND], realistic: 'connection_days' },
  // Never at once: asking again without end at one moment would stop time.
  connection_retry: {
    instant: [20 * SECOND, 20 * SECOND],
    demo: [20 * SECOND, 20 * SECOND],
    realistic: [24 * HOUR, 24 * HOUR],
  },
  organization_carrier: { instant: NONE, demo: [5 * SECOND, 10 * SECOND], realistic: [DAY, 3 * DAY] },
  snapshot_validation: { instant: NONE, demo: [0, 3 * SECOND], realistic: [2 * SECOND, 30 * SECOND] },
  carrier_apply: { instant: NONE, demo: [0, 6 * SECOND], realistic: [MINUTE, 4 * MINUTE] },
  snapshot_fulfillment: { instant: NONE, demo: [0, 6 * SECOND], realistic: [2 * MINUTE, 5 * MINUTE] },
  // Source of the realistic time: the documented sample history has seconds between two status details (legacy/member-transactions).
  transaction_processing: { instant: NONE, demo: [0, 2 * SECOND], realistic: [5 * SECOND, 30 * SECOND] },
  // Never at once, so that a census becomes one file and not one a family; realistic files keep to their cadence.
  feed_wait: {
    instant: [SECOND, SECOND],
    demo: [20 * SECOND, 20 * SECOND],
    realistic: [366 * DAY, 366 * DAY],
  },
  // Source of the realistic time: published OpenAPI, getFeedRunPublic (the example's transmission is 100 seconds after its start).
  feed_transmission: { instant: NONE, demo: [2 * SECOND, 5 * SECOND], realistic: [MINUTE, 3 * MINUTE] },
  file_reading: { instant: NONE, demo: [SECOND, 3 * SECOND], realistic: [HOUR, 4 * HOUR] },
  error_report: {
    instant: NONE,
    demo: [4 * SECOND, 10 * SECOND],
    realistic: [12 * HOUR, 48 * HOUR],
  },
  file_approval: { instant: NONE, demo: [3 * SECOND, 8 * SECOND], realistic: [DAY, 3 * DAY] },
  // Always as long: documents of one source are read in their order.
  partner_document_reading: {
    instant: NONE,
    demo: [3 * SECOND, 3 * SECOND],
    realistic: [10 * MINUTE, 10 * MINUTE],
  },
}

/**
 * The real sandbox's own times, whatever the pace: a snapshot completes within 15 seconds, a connection with one of the
 * documented identifiers has its status within 10. Source: Noyo docs, environments and carriers/<name>.
 */
const SANDBOX: Readonly<Partial<Record<DelayKind, Span>>> = {
  connection_processing: [0, 2 * SECOND],
  connection_answer: [0, 8 * SECOND],
  snapshot_validation: [0, 3 * SECOND],
  carrier_apply: [0, 6 * SECOND],
  snapshot_fulfillment: [0, 6 * SECOND],
  transaction_processing: [0, 2 * SECOND],
}

/**
 * Milliseconds of virtual time something takes: between the least and the most, decided by the natural key (the ids of what
 * it happens to). The carrier is needed for connections at the realistic pace; without one they take a day.
 */
export function delayOf(
  setting: Pick<Setting, 'seed' | 'profile' | 'pace'>,
  kind: DelayKind,
  carrier: CarrierProfile | undefined,
  ...naturalKey: readonly (string | number)[]
): number {
  const [least, most] = boundsOf(setting, kind, carrier)
  return integerFrom(least, most, setting.seed, 'delay', kind, ...naturalKey)
}

function boundsOf(
  setting: Pick<Setting, 'profile' | 'pace'>,
  kind: DelayKind,
  carrier: CarrierProfile | undefined,
): readonly [number, number] {
  const sandbox = setting.profile === 'noyo-sandbox' ? SANDBOX[kind] : undefined
  const span = sandbox ?? PACES[kind][setting.pace]
  if (span !== 'connection_days') return span
  const [least, most] = carrier?.connection_days ?? [1, 1]
  return [least * DAY, most * DAY]
}
