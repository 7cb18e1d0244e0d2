import { atOnce } from '../kernel/steps.ts'
import type { Changes, Place } from './changes.ts'
import { ChunkSearch, type IdOf, lastAtMost } from './chunk-search.ts'
import { type Chunk, ChunkRow, fitAt, OwnChunk, type Owner } from './chunks.ts'

const NOTHING: Chunk<never> = { keys: [], sorts: [], values: [] }

/** How many changes are merged in one step. */
const STEP = 500

/** How far past the first value of a key the last is looked for one by one. */
const NEAR = 3

/**
 * Values in the order of their keys, then sorts, then ids (texts, by UTF-16 code unit, as `<` compares), immutable: an edit
 * makes another sequence that shares every chunk it did not touch. Only what belongs to an owner is changed in place. Finding a value, the rank of a key and the value at a rank
 * are binary searches; many changes at once are sorted and merged in.
 */
export class Sorted<V> {
  readonly #chunks: Chunk<V>[]
  readonly #search: ChunkSearch<V>
  readonly #owner: Owner | undefined
  #size: number
  /** Rank of each chunk's first value; counted when first asked for, as most versions never are. */
  #starts: Uint32Array | undefined

  private constructor(chunks: Chunk<V>[], size: number, search: ChunkSearch<V>, owner?: Owner) {
    this.#chunks = chunks
    this.#size = size
    this.#search = search
    this.#owner = owner
  }

  /** Without `idOf` values have no id: there is one a key and sort. */
  static empty<V>(idOf: IdOf<V> = () => ''): Sorted<V> {
    return new Sorted<V>([], 0, new ChunkSearch(idOf))
  }

  get size(): number {
    return this.#size
  }

  /** The value of a key and sort, where values have no ids. */
  get(key: string, sort = ''): V | undefined {
    const target: Place = [key, sort, '']
    const chunk = this.#chunks[this.#chunkOf(target)]
    if (!chunk) return undefined
    const place = this.#search.lowerBound(chunk, target)
    return this.#search.stands(chunk, place, target) ? chunk.values[place] : undefined
  }

