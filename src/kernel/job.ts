import type { Cause, JsonObject } from './event.ts'
import type { Instant } from './instant.ts'

/**
 * Something that will happen. `consequence`: follows from something that happened (a carrier's answer); `settle` waits for
 * these. `cadence`: happens by the calendar (files, audits) and would never end.
 */
export interface Job<P extends JsonObject = JsonObject> {
  readonly type: string
  /** One job per type and key: scheduling again replaces, so that a retry never leaves two answers pending. */
  readonly key: string
  readonly due: Instant
  /** Orders jobs due at the same moment: earlier scheduled runs first. */
  readonly sequence: number
  readonly nature: 'consequence' | 'cadence'
  readonly payload: P
  /** What scheduled it. */
  readonly cause: Cause
  /** The event that was the reason, when there was one. */
  readonly event?: string
}

export interface NewJob<P extends JsonObject = JsonObject> {
  readonly type: string
  readonly key: string
  readonly due: Instant
  readonly nature: 'consequence' | 'cadence'
  readonly payload: P
}

export interface JobRef {
  readonly type: string
  readonly key: string
}

/** A type of job; capabilities export theirs from `events.ts` and handle it in `behaviour.ts`. */
export interface JobType<P extends JsonObject> {
  readonly type: string
  at(due: Instant, key: string, payload: P): NewJob<P>
  ref(key: string): JobRef
}

export function jobType<P extends JsonObject>(
  type: string,
  nature: 'consequence' | 'cadence' = 'consequence',
): JobType<P> {
  return {
    type,
    at: (due, key, payload) => ({ type, key, due, nature, payload }),
    ref: (key) => ({ type, key }),
  }
}
