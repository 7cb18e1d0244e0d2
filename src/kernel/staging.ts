import type { Kind, Stored } from './record.ts'
import { newestFirst } from './record.ts'
import { type Commit, type Find, type Found, type Row, type RowKey, type Store, WHOLE } from './store.ts'

/** One record put or removed by a unit of work. */
interface Staged {
  readonly kind: Kind<Stored>
  readonly id: string
  /** Undefined once removed. */
  readonly record: Stored | undefined
  readonly keys: readonly RowKey[]
}

/** Where a record stands under the key that is looked for. */
interface Place {
  readonly record: Stored
  readonly sort: string
}

/** The records a unit of work has changed so far, and reads that see the last commit with these changes laid over it. */
export interface Staging {
  get(kind: Kind<Stored>, id: string): Promise<Stored | undefined>
  find(kind: Kind<Stored>, find: Find): Promise<Found>
  /** Puts a record, or removes it when there is none. */
  stage(kind: Kind<Stored>, id: string, record: Stored | undefined): void
  /** What was staged under an id: without a record when it was removed, undefined when it was not touched. */
  staged(kind: string, id: string): { readonly record: Stored | undefined } | undefined
  readonly untouched: boolean
  rows(): Pick<Commit, 'puts' | 'removes'>
}

export function createStaging(store: Store, sandbox: string): Staging {
  const staged = new Map<string, Staged>()
  /** Per index key, the staged records that stand there before or after: mostly none, and then a find is the store's. */
  const concerned = new Map<string, Set<string>>()
  /** The index entries that staged records have in the store, once looked up. */
  const before = new Map<string, readonly RowKey[]>()
  /** Staged records of a kind not looked up yet. */
  const unseen = new Map<string, Map<string, string>>()

  const concern = (kind: string, keys: readonly RowKey[], place: string) => {
    for (const key of keys) member(concerned, placeText(kind, key), () => new Set()).add(place)
  }

  const lookUpStaged = async (kind: Kind<Stored>) => {
    const waiting = unseen.get(kind.name)
    if (!waiting) return
    for (const [place, id] of [...waiting]) {
      const stored = await store.get(sandbox, kind.name, id)
      const keys = stored ? rowKeys(kind, stored) : []
      before.set(place, keys)
      concern(kind.name, keys, place)
      waiting.delete(place)
    }
  }

  return {
    async get(kind, id) {
      const own = staged.get(recordText(kind.name, id))
      return own ? own.record : store.get(sandbox, kind.name, id)
    },

    async find(kind, find) {
      await lookUpStaged(kind)
      const own = concerned.get(placeText(kind.name, find))
      if (!own) return store.find(sandbox, find)
      const leaving: Place[] = []
      const entering: Place[] = []
      for (const place of own) {
        const { record, keys, id } = staged.get(place) as Staged
        const old = at(before.get(place) ?? [], find)
        if (old) leaving.push({ record: { id } as Stored, sort: old.sort })
        const now = at(keys, find)
        if (now && record) entering.push({ record, sort: now.sort })
      }
      const margin = own.size
      const from = Math.max(0, find.offset - margin)
      const limit = Math.min(Number.MAX_SAFE_INTEGER, find.limit + 2 * margin)
      const window = await store.find(sandbox, { ...find, offset: from, limit })
      return overlaid(kind, find, { ...window, from }, leaving, entering)
    },

    stage(kind, id, record) {
      const place = recordText(kind.name, id)
      if (!staged.has(place)) member(unseen, kind.name, () => new Map()).set(place, id)
      const keys = record ? rowKeys(kind, record) : []
      staged.set(place, { kind, id, record, keys })
      concern(kind.name, keys, place)
    },

    staged: (kind, id) => staged.get(recordText(kind, id)),

    get untouched() {
      return staged.size === 0
    },

    rows() {
      const puts: Row[] = []
      const removes: { kind: string; id: string }[] = []
      for (const { kind, id, record, keys } of staged.values()) {
        if (record) puts.push({ kind: kind.name, id, record, keys })
        else removes.push({ kind: kind.name, id })
      }
      return { puts, removes }
    },
  }
}

/**
 * A page with a unit's own changes: what leaves and enters the key shifts the page by at most as many places, so a window
 * that much wider than the page holds all of it, however long the list is.
 */
function overlaid(
  kind: Kind<Stored>,
  find: Find,
  window: Found & { readonly from: number },
  leaving: readonly Place[],
  entering: readonly Place[],
): Found {
  const total = window.total - leaving.length + entering.length
  const stored = window.records.map(
    (record): Place => ({
      record,
      sort: at(rowKeys(kind, record), find)?.sort ?? '',
    }),
  )
  const order = find.reverse ? (one: Place, other: Place) => inOrder(other, one) : inOrder
  const [first] = stored
  // Past the end of the stored list by more than the changes are many: past the end of the changed one too.
  if (!first && window.from > 0) return { records: [], total }
  const earlier = (place: Place) => window.from > 0 && first !== undefined && order(place, first) < 0
  const gone = new Set(leaving.map(({ record }) => record.id))
  const shown = [
    ...stored.filter(({ record }) => !gone.has(record.id)),
    ...entering.filter((place) => !earlier(place)),
  ].sort(order)
  const start = window.from - leaving.filter(earlier).length + entering.filter(earlier).length
  const skipped = find.offset - start
  return { records: shown.slice(skipped, skipped + find.limit).map(({ record }) => record), total }
}

function inOrder(one: Place, other: Place): number {
  return compareText(one.sort, other.sort) || compareText(one.record.id, other.record.id)
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function at(keys: readonly RowKey[], find: Pick<Find, 'index' | 'key'>): RowKey | undefined {
  return keys.find((key) => key.index === find.index && key.key === find.key)
}

/** Every index entry of a record. */
function rowKeys(kind: Kind<Stored>, record: Stored): RowKey[] {
  const keys: RowKey[] = [{ index: WHOLE, key: '', sort: (kind.sort ?? newestFirst)(record) }]
  const indexes = Object.entries((kind as Kind<Stored, string>).indexes)
  for (const [index, { keys: keysOf, sort }] of indexes) {
    for (const key of keysOf(record)) keys.push({ index, key, sort: (sort ?? newestFirst)(record) })
  }
  return keys
}

function recordText(kind: string, id: string): string {
  return `${kind}\0${id}`
}

function placeText(kind: string, at: Pick<RowKey, 'index' | 'key'>): string {
  return `${kind}\0${at.index}\0${at.key}`
}

function member<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
