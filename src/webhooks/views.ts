import type { Instant } from '../kernel/instant.ts'
import { isoInstant } from '../kernel/instant.ts'
import type { Setting } from '../kernel/world.ts'
import type { Attempt, Delivery, Habit, Webhook } from './records.ts'
import { warningsOf } from './subscription.ts'

/** A subscription as the control API shows it: without its secrets. */
export function shownWebhook(webhook: Webhook, { profile }: Pick<Setting, 'profile'>) {
  const { id, url, events, status, failing_since, secrets, origin, even_in_sandbox, habits } = webhook
  return {
    id,
    url,
    events: events === undefined ? null : [...events],
    status,
    failing_since: shownTime(failing_since),
    secrets: secrets.map(({ name, added }) => ({ key_name: name, added: isoInstant(added) })),
    origin,
    even_in_sandbox,
    habits: habits.map(shownHabit),
    warnings: warningsOf(webhook, profile),
  }
}

function shownHabit({ by, events, ...habit }: Habit) {
  return {
    ...habit,
    ...(events === undefined ? {} : { events: [...events] }),
    ...(by === undefined ? {} : { by: `${by / 1000}s` }),
  }
}

export function shownDelivery(delivery: Delivery) {
  const { id, webhook_id, event_id, type, status, reason, body, created, caused_by = null } = delivery
  return {
    id,
    webhook_id,
    event_id,
    type,
    status,
    reason,
    habits: [...delivery.habits],
    body,
    payload: JSON.parse(body),
    created: isoInstant(created),
    next_attempt: shownTime(delivery.next),
    in_flight: delivery.flying !== null,
    caused_by,
    attempts: delivery.attempts.map(shownAttempt),
  }
}

function shownAttempt(attempt: Attempt) {
  const { number, at, url, headers, status, answer = null, error = null, duration_ms } = attempt
  const wrong_signature = attempt.wrong_signature === true
  return { number, at: isoInstant(at), url, headers, status, answer, error, duration_ms, wrong_signature }
}

function shownTime(instant: Instant | null): string | null {
  return instant === null ? null : isoInstant(instant)
}
