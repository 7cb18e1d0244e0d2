import { createHmac, timingSafeEqual } from 'node:crypto'

/** How old a delivery may be: an attacker cannot send a recorded one again later. */
const TOLERANCE = 5 * 60 * 1000

/**
 * Whether a delivery comes from Noyo, by the recipe of their verifier: HMAC-SHA-256 in hexadecimal over the timestamp header, a
 * dot and the body as it came. While a secret is being replaced there are several signatures; one that fits is enough.
 */
export function isFromNoyo(
  secret: string,
  headers: { readonly signature?: string | undefined; readonly timestamp?: string | undefined },
  body: Buffer,
  now = Date.now(),
): boolean {
  const { signature = '', timestamp = '' } = headers
  if (!(Math.abs(now - Date.parse(timestamp)) <= TOLERANCE)) return false
  const wanted = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
  return signature
    .split(',')
    .map((one) => Buffer.from(one.trim(), 'hex'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted))
}
