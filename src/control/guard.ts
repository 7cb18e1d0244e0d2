import { isIP } from 'node:net'
import { namedTwice } from '../api/named-sandbox.ts'
import type { Call } from '../api/operation.ts'
import { Refusal } from '../kernel/failure.ts'
import { type Secret, sameSecret } from '../kernel/secret.ts'
import { DEFAULT_SANDBOX } from '../kernel/world.ts'
import type { Sandboxes } from '../sandboxes/registry.ts'

/** Answered to anybody, under any name: what watches over a server has neither token nor Host of its own. */
const OPEN = new Set(['getHealth', 'getReady'])

/** The address itself proves that its bearer may: it carries the sandbox and a signature. */
const SIGNED = new Set(['getFile'])

/** These are about no sandbox, or name it in the path. */
const WITHOUT_SANDBOX = new Set([
  'listSandboxes',
  'createSandbox',
  'getSandbox',
  'deleteSandbox',
  'getConsole',
])

/** Who may use the control API, and for which sandbox. */
export interface Guard {
  /**
   * The sandbox a control call is for: that of its address (`named`), else `?sandbox=`, else `x-mock-noyo-sandbox`, else
   * `default`.
   * @throws Refusal `foreign_origin`, `foreign_host`, `control_token_needed`, `sandbox_not_found`, `sandbox_named_twice`
   */
  admit(
    call: Pick<Call, 'target' | 'headers' | 'receivedAt'>,
    operation: string,
    named?: string,
  ): Promise<string>
  /** Told the host a server listens on; answers the control token when one is needed from now on. */
  bind(host: string): string | undefined
}

export function createGuard(parts: {
  readonly sandboxes: Pick<Sandboxes, 'require'>
  readonly secret: Secret
  /** From the environment; one is generated when it is needed and not there. */
  readonly controlToken?: string | undefined
  readonly publicUrl?: string | undefined
}): Guard {
  const hosts = new Set<string>()
  if (parts.publicUrl !== undefined) hosts.add(new URL(parts.publicUrl).hostname.toLowerCase())
  let token = parts.controlToken
  let needed = false

  const isOurs = (name: string) =>
    isLoopback(name) || hosts.has(name) || (needed && isIP(unbracketed(name)) !== 0)

  return {
    bind(host) {
      hosts.add(host.toLowerCase())
      if (isLoopback(host)) return needed ? token : undefined
      needed = true
      token ??= parts.secret(24)
      return token
    },

    async admit({ target, headers, receivedAt }, operation, prefix) {
      if (OPEN.has(operation)) return DEFAULT_SANDBOX
      if (SIGNED.has(operation)) return named(parts.sandboxes, target, headers, prefix)
      const { origin, host } = headers
      if (origin !== undefined && !isOurs(originName(origin))) {
        throw new Refusal('foreign_origin', { origin: origin.slice(0, 100) })
      }
      const proved = token !== undefined && matches(headers, token)
      // A page elsewhere can make its own name lead here, and its visitor's browser then sends that name. It has no token.
      if (!proved && host !== undefined && !isOurs(hostName(host)) && !isVendor(hostName(host))) {
        throw new Refusal('foreign_host', {
          host: host.slice(0, 100),
          allowed: ['localhost', ...hosts].join(', '),
        })
      }
      const isPublic = needed || (receivedAt !== undefined && !isLoopback(receivedAt))
      if (isPublic && !proved) throw new Refusal('control_token_needed')
      if (!WITHOUT_SANDBOX.has(operation)) return named(parts.sandboxes, target, headers, prefix)
      await (prefix && parts.sandboxes.require(prefix))
      return DEFAULT_SANDBOX
    },
  }
}

async function named(
  sandboxes: Pick<Sandboxes, 'require'>,
  target: string,
  headers: Call['headers'],
  prefix: string | undefined,
): Promise<string> {
  const other = queryParameter(target, 'sandbox') ?? headers['x-mock-noyo-sandbox']
  const sandbox = prefix ?? other ?? DEFAULT_SANDBOX
  if (other !== undefined && other !== sandbox) throw namedTwice(sandbox, other)
  await sandboxes.require(sandbox)
  return sandbox
}

function isLoopback(name: string): boolean {
  const plain = unbracketed(name.toLowerCase())
  if (plain === 'localhost' || plain.endsWith('.localhost')) return true
  const inner = plain.replace(/^::ffff:/, '')
  return plain === '::1' || (isIP(inner) === 4 && inner.startsWith('127.'))
}

/** In process the simulator stands in for the vendor's hosts; nobody else can have these names lead anywhere. */
function isVendor(name: string): boolean {
  return /(^|\.)(noyo|noyoconnect)\.com$/.test(name)
}

function unbracketed(name: string): string {
  return name.replace(/^\[(.*)\]$/, '$1')
}

/** The name in a Host header, without the port. */
function hostName(host: string): string {
  const lower = host.trim().toLowerCase()
  return lower.startsWith('[') ? lower.slice(0, lower.indexOf(']') + 1) : lower.replace(/:\d*$/, '')
}

/** The name in an Origin header; empty, and so nobody's, for `null` and whatever is no web address. */
function originName(origin: string): string {
  return URL.canParse(origin) && /^https?:\/\//i.test(origin) ? new URL(origin).hostname.toLowerCase() : ''
}

function queryParameter(target: string, name: string): string | undefined {
  const question = target.indexOf('?')
  if (question < 0) return undefined
  return new URLSearchParams(target.slice(question)).get(name) ?? undefined
}

function matches(headers: Call['headers'], token: string): boolean {
  const bearer = /^bearer +(\S+)$/i.exec(headers['authorization'] ?? '')?.[1]
  return [headers['x-mock-noyo-control-token'], bearer].some(
    (given) => given !== undefined && sameSecret(given, token),
  )
}
