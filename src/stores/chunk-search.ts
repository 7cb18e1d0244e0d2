import { compareTexts } from '../kernel/text-order.ts'
import type { Place } from './changes.ts'
import type { Chunk } from './chunks.ts'

/** What tells values of one key and sort apart, and orders them. */
export type IdOf<V> = (value: V) => string

/** Looks for places in chunks, by key, then sort, then id. */
export class ChunkSearch<V> {
  readonly #idOf: IdOf<V>

  constructor(idOf: IdOf<V>) {
    this.#idOf = idOf
  }

  /** The first place from `from` on that does not come before the target. */
  lowerBound(chunk: Chunk<V>, target: Place, from = 0): number {
    let low = from
    let high = chunk.keys.length
    // Many changes in a row mostly go right where the last one went.
    if (low === high || this.compare(chunk, low, target) >= 0) return low
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.compare(chunk, middle, target) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  stands(chunk: Chunk<V>, place: number, target: Place): boolean {
    return place < chunk.keys.length && this.compare(chunk, place, target) === 0
  }

  compare(chunk: Chunk<V>, place: number, target: Place): number {
    return (
      compareTexts(chunk.keys[place] as string, target[0]) ||
      compareTexts(chunk.sorts[place] as string, target[1]) ||
      compareTexts(this.#idOf(chunk.values[place] as V), target[2])
    )
  }
}

/** The last place whose number is at most this; 0 when none is. */
export function lastAtMost(numbers: Uint32Array, most: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] as number) <= most) low = middle
    else high = middle - 1
  }
  return low
}
