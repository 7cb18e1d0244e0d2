import type { Bring, Succession } from '../kernel/capability.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { attemptDue, giveUpDue } from './events.ts'
import { ended, GIVEN_UP_AFTER, REASONS, resumed } from './model.ts'
import { type Delivery, deliveries, type Webhook, webhooks } from './records.ts'

interface Former {
  readonly now: Instant
  readonly made: readonly Webhook[]
  readonly sent: readonly Delivery[]
}

/**
 * Subscriptions made by API outlive reset and restore. A delivery that the restored world knows as well takes over what has come
 * of it since: what was delivered is not sent again.
 */
export async function remember(world: World): Promise<Bring> {
  const former = await formerOf(world)
  return (unit, succession) => bringOver(unit, succession, former)
}

/** The same where there was nothing to remember. */
export function withoutFormer(unit: Unit, succession: Succession): Promise<void> {
  return bringOver(unit, succession, { now: unit.now, made: [], sent: [] })
}

async function bringOver(unit: Unit, { by, keep }: Succession, former: Former): Promise<void> {
  await bringWebhooks(unit, keep.includes('subscriptions') ? former : ofApi(former))
  if (by === 'restore') await bringOutcomes(unit, former)
  else if (keep.includes('webhooks')) keepRecords(unit, former)
}

async function formerOf(world: World): Promise<Former> {
  const made = (await world.list(webhooks)).records
  const sent = (await world.list(deliveries)).records
  return { now: world.now, made, sent }
}

function ofApi(former: Former): Former {
  return { ...former, made: former.made.filter(({ origin }) => origin === 'api') }
}

async function bringWebhooks(unit: Unit, { made, now }: Former): Promise<void> {
  const there = await unit.list(webhooks)
  for (const webhook of there.records) {
    if (webhook.origin !== 'api') continue
    unit.remove(webhooks, webhook)
    unit.unschedule(giveUpDue.ref(webhook.id))
  }
  for (const webhook of made) {
    const { failing_since } = webhook
    // As long ago as it was: the two worlds' clocks show different times.
    const since = failing_since === null ? null : failing_since - now + unit.now
    unit.put(webhooks, { ...webhook, failing_since: since })
    if (since === null || webhook.status === 'failed') continue
    unit.schedule(giveUpDue.at(Math.max(unit.now, since + GIVEN_UP_AFTER), webhook.id, {}))
  }
}

async function bringOutcomes(unit: Unit, { sent }: Former): Promise<void> {
  const since = new Map(sent.map((delivery) => [delivery.id, delivery]))
  for (const delivery of (await unit.list(deliveries)).records) {
    if (delivery.status !== 'pending') continue
    const former = since.get(delivery.id)
    const known = former && former.attempts.length >= delivery.attempts.length ? former : delivery
    if (known.status !== 'pending') {
      unit.put(deliveries, known)
      unit.unschedule(attemptDue.ref(known.id))
    } else if (known.flying !== null || known.attempts.length > delivery.attempts.length) {
      unit.apply(resumed(known, unit))
    }
  }
}

/** What was sent before a reset stays on record; what was not will not be. */
function keepRecords(unit: Unit, { sent }: Former): void {
  for (const delivery of sent) {
    unit.put(deliveries, delivery)
    if (delivery.status === 'pending') unit.apply(ended(delivery, REASONS.reset, unit.now))
  }
}
