import type { FieldError, Refusal } from '../kernel/failure.ts'
import { pointerOf } from './json-pointer.ts'
import type { RefusalEntry } from './refusal-catalogue.ts'

/** The key of messages about a whole object whose fields have messages too, as marshmallow (the vendor's style) names it. */
const WHOLE_OBJECT = '_schema'

interface ErrorTree {
  [name: string]: readonly string[] | ErrorTree
}

/** Field errors as the vendor nests them: array positions are keys too, several messages of one field stand in one list. */
function errorTree(fields: readonly FieldError[]): ErrorTree {
  const root = newTree()
  for (const { path, message } of fields) add(root, path.length === 0 ? [WHOLE_OBJECT] : path, message)
  return root
}

function add(root: ErrorTree, path: FieldError['path'], message: string): void {
  let node = root
  for (const segment of path.slice(0, -1)) {
    const below = node[segment]
    if (below === undefined || Array.isArray(below)) {
      const made = newTree()
      if (below !== undefined) made[WHOLE_OBJECT] = below
      node[segment] = made
      node = made
    } else {
      node = below as ErrorTree
    }
  }
  const last = path.at(-1) as string | number
  const there = node[last]
  if (there === undefined) node[last] = [message]
  else if (Array.isArray(there)) node[last] = there.includes(message) ? there : [...there, message]
  else add(there as ErrorTree, [WHOLE_OBJECT], message)
}

/** Without a prototype, so that a field called `__proto__` or `constructor` is a field like any other. */
function newTree(): ErrorTree {
  return Object.create(null) as ErrorTree
}

/** The body of a refusal; `control` when a control operation answers, whose errors all have one shape. */
export function errorBody(refusal: Refusal, entry: RefusalEntry, control: boolean): string {
  const { facts, fields, code } = refusal
  const message = entry.text(facts)
  if (control || entry.shape === 'control') {
    const field = facts['field'] ?? (fields[0] && pointerOf(fields[0].path))
    const error = {
      code,
      message: fields.length === 0 ? message : inWords(fields),
      field,
      nearest: facts['nearest'],
    }
    return JSON.stringify({ error })
  }
  if (entry.shape === 'errors' && fields.length > 0) return JSON.stringify({ errors: errorTree(fields) })
  if (entry.shape === 'bare') return JSON.stringify({ message })
  if (entry.shape === 'rsp') return JSON.stringify({ status: 'error', message })
  return JSON.stringify({ message, status: entry.status })
}

function inWords(fields: readonly FieldError[]): string {
  return fields
    .map(({ path, message }) =>
      path.length === 0 ? `The body: ${message}` : `${path.join('.')}: ${message}`,
    )
    .join(' ')
}
