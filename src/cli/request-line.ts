import type { RequestEntry } from '../kernel/journal.ts'
import { mask } from '../kernel/masking.ts'

/** A line is for a person to read; the journal has the whole path. */
const LONGEST_PATH = 300

/** One log line a request: what was asked, by which operation it was answered, how. No body, and nothing personal. */
export function requestLine(entry: RequestEntry): string {
  const nearest = entry.nearest === undefined ? '' : `, nearest: ${entry.nearest}`
  const what = entry.operation ?? `no operation${nearest}`
  const masked = mask(entry.path)
  const path = masked.length > LONGEST_PATH ? `${masked.slice(0, LONGEST_PATH)}...` : masked
  const { fault } = entry
  const struck = fault ? ` (${fault.id}: ${fault.kind})` : ''
  return `${entry.method} ${path} ${entry.status} ${Math.round(entry.duration_ms)}ms ${what}${struck}`
}
