import type { ConnectionStatus } from './records.ts'

/**
 * The status each outcome of a connection request means. Source of the statuses: Noyo docs, groups/connections. Which cause
 * leads to which is assumed: the public tables describe statuses, not causes.
 */
const OUTCOMES = {
  confirmed: 'completed',
  held_by_noyo: 'noyo_review',
  group_not_installed: 'waiting_on_carrier',
  authorization_pending: 'carrier_authorization',
  data_needed: 'action_required',
  file_setup_pending: 'action_required',
  identifier_malformed: 'unable_to_connect',
  refused_by_carrier: 'unable_to_connect',
} as const satisfies Record<string, ConnectionStatus>

export type OutcomeCause = keyof typeof OUTCOMES

export type ConnectionCause = 'started' | 'retried' | OutcomeCause

const UNFINISHED = { ...OUTCOMES, retried: 'processing' } as const

/**
 * Status before x cause -> status after; what is not listed cannot happen. A retry is taken from every state but
 * `completed` (assumed), and `created` passes straight to `carrier_authorization` where the carrier authorises by
 * notification (Noyo docs, carriers/united-healthcare).
 */
export const TRANSITIONS: Readonly<
  Record<ConnectionStatus, Readonly<Partial<Record<ConnectionCause, ConnectionStatus>>>>
> = {
  created: { started: 'processing', retried: 'processing', authorization_pending: 'carrier_authorization' },
  processing: UNFINISHED,
  noyo_review: UNFINISHED,
  waiting_on_carrier: UNFINISHED,
  carrier_authorization: UNFINISHED,
  action_required: UNFINISHED,
  unable_to_connect: { retried: 'processing' },
  completed: {},
}
