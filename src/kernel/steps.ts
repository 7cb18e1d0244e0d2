import { createBreath } from './breath.ts'

/*
 * Work that may be long is written as a generator: between two of its steps others may be let in, as nobody sees what it
 * makes before it is whole.
 */

export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Lets others in whenever it has gone on for a while. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  const breath = createBreath()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const pause = breath()
    if (pause) await pause
  }
}
