import type { RequestEntry } from '../kernel/journal.ts'
import { mask } from '../kernel/masking.ts'

/** One log line a request: what was asked, by which operation it was answered, how. No body, and nothing personal. */
export function requestLine(entry: RequestEntry): string {
  const nearest = entry.nearest === undefined ? '' : `, nearest: ${entry.nearest}`
  const what = entry.operation ?? `no operation${nearest}`
  return `${entry.method} ${mask(entry.path)} ${entry.status} ${Math.round(entry.duration_ms)}ms ${what}`
}
