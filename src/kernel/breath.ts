import { setImmediate } from 'node:timers/promises'

/** Longest stretch of work, in real milliseconds, before others are let in. */
const STRETCH = 12

/**
 * Called in the loops of long work: once it has gone on for a while, lets the event loop answer others. Changes when things
 * are computed, never what; virtual time stands meanwhile.
 */
export type Breath = () => Promise<void> | undefined

export function createBreath(): Breath {
  let since = performance.now()
  return () => {
    if (performance.now() - since < STRETCH) return undefined
    return setImmediate().then(() => {
      since = performance.now()
    })
  }
}
