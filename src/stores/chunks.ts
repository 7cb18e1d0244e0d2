/** Chunks are cut past this. An insertion moves or copies one; far smaller ones make the top long instead. */
const MOST = 256

/** How full chunks are that many values at once are cut into: some more find room. */
const FULL = (MOST * 3) / 4

/** Neighbours that fit in half a chunk become one where one of them is smaller than this, so that removals leave no trail. */
const FEW = MOST / 4

/** Whoever alone may see a chunk, and so may change it: a writer between two moments that others may keep. */
export type Owner = object

/**
 * A stretch of a sorted sequence. Its arrays change only for its owner; else versions share them, keys and sorts also where
 * only values differ.
 */
export interface Chunk<V> {
  readonly keys: readonly string[]
  readonly sorts: readonly string[]
  readonly values: readonly V[]
}

/** A chunk that an owner has made for itself. */
export class OwnChunk<V> implements Chunk<V> {
  readonly keys: string[]
  readonly sorts: string[]
  readonly values: V[]
  readonly #owner: Owner

  private constructor({ keys, sorts, values }: Chunk<V>, owner: Owner) {
    this.keys = keys.slice()
    this.sorts = sorts.slice()
    this.values = values.slice()
    this.#owner = owner
  }

  /** The chunk itself where it is the owner's, else a copy that is. */
  static of<V>(chunk: Chunk<V>, owner: Owner): OwnChunk<V> {
    return chunk instanceof OwnChunk && chunk.#owner === owner ? chunk : new OwnChunk(chunk, owner)
  }

  insert(place: number, key: string, sort: string, value: V): void {
    this.keys.splice(place, 0, key)
    this.sorts.splice(place, 0, sort)
    this.values.splice(place, 0, value)
  }

  remove(place: number): void {
    this.keys.splice(place, 1)
    this.sorts.splice(place, 1)
    this.values.splice(place, 1)
  }
}

/** Cuts a chunk that has grown too long, takes away an empty one and joins one that has become small with a neighbour. */
export function fitAt<V>(chunks: Chunk<V>[], at: number): void {
  const chunk = chunks[at] as Chunk<V>
  const { length } = chunk.keys
  if (length > MOST) {
    const cut = at === chunks.length - 1 ? MOST : length >> 1
    chunks.splice(at, 1, piece(chunk, 0, cut), piece(chunk, cut, length))
  } else if (length === 0) {
    chunks.splice(at, 1)
  } else if (length < FEW) {
    const first = chunks[at + 1] && areFew(length, (chunks[at + 1] as Chunk<V>).keys.length) ? at : at - 1
    const [one, other] = [chunks[first], chunks[first + 1]]
    if (one && other && areFew(one.keys.length, other.keys.length))
      chunks.splice(first, 2, joined(one, other))
  }
}

/** The chunks of a sequence being made, from the first to the last. */
export class ChunkRow<V> {
  readonly chunks: Chunk<V>[] = []
  size = 0
  #isLastNew = false
  #keys: string[] = []
  #sorts: string[] = []
  #values: V[] = []

  /** Adds a chunk of the version before. */
  share(chunk: Chunk<V>): void {
    this.#push(chunk, false)
  }

  /** Adds one value; `isEnd` where none of the version before comes after it: most sequences grow there, so it is left full. */
  append(key: string, sort: string, value: V, isEnd: boolean): void {
    if (this.#keys.length >= (isEnd ? MOST : FULL)) this.close()
    this.#keys.push(key)
    this.#sorts.push(sort)
    this.#values.push(value)
  }

  /** Ends what was appended. */
  close(): void {
    if (this.#keys.length === 0) return
    this.#push({ keys: this.#keys, sorts: this.#sorts, values: this.#values }, true)
    this.#keys = []
    this.#sorts = []
    this.#values = []
  }

  /** Adds a changed chunk that may be empty or one too long. */
  add(chunk: Chunk<V>, isEnd: boolean): void {
    const { length } = chunk.keys
    if (length === 0) return
    if (length <= MOST) {
      this.#push(chunk, true)
      return
    }
    const cut = isEnd ? MOST : length >> 1
    this.#push(piece(chunk, 0, cut), true)
    this.#push(piece(chunk, cut, length), true)
  }

  #push(chunk: Chunk<V>, isNew: boolean): void {
    this.size += chunk.keys.length
    const last = this.chunks.at(-1)
    if (last && (isNew || this.#isLastNew) && areFew(last.keys.length, chunk.keys.length)) {
      this.chunks[this.chunks.length - 1] = joined(last, chunk)
      this.#isLastNew = true
      return
    }
    this.chunks.push(chunk)
    this.#isLastNew = isNew
  }
}

function piece<V>({ keys, sorts, values }: Chunk<V>, from: number, to: number): Chunk<V> {
  return { keys: keys.slice(from, to), sorts: sorts.slice(from, to), values: values.slice(from, to) }
}

function areFew(one: number, other: number): boolean {
  return Math.min(one, other) < FEW && one + other <= MOST / 2
}

function joined<V>(one: Chunk<V>, other: Chunk<V>): Chunk<V> {
  return {
    keys: [...one.keys, ...other.keys],
    sorts: [...one.sorts, ...other.sorts],
    values: [...one.values, ...other.values],
  }
}