  /** How many values come before the first of this key, which need not be there. */
  rank(key: string): number {
    const target: Place = [key, '', '']
    const at = this.#chunkOf(target)
    const chunk = this.#chunks[at]
    return chunk ? (this.#ranks()[at] as number) + this.#search.lowerBound(chunk, target) : 0
  }

  /** How many values have this key or come before it; `rank` is that of the key. */
  rankAfter(key: string, rank = this.rank(key)): number {
    // Most keys stand a few times or not at all.
    for (let after = rank; after < rank + NEAR; after += 1) if (this.#keyAt(after) !== key) return after
    // The very next text there is.
    return this.rank(`${key}\0`)
  }

  /** The value at a rank. */
  at(rank: number): V | undefined {
    return this.slice(rank, rank + 1)[0]
  }

  /** The values of ranks `from` up to but not including `to`; last first when `reverse`. */
  slice(from: number, to: number, reverse = false): V[] {
    const found: V[] = []
    const end = Math.min(to, this.size)
    if (from >= end) return found
    const starts = this.#ranks()
    for (let at = lastAtMost(starts, from); at < this.#chunks.length; at += 1) {
      const start = starts[at] as number
      if (start >= end) break
      const { values } = this.#chunks[at] as Chunk<V>
      const stop = Math.min(values.length, end - start)
      for (let place = Math.max(0, from - start); place < stop; place += 1) found.push(values[place] as V)
    }
    return reverse ? found.reverse() : found
  }

  /** This sequence with values set and removed; of several changes of one place the last counts. */
  edit(changes: Changes<V>): Sorted<V> {
    return atOnce(this.editing(changes))
  }

  /** The same in steps, for changes that may be many. */
  *editing(changes: Changes<V>): Generator<void, Sorted<V>> {
    if (changes.size === 0) return this
    const order = changes.order()
    const row = new ChunkRow<V>()
    let isSame = true
    let at = 0
    for (let next = 0; next < order.length; ) {
      const within = this.#chunkOf(changes.placeOf(order[next] as number), at)
      for (; at < within; at += 1) row.share(this.#chunks[at] as Chunk<V>)
      const chunk = this.#chunks[within] ?? NOTHING
      const following = this.#chunks[within + 1]
      let end = next + 1
      while (end < order.length && !(following && this.#begins(following, changes, order[end] as number)))
        end += 1
      if (end === next + 1) {
        const changed = this.#changedOnce(chunk, changes, order[next] as number)
        isSame &&= changed === chunk
        row.add(changed, following === undefined)
      } else {
        isSame = false
        yield* this.#merge(chunk, changes, order.subarray(next, end), row, following === undefined)
      }
      at = within + 1
      next = end
    }
    if (isSame) return this
    for (; at < this.#chunks.length; at += 1) row.share(this.#chunks[at] as Chunk<V>)
    return new Sorted(row.chunks, row.size, this.#search)
  }

  /**
   * This sequence with a value set, or removed where there is none, for somebody who alone sees what carries this owner's mark:
   * that is changed in place, and the sequence answered may be this one. What carries another mark or none is copied once and marked.
   */
  withOwn(target: Place, value: V | undefined, owner: Owner): Sorted<V> {
    const at = this.#chunkOf(target)
    const chunk = this.#chunks[at] ?? NOTHING
    const place = this.#search.lowerBound(chunk, target)
    const isThere = this.#search.stands(chunk, place, target)
    if (value === undefined && !isThere) return this
    const own =
      this.#owner === owner ? this : new Sorted<V>(this.#chunks.slice(), this.#size, this.#search, owner)
    const ownChunk = OwnChunk.of(chunk, owner)
    own.#chunks[at] = ownChunk
    if (isThere && value !== undefined) {
      ownChunk.values[place] = value
      return own
    }
    if (value === undefined) ownChunk.remove(place)
    else ownChunk.insert(place, target[0], target[1], value)
    own.#size += value === undefined ? -1 : 1
    own.#starts = undefined
    fitAt(own.#chunks, at)
    return own
  }

  /** True when the change's place is in this chunk or after it. */
  #begins(chunk: Chunk<V>, changes: Changes<V>, change: number): boolean {
    return this.#search.compare(chunk, 0, changes.placeOf(change)) <= 0
  }

  *#merge(
    chunk: Chunk<V>,
    changes: Changes<V>,
    order: Uint32Array,
    row: ChunkRow<V>,
    isEnd: boolean,
  ): Generator<void, void> {
    const { keys, sorts, values } = chunk
    let taken = 0
    const takeUpTo = (place: number) => {
      for (; taken < place; taken += 1) {
        row.append(keys[taken] as string, sorts[taken] as string, values[taken] as V, isEnd)
      }
    }
    for (let next = 0; next < order.length; next += 1) {
      if (next % STEP === 0) yield
      const change = order[next] as number
      if (next + 1 < order.length && changes.areSamePlace(change, order[next + 1] as number)) continue
      const target = changes.placeOf(change)
      if (taken < keys.length) {
        takeUpTo(this.#search.lowerBound(chunk, target, taken))
        if (this.#search.stands(chunk, taken, target)) taken += 1
      }
      const value = changes.valueOf(change)
      if (value !== undefined) row.append(target[0], target[1], value, isEnd)
    }
    takeUpTo(keys.length)
    row.close()
  }

  /** By far the most frequent edit: one array copied instead of built anew, or none. */
  #changedOnce(chunk: Chunk<V>, changes: Changes<V>, change: number): Chunk<V> {
    const target = changes.placeOf(change)
    const value = changes.valueOf(change)
    const place = this.#search.lowerBound(chunk, target)
    const { keys, sorts, values } = chunk
    if (this.#search.stands(chunk, place, target)) {
      if (value !== undefined) return { keys, sorts, values: values.with(place, value) }
      return {
        keys: keys.toSpliced(place, 1),
        sorts: sorts.toSpliced(place, 1),
        values: values.toSpliced(place, 1),
      }
    }
    if (value === undefined) return chunk
    return {
      keys: keys.toSpliced(place, 0, target[0]),
      sorts: sorts.toSpliced(place, 0, target[1]),
      values: values.toSpliced(place, 0, value),
    }
  }

  #keyAt(rank: number): string | undefined {
    const starts = this.#ranks()
    const at = lastAtMost(starts, rank)
    return this.#chunks[at]?.keys[rank - (starts[at] as number)]
  }

  /** The chunk a place is in or would go into: the last that does not begin after it, from `low` on. */
  #chunkOf(target: Place, from = 0): number {
    let low = from
    let high = this.#chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#search.compare(this.#chunks[middle] as Chunk<V>, 0, target) <= 0) low = middle
      else high = middle - 1
    }
    return low
  }

  #ranks(): Uint32Array {
    if (this.#starts) return this.#starts
    const starts = new Uint32Array(this.#chunks.length)
    let count = 0
    for (let at = 0; at < starts.length; at += 1) {
      starts[at] = count
      count += (this.#chunks[at] as Chunk<V>).keys.length
    }
    this.#starts = starts
    return starts
  }
}
