import { createHmac } from 'node:crypto'
import { drawsOf } from '../kernel/draws.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { type Instant, isoInstant, MINUTE } from '../kernel/instant.ts'
import { sameSecret } from '../kernel/secret.ts'

interface Signed {
  readonly delivery_id: string
  readonly number: number
  readonly body: string
  readonly secrets: readonly string[]
  readonly wrong_signature: boolean
}

/** The headers of one attempt. Source: Noyo docs, introduction/webhooks. */
export function signedHeaders(attempt: Signed, sandbox: string, now: Instant): Record<string, string> {
  const { delivery_id, number, body, secrets, wrong_signature } = attempt
  const draws = drawsOf(sandbox, delivery_id, number)
  const timestamp = timestampOf(now, draws.integer(0, 999, 'microseconds'))
  const keys = wrong_signature ? secrets.map((secret) => `not ${secret}`) : secrets
  const trace = uuidFrom('trace', sandbox, delivery_id, number).replaceAll('-', '')
  const span = draws.integer(1, Number.MAX_SAFE_INTEGER, 'span')
  return {
    'content-type': 'application/json',
    'x-noyo-timestamp': timestamp,
    'x-noyo-signature': keys.map((key) => signature(key, timestamp, body)).join(','),
    'x-cloud-trace-context': `${trace}/${span}`,
  }
}

/**
 * Hexadecimal HMAC-SHA-256 over timestamp and body. Source: Noyo docs, introduction/webhooks/webhook-verification: the published
 * JavaScript verifier; its prose hashes the body alone.
 */
function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}

/** How old or how far ahead a timestamp may be. */
const TOLERANCE = 5 * MINUTE

/** Whether a webhook is of whoever knows the secret, and of now: any of the signatures may be the one. */
export function isGenuine(
  given: { readonly timestamp: string; readonly signature: string; readonly body: string },
  secret: string,
  now: Instant,
): boolean {
  if (!(Math.abs(now - Date.parse(given.timestamp)) <= TOLERANCE)) return false
  const wanted = signature(secret, given.timestamp, given.body)
  return given.signature.split(',').some((one) => sameSecret(one.trim(), wanted))
}

/** ISO 8601 with microseconds and a numeric zone, as Python writes it: `2024-05-08T21:27:45.039587+00:00`. */
function timestampOf(now: Instant, microseconds: number): string {
  return `${isoInstant(now).slice(0, -1)}${String(microseconds).padStart(3, '0')}+00:00`
}
