import type { Stored } from '../kernel/record.ts'
import type { Find, Found, Row, RowKey } from '../kernel/store.ts'
import { textOrder } from '../kernel/text-order.ts'
import { Changes } from './changes.ts'
import type { Owner } from './chunks.ts'
import { frozen } from './frozen.ts'
import { Near } from './near.ts'
import { Sorted } from './sorted.ts'

/** Records by key, sort and id: a find is a stretch of it. */
type Index = Sorted<Stored>

const EMPTY_INDEX: Index = Sorted.empty<Stored>(({ id }) => id)

/**
 * The records of one kind. Changed in place only for its owner; an index is made when somebody first looks into it, as most records of a
 * large group are never looked for in most ways, and kept up from then on.
 */
export class Shelf {
  /** By id. Another one only in a shelf of an owner's. */
  #rows: Sorted<Row>
  readonly #indexes: Map<string, Index>
  readonly #owner: Owner | undefined
  readonly #near = new Near()
  /** How often it has been changed in place. */
  #edits = 0

  private constructor(rows: Sorted<Row>, indexes: Map<string, Index>, owner?: Owner) {
    this.#rows = rows
    this.#indexes = indexes
    this.#owner = owner
  }

  static readonly empty = new Shelf(Sorted.empty(), new Map())

  /** How many records there are. */
  get size(): number {
    return this.#rows.size
  }

  get(id: string): Stored | undefined {
    return this.#rows.get(id)?.record
  }

  /** Undefined where the index has yet to be made. */
  found(find: Find): Found | undefined {
    const near = this.#near.get(find)
    if (near) return near
    const index = this.#indexes.get(find.index)
    if (!index) return undefined
    return this.#near.keep(find, (wide) => page(index, wide))
  }

  /** Makes the index first, in steps. */
  *find(find: Find): Generator<void, Found> {
    return page(this.#indexes.get(find.index) ?? (yield* this.#made(find.index)), find)
  }

  /** The shelf with a record put, or removed where there is none; in place if it is this owner's, else a copy that is. */
  withOwn(id: string, row: Row | undefined, owner: Owner): Shelf {
    const own = this.#owner === owner ? this : new Shelf(this.#rows, new Map(this.#indexes), owner)
    own.#edits += 1
    if (own.#indexes.size > 0) {
      for (const one of this.#rows.get(id)?.keys ?? [])
        if (!isAt(row, one)) own.#edit(one, id, undefined, owner)
      if (row) for (const one of row.keys) own.#edit(one, id, row.record, owner)
    }
    own.#rows = own.#rows.withOwn([id, '', ''], row, owner)
    return own
  }

  /** The shelf after a commit's puts and removals, in steps. */
  *changed(puts: readonly Row[], removes: readonly string[]): Generator<void, Shelf> {
    // Where more comes than there is, making an index anew costs hardly more than keeping it up, and mostly nobody asks. A
    // copy, as somebody may look into another index between two steps.
    const indexes = puts.length > this.#rows.size ? new Map<string, Index>() : new Map(this.#indexes)
    const changes = new Map(Array.from(indexes.keys(), (name) => [name, new Changes<Stored>()]))
    const rows = new Changes<Row>()
    for (const id of removes) {
      leave(this.#rows.get(id), undefined, changes)
      rows.remove(id)
    }
    for (const row of changes.size > 0 ? inUsualOrder(puts) : puts) {
      frozen(row.record)
      if (changes.size > 0) {
        leave(this.#rows.get(row.id), row, changes)
        enter(row, changes)
      }
      rows.set(row, row.id)
      yield
    }
    const next = new Map<string, Index>()
    for (const [name, index] of indexes) {
      const own = changes.get(name) as Changes<Stored>
      next.set(name, yield* index.editing(own))
    }
    return new Shelf(yield* this.#rows.editing(rows), next)
  }

  #edit({ index: name, key, sort }: RowKey, id: string, record: Stored | undefined, owner: Owner): void {
    const index = this.#indexes.get(name)
    if (!index) return
    this.#near.forget(name, key)
    this.#indexes.set(name, index.withOwn([key, sort, id], record, owner))
  }

  *#made(name: string): Generator<void, Index> {
    const edits = this.#edits
    const changes = new Changes<Stored>()
    for (const { id, record, keys } of this.#rows.slice(0, this.#rows.size)) {
      for (const { index, key, sort } of keys) if (index === name) changes.set(record, key, sort, id)
      yield
    }
    const index = yield* EMPTY_INDEX.editing(changes)
    // What was changed between two steps is not in it.
    if (this.#edits === edits) this.#indexes.set(name, index)
    return index
  }
}

/** The stretch of an index that is asked for. */
function page(index: Index, find: Find): Found {
  const low = index.rank(find.key)
  const high = index.rankAfter(find.key, low)
  if (low === high) return { records: [], total: 0 }
  const records = find.reverse
    ? index.slice(Math.max(low, high - find.offset - find.limit), high - find.offset, true)
    : index.slice(low + find.offset, Math.min(high, low + find.offset + find.limit))
  return { records, total: high - low }
}

/** Takes the version before from the places that the next one does not have. */
function leave(
  before: Row | undefined,
  next: Row | undefined,
  changes: ReadonlyMap<string, Changes<Stored>>,
): void {
  for (const { index, key, sort } of before?.keys ?? []) {
    if (!isAt(next, { index, key, sort })) changes.get(index)?.remove(key, sort, before?.id)
  }
}

function isAt(row: Row | undefined, { index, key, sort }: RowKey): boolean {
  return row?.keys.some((one) => one.index === index && one.key === key && one.sort === sort) ?? false
}

/** Rows are to come in the usual order. */
function enter(row: Row, changes: ReadonlyMap<string, Changes<Stored>>): void {
  const usual = usualSort(row)
  for (const { index, key, sort } of row.keys) {
    if (sort === usual) changes.get(index)?.setNext(row.record, key, sort, row.id)
    else changes.get(index)?.set(row.record, key, sort, row.id)
  }
}

/** What the first key sorts by, mostly what the others do: rows in this order leave them little to sort. */
function usualSort({ keys }: Row): string {
  return keys[0]?.sort ?? ''
}

function inUsualOrder(rows: readonly Row[]): readonly Row[] {
  if (rows.length < 2) return rows
  const ids = rows.map(({ id }) => id)
  return Array.from(textOrder([rows.map(usualSort), ids]), (place) => rows[place] as Row)
}
