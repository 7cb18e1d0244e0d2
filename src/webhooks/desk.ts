import { accepted, created, json, noContent, ok } from '../api/answer.ts'
import type { Ask } from '../api/dispatch.ts'
import type { OperationsOf } from '../api/operation.ts'
import type { Cause } from '../kernel/event.ts'
import { Refusal } from '../kernel/failure.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { nearestName } from '../kernel/nearest.ts'
import { changedRecord } from '../kernel/record.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { attemptDue, giveUpDue } from './events.ts'
import { ended, REASONS, reactivated } from './model.ts'
import { newWebhook } from './new-webhook.ts'
import { enqueue } from './outbox.ts'
import { type Delivery, deliveries, type Webhook, webhooks } from './records.ts'
import { checkUrl, readEvent, readEvents, readHabits, withoutSecret, withSecret } from './subscription.ts'
import { shownDelivery, shownWebhook } from './views.ts'

export type WebhookOperations =
  | 'listWebhooks'
  | 'createWebhook'
  | 'clearWebhooks'
  | 'getWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'listDeliveries'
  | 'getDelivery'
  | 'replayDelivery'
  | 'sendTestEvent'
  | 'triggerEvent'

export interface WebhookParts {
  readonly runner: Pick<Runner, 'read' | 'write'>
  /** How the world is asked to do something, as a platform or Noyo's staff would. */
  readonly perform: (sandbox: string, cause: Cause, ask: Ask) => Promise<{ status: number; body: unknown }>
  /** Why nothing may be sent to an address from here; undefined when it may. */
  readonly refusedTarget: (url: string) => Promise<string | undefined>
}

/** Subscriptions and deliveries of our own API. In Noyo, subscriptions are made in the app only. */
export function webhookDesk({ runner, perform, refusedTarget }: WebhookParts) {
  // The name of a receiver is looked up before the command: nothing waits for the network inside one.
  const checkTarget = async (url: string) => {
    checkUrl(url)
    const why = await refusedTarget(url)
    if (why !== undefined) throw new Refusal('webhook_url_unusable', { why, field: '/url' })
  }
  return {
    listWebhooks: {
      level: 'simulated',
      reads: async (_input, world) => {
        const { records } = await world.list(webhooks)
        return ok(json({ webhooks: records.map((webhook) => shownWebhook(webhook, world.setting)) }))
      },
    },

    createWebhook: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        await checkTarget(body.url)
        const make = (unit: Unit) =>
          newWebhook(unit, body, 'api').then((made) => shownWebhook(made, unit.setting))
        return created(json(await runner.write(sandbox, { by: 'control', operation: 'createWebhook' }, make)))
      },
    },

    clearWebhooks: {
      level: 'simulated',
      writes: async (_input, unit) => {
        for (const webhook of (await unit.list(webhooks)).records) await removeWebhook(unit, webhook)
        return noContent()
      },
    },

    getWebhook: {
      level: 'simulated',
      reads: async ({ params }, world) =>
        ok(json(shownWebhook(await requireWebhook(world, params.id), world.setting))),
    },

    updateWebhook: {
      level: 'simulated',
      serves: async ({ sandbox, params, body }) => {
        if (body.url !== undefined) await checkTarget(body.url)
        const change = async (unit: Unit) => {
          const webhook = await requireWebhook(unit, params.id)
          if (body.status === 'active') unit.apply(reactivated(webhook, unit.now))
          const current = await requireWebhook(unit, params.id)
          const changed = changedWebhook(current, body, unit.now)
          return shownWebhook(unit.put(webhooks, changed), unit.setting)
        }
        return ok(json(await runner.write(sandbox, { by: 'control', operation: 'updateWebhook' }, change)))
      },
    },

    deleteWebhook: {
      level: 'simulated',
      writes: async ({ params }, unit) => {
        await removeWebhook(unit, await requireWebhook(unit, params.id))
        return noContent()
      },
    },

    listDeliveries: {
      level: 'simulated',
      reads: async ({ query: { webhook_id, type, status, since, limit } }, world) => {
        if (type !== undefined) readEvent(type, 'type')
        const { records } = await world.list(deliveries)
        const after = since === undefined ? -1 : (await requireDelivery(world, since, 'since')).ordinal
        const found = records.filter(
          (one) =>
            one.ordinal > after &&
            (webhook_id === undefined || one.webhook_id === webhook_id) &&
            (type === undefined || one.type === type) &&
            (status === undefined || one.status === status),
        )
        const shown = limit === undefined ? found : found.slice(-limit)
        return ok(json({ deliveries: shown.map(shownDelivery) }))
      },
    },

    getDelivery: {
      level: 'simulated',
      reads: async ({ params }, world) => ok(json(shownDelivery(await requireDelivery(world, params.id)))),
    },

    replayDelivery: {
      level: 'simulated',
      writes: async ({ params }, unit) => {
        const delivery = await requireDelivery(unit, params.id)
        if (!(await unit.get(webhooks, delivery.webhook_id))) {
          throw new Refusal('webhook_gone', { id: delivery.id })
        }
        return accepted(json(shownDelivery(replayed(unit, delivery))))
      },
    },

    sendTestEvent: {
      level: 'simulated',
      writes: async (_input, unit) => {
        const { records } = await unit.list(webhooks)
        const { ordinal = -1 } =
          (await unit.list(deliveries, { offset: 0, limit: 1, reverse: true })).records[0] ?? {}
        // What a test event is about is not published: the organization, which is always there.
        const data = { id: unit.setting.organization_id }
        const key = uuidFrom('test event', unit.setting.seed, unit.now, ordinal + 1)
        const message = { type: 'test.hello_world', key, data } as const
        const made = await enqueue(unit, message, records, true)
        return accepted(json({ deliveries: made.map(shownDelivery) }))
      },
    },

    triggerEvent: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        const type = readEvent(body.type, '/type')
        const { trigger } = await import('./trigger.ts')
        const cause = { by: 'control', operation: 'triggerEvent' } as const
        const { did, ...done } = await trigger(
          {
            read: async (look) => runner.read(sandbox, look),
            perform: (ask) => perform(sandbox, cause, ask),
          },
          type,
        )
        return ok(json({ type, did: [...did], ...done }))
      },
    },
  } satisfies Pick<OperationsOf<'control'>, WebhookOperations>
}

