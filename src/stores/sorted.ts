/** Chunks split past this. Copying one costs well under a microsecond; far smaller ones make the top long instead. */
const MOST = 512

/** Neighbours that fit in one chunk of this size become one, so that removals leave no trail of tiny chunks. */
const FEW = MOST / 4

/** Says which edit made an array and may still change it in place; nobody else ever does. */
type Owner = object

interface Chunk<V> {
  readonly keysOwner: Owner
  readonly valuesOwner: Owner
  /** Never empty. The keys are shared between versions that differ only in values. */
  readonly keys: string[]
  readonly values: V[]
}

/**
 * Values in the order of their text keys (by UTF-16 code unit, as `<` compares), immutable: an edit makes another
 * sequence that shares every chunk it did not touch. Finding a key, its rank and the value at a rank are binary searches.
 */
export class Sorted<V> {
  readonly size: number
  readonly #chunks: readonly Chunk<V>[]
  /** Rank of each chunk's first key; counted when first asked for, as most versions never are. */
  #starts: Uint32Array | undefined

  private constructor(chunks: readonly Chunk<V>[], size: number) {
    this.#chunks = chunks
    this.size = size
  }

  static empty<V>(): Sorted<V> {
    return new Sorted<V>([], 0)
  }

  get(key: string): V | undefined {
    const chunk = this.#chunks[chunkOf(this.#chunks, key)]
    if (!chunk) return undefined
    const place = lowerBound(chunk.keys, key)
    return chunk.keys[place] === key ? chunk.values[place] : undefined
  }

  /** How many keys come before this one, which need not be there. */
  rank(key: string): number {
    const at = chunkOf(this.#chunks, key)
    const chunk = this.#chunks[at]
    return chunk ? (this.#ranks()[at] as number) + lowerBound(chunk.keys, key) : 0
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

  /** This sequence with some entries set and removed, by a function that is given the means. */
  edit(change: (draft: Draft<V>) => void): Sorted<V> {
    const draft = new Draft(this.#chunks, this.size)
    change(draft)
    const { chunks, size } = draft.finish()
    return chunks === this.#chunks ? this : new Sorted(chunks, size)
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

/** A sequence being edited: its own chunks are changed in place, those it shares are copied first. */
export class Draft<V> {
  readonly #owner: Owner = {}
  readonly #base: readonly Chunk<V>[]
  #own: Chunk<V>[] | undefined
  #size: number

  constructor(base: readonly Chunk<V>[], size: number) {
    this.#base = base
    this.#size = size
  }

  set(key: string, value: V): void {
    const at = chunkOf(this.#chunks(), key)
    const chunk = this.#chunks()[at]
    if (!chunk) {
      this.#top().push(this.#made([key], [value]))
      this.#size += 1
      return
    }
    const place = lowerBound(chunk.keys, key)
    if (chunk.keys[place] === key) {
      this.#withOwnValues(at).values[place] = value
      return
    }
    this.#size += 1
    if (place === MOST && at === this.#chunks().length - 1) {
      // Appending in order leaves full chunks behind instead of halves.
      this.#top().push(this.#made([key], [value]))
      return
    }
    const own = this.#owned(at)
    own.keys.splice(place, 0, key)
    own.values.splice(place, 0, value)
    if (own.keys.length > MOST) this.#split(at)
  }

  /** True when the key was there. */
  delete(key: string): boolean {
    const at = chunkOf(this.#chunks(), key)
    const chunk = this.#chunks()[at]
    const place = chunk ? lowerBound(chunk.keys, key) : 0
    if (!chunk || chunk.keys[place] !== key) return false
    this.#size -= 1
    if (chunk.keys.length === 1) {
      this.#top().splice(at, 1)
      return true
    }
    const own = this.#owned(at)
    own.keys.splice(place, 1)
    own.values.splice(place, 1)
    if (own.keys.length < FEW) this.#join(at)
    return true
  }

  get(key: string): V | undefined {
    const chunk = this.#chunks()[chunkOf(this.#chunks(), key)]
    const place = chunk ? lowerBound(chunk.keys, key) : 0
    return chunk && chunk.keys[place] === key ? chunk.values[place] : undefined
  }

  first(): V | undefined {
    return this.#chunks()[0]?.values[0]
  }

  /** Removes the entry of the lowest key. */
  dropFirst(): void {
    const key = this.#chunks()[0]?.keys[0]
    if (key !== undefined) this.delete(key)
  }

  get size(): number {
    return this.#size
  }

  /** The chunks made so far; the draft must not be used afterwards. */
  finish(): { chunks: readonly Chunk<V>[]; size: number } {
    return { chunks: this.#chunks(), size: this.#size }
  }

  #chunks(): readonly Chunk<V>[] {
    return this.#own ?? this.#base
  }

  #top(): Chunk<V>[] {
    this.#own ??= [...this.#base]
    return this.#own
  }

  #made(keys: string[], values: V[]): Chunk<V> {
    return { keysOwner: this.#owner, valuesOwner: this.#owner, keys, values }
  }

  #withOwnValues(at: number): Chunk<V> {
    const chunk = this.#chunks()[at] as Chunk<V>
    if (chunk.valuesOwner === this.#owner) return chunk
    const own = { ...chunk, valuesOwner: this.#owner, values: chunk.values.slice() }
    this.#top()[at] = own
    return own
  }

  #owned(at: number): Chunk<V> {
    const chunk = this.#withOwnValues(at)
    if (chunk.keysOwner === this.#owner) return chunk
    const own = { ...chunk, keysOwner: this.#owner, keys: chunk.keys.slice() }
    this.#top()[at] = own
    return own
  }

  #split(at: number): void {
    const { keys, values } = this.#chunks()[at] as Chunk<V>
    const half = keys.length >> 1
    const right = this.#made(keys.slice(half), values.slice(half))
    keys.length = half
    values.length = half
    this.#top().splice(at + 1, 0, right)
  }

  /** Joins a small chunk with a neighbour when both together are still small. */
  #join(at: number): void {
    for (const left of [at - 1, at]) {
      const [first, second] = [this.#chunks()[left], this.#chunks()[left + 1]]
      if (!first || !second || first.keys.length + second.keys.length > MOST / 2) continue
      const joined = this.#made([...first.keys, ...second.keys], [...first.values, ...second.values])
      this.#top().splice(left, 2, joined)
      return
    }
  }
}

/** The chunk a key is in or would go into: the last that does not begin after it. */
function chunkOf(chunks: readonly Chunk<unknown>[], key: string): number {
  let low = 0
  let high = chunks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (((chunks[middle] as Chunk<unknown>).keys[0] as string) <= key) low = middle
    else high = middle - 1
  }
  return low
}

/** The first place whose key is not less. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** The last place whose number is at most this; 0 when none is. */
function lastAtMost(numbers: Uint32Array, most: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] as number) <= most) low = middle
    else high = middle - 1
  }
  return low
}
