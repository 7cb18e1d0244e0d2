import { mask } from '../kernel/masking.ts'
import type { Difference } from './difference.ts'
import type { SentFilter } from './sent-filter.ts'
import type { SentRequest } from './sent-request.ts'
import { shownValue } from './shown-value.ts'

/** Most differences told of one request. */
const TOLD = 12

/** What a filter means, a line for each thing it says. */
export function describedFilter(filter: SentFilter, indent = '  '): string {
  const { operation, method, ...rest } = filter
  const what = named(filter)
  const parts = Object.entries(rest).map(
    ([name, value]) => `\n${indent}  ${name}: ${shownValue(name, value)}`,
  )
  return `${what}${parts.length > 0 ? ` with${parts.join('')}` : ''}`
}

/** The operation or method that a filter names. */
export function named({ operation, method }: SentFilter): string {
  if (operation === undefined) return method === undefined ? 'any operation' : method.toUpperCase()
  return method === undefined ? operation : `${method.toUpperCase()} ${operation}`
}

/** `req_4  POST /api/v1/groups/.../member_snapshots  createMemberSnapshot  201` */
export function requestLine({ entry, births }: SentRequest): string {
  const { id, method, path, operation, status } = entry
  const what = operation === undefined ? 'no operation' : operation
  return `${id}  ${method} ${mask(path, births)}  ${what}  ${status === 0 ? 'no answer' : status}`
}

/** Field by field: what was expected, what was sent instead. */
export function differenceLines(found: readonly Difference[], { births }: SentRequest): string[] {
  const lines = found.slice(0, TOLD).flatMap(({ path, expected, actual, nearest }) => {
    const shown = shownValue(path, expected, births)
    const instead = shownValue(path, actual, births)
    // Both masked they look alike.
    const other = shown === instead ? ' (another one)' : ''
    const hint = nearest === undefined ? '' : `, but there is ${nearest}`
    return [`    ${path}`, `      - expected ${shown}`, `      + sent     ${instead}${other}${hint}`]
  })
  const more = found.length - TOLD
  return more > 0 ? [...lines, `    and ${more} more differences`] : lines
}

/** `createGroup, getGroup (3 times)` */
export function calledOperations(requests: readonly SentRequest[]): string {
  const counts = new Map<string, number>()
  for (const { entry, path } of requests) {
    const name = entry.operation ?? `${entry.method} ${mask(path)}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count} times)`)).join(', ')
}
