import { Refusal } from '../kernel/failure.ts'
import type { EdgeParts } from './edge-parts.ts'
import type { Exchange } from './exchange.ts'

/** The header that names a sandbox. Of the control API it chooses one; elsewhere the key does, and this has to agree. */
const HEADER = 'x-mock-noyo-sandbox'

/**
 * The sandbox that a call to Noyo's APIs names by its address or a header, if it does.
 * @throws Refusal `sandbox_unknown`, `sandbox_named_twice`
 */
export async function namedSandbox(
  { call, place }: Exchange,
  requireSandbox: EdgeParts['requireSandbox'],
): Promise<string | undefined> {
  const header = call.headers[HEADER]
  const named = place.sandbox ?? header
  if (named === undefined) return undefined
  if (header !== undefined && header !== named) throw namedTwice(named, header)
  await requireSandbox?.(named).catch((error) => {
    // The token of a sandbox that is gone answers 401; an address that names none says which there are.
    throw error instanceof Refusal ? new Refusal('sandbox_unknown', error.facts) : error
  })
  return named
}

/** An address and a parameter or header of the same call name different sandboxes. */
export function namedTwice(id: string, other: string): Refusal {
  return new Refusal('sandbox_named_twice', { id: id.slice(0, 63), other: other.slice(0, 63) })
}

/** What a token or an API key opens must be the sandbox that the call names. @throws Refusal `sandbox_of_another_key` */
export function requireAgreement(own: string, named: string | undefined, what: 'token' | 'API key'): void {
  if (named === undefined || named === own) return
  throw new Refusal('sandbox_of_another_key', { what, own, named })
}
