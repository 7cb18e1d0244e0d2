import { apiNames } from './generated/types.ts'
import type { ApiName } from './operation.ts'
import type { HttpMethod, OperationFacts } from './operation-facts.ts'
import { percentDecoded } from './percent-decoding.ts'

/** The apis a path is looked up in: one alone, or all that answer at the root. */
export type Scope = ApiName | 'root'

export interface Match {
  readonly facts: OperationFacts
  /** Decoded, by the names in the template. */
  readonly params: Readonly<Record<string, string>>
}

/** The path is known, the method is not. */
export interface OtherMethods {
  readonly allow: readonly HttpMethod[]
}

export interface Router {
  match(scope: Scope, method: string, path: string): Match | OtherMethods | undefined
  /** Every operation of the scope. */
  operations(scope: Scope): readonly OperationFacts[]
}

interface Node {
  readonly literals: Map<string, Node>
  parameter: Node | undefined
  readonly operations: Map<string, Leaf>
}

interface Leaf {
  readonly facts: OperationFacts
  /** The place of each parameter's segment. */
  readonly places: readonly number[]
}

const ORDER = new Map<ApiName, number>(apiNames.map((name, place) => [name, place]))

/** At the root, an api named earlier wins: fulfillment answers `GET /ping` and `GET /api/v1/member_transactions`. */
const ROOT_APIS: ReadonlySet<ApiName> = new Set(['fulfillment', 'tracking', 'carrier', 'accounts'])

/**
 * Finds the operation for a path: a literal segment before a parameter, the leftmost segment first, going back where that
 * leads nowhere. The order of registration is of no consequence. A path that several templates match is decided for each
 * method by itself.
 */
export function createRouter(facts: readonly OperationFacts[]): Router {
  const tries = new Map<Scope, Node>()
  const operations = (scope: Scope) =>
    facts.filter(({ api }) => (scope === 'root' ? ROOT_APIS.has(api) : api === scope))

  return {
    operations,
    match(scope, method, path) {
      let root = tries.get(scope)
      if (!root) {
        root = trieOf(operations(scope))
        tries.set(scope, root)
      }
      const segments = segmentsOf(path)
      if (!segments) return undefined
      const found = search(root, segments, 0, method)
      if (found) return { facts: found.facts, params: paramsOf(found, segments) }
      const allow = new Set<HttpMethod>()
      collectMethods(root, segments, 0, allow)
      return allow.size === 0 ? undefined : { allow: [...allow].sort() }
    },
  }
}

function trieOf(facts: readonly OperationFacts[]): Node {
  const root = newNode()
  for (const operation of facts) {
    const segments = operation.path.slice(1).split('/')
    let node = root
    for (const segment of segments) node = below(node, segment)
    const there = node.operations.get(operation.method)
    if (there && rank(there.facts) <= rank(operation)) continue
    const places = segments.flatMap((segment, place) => (segment.startsWith('{') ? [place] : []))
    node.operations.set(operation.method, { facts: operation, places })
  }
  return root
}

function newNode(): Node {
  return { literals: new Map(), parameter: undefined, operations: new Map() }
}

function below(node: Node, segment: string): Node {
  if (segment.startsWith('{')) {
    node.parameter ??= newNode()
    return node.parameter
  }
  const known = node.literals.get(segment)
  if (known) return known
  const made = newNode()
  node.literals.set(segment, made)
  return made
}

function rank(operation: OperationFacts): number {
  return ORDER.get(operation.api) as number
}

function search(node: Node, segments: readonly string[], place: number, method: string): Leaf | undefined {
  if (place === segments.length) return node.operations.get(method)
  const segment = segments[place] as string
  const literal = node.literals.get(segment)
  if (literal) {
    const found = search(literal, segments, place + 1, method)
    if (found) return found
  }
  return node.parameter && segment !== '' ? search(node.parameter, segments, place + 1, method) : undefined
}

function collectMethods(node: Node, segments: readonly string[], place: number, into: Set<string>): void {
  if (place === segments.length) {
    for (const method of node.operations.keys()) into.add(method)
    return
  }
  const segment = segments[place] as string
  const literal = node.literals.get(segment)
  if (literal) collectMethods(literal, segments, place + 1, into)
  if (node.parameter && segment !== '') collectMethods(node.parameter, segments, place + 1, into)
}

/** No template is longer; what is longer is not looked up. */
const MOST_SEGMENTS = 16

function segmentsOf(path: string): string[] | undefined {
  if (path.charCodeAt(0) !== 47) return undefined
  const segments: string[] = []
  let from = 1
  for (let to = path.indexOf('/', from); to !== -1; to = path.indexOf('/', from)) {
    segments.push(path.slice(from, to))
    from = to + 1
    if (segments.length > MOST_SEGMENTS) return undefined
  }
  segments.push(path.slice(from))
  // What cannot be decoded is an id that nobody has.
  if (path.includes('%')) return segments.map(percentDecoded)
  return segments
}

function paramsOf({ facts, places }: Leaf, segments: readonly string[]): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (let at = 0; at < places.length; at += 1) {
    const { name, uuid } = facts.params[at] as OperationFacts['params'][number]
    const value = segments[places[at] as number] as string
    // Ids are answered in lower case, and hexadecimal digits mean the same in both.
    params[name] = uuid ? value.toLowerCase() : value
  }
  return params
}
