import { connectionRequested, connectionStatusChanged } from '../connections/events.ts'
import { groupCreated } from '../groups/events.ts'
import type { DomainEvent, JsonObject } from '../kernel/event.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { fulfillmentStatusChanged, snapshotStatusChanged } from '../snapshots/events.ts'

/** Every event a webhook can carry. Source: Noyo docs, introduction/webhooks. */
export const WEBHOOK_EVENTS = [
  'member_snapshot.status_change',
  'member_snapshot_carrier_fulfillment_status.status_change',
  'difference.created',
  'difference.discrepancy',
  'difference.resolved',
  'difference.replaced',
  'group.created',
  'group_connection_request.created',
  'group_connection_request.status_change',
  'group_disconnection_request.created',
  'group_disconnection_request.status_change',
  'test.hello_world',
] as const

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** What a platform is told of an event of this world: the type, and the facts beside the id. Never anything personal. */
interface Told {
  readonly type: WebhookEvent
  readonly data: (event: DomainEvent) => JsonObject & { readonly id: string }
}

const bare: Told['data'] = ({ subject }) => ({ id: subject.id })

/** That both statuses are told is assumed: the public page says only that some events add fields. */
const withStatus: Told['data'] = ({ subject, data }) => ({
  id: subject.id,
  status: data['to'] ?? null,
  previous_status: data['from'] ?? null,
})

/** A fulfillment status has no id in the published interface: the snapshot's and the carrier's make one (assumed). */
const ofCarrier: Told['data'] = (event) => {
  const carrier = event.data['carrier_id'] as string
  return {
    ...withStatus(event),
    id: uuidFrom('member_snapshot_carrier_fulfillment_status', event.subject.id, carrier),
    member_snapshot_id: event.subject.id,
    carrier_id: carrier,
  }
}

/**
 * Which events of this world a platform is told of. Differences and disconnections stand here by the names that their events
 * will have: nothing of them is sent until something emits them.
 */
export const TOLD: Readonly<Record<string, Told>> = {
  [groupCreated.type]: { type: 'group.created', data: bare },
  [connectionRequested.type]: { type: 'group_connection_request.created', data: bare },
  [connectionStatusChanged.type]: { type: 'group_connection_request.status_change', data: withStatus },
  'group_disconnection.created': { type: 'group_disconnection_request.created', data: bare },
  'group_disconnection.status_changed': {
    type: 'group_disconnection_request.status_change',
    data: withStatus,
  },
  'difference.created': { type: 'difference.created', data: bare },
  'difference.discrepancy': { type: 'difference.discrepancy', data: bare },
  'difference.resolved': { type: 'difference.resolved', data: bare },
  'difference.replaced': { type: 'difference.replaced', data: bare },
  [snapshotStatusChanged.type]: { type: 'member_snapshot.status_change', data: withStatus },
  [fulfillmentStatusChanged.type]: {
    type: 'member_snapshot_carrier_fulfillment_status.status_change',
    data: ofCarrier,
  },
}

export function isWebhookEvent(type: string): type is WebhookEvent {
  return (WEBHOOK_EVENTS as readonly string[]).includes(type)
}
