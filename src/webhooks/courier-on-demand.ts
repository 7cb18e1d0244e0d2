import type { Courier } from '../kernel/flight.ts'
import type { CourierParts } from './courier.ts'
import { attemptDeparture } from './events.ts'

/** The courier of webhooks, loaded with the first of them. */
export function webhookCourier(parts: CourierParts): Courier {
  let courier: Promise<Courier> | undefined
  return attemptDeparture.by(async (departure, sandbox, signal) => {
    courier ??= import('./courier.ts').then(({ createWebhookCourier }) => createWebhookCourier(parts))
    // Whoever waits for the same promise goes on in the order in which it came.
    return (await courier).carry(departure, sandbox, signal)
  })
}
