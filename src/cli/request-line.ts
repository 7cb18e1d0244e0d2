import type { RequestEntry } from '../kernel/journal.ts'
import { mask } from '../kernel/masking.ts'

/** One log line a request: what was asked, by which operation it was answered, how. No body, and nothing personal. */
export function requestLine(entry: RequestEntry): string {
  const what = entry.operation ?? (entry.nearest === undefined ? '-' : `nearest: ${entry.nearest}`)
  return `${entry.method} ${mask(entry.path)} ${entry.status} ${entry.duration_ms.toFixed(1)}ms ${what}`
}
