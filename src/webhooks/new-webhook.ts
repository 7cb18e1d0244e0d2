import type { Kind } from '../kernel/record.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { webhookCreated } from './events.ts'
import { type Webhook, webhooks } from './records.ts'
import { type HabitLine, readEvents, readHabits, withSecret } from './subscription.ts'

/** A subscription as somebody asks for it. */
export interface WebhookLine {
  readonly url: string
  readonly secret: string
  readonly key_name?: string
  readonly events?: readonly string[]
  readonly even_in_sandbox?: boolean
  readonly habits?: readonly HabitLine[]
}

/** Subscribes an address: it is told of what happens from now on. */
export async function newWebhook(unit: Unit, line: WebhookLine, origin: Webhook['origin']): Promise<Webhook> {
  const habits = readHabits(line.habits ?? [])
  const last = await unit.list(webhooks, { offset: 0, limit: 1, reverse: true })
  const record: Webhook = freshRecord(await freeId(unit, line.url), unit.now, {
    url: line.url,
    ...(line.events === undefined ? {} : { events: readEvents(line.events) }),
    secrets: withSecret([], line, unit.now),
    status: 'active' as const,
    failing_since: null,
    origin,
    ordinal: (last.records[0]?.ordinal ?? -1) + 1,
    even_in_sandbox: line.even_in_sandbox ?? false,
    habits,
    met: habits.map(() => 0),
  })
  unit.emit(webhookCreated.of(webhooks, record, { origin }))
  return unit.put(webhooks, record)
}

/** Subscriptions outlive resets, the counts of natural keys do not. */
async function freeId(unit: Unit, url: string): Promise<string> {
  for (;;) {
    const id = await unit.newId(webhooks as unknown as Kind<never, string>, url)
    if (!(await unit.get(webhooks, id))) return id
  }
}
