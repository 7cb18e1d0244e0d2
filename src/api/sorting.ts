import { invalidField } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { fieldMessages } from './field-messages.ts'

/** What a list may be sorted by: the text that orders its entries, by the name a caller gives it. */
export type Sortable<R> = Readonly<Record<string, (entry: R) => string>>

export interface Sorting {
  readonly sort_by?: string | undefined
  readonly sort_direction?: string | undefined
}

const DIRECTIONS = ['asc', 'desc'] as const

/** A moment as a text that orders as moments do. */
export function momentText(instant: Instant): string {
  return String(instant).padStart(16, '0')
}

/**
 * A list in the order asked for; in its own when none is. By `created` unless said, last first unless `asc` is said.
 * @throws 422 naming `sort_by` when it is none of the names, or `sort_direction` when it is no direction
 */
export function sortedAsAsked<R>(
  entries: readonly R[],
  sortable: Sortable<R>,
  { sort_by, sort_direction }: Sorting,
): readonly R[] {
  if (sort_by === undefined && sort_direction === undefined) return entries
  checkDirection(sort_direction)
  const names = Object.keys(sortable)
  const by = sort_by ?? 'created'
  const key = names.includes(by) ? sortable[by] : undefined
  if (!key) throw invalidField(['sort_by'], fieldMessages.oneOf(names))
  return sortedBy(entries, key, sort_direction === 'asc')
}

/** Equal keys keep the list's own order, so that pages do not overlap. */
export function sortedBy<R>(entries: readonly R[], key: (entry: R) => string, isRising: boolean): R[] {
  const sign = isRising ? 1 : -1
  return entries.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0))
}

/** @throws 422 naming the parameter when it is no direction */
export function checkDirection(sort_direction: string | undefined): void {
  if (sort_direction === undefined || (DIRECTIONS as readonly string[]).includes(sort_direction)) return
  throw invalidField(['sort_direction'], fieldMessages.oneOf(DIRECTIONS))
}
