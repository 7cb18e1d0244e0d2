import type { Stored } from '../kernel/record.ts'
import { textThrough, type View } from './view.ts'

/** How much text of views is kept altogether, in bytes (two a character). */
export const KEPT_BYTES = 32 * 1024 * 1024

type AnyView = View<Stored, unknown>

interface Kept {
  readonly view: AnyView
  readonly text: string
  readonly next: Kept | undefined
}

export type TextOf = (view: AnyView, record: Stored) => string

/**
 * The JSON text of a record through a view, made once as long as it is asked for: records are immutable and views depend on
 * nothing else. Two generations, each of half the budget: what was not asked for while one filled up is forgotten. The maps
 * are weak, so a text goes with its record.
 */
export function createKeptTexts(budget = KEPT_BYTES): TextOf {
  let young = new WeakMap<Stored, Kept>()
  let old = new WeakMap<Stored, Kept>()
  let bytes = 0

  const keep = (view: AnyView, record: Stored, text: string) => {
    const size = text.length * 2
    if (size > budget / 2) return
    if (bytes + size > budget / 2) {
      old = young
      young = new WeakMap()
      bytes = 0
    }
    bytes += size
    young.set(record, { view, text, next: young.get(record) })
  }

  return (view, record) => {
    const recent = through(young.get(record), view)
    if (recent !== undefined) return recent
    const text = through(old.get(record), view) ?? textThrough(view, record)
    keep(view, record, text)
    return text
  }
}

function through(kept: Kept | undefined, view: AnyView): string | undefined {
  for (let at = kept; at; at = at.next) if (at.view === view) return at.text
  return undefined
}
