import { pointerOf } from '../api/json-pointer.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Fault } from './record-schema.ts'

/** So many faults are told one by one; the rest is counted. */
const MOST_TOLD = 20

/** What is wrong with a document, collected so that one look tells all of it. */
export class Faults {
  readonly #told: string[] = []
  #first: string | undefined
  #nearest: string | undefined
  #count = 0

  get any(): boolean {
    return this.#count > 0
  }

  add(path: Fault['path'], message: string, nearest?: string): void {
    this.#count += 1
    if (this.#told.length >= MOST_TOLD) return
    const pointer = pointerOf(path)
    this.#first ??= pointer
    if (this.#count === 1) this.#nearest = nearest
    this.#told.push(`${pointer} ${message}${nearest === undefined ? '' : ` (nearest: ${nearest})`}.`)
  }

  /** @throws Refusal `state_unusable` when there is any */
  refuse(): void {
    if (!this.any) return
    const more = this.#count - this.#told.length
    const why = `${this.#told.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`
    throw new Refusal('state_unusable', {
      why,
      field: this.#first,
      ...(this.#nearest === undefined ? {} : { nearest: this.#nearest }),
    })
  }
}
