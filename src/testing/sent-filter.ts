import { operationFacts } from '../api/generated/operations.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { nearestField, nearestName } from '../kernel/nearest.ts'

/** Which requests are meant. What is left out does not count; an empty one means every request. */
export interface SentFilter {
  /** An operationId of Noyo's, such as `createMemberSnapshot`, or `api.operationId`. */
  readonly operation?: string
  readonly method?: string
  /** The path without the query: the whole of it, or what a RegExp finds in it. */
  readonly path?: string | RegExp
  readonly query?: Readonly<Record<string, unknown>>
  /** A part of the body: of objects only the fields named here count. */
  readonly body?: unknown
  /** The status of the answer. */
  readonly status?: number | ((status: number) => boolean)
  /** A part of the answer, as with `body`. */
  readonly response?: unknown
}

/** How many: a number, or bounds. */
export type Times = number | { readonly atLeast?: number; readonly atMost?: number }

const NAMES = ['operation', 'method', 'path', 'query', 'body', 'status', 'response']

/** A misspelt filter would fit nothing, and `not.toHaveSent` pass for the wrong reason. @throws {TypeError} */
export function checkFilter(filter: SentFilter): void {
  if (typeof filter !== 'object' || filter === null) {
    throw new TypeError(`Say which requests as an object, such as { operation: 'createMemberSnapshot' }.`)
  }
  for (const name of Object.keys(filter)) {
    if (NAMES.includes(name)) continue
    const nearest = nearestField(name, NAMES)
    throw new TypeError(
      `Requests are not told apart by ${excerpt(name)}. ` +
        (nearest === undefined ? `Use ${NAMES.join(', ')}.` : `The nearest is ${nearest}.`),
    )
  }
  if (filter.operation !== undefined) checkOperation(filter.operation)
}

function checkOperation(operation: string): void {
  const facts = operationFacts.filter(({ api }) => api !== 'control')
  if (facts.some(({ api, id }) => operation === id || operation === `${api}.${id}`)) return
  const nearest = nearestName(
    operation.replace(/^\w+\./, ''),
    facts.map(({ id }) => id),
  )
  throw new TypeError(
    `Noyo has no operation ${excerpt(operation)}.` +
      (nearest === undefined ? ' docs/coverage.md lists them all.' : ` The nearest is ${nearest}.`),
  )
}

/** @throws {TypeError} for what is no number of times */
export function boundsOf(times: Times): { readonly least: number; readonly most: number } {
  const { atLeast, atMost } =
    typeof times === 'number' ? { atLeast: times, atMost: times } : (Object(times) as Exclude<Times, number>)
  const least = atLeast ?? 0
  const most = atMost ?? Number.POSITIVE_INFINITY
  const whole = (count: number) => count === Number.POSITIVE_INFINITY || Number.isInteger(count)
  if ((atLeast ?? atMost) !== undefined && least >= 0 && least <= most && whole(least) && whole(most)) {
    return { least, most }
  }
  throw new TypeError('Say how many as a number, or as { atLeast: 1, atMost: 3 }.')
}
