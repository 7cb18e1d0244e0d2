import type { Wall } from '../kernel/wall.ts'

/** How long one that is under way keeps the next one waiting, in wall milliseconds. */
const PATIENCE = 250

/** What somebody has come to, and whether the receiver let it wait in vain. */
interface Done<T> {
  readonly late: boolean
  readonly done: T
}

/**
 * Work for the same receiver in the order in which it came: the next begins when the one before is done, or takes long. After
 * one who was waited for in vain, nobody waits until the receiver answers again.
 */
export interface Queue {
  take<T>(key: string, work: () => Promise<Done<T>>): Promise<T>
}

export function createQueue(wall: Wall): Queue {
  const last = new Map<string, Promise<void>>()
  const silent = new Set<string>()

  return {
    async take(key, work) {
      const before = last.get(key)
      const { promise, resolve } = Promise.withResolvers<void>()
      last.set(key, promise)
      if (before) await before
      if (silent.has(key)) resolve()
      const stop = wall.after(PATIENCE, resolve)
      try {
        const { late, done } = await work()
        if (late) silent.add(key)
        else silent.delete(key)
        return done
      } finally {
        stop()
        resolve()
        if (last.get(key) === promise) last.delete(key)
      }
    },
  }
}
