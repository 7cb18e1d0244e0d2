import { type Instant, SECOND } from '../kernel/instant.ts'
import type { Wall } from '../kernel/wall.ts'

/** How long each sandbox has not been used, by the wall clock; those that nobody uses end. */
export interface Idleness {
  /** Counts from now on. */
  watch(sandbox: string): void
  /** Somebody has asked something of it. Of a sandbox that is not watched, nothing. */
  used(sandbox: string): void
  forget(sandbox: string): void
  isOver(sandbox: string): boolean
  close(): void
}

export function createIdleness(parts: {
  readonly wall: Pick<Wall, 'now' | 'after'>
  /** Milliseconds; for ever when it is not given. */
  readonly after: number | undefined
  /** Told of each that nobody has used for so long. */
  readonly end: (sandbox: string) => void
}): Idleness {
  const { wall, after, end } = parts
  const last = new Map<string, Instant>()
  let cancel: (() => void) | undefined

  const overAt = (sandbox: string): Instant =>
    (last.get(sandbox) ?? Number.POSITIVE_INFINITY) + (after ?? Number.POSITIVE_INFINITY)

  /** One timer for all: when it rings, most have been used since it was set. */
  const setTimer = () => {
    if (cancel || after === undefined || last.size === 0) return
    const next = Math.min(...[...last.keys()].map(overAt))
    cancel = wall.after(Math.max(next - wall.now(), SECOND), () => {
      cancel = undefined
      for (const sandbox of last.keys()) if (idleness.isOver(sandbox)) end(sandbox)
      setTimer()
    })
  }

  const idleness: Idleness = {
    watch(sandbox) {
      last.set(sandbox, wall.now())
      setTimer()
    },
    used(sandbox) {
      if (after !== undefined && last.has(sandbox)) last.set(sandbox, wall.now())
    },
    forget(sandbox) {
      last.delete(sandbox)
    },
    isOver: (sandbox) => wall.now() >= overAt(sandbox),
    close() {
      cancel?.()
      last.clear()
    },
  }
  return idleness
}
