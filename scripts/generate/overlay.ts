import { query } from 'json-p3'

/** One action of an OpenAPI Overlay 1.0 document. `x-documents` names the documents it is for; all three unless given. */
export interface Action {
  readonly target: string
  readonly description: string
  readonly update?: unknown
  readonly remove?: boolean
  readonly 'x-reason': string
  readonly 'x-documents'?: readonly string[]
}

export interface Overlay {
  readonly overlay: string
  readonly info: { readonly title: string; readonly version: string }
  readonly actions: readonly Action[]
}

type Json = Parameters<typeof query>[1]
type Place = ReadonlyArray<string | number>

/** Whether an action is for the document of this name. */
export function appliesTo(action: Action, document: string): boolean {
  return action['x-documents']?.includes(document) ?? true
}

/** A changed copy of the document, and how many places each action hit (in the order of the actions that apply). */
export function applyOverlay<D>(
  document: D,
  name: string,
  actions: readonly Action[],
): { document: D; hits: number[] } {
  const copy = structuredClone(document)
  const hits = actions.filter((action) => appliesTo(action, name)).map((action) => applyAction(copy, action))
  return { document: copy, hits }
}

function applyAction(document: unknown, action: Action): number {
  const places = query(action.target, document as Json).nodes.map((node) => node.location as Place)
  // Deepest and last first, so that removing one element of an array does not move the next place.
  for (const place of places.toReversed()) {
    if (action.remove) removeAt(document, place, action)
    else updateAt(document, place, action)
  }
  return places.length
}

function updateAt(document: unknown, place: Place, action: Action): void {
  const target = at(document, place)
  if (Array.isArray(target)) target.push(structuredClone(action.update))
  else if (isObject(target) && isObject(action.update)) merge(target, action.update)
  else
    throw new Error(
      `Overlay action on ${action.target}: only objects and arrays can be updated, not ${place.join('/')}`,
    )
}

function removeAt(document: unknown, place: Place, action: Action): void {
  const key = place.at(-1)
  const parent = at(document, place.slice(0, -1))
  if (key === undefined) throw new Error(`Overlay action on ${action.target}: the root cannot be removed`)
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete (parent as Record<string, unknown>)[key]
}

function at(document: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], document)
}

/** The merge of Overlay 1.0: objects member by member, arrays joined, plain values replaced. */
function merge(target: Record<string, unknown>, update: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(update)) {
    const current = target[key]
    if (isObject(current) && isObject(value)) merge(current, value)
    else if (Array.isArray(current) && Array.isArray(value)) current.push(...structuredClone(value))
    else target[key] = structuredClone(value)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
