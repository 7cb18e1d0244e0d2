import { CLOCK_ID, type Clock, clocks, wallDelay } from './clock.ts'
import { type Eventually, when } from './eventually.ts'
import type { Job } from './job.ts'
import type { Store } from './store.ts'
import type { Wall } from './wall.ts'

/** The timers of running clocks: one a sandbox, for its next job. */
export interface Alarms {
  /** Sets the sandbox's alarm for its next job, or none when there is none or its clock stands still. */
  set(sandbox: string): Eventually<void>
  cancel(sandbox: string): void
  /** Cancels all; none is set any more. */
  close(): void
}

export function createAlarms(
  parts: { store: Store; wall: Wall; onFault: (error: unknown, job: Job) => void },
  ring: (sandbox: string) => Promise<void>,
): Alarms {
  const { store, wall } = parts
  const timers = new Map<string, () => void>()
  let closed = false

  const cancel = (sandbox: string) => {
    timers.get(sandbox)?.()
    timers.delete(sandbox)
  }

  const setFor = (sandbox: string, clock: Clock, next: Job | undefined) => {
    cancel(sandbox)
    const delay = next && wallDelay(clock, next.due, wall.now())
    if (!next || delay === undefined || closed) return
    const call = () => {
      timers.delete(sandbox)
      ring(sandbox).catch((error) => parts.onFault(error, next))
    }
    timers.set(sandbox, wall.after(delay, call))
  }

  return {
    set: (sandbox) =>
      when(store.get(sandbox, clocks.name, CLOCK_ID) as Eventually<Clock | undefined>, (clock) =>
        clock?.mode === 'running'
          ? when(store.nextJob(sandbox, Number.MAX_SAFE_INTEGER), (next) => setFor(sandbox, clock, next))
          : cancel(sandbox),
      ),

    cancel,

    close() {
      closed = true
      for (const stop of timers.values()) stop()
      timers.clear()
    },
  }
}
