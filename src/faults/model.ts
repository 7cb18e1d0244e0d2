import type { Instant } from '../kernel/instant.ts'
import type { FaultLine } from './trouble.ts'

/** How far a fault has come. */
export interface Counts {
  /** The calls it was for, the present one included. */
  readonly matched: number
  /** How many of them it has struck. */
  readonly struck: number
}

/** True while the fault is there at all. */
export function isThere(
  { from, until }: { readonly from?: Instant; readonly until?: Instant },
  now: Instant,
): boolean {
  return (from === undefined || from <= now) && (until === undefined || now < until)
}

/** Whether a fault strikes the call it has just counted; `fraction` is the call's own number in [0, 1). */
export function strikes(
  { after = 0, every = 1, times, share }: Pick<FaultLine, 'after' | 'every' | 'times' | 'share'>,
  { matched, struck }: Counts,
  fraction: number,
): boolean {
  const place = matched - after
  if (place < 1 || place % every !== 0) return false
  if (times !== undefined && struck >= times) return false
  return share === undefined || fraction < share
}
