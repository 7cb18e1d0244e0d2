import type { Arrival } from '../kernel/flight.ts'
import type { Unit } from '../kernel/unit.ts'
import { attemptDeparture } from './events.ts'
import { attempted, ended, givenUp, REASONS } from './model.ts'
import { type Attempt, deliveries, webhooks } from './records.ts'

/** Sends a delivery whose time has come, once this is committed. */
export async function takeOff(unit: Unit, id: string): Promise<void> {
  const delivery = await unit.get(deliveries, id)
  if (delivery?.status !== 'pending' || delivery.flying !== null) return
  const webhook = await unit.get(webhooks, delivery.webhook_id)
  if (!webhook || (webhook.status === 'failed' && !delivery.by_hand)) {
    unit.apply(ended(delivery, webhook ? REASONS.failed : REASONS.removed, unit.now))
    return
  }
  const number = delivery.attempts.length + 1
  unit.change(deliveries, delivery, { flying: number, next: null, held: false })
  unit.dispatch(
    attemptDeparture.of({
      delivery_id: id,
      webhook_id: webhook.id,
      event_id: delivery.event_id,
      number,
      url: webhook.url,
      body: delivery.body,
      secrets: webhook.secrets.map(({ secret }) => secret),
      // Retries are signed as they should be, so that the event arrives in the end.
      wrong_signature: number === 1 && delivery.habits.includes('wrong_signature'),
      at: unit.now,
    }),
  )
}

/** Gives up a subscription that nothing has got through to for too long. */
export async function giveUp(unit: Unit, id: string): Promise<void> {
  const webhook = await unit.get(webhooks, id)
  if (!webhook) return
  const open = await unit.find(deliveries, 'open', id)
  unit.apply(givenUp(webhook, open.records, unit.now))
}

/** Writes down what came of an attempt. */
export function arrival(delivery_id: string, outcome: Omit<Attempt, 'at'>, at: number): Arrival {
  return async (unit) => {
    const delivery = await unit.get(deliveries, delivery_id)
    if (!delivery || delivery.flying !== outcome.number) return
    const webhook = await unit.get(webhooks, delivery.webhook_id)
    const { now, setting } = unit
    unit.apply(attempted(delivery, webhook, { ...outcome, at }, { now, pace: setting.pace }))
  }
}
