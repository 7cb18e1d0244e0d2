import type { Call } from './operation.ts'
import type { Scope } from './router.ts'

/** Where a call goes: the apis it may reach, the path within them and the query string behind the `?`. */
export interface Place {
  readonly scope: Scope
  readonly path: string
  readonly query: string
  /** The sandbox that the address names: `/sandbox/{id}/...`. */
  readonly sandbox?: string
}

const ALONE: ReadonlySet<string> = new Set(['fulfillment', 'tracking', 'carrier', 'accounts'])
const SANDBOX = '-sandbox'

/**
 * The control API answers under `/_sim` on any host; a host whose whole first label names an api (`fulfillment`,
 * `tracking-sandbox` ...) serves that one; a path that begins with an api's name as well; the rest is looked up in all. All
 * of it answers below `/sandbox/{id}` too, for that sandbox.
 */
export function placeOf(call: Call): Place {
  const target = pathAndQuery(call.target)
  if (!target.startsWith(SANDBOXES)) return placeAt(target, call)
  const prefix = sandboxPrefix(target)
  if (prefix === '') return placeAt(target, call)
  return { ...placeAt(target.slice(prefix.length), call), sandbox: prefix.slice(SANDBOXES.length) }
}

const SANDBOXES = '/sandbox/'

/** The beginning of an address that names a sandbox, such as `/sandbox/ci-1`; empty where it names none. */
export function sandboxPrefix(target: string): string {
  return /^\/sandbox\/[^/?]+/.exec(pathAndQuery(target))?.[0] ?? ''
}

function placeAt(target: string, call: Call): Place {
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  const query = mark === -1 ? '' : target.slice(mark + 1)
  if (path.startsWith('/_sim') && (path.length === 5 || path[5] === '/'))
    return { scope: 'control', path, query }
  const host = hostScope(call.headers['host'])
  if (host) return { scope: host, path, query }
  if (path.startsWith('/api/')) return { scope: 'root', path, query }
  const slash = path.indexOf('/', 1)
  const first = slash === -1 ? path.slice(1) : path.slice(1, slash)
  if (!ALONE.has(first)) return { scope: 'root', path, query }
  return { scope: first as Scope, path: slash === -1 ? '' : path.slice(slash), query }
}

/** Proxies send the whole address. */
function pathAndQuery(target: string): string {
  if (target.charCodeAt(0) === 47) return target
  const scheme = target.indexOf('://')
  if (scheme === -1) return target
  const slash = target.indexOf('/', scheme + 3)
  return slash === -1 ? '/' : target.slice(slash)
}

function hostScope(host: string | undefined): Scope | undefined {
  if (host === undefined) return undefined
  let end = host.indexOf('.')
  if (end === -1) end = host.indexOf(':')
  let label = (end === -1 ? host : host.slice(0, end)).toLowerCase()
  if (label.endsWith(SANDBOX)) label = label.slice(0, -SANDBOX.length)
  return ALONE.has(label) ? (label as Scope) : undefined
}
