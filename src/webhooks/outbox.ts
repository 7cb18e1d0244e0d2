import type { DomainEvent, JsonObject } from '../kernel/event.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { epochSeconds } from '../kernel/instant.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { TOLD, type WebhookEvent } from './event-types.ts'
import { attemptDue } from './events.ts'
import { struckBy } from './habits.ts'
import { HELD_BACK, REASONS } from './model.ts'
import { type Delivery, deliveries, type Habit, type HabitKind, type Webhook, webhooks } from './records.ts'

/** How many deliveries that are at their end a sandbox keeps. */
export const DELIVERIES_KEPT = 10_000

/** What is to be told, to whoever wants to hear it. */
export interface Message {
  readonly type: WebhookEvent
  /** Tells this message from every other of the world, in every sandbox alike. */
  readonly key: string
  readonly data: JsonObject & { readonly id: string }
  readonly caused_by?: string
}

/** Makes the deliveries of an event, in the commit of the event. What happened before a subscription was made is not told to it. */
export async function tell(event: DomainEvent, unit: Unit, records: readonly Webhook[]): Promise<void> {
  const told = TOLD[event.type]
  if (!told) return
  const { type } = told
  const wanting = records.filter(({ events }) => events === undefined || events.includes(type))
  await enqueue(unit, { type, key: event.id, data: told.data(event), caused_by: event.id }, wanting)
}

/** Makes the deliveries of a message to these subscriptions. */
export async function enqueue(
  unit: Unit,
  message: Message,
  to: readonly Webhook[],
  byHand = false,
): Promise<Delivery[]> {
  const made: Delivery[] = []
  for (const webhook of to.filter((one) => isSentTo(one, unit))) {
    made.push(...(await deliver(unit, message, webhook, byHand)))
  }
  if (made.length > 0) await forgetOldest(unit)
  return made
}

/** The real sandbox sends no webhooks. Source: Noyo docs, environments; the switch is ours. */
export function isSentTo(
  webhook: Pick<Webhook, 'even_in_sandbox'>,
  { setting }: Pick<Unit, 'setting'>,
): boolean {
  return setting.profile === 'production' || webhook.even_in_sandbox
}

async function deliver(
  unit: Unit,
  message: Message,
  webhook: Webhook,
  byHand: boolean,
): Promise<readonly Delivery[]> {
  const { habits, met } = struckBy(webhook, message, unit.setting.seed)
  const counts = webhook.habits.some(({ first }) => first !== undefined)
  if (counts) unit.change(webhooks, webhook, { met })
  const kinds = habits.map(({ kind }) => kind)
  const stopped = webhook.status === 'failed' && !byHand
  const dropped = kinds.includes('drop')
  const first = await newDelivery(unit, message, webhook, {
    habits: kinds,
    by_hand: byHand,
    ...(dropped ? { status: 'dropped', reason: REASONS.dropped } : {}),
    ...(stopped ? { status: 'failed', reason: REASONS.failed } : {}),
  })
  if (first.status !== 'pending') return [unit.put(deliveries, first)]
  const late = heldBack(habits)
  const sent = await send(unit, { ...first, held: kinds.includes('reorder') }, unit.now + late)
  if (!kinds.includes('duplicate')) return [sent]
  const again = await newDelivery(unit, message, webhook, { habits: ['duplicate'], by_hand: byHand })
  return [sent, await send(unit, again, unit.now + late)]
}

function heldBack(habits: readonly Habit[]): number {
  return Math.max(
    0,
    ...habits.map(({ kind, by }) => by ?? (kind in HELD_BACK ? HELD_BACK[kind as 'delay'] : 0)),
  )
}

type Beginning = { readonly habits: readonly HabitKind[] } & Partial<
  Pick<Delivery, 'status' | 'reason' | 'by_hand'>
>

async function newDelivery(
  unit: Unit,
  { type, key, data, caused_by }: Message,
  webhook: Webhook,
  beginning: Beginning,
): Promise<Delivery> {
  const event_id = uuidFrom('webhook event', unit.sandbox, unit.setting.seed, key)
  const event = { id: event_id, created: epochSeconds(unit.now), type }
  const last = await unit.list(deliveries, { offset: 0, limit: 1, reverse: true })
  return freshRecord(await freeId(unit, event_id, webhook.id), unit.now, {
    webhook_id: webhook.id,
    event_id,
    type,
    ...(caused_by === undefined ? {} : { caused_by }),
    body: JSON.stringify({ data, event }),
    ordinal: (last.records[0]?.ordinal ?? -1) + 1,
    status: 'pending' as const,
    reason: null,
    tries: 0,
    attempts: [],
    next: null,
    flying: null,
    held: false,
    by_hand: false,
    ...beginning,
  })
}

/** A duplicate has an id of its own; so has what happens again after a reset that keeps what was sent before. */
async function freeId(unit: Unit, event_id: string, webhook_id: string): Promise<string> {
  for (let copy = 0; ; copy += 1) {
    const id = uuidFrom('webhook delivery', event_id, webhook_id, copy)
    if (!(await unit.get(deliveries, id))) return id
  }
}

/** Lets a delivery go at its time; one that waited to be overtaken goes right after it. */
async function send(unit: Unit, delivery: Delivery, due: number): Promise<Delivery> {
  const sent = unit.put(deliveries, { ...delivery, next: due })
  unit.schedule(attemptDue.at(due, sent.id, {}))
  const { records } = await unit.find(deliveries, 'held', sent.webhook_id)
  for (const held of records) {
    if (held.id === sent.id) continue
    unit.change(deliveries, held, { held: false, next: due })
    unit.schedule(attemptDue.at(due, held.id, {}))
  }
  return sent
}

async function forgetOldest(unit: Unit): Promise<void> {
  const { total } = await unit.find(deliveries, 'over', '', { offset: 0, limit: 1 })
  if (total <= DELIVERIES_KEPT) return
  const oldest = await unit.find(deliveries, 'over', '', { offset: 0, limit: total - DELIVERIES_KEPT })
  for (const delivery of oldest.records) unit.remove(deliveries, delivery)
}
