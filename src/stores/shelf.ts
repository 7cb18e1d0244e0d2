import type { Stored } from '../kernel/record.ts'
import type { Find, Found, Row } from '../kernel/store.ts'
import { textOrder } from '../kernel/text-order.ts'
import { Changes } from './changes.ts'
import type { Owner } from './chunks.ts'
import { frozen } from './frozen.ts'
import { Sorted } from './sorted.ts'

/** Records by key, sort and id: a find is a stretch of it. */
type Index = Sorted<Stored>

const EMPTY_INDEX: Index = Sorted.empty<Stored>(({ id }) => id)

/**
 * The records of one kind. Never changed to the eye; an index is made when somebody first looks into it, as most records of a
 * large group are never looked for in most ways, and kept up from then on.
 */
export class Shelf {
  /** By id. */
  readonly #rows: Sorted<Row>
  readonly #indexes: Map<string, Index>

  private constructor(rows: Sorted<Row>, indexes: Map<string, Index>) {
    this.#rows = rows
    this.#indexes = indexes
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
    const index = this.#indexes.get(find.index)
    return index && within(index, find)
  }

  /** Makes the index first, in steps. */
  *find(find: Find): Generator<void, Found> {
    return within(this.#indexes.get(find.index) ?? (yield* this.#made(find.index)), find)
  }

  /** The shelf after a commit's puts and removals, in steps; where there is an owner, in place as far as it may. */
  *changed(puts: readonly Row[], removes: readonly string[], owner?: Owner): Generator<void, Shelf> {
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
      next.set(name, owner ? index.editOwn(own, owner) : yield* index.editing(own))
    }
    return new Shelf(owner ? this.#rows.editOwn(rows, owner) : yield* this.#rows.editing(rows), next)
  }

  *#made(name: string): Generator<void, Index> {
    const changes = new Changes<Stored>()
    for (const { id, record, keys } of this.#rows.slice(0, this.#rows.size)) {
      for (const { index, key, sort } of keys) if (index === name) changes.set(record, key, sort, id)
      yield
    }
    const index = yield* EMPTY_INDEX.editing(changes)
    this.#indexes.set(name, index)
    return index
  }
}

/** The stretch of an index that is asked for. */
function within(index: Index, find: Find): Found {
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
    const stays = next?.keys.some((one) => one.index === index && one.key === key && one.sort === sort)
    if (!stays) changes.get(index)?.remove(key, sort, before?.id)
  }
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
