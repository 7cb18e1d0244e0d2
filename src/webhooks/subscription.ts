import { excerpt } from '../kernel/excerpt.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { addDuration, type Instant } from '../kernel/instant.ts'
import { nearestName } from '../kernel/nearest.ts'
import { isWebhookEvent, WEBHOOK_EVENTS, type WebhookEvent } from './event-types.ts'
import type { Habit, HabitKind, SigningSecret, Webhook } from './records.ts'

/** As somebody writes it. */
export interface HabitLine {
  readonly kind: HabitKind
  readonly events?: readonly string[]
  readonly share?: number
  readonly first?: number
  readonly by?: string
}

/** @throws Refusal for an address that nothing can be sent to, whoever may be there */
export function checkUrl(url: string, field = '/url'): void {
  const why = urlFault(url)
  if (why !== undefined) throw new Refusal('webhook_url_unusable', { why, field })
}

/** Why nothing can be sent to an address; undefined when something can. */
export function urlFault(url: string): string | undefined {
  if (!URL.canParse(url))
    return `"${excerpt(url)}" is no address. Write one such as http://127.0.0.1:3000/webhooks.`
  const { protocol, username, password } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') {
    return `Webhooks are sent by http or https, not ${protocol.slice(0, -1)}.`
  }
  if (username + password === '') return undefined
  return 'The address holds a user name or password. Leave them out: a receiver knows the sender by the signature.'
}

/** @throws Refusal naming the nearest event there is */
export function readEvent(name: string, field: string): WebhookEvent {
  if (isWebhookEvent(name)) return name
  throw new Refusal('webhook_event_unknown', {
    given: excerpt(name),
    known: WEBHOOK_EVENTS.join(', '),
    nearest: nearestName(name, WEBHOOK_EVENTS),
    field,
  })
}

export function readEvents(names: readonly string[], field = '/events'): WebhookEvent[] {
  return names.map((name, index) => readEvent(name, `${field}/${index}`))
}

/** @throws Refusal for what a habit of its kind cannot have */
export function readHabits(lines: readonly HabitLine[], field = '/habits'): Habit[] {
  return lines.map((line, index) => {
    const at = `${field}/${index}`
    const by = line.by === undefined ? undefined : addDuration(0, line.by)
    const why = habitFault(line, by)
    if (why !== undefined) throw new Refusal('webhook_habit_unusable', { why, field: `${at}/by` })
    return {
      ...given(line, 'kind', 'share', 'first'),
      kind: line.kind,
      ...(line.events === undefined ? {} : { events: readEvents(line.events, `${at}/events`) }),
      ...(by === undefined ? {} : { by }),
    }
  })
}

/** What is wrong with how long a habit holds back. */
export function habitFault(line: HabitLine, by = addDuration(0, line.by ?? '0s')): string | undefined {
  if (line.by === undefined) return undefined
  if (line.kind !== 'delay' && line.kind !== 'reorder') {
    return `"by" says how long delay and reorder hold back; ${line.kind} does not. Leave it out.`
  }
  return by === undefined
    ? `"${excerpt(line.by)}" is no duration. Write 30s, 15m, 2h, 3d, or ISO 8601 such as PT5M.`
    : undefined
}

/** The secrets with a further one, the newest first. @throws Refusal when there is one of the name or the same one */
export function withSecret(
  secrets: readonly SigningSecret[],
  added: { readonly secret: string; readonly key_name?: string },
  now: Instant,
  field = '',
): SigningSecret[] {
  const taken = secrets.map(({ name }) => name)
  const name = added.key_name ?? freeName(taken)
  const fault = taken.includes(name)
    ? `There is a secret of the name "${excerpt(name)}" already. Choose another name, or retire that one first.`
    : secrets.some(({ secret }) => secret === added.secret)
      ? 'This secret signs already. A rotation needs another one.'
      : undefined
  if (fault !== undefined)
    throw new Refusal('webhook_secret_unusable', { why: fault, field: field || '/secret' })
  return [{ name, secret: added.secret, added: now }, ...secrets]
}

function freeName(taken: readonly string[]): string {
  let number = taken.length + 1
  while (taken.includes(`key-${number}`)) number += 1
  return `key-${number}`
}

/** @throws Refusal when there is none of the name, or no other */
export function withoutSecret(secrets: readonly SigningSecret[], name: string): SigningSecret[] {
  const rest = secrets.filter((secret) => secret.name !== name)
  const names = secrets.map((secret) => secret.name)
  const fault =
    rest.length === secrets.length
      ? `There is no secret of the name "${excerpt(name)}". There are: ${names.join(', ')}.`
      : rest.length === 0
        ? `"${excerpt(name)}" is the only secret. Add its successor first: {"add_secret": {"secret": "..."}}.`
        : undefined
  if (fault !== undefined) {
    const nearest = nearestName(name, names)
    throw new Refusal('webhook_secret_unusable', { why: fault, nearest, field: '/retire_secret' })
  }
  return rest
}

/** A secret with fewer different characters or fewer characters than this is easily guessed. */
const LEAST_LENGTH = 24
const LEAST_VARIETY = 10

/** What is likely not meant by a subscription. */
export function warningsOf(webhook: Webhook, profile: 'production' | 'noyo-sandbox'): string[] {
  const weak = webhook.secrets
    .filter(({ secret }) => secret.length < LEAST_LENGTH || new Set(secret).size < LEAST_VARIETY)
    .map(
      ({ name }) =>
        `The secret ${name} is easily guessed. Noyo asks for one of high entropy: openssl rand -base64 32.`,
    )
  const silent =
    profile === 'noyo-sandbox' && !webhook.even_in_sandbox
      ? [
          'The profile noyo-sandbox sends no webhooks, as the real sandbox. To have them all the same: "even_in_sandbox": true.',
        ]
      : []
  return [...weak, ...silent]
}
