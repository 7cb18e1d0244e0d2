import type { Instant } from './instant.ts'

/** The machine's own time and timers: the only place they are read. Tests pass their own. */
export interface Wall {
  now(): Instant
  /** Calls back once after some milliseconds; the answer cancels. Keeps the process alive only where told. */
  after(milliseconds: number, call: () => void, options?: { readonly keepsAlive?: boolean }): () => void
  /** Lets everything else that waits for the processor go first. */
  breathe(): Promise<void>
}

/** Timers of the platform overflow past this; a longer wait is taken in steps. */
const LONGEST_WAIT = 2 ** 31 - 1

export const machineWall: Wall = {
  now: () => Date.now(),
  after(milliseconds, call, { keepsAlive = false } = {}) {
    const timer = setTimeout(call, Math.min(milliseconds, LONGEST_WAIT))
    if (!keepsAlive) timer.unref()
    return () => clearTimeout(timer)
  },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
}