interface Change {
  readonly url?: string
  readonly events?: readonly string[] | null
  readonly add_secret?: { readonly secret: string; readonly key_name?: string }
  readonly retire_secret?: string
  readonly even_in_sandbox?: boolean
  readonly habits?: Parameters<typeof readHabits>[0]
}

function changedWebhook(webhook: Webhook, change: Change, now: number): Webhook {
  const { events: before, ...rest } = webhook
  const events =
    change.events === undefined ? before : change.events === null ? undefined : readEvents(change.events)
  const added = change.add_secret
    ? withSecret(webhook.secrets, change.add_secret, now, '/add_secret/secret')
    : webhook.secrets
  const secrets = change.retire_secret === undefined ? added : withoutSecret(added, change.retire_secret)
  const habits = change.habits === undefined ? webhook.habits : readHabits(change.habits)
  return changedRecord<Webhook>(
    { ...rest, ...(events === undefined ? {} : { events }) },
    {
      url: change.url ?? webhook.url,
      secrets,
      habits,
      met: change.habits === undefined ? webhook.met : habits.map(() => 0),
      even_in_sandbox: change.even_in_sandbox ?? webhook.even_in_sandbox,
    },
    now,
  )
}

/** The same event again, with as many attempts as at first. While an attempt is under way, that one counts. */
function replayed(unit: Unit, delivery: Delivery): Delivery {
  const isFlying = delivery.flying !== null
  if (!isFlying) unit.schedule(attemptDue.at(unit.now, delivery.id, {}))
  const next = isFlying ? null : unit.now
  return unit.change(deliveries, delivery, {
    status: 'pending',
    reason: null,
    tries: 0,
    next,
    held: false,
    by_hand: true,
  })
}

async function removeWebhook(unit: Unit, webhook: Webhook): Promise<void> {
  const open = await unit.find(deliveries, 'open', webhook.id)
  for (const delivery of open.records) {
    // What is under way comes back by itself, and may have been received.
    if (delivery.flying === null) unit.apply(ended(delivery, REASONS.removed, unit.now))
  }
  unit.unschedule(giveUpDue.ref(webhook.id))
  unit.remove(webhooks, webhook)
}

async function requireWebhook(world: World, id: string): Promise<Webhook> {
  const webhook = await world.get(webhooks, id.toLowerCase())
  if (webhook) return webhook
  const known = (await world.list(webhooks)).records.map((one) => one.id)
  throw new Refusal('webhook_not_found', {
    sandbox: world.sandbox,
    id: id.slice(0, 60),
    known: known.slice(0, 20).join(', '),
    nearest: nearestName(id, known),
  })
}

async function requireDelivery(world: World, id: string, field?: string): Promise<Delivery> {
  const delivery = await world.get(deliveries, id.toLowerCase())
  if (delivery) return delivery
  throw new Refusal('delivery_not_found', { sandbox: world.sandbox, id: id.slice(0, 60), field })
}
