import type { Instant } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { WebhookEvent } from './event-types.ts'

/** What signatures are made with. Nobody reads it again: it is known by its key name. */
export interface SigningSecret {
  readonly name: string
  readonly secret: string
  readonly added: Instant
}

export const HABITS = ['duplicate', 'reorder', 'delay', 'drop', 'wrong_signature'] as const

export type HabitKind = (typeof HABITS)[number]

/** A way in which deliveries go wrong. It strikes where everything that it says is so. */
export interface Habit {
  readonly kind: HabitKind
  /** Default all. */
  readonly events?: readonly WebhookEvent[]
  /** The share of deliveries it strikes, by the seed; default all. */
  readonly share?: number
  /** Only the first so many deliveries that it could strike. */
  readonly first?: number
  /** Of `delay` and `reorder`: how long a delivery is held back, milliseconds of virtual time. */
  readonly by?: number
}

export type WebhookStatus = 'active' | 'unhealthy' | 'failed'

/** An address that is told of events. */
export interface Webhook extends Stored {
  readonly url: string
  /** Default all. */
  readonly events?: readonly WebhookEvent[]
  /** Newest first; every one signs. */
  readonly secrets: readonly SigningSecret[]
  readonly status: WebhookStatus
  /** The first failure since the last success. */
  readonly failing_since: Instant | null
  /** What was made by API outlives reset and restore; what a scenario says begins anew with it. */
  readonly origin: 'api' | 'scenario'
  /** The order of making. */
  readonly ordinal: number
  /** Sent to also in a world that otherwise sends none, as the real sandbox. */
  readonly even_in_sandbox: boolean
  readonly habits: readonly Habit[]
  /** How many deliveries each habit could have struck so far; counted where `first` asks for it. */
  readonly met: readonly number[]
}

/** One request that was made, and what came back. */
export interface Attempt {
  readonly number: number
  /** Virtual time. */
  readonly at: Instant
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Null when no answer came. */
  readonly status: number | null
  /** The beginning of the answer's body. */
  readonly answer?: string
  readonly duration_ms: number
  /** Why it is no success, in words. */
  readonly error?: string
  readonly wrong_signature?: true
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'dropped'

/** One event on its way to one subscription. */
export interface Delivery extends Stored {
  readonly webhook_id: string
  /** As the payload says it: the same in every attempt and for every subscription. */
  readonly event_id: string
  readonly type: WebhookEvent
  /** The event of this world that it tells of; test events have none. */
  readonly caused_by?: string
  /** The text sent. */
  readonly body: string
  readonly ordinal: number
  readonly status: DeliveryStatus
  /** Why it failed or was dropped. */
  readonly reason: string | null
  /** The habits that struck it. */
  readonly habits: readonly HabitKind[]
  /** Attempts since it was made or replayed. */
  readonly tries: number
  readonly attempts: readonly Attempt[]
  /** When it is tried next. */
  readonly next: Instant | null
  /** The number of the attempt that is under way. */
  readonly flying: number | null
  /** Waits for the next delivery to go first. */
  readonly held: boolean
  /** Asked for by hand: sent also where the subscription has failed. */
  readonly by_hand: boolean
}

const inOrder = ({ ordinal }: { readonly ordinal: number }): string => String(ordinal).padStart(12, '0')

export const webhooks = defineKind<Webhook>()({
  name: 'webhook',
  model: 'Webhook',
  outside: true,
  indexes: {},
  sort: inOrder,
})

export const deliveries = defineKind<Delivery>()({
  name: 'webhook_delivery',
  model: 'Webhook delivery',
  outside: true,
  indexes: {
    /** What is not at its end, by subscription. */
    open: { keys: ({ status, webhook_id }) => (status === 'pending' ? [webhook_id] : []), sort: inOrder },
    held: { keys: ({ held, webhook_id }) => (held ? [webhook_id] : []), sort: inOrder },
    /** What is at its end, oldest first. */
    over: { keys: ({ status }) => (status === 'pending' ? [] : ['']), sort: inOrder },
  },
  sort: inOrder,
})
