import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import type { Setting } from '../kernel/world.ts'
import { attemptDue, deliveryAttempted, giveUpDue, webhookStatusChanged } from './events.ts'
import {
  type Attempt,
  type Delivery,
  deliveries,
  type Webhook,
  type WebhookStatus,
  webhooks,
} from './records.ts'

/*
 * Source: Noyo docs, introduction/webhooks: 15 retries with backoff over 3 days; active, unhealthy, failed after 7 days, active
 * again on recovery. The gaps, that 5 tries make a subscription unhealthy, and that 7 days count from the first failure are assumed.
 */

const LATER_GAPS = [2 * HOUR, 5 * HOUR, 8 * HOUR, 10 * HOUR, 13 * HOUR, 15 * HOUR]

/** The first eight gaps double; the last one makes them three days altogether. */
function gapsFrom(first: number): readonly number[] {
  const early = [1, 2, 4, 8, 16, 32, 64, 128].map((times) => first * times)
  const sum = [...early, ...LATER_GAPS].reduce((total, gap) => total + gap, 0)
  return [...early, ...LATER_GAPS, 3 * DAY - sum]
}

/** From each failed attempt to the next. */
export const RETRY_GAPS: Readonly<Record<Setting['pace'], readonly number[]>> = {
  instant: gapsFrom(20 * SECOND),
  demo: gapsFrom(20 * SECOND),
  realistic: gapsFrom(30 * SECOND),
}

/** A delivery that has been tried so often without success makes its subscription unhealthy. */
export const UNHEALTHY_AFTER = 5

/** A subscription is given up after so long without a success. */
export const GIVEN_UP_AFTER = 7 * DAY

/** How long deliveries that are to be overtaken, or late, are held back unless it is said. */
export const HELD_BACK = { reorder: 5 * SECOND, delay: MINUTE } as const

/** Source: Noyo docs say 200; that any 2xx counts is assumed. */
export function isSuccess({ status }: Pick<Attempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300
}

/** The delivery and its subscription, which may be gone, after an attempt. */
export function attempted(
  delivery: Delivery,
  webhook: Webhook | undefined,
  attempt: Attempt,
  at: { readonly now: Instant; readonly pace: Setting['pace'] },
): Changes {
  const told = deliveryAttempted.of(deliveries, delivery, {
    webhook_id: delivery.webhook_id,
    event_type: delivery.type,
    attempt: attempt.number,
    delivered: isSuccess(attempt),
    status: attempt.status,
  })
  const done = {
    attempts: [...delivery.attempts, attempt],
    tries: delivery.tries + 1,
    flying: null,
    next: null,
  }
  if (isSuccess(attempt)) {
    const record = changedRecord<Delivery>(delivery, { ...done, status: 'delivered', reason: null }, at.now)
    const healed = webhook === undefined ? {} : recovered(webhook, at.now)
    return together({ put: [putting(deliveries, record)], events: [told] }, healed)
  }
  const gap = RETRY_GAPS[at.pace][delivery.tries]
  const end = endOf(webhook, gap, done.tries)
  const failure = webhook === undefined ? {} : failing(webhook, done.tries, at.now)
  if (end !== undefined || gap === undefined) {
    const over = { ...done, status: 'failed', reason: end ?? null } as const
    return together(
      { put: [putting(deliveries, changedRecord<Delivery>(delivery, over, at.now))], events: [told] },
      failure,
    )
  }
  const next = at.now + gap
  const record = changedRecord<Delivery>(delivery, { ...done, next }, at.now)
  return together(
    { put: [putting(deliveries, record)], events: [told], jobs: [attemptDue.at(next, delivery.id, {})] },
    failure,
  )
}

/** Why nothing more is tried after a failure; undefined while something is. */
function endOf(webhook: Webhook | undefined, gap: number | undefined, tries: number): string | undefined {
  if (webhook === undefined) return REASONS.removed
  if (webhook.status === 'failed') return REASONS.failed
  return gap === undefined ? `Given up after ${tries} attempts.` : undefined
}

