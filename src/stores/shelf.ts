import type { Stored } from '../kernel/record.ts'
import type { Find, Found, Row } from '../kernel/store.ts'
import { textOrder } from '../kernel/text-order.ts'
import { Changes } from './changes.ts'
import { frozen } from './frozen.ts'
import { Sorted } from './sorted.ts'

/** The records of one kind and the indexes they are found by. Never changed. */
export interface Shelf {
  /** By id. */
  readonly rows: Sorted<Row>
  /** By the index's name: records by key, sort and id, so that a find is a stretch of it. */
  readonly indexes: ReadonlyMap<string, Sorted<Stored>>
}

const EMPTY_SHELF: Shelf = { rows: Sorted.empty(), indexes: new Map() }
const EMPTY_INDEX = Sorted.empty<Stored>(({ id }) => id)

export function foundOn(shelf: Shelf | undefined, find: Find): Found {
  const index = shelf?.indexes.get(find.index)
  if (!index) return { records: [], total: 0 }
  const low = index.rank(find.key)
  const high = index.rankAfter(find.key)
  const records = find.reverse
    ? index.slice(Math.max(low, high - find.offset - find.limit), high - find.offset, true)
    : index.slice(low + find.offset, Math.min(high, low + find.offset + find.limit))
  return { records, total: high - low }
}

/** Changes of one shelf, collected row by row and then made at once. */
export class ShelfDraft {
  readonly #before: Shelf
  readonly #puts: Row[] = []
  readonly #removes: string[] = []
  readonly #rows = new Changes<Row>()
  readonly #indexes = new Map<string, Changes<Stored>>()

  constructor(before: Shelf = EMPTY_SHELF) {
    this.#before = before
  }

  remove(id: string): void {
    this.#removes.push(id)
  }

  put(row: Row): void {
    this.#puts.push(row)
  }

  /** The new shelf, step by step. */
  *finish(): Generator<void, Shelf> {
    for (const id of this.#removes) {
      this.#leave(this.#before.rows.get(id), undefined)
      this.#rows.remove(id)
    }
    for (const row of inUsualOrder(this.#puts)) {
      this.#enter(row)
      yield
    }
    const indexes = new Map(this.#before.indexes)
    for (const [name, changes] of this.#indexes) {
      indexes.set(name, (indexes.get(name) ?? EMPTY_INDEX).edit(changes))
      yield
    }
    return { rows: this.#before.rows.edit(this.#rows), indexes }
  }

  #enter(row: Row): void {
    this.#leave(this.#before.rows.get(row.id), row)
    const record = frozen(row.record)
    for (const { index, key, sort } of row.keys) this.#index(index).set(record, key, sort, row.id)
    this.#rows.set(row, row.id)
  }

  /** Takes the version before from the places that the next one does not have. */
  #leave(before: Row | undefined, next: Row | undefined): void {
    for (const { index, key, sort } of before?.keys ?? []) {
      const stays = next?.keys.some((one) => one.index === index && one.key === key && one.sort === sort)
      if (!stays) this.#index(index).remove(key, sort, before?.id)
    }
  }

  #index(name: string): Changes<Stored> {
    const known = this.#indexes.get(name)
    if (known) return known
    const made = new Changes<Stored>()
    this.#indexes.set(name, made)
    return made
  }
}

/** By what their first key sorts by, mostly what the others do: so those need little sorting of their own. */
function inUsualOrder(rows: readonly Row[]): readonly Row[] {
  const sorts = rows.map(({ keys }) => keys[0]?.sort ?? '')
  const ids = rows.map(({ id }) => id)
  return Array.from(textOrder([sorts, ids]), (place) => rows[place] as Row)
}
