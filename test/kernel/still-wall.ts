import type { Wall } from '../../src/kernel/wall.ts'

/** A wall clock that moves only when told, and then calls what waits for it. */
export interface StillWall extends Wall {
  pass(milliseconds: number): Promise<void>
  readonly waiting: number
  readonly breaths: number
}

export function createStillWall(start: number): StillWall {
  let now = start
  let breaths = 0
  const timers = new Set<{ at: number; call: () => void }>()
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    now: () => now,
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async breathe() {
      breaths += 1
      await turn()
    },
    async pass(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        now = next?.at ?? end
        if (!next) break
        timers.delete(next)
        next.call()
        // What the timer began may set the next one; a slow store takes several turns for it.
        for (let round = 0; round < 40; round += 1) await turn()
      }
    },
    get waiting() {
      return timers.size
    },
    get breaths() {
      return breaths
    },
  }
}
