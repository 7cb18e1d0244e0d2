import { textOrder } from '../kernel/text-order.ts'

/** Where a value stands in a sorted sequence: by key, then sort, then id. */
export type Place = readonly [key: string, sort: string, id: string]

/** What is to be set and removed in a sorted sequence, collected in any order. */
export class Changes<V> {
  readonly #keys: string[] = []
  readonly #sorts: string[] = []
  readonly #ids: string[] = []
  readonly #values: (V | undefined)[] = []
  /** The changes of one key have come in the order of their sorts and ids. */
  #isKeyOrdered = true

  get size(): number {
    return this.#keys.length
  }

  set(value: V, key: string, sort = '', id = ''): void {
    this.#isKeyOrdered = false
    this.#add(value, key, sort, id)
  }

  /** As {@link set}, for a place after all those of its key that were said before: that saves looking for its order. */
  setNext(value: V, key: string, sort: string, id: string): void {
    this.#add(value, key, sort, id)
  }

  /** There need not be anything at the place. */
  remove(key: string, sort = '', id = ''): void {
    this.#isKeyOrdered = false
    this.#add(undefined, key, sort, id)
  }

  /** The changes' numbers by place, those of one place as they were said. */
  order(): Uint32Array {
    return textOrder(this.#isKeyOrdered ? [this.#keys] : [this.#keys, this.#sorts, this.#ids])
  }

  placeOf(change: number): Place {
    return [this.#keys[change] as string, this.#sorts[change] as string, this.#ids[change] as string]
  }

  /** Undefined when it is a removal. */
  valueOf(change: number): V | undefined {
    return this.#values[change]
  }

  areSamePlace(one: number, other: number): boolean {
    return (
      this.#ids[one] === this.#ids[other] &&
      this.#sorts[one] === this.#sorts[other] &&
      this.#keys[one] === this.#keys[other]
    )
  }

  #add(value: V | undefined, key: string, sort: string, id: string): void {
    this.#keys.push(key)
    this.#sorts.push(sort)
    this.#ids.push(id)
    this.#values.push(value)
  }
}
