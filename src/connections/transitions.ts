import type { HeldStatus } from '../carriers/records.ts'
import type { ConnectionStatus } from './records.ts'

/**
 * The status each outcome of a connection request means. Source of the statuses: Noyo docs, groups/connections. Which cause
 * leads to which is assumed: the public tables describe statuses, not causes.
 */
export const OUTCOMES = {
  confirmed: 'completed',
  held_by_noyo: 'noyo_review',
  held_by_carrier: 'waiting_on_carrier',
  group_not_installed: 'waiting_on_carrier',
  authorization_pending: 'carrier_authorization',
  data_needed: 'action_required',
  group_unknown: 'action_required',
  broker_not_on_file: 'action_required',
  file_setup_pending: 'action_required',
  identifier_malformed: 'unable_to_connect',
  not_eligible: 'unable_to_connect',
  refused_by_carrier: 'unable_to_connect',
} as const satisfies Record<string, ConnectionStatus>

export type OutcomeCause = keyof typeof OUTCOMES

/**
 * What is no outcome: Noyo takes up the request, or the platform retries it. Where the carrier tells Noyo by itself once it
 * is authorised, the same two lead to waiting for that.
 */
type StepCause = 'started' | 'retried' | 'notification_awaited' | 'notification_awaited_again'

/** `forced`: somebody's hand, where the life of a connection has no such step; no edge of the table. */
export type ConnectionCause = StepCause | OutcomeCause | 'forced'

const RETRIES = { retried: 'processing', notification_awaited_again: 'carrier_authorization' } as const

const UNFINISHED = { ...OUTCOMES, ...RETRIES } as const

/**
 * Status before x cause -> status after; what is not listed cannot happen, except by force. A retry is taken from every state
 * but `completed` (assumed), and `created` passes straight to `carrier_authorization` where the carrier authorises by
 * notification (Noyo docs, carriers/united-healthcare). `action_required` has outcomes too, as staff may give one; Noyo
 * itself asks the carrier again only from {@link endsByItself} states.
 */
export const TRANSITIONS: Readonly<
  Record<ConnectionStatus, Readonly<Partial<Record<ConnectionCause, ConnectionStatus>>>>
> = {
  created: { started: 'processing', notification_awaited: 'carrier_authorization', ...RETRIES },
  processing: UNFINISHED,
  noyo_review: UNFINISHED,
  waiting_on_carrier: UNFINISHED,
  carrier_authorization: UNFINISHED,
  action_required: UNFINISHED,
  unable_to_connect: RETRIES,
  completed: {},
}

/**
 * States that Noyo or the carrier ends, not the platform. Source: Noyo docs, groups/connections ("we will re-try requests if
 * the carrier is not ready yet"); that this holds for these three is assumed.
 */
export function endsByItself(status: ConnectionStatus): boolean {
  return status === 'noyo_review' || status === 'waiting_on_carrier' || status === 'carrier_authorization'
}

export function isOutcome(cause: ConnectionCause): cause is OutcomeCause {
  return cause in OUTCOMES
}

const CAUSE_OF_HELD: Readonly<Record<HeldStatus, OutcomeCause>> = {
  noyo_review: 'held_by_noyo',
  waiting_on_carrier: 'held_by_carrier',
  carrier_authorization: 'authorization_pending',
  action_required: 'data_needed',
  unable_to_connect: 'refused_by_carrier',
}

/** The outcome that is meant where somebody names a status; undefined for what is none. */
export function outcomeMeant(status: ConnectionStatus): OutcomeCause | undefined {
  return status === 'completed' ? 'confirmed' : CAUSE_OF_HELD[status as HeldStatus]
}
