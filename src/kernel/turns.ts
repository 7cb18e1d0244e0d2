import type { Eventually } from './eventually.ts'

/** One writer per sandbox: work of the same key goes in turn, of different keys side by side. */
export interface Turns {
  /** Does the work now when it is nobody's turn. */
  take<T>(key: string, work: () => Eventually<T>): Eventually<T>
  /** Resolves when everything taken so far is done. */
  idle(): Promise<void>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(key, work) {
      const before = last.get(key)
      const turn = before ? before.then(work, work) : work()
      if (!(turn instanceof Promise)) return turn
      const settled = turn.catch(() => undefined)
      last.set(key, settled)
      void settled.then(() => {
        if (last.get(key) === settled) last.delete(key)
      })
      return turn
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values())
    },
  }
}
