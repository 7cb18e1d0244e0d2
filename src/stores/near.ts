import type { Stored } from '../kernel/record.ts'
import type { Find, Found } from '../kernel/store.ts'

/** Keys with more records are looked for in their index each time. */
const FEW = 32

/** How many keys are kept; then all are forgotten, as those that are asked for soon come back. */
const KEPT = 100_000

const EVERY = { offset: 0, limit: FEW, reverse: false }

/**
 * The records of keys that were asked for: most finds are for the few records of one family or group, again and again, and a
 * map answers without comparing texts all over the memory.
 */
export class Near {
  readonly #indexes = new Map<string, Map<string, Found>>()
  #size = 0

  get(find: Find): Found | undefined {
    const whole = this.#indexes.get(find.index)?.get(find.key)
    return whole && paged(whole, find)
  }

  /** What is found, kept as far as it is little. */
  keep(find: Find, look: (find: Find) => Found): Found {
    const whole = look({ ...find, ...EVERY })
    if (whole.total > FEW) return look(find)
    Object.freeze(whole.records)
    if (this.#size >= KEPT) {
      this.#indexes.clear()
      this.#size = 0
    }
    let keys = this.#indexes.get(find.index)
    if (!keys) {
      keys = new Map()
      this.#indexes.set(find.index, keys)
    }
    keys.set(find.key, whole)
    this.#size += 1
    return paged(whole, find)
  }

  /** Something under the key is to change. */
  forget(index: string, key: string): void {
    if (this.#indexes.get(index)?.delete(key)) this.#size -= 1
  }
}

function paged(whole: Found, { offset, limit, reverse }: Find): Found {
  const { records, total } = whole
  if (offset === 0 && limit >= total && (!reverse || total < 2)) return whole
  const ordered: readonly Stored[] = reverse ? records.toReversed() : records
  return { records: ordered.slice(offset, offset + limit), total }
}
