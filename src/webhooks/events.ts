import { eventType } from '../kernel/event.ts'
import { departureType } from '../kernel/flight.ts'
import { jobType } from '../kernel/job.ts'
import type { WebhookStatus } from './records.ts'

/** An address is told of events from now on. */
export const webhookCreated = eventType<{ origin: string }>('webhook.created')

/** How a subscription's deliveries fare changed. */
export const webhookStatusChanged = eventType<{ from: WebhookStatus; to: WebhookStatus }>(
  'webhook.status_changed',
)

/** A delivery was sent, and something or nothing came back. */
export const deliveryAttempted = eventType<{
  webhook_id: string
  event_type: string
  attempt: number
  delivered: boolean
  status: number | null
}>('webhook_delivery.attempted')

/** A delivery is sent, for the first time or again. Keyed by its id. */
export const attemptDue = jobType('webhook_delivery.attempt')

/** A subscription without any success for too long is given up. A cadence: `settle` does not wait for it. */
export const giveUpDue = jobType('webhook.give_up', 'cadence')

/** A request on its way. Holds secrets; it is kept nowhere. */
export const attemptDeparture = departureType<{
  delivery_id: string
  webhook_id: string
  event_id: string
  number: number
  url: string
  body: string
  secrets: readonly string[]
  wrong_signature: boolean
  at: number
}>('webhook_delivery.attempt')
