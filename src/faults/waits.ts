import type { Wall } from '../kernel/wall.ts'

/** Waits on the wall clock, for answers that are held back. */
export interface Waits {
  wait(milliseconds: number): Promise<void>
  /** Ends every wait at once, and those to come: what is answered after the end is answered without delay. */
  close(): void
}

export function createWaits(wall: Pick<Wall, 'after'>): Waits {
  const ends = new Set<() => void>()
  let closed = false
  return {
    wait(milliseconds) {
      if (closed || milliseconds <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        const end = () => {
          cancel()
          ends.delete(end)
          resolve()
        }
        // Somebody waits for the answer, in process perhaps with nothing else that keeps it alive.
        const cancel = wall.after(milliseconds, end, { keepsAlive: true })
        ends.add(end)
      })
    },
    close() {
      closed = true
      for (const end of [...ends]) end()
    },
  }
}
