import { createHmac } from 'node:crypto'
import type { Call } from '../api/operation.ts'
import { sandboxPrefix } from '../api/place.ts'
import { Refusal } from '../kernel/failure.ts'
import { epochSeconds, isoInstant, SECOND } from '../kernel/instant.ts'
import { sameSecret } from '../kernel/secret.ts'
import type { World } from '../kernel/world.ts'

/** How long an address serves its file. Source: published OpenAPI, getFeedRunFile (the example's expiry). */
export const FILE_SECONDS = 300

/** Where nobody says by which name the simulator is reached. */
const HOST = '127.0.0.1:4010'

/** The address that serves the file of a run for {@link FILE_SECONDS} of virtual time, to whoever has it. It carries the sandbox. */
export function signedUrl(world: World, run: string, call: Call): string {
  const expires = epochSeconds(world.now) + FILE_SECONDS
  const query = new URLSearchParams({
    sandbox: world.sandbox,
    expires: String(expires),
    signature: signatureOf(world, run, expires),
  })
  return `${addressOf(call)}${sandboxPrefix(call.target)}/_sim/files/${run}?${query}`
}

/** @throws 403 for an address that is not ours or is no longer good */
export function checkSigned(world: World, run: string, expires: number, signature: string): void {
  if (!sameSecret(signature, signatureOf(world, run, expires))) throw new Refusal('file_address_wrong')
  if (epochSeconds(world.now) >= expires) {
    throw new Refusal('file_address_expired', { expired: isoInstant(expires * SECOND) })
  }
}

/** The key is of the world, so that the same commands give the same addresses; it guards people who do not exist. */
function signatureOf({ sandbox, setting }: World, run: string, expires: number): string {
  const key = `${setting.seed} ${setting.version}`
  return createHmac('sha256', key).update(`${sandbox} ${run} ${expires}`).digest('hex')
}

/** As is said at the start, else as the caller reached us; in process at Noyo's own address, which MSW answers. */
function addressOf({ headers, publicUrl }: Call): string {
  const host = headers['x-forwarded-host'] ?? headers['host'] ?? HOST
  const isVendor = /(^|\.)noyo(connect)?\.com$/i.test(host)
  if (publicUrl !== undefined && !isVendor) return publicUrl.replace(/\/+$/, '')
  const scheme = headers['x-forwarded-proto'] ?? (isVendor ? 'https' : 'http')
  return `${scheme}://${host}`
}
