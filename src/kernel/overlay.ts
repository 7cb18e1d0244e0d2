import { type Breath, createBreath } from './breath.ts'
import type { Eventually } from './eventually.ts'
import type { Kind, Stored } from './record.ts'
import { keysAt, sortAt } from './row-keys.ts'
import type { Find, Found } from './store.ts'
import { compareTexts, textOrder } from './text-order.ts'

/** A staged record as the store has it and as it will be. */
export interface Change {
  readonly before: Stored | undefined
  readonly after: Stored | undefined
}

/** Where a record stands under the key that is looked for. */
interface Place {
  readonly record: Stored
  readonly sort: string
}

/**
 * A page with a unit's own changes: what leaves and enters the key shifts the page by at most as many places, so a window
 * that much wider than the page holds all of it, however long the list is.
 */
export async function overlaid(
  kind: Kind<Stored>,
  find: Find,
  changes: readonly Change[],
  stored: (window: Find) => Eventually<Found>,
): Promise<Found> {
  const breath = createBreath()
  const leaving = await placesOf(kind, find, changes, 'before', breath)
  const entering = await placesOf(kind, find, changes, 'after', breath)
  const margin = changes.length
  const from = Math.max(0, find.offset - margin)
  const limit = Math.min(Number.MAX_SAFE_INTEGER, find.limit + 2 * margin)
  const window = await stored({ ...find, offset: from, limit })
  const total = window.total - leaving.length + entering.length
  const there = window.records.map((record): Place => ({ record, sort: sortAt(kind, find, record) }))
  const order = find.reverse ? (one: Place, other: Place) => inOrder(other, one) : inOrder
  const [first] = there
  // Past the end of the stored list by more than the changes are many: past the end of the changed one too.
  if (!first && from > 0) return { records: [], total }
  const isEarlier = (place: Place) => from > 0 && first !== undefined && order(place, first) < 0
  const gone = new Set(leaving.map(({ record }) => record.id))
  const staying = there.filter(({ record }) => !gone.has(record.id))
  const coming = entering.filter((place) => !isEarlier(place))
  await breath()
  const shown = ordered([...staying, ...coming], find)
  const start = from - leaving.filter(isEarlier).length + entering.length - coming.length
  const skipped = find.offset - start
  return { records: shown.slice(skipped, skipped + find.limit).map(({ record }) => record), total }
}

async function placesOf(
  kind: Kind<Stored>,
  find: Find,
  changes: readonly Change[],
  when: keyof Change,
  breath: Breath,
): Promise<Place[]> {
  const places: Place[] = []
  for (const { [when]: record } of changes) {
    if (!record || !keysAt(kind, find.index, record).includes(find.key)) continue
    places.push({ record, sort: sortAt(kind, find, record) })
    const pause = breath()
    if (pause) await pause
  }
  return places
}

function ordered(places: readonly Place[], { reverse }: Find): Place[] {
  const sorts = places.map(({ sort }) => sort)
  const ids = places.map(({ record }) => record.id)
  const sorted = Array.from(textOrder([sorts, ids]), (at) => places[at] as Place)
  return reverse ? sorted.reverse() : sorted
}

function inOrder(one: Place, other: Place): number {
  return compareTexts(one.sort, other.sort) || compareTexts(one.record.id, other.record.id)
}