export const REASONS = {
  removed: 'The subscription was removed.',
  failed: 'The subscription has failed: nothing is sent to it until it is active again.',
  reset: 'The sandbox was reset, or given another state, before it was delivered.',
  dropped: 'Dropped by a habit of the subscription: it was never sent.',
  restored: 'The sandbox was restored while it was under way; what came back was not waited for.',
} as const

/** A delivery that nothing more is done for. */
export function ended(delivery: Delivery, reason: string, now: Instant): Changes {
  const record = changedRecord<Delivery>(delivery, { ...OVER, status: 'failed', reason }, now)
  return { put: [putting(deliveries, record)], unschedule: [attemptDue.ref(delivery.id)] }
}

/**
 * A delivery of a world that takes another's place goes on as if its last attempt had failed just now. One that was under way is
 * such an attempt: what came back was not waited for.
 */
export function resumed(
  delivery: Delivery,
  { now, setting }: { readonly now: Instant; readonly setting: Pick<Setting, 'pace'> },
): Changes {
  const { flying } = delivery
  const unknown = {
    at: now,
    url: '',
    headers: {},
    status: null,
    duration_ms: 0,
    error: REASONS.restored,
  }
  const attempts =
    flying === null ? delivery.attempts : [...delivery.attempts, { ...unknown, number: flying }]
  const tries = delivery.tries + (flying === null ? 0 : 1)
  const gap = RETRY_GAPS[setting.pace][Math.max(0, tries - 1)]
  if (gap === undefined) return ended({ ...delivery, attempts, tries }, REASONS.restored, now)
  const next = now + gap
  const record = changedRecord<Delivery>(delivery, { attempts, tries, flying: null, next }, now)
  return { put: [putting(deliveries, record)], jobs: [attemptDue.at(next, delivery.id, {})] }
}

const OVER = { next: null, flying: null, held: false } as const

/** The subscription after a success. */
function recovered(webhook: Webhook, now: Instant): Changes {
  if (webhook.status === 'active' && webhook.failing_since === null) return {}
  return {
    ...inStatus(webhook, 'active', { failing_since: null }, now),
    unschedule: [giveUpDue.ref(webhook.id)],
  }
}

/** The subscription made active by hand: it has as long as a new one to fail again. */
export function reactivated(webhook: Webhook, now: Instant): Changes {
  return recovered(webhook, now)
}

function failing(webhook: Webhook, tries: number, now: Instant): Changes {
  const isFirst = webhook.failing_since === null
  const to = webhook.status === 'active' && tries >= UNHEALTHY_AFTER ? 'unhealthy' : webhook.status
  if (!isFirst && to === webhook.status) return {}
  const since = webhook.failing_since ?? now
  const jobs = isFirst ? [giveUpDue.at(now + GIVEN_UP_AFTER, webhook.id, {})] : []
  return { ...inStatus(webhook, to, { failing_since: since }, now), jobs }
}

/** The subscription given up, with what was still to be delivered to it. */
export function givenUp(webhook: Webhook, open: readonly Delivery[], now: Instant): Changes {
  // What is under way comes back by itself.
  const waiting = open.filter(({ flying }) => flying === null)
  return [
    inStatus(webhook, 'failed', {}, now),
    ...waiting.map((one) => ended(one, REASONS.failed, now)),
  ].reduce(together, {})
}

function inStatus(
  webhook: Webhook,
  to: WebhookStatus,
  patch: Partial<Pick<Webhook, 'failing_since'>>,
  now: Instant,
): Changes {
  const record = changedRecord<Webhook>(webhook, { ...patch, status: to }, now)
  const { status: from } = webhook
  const events = from === to ? [] : [webhookStatusChanged.of(webhooks, record, { from, to })]
  return { put: [putting(webhooks, record)], events }
}

function together(one: Changes, other: Changes): Changes {
  return {
    put: [...(one.put ?? []), ...(other.put ?? [])],
    events: [...(one.events ?? []), ...(other.events ?? [])],
    jobs: [...(one.jobs ?? []), ...(other.jobs ?? [])],
    unschedule: [...(one.unschedule ?? []), ...(other.unschedule ?? [])],
  }
}
