import { DAY, type Instant } from '../kernel/instant.ts'

/**
 * How long before the start a world begins, in milliseconds: far longer than the slowest carrier that is read takes to connect.
 * Always, so that one connected group more changes no time of another. Assumed.
 */
export const HISTORY = 60 * DAY

export function historyBegins(start: Instant): Instant {
  return start - HISTORY
}
