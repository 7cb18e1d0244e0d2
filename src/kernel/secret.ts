import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Text that nobody can guess, for client secrets and signing keys: the only values that are drawn and not derived.
 * Tests pass their own.
 */
export type Secret = (bytes: number) => string

/** Base64url: safe in headers, in URLs and on a command line. */
export const machineSecret: Secret = (bytes) => randomBytes(bytes).toString('base64url')

/** Compares in a time that depends on neither text. An empty text equals nothing. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right)) && left !== ''
}
