import { drawsOf } from '../kernel/draws.ts'
import type { WebhookEvent } from './event-types.ts'
import type { Habit, Webhook } from './records.ts'

/** The habits that strike a delivery, and how many each could have struck by now. */
export interface Struck {
  readonly habits: readonly Habit[]
  readonly met: readonly number[]
}

/**
 * Which habits strike, by the seed, the event and the place of the subscription and the habit: the same in every sandbox of one
 * seed, and whatever address the subscription has.
 */
export function struckBy(
  webhook: Pick<Webhook, 'habits' | 'met' | 'ordinal'>,
  event: { readonly type: WebhookEvent; readonly key: string },
  seed: string,
): Struck {
  const met = [...webhook.met]
  const habits = webhook.habits.filter((habit, index) => {
    const { events, share = 1, first } = habit
    if (events !== undefined && !events.includes(event.type)) return false
    if (first !== undefined) {
      const before = met[index] ?? 0
      met[index] = before + 1
      if (before >= first) return false
    }
    const draws = drawsOf(seed, 'webhook habit', webhook.ordinal, index, event.key)
    return draws.fraction(habit.kind) < share
  })
  return { habits, met }
}
