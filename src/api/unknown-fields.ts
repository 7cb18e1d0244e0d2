import { nearestField } from '../kernel/nearest.ts'
import type { FieldTree } from './field-tree.ts'
import type { OperationFacts } from './operation-facts.ts'
import type { RawQuery } from './query.ts'

/** A name in a request that the operation does not know. */
export interface UnknownField {
  readonly in: 'body' | 'query'
  readonly path: readonly (string | number)[]
  readonly nearest: string | undefined
}

/** What is done about them: a header and the journal, a refusal, or nothing. */
export type UnknownFieldsMode = 'warn' | 'strict' | 'off'

/** More than this are counted, not named. */
const MOST_NAMED = 10
/** A body can hold thousands; the search for the nearest name costs something for each. */
const MOST_FOUND = 100
const LONGEST_NAME = 60

const NONE: readonly UnknownField[] = []

export function unknownQuery(facts: OperationFacts, raw: RawQuery): readonly UnknownField[] {
  if (raw.size === 0) return NONE
  const known = facts.query.map(({ name }) => name)
  return [...raw.keys()]
    .filter((name) => !known.includes(name))
    .slice(0, MOST_FOUND)
    .map((name) => ({ in: 'query', path: [name], nearest: nearestField(name, known) }))
}

export function unknownInBody(tree: FieldTree | undefined, body: unknown): readonly UnknownField[] {
  if (tree === undefined || body === undefined) return NONE
  const found: UnknownField[] = []
  walk(tree, body, [], found)
  return found.length === 0 ? NONE : found
}

/** The path is one array for the whole walk, copied only for what is found. */
function walk(tree: FieldTree, value: unknown, path: (string | number)[], found: UnknownField[]): void {
  if (typeof value !== 'object' || value === null || tree === null || tree === '*') return
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      path.push(at)
      walk(tree, value[at], path, found)
      path.pop()
    }
    return
  }
  for (const name in value) {
    if (found.length >= MOST_FOUND) return
    const below = Object.hasOwn(tree, name) ? tree[name] : undefined
    if (below === null) continue
    path.push(name)
    if (below !== undefined) walk(below, (value as Record<string, unknown>)[name], path, found)
    else found.push({ in: 'body', path: [...path], nearest: nearestField(name, Object.keys(tree)) })
    path.pop()
  }
}

/** One name in words: `employee.persn (nearest: person)`. */
export function inWords({ path, nearest }: UnknownField): string {
  const name = path.map((segment) => safe(String(segment))).join('.')
  return nearest === undefined ? name : `${name} (nearest: ${nearest})`
}

/** The value of the header `x-mock-noyo-unknown-fields`: ASCII only, and of bounded length. */
export function unknownFieldsHeader(found: readonly UnknownField[]): string {
  const named = found.slice(0, MOST_NAMED).map(inWords).join(', ')
  return found.length > MOST_NAMED ? `${named}, and ${found.length - MOST_NAMED} more` : named
}

/** Names may be anything a client sends: printable ASCII only, and nothing that looks like a number of a person. */
function safe(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replaceAll(/[^\x21-\x7e]/g, '?')
    .replaceAll(/\d{3}-?\d{2}-?\d{4}/g, '*********')
}
