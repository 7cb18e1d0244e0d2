import type { RequestEntry } from '../kernel/journal.ts'
import { birthDates } from '../kernel/masking.ts'
import { type Difference, differences } from './difference.ts'
import type { SentFilter } from './sent-filter.ts'

/** A request of the journal, taken apart to be compared. Unmasked. */
export interface SentRequest {
  readonly entry: RequestEntry
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly body: unknown
  readonly response: unknown
  /** The dates of birth it names, to be masked wherever they stand. */
  readonly births: ReadonlySet<string>
}

export function sentRequest(entry: RequestEntry): SentRequest {
  const question = entry.path.indexOf('?')
  const path = question < 0 ? entry.path : entry.path.slice(0, question)
  const query = question < 0 ? {} : queryOf(entry.path.slice(question))
  const { request_body = '', response_body = '' } = entry
  return {
    entry,
    path,
    query,
    body: parsed(request_body),
    response: parsed(response_body),
    births: new Set([...birthDates(request_body), ...birthDates(entry.path)]),
  }
}

/** Where the request is not what the filter says; none when it is meant. */
export function differencesFrom(filter: SentFilter, request: SentRequest): Difference[] {
  const { entry, path, query, body, response } = request
  const { operation, method } = filter
  const ids = [entry.operation, `${entry.api}.${entry.operation}`]
  const named = operation === undefined || ids.includes(operation)
  const found: Difference[] = named
    ? []
    : [{ path: 'operation', expected: operation, actual: entry.operation }]
  if (method !== undefined) found.push(...differences(method.toUpperCase(), entry.method, 'method'))
  if (filter.path !== undefined) found.push(...differences(filter.path, path, 'path'))
  if (filter.query !== undefined) found.push(...differences(texts(filter.query), query, 'query'))
  if ('body' in filter) found.push(...differences(filter.body, body, 'body'))
  if (filter.status !== undefined) found.push(...differences(filter.status, entry.status, 'status'))
  if ('response' in filter) found.push(...differences(filter.response, response, 'response'))
  return found
}

/** A query holds texts only: the number 1 is meant as "1". */
function texts(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(text)
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  }
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, text(value)]))
}

function queryOf(search: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(search)
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name)
      return [name, values.length === 1 ? (values[0] as string) : values]
    }),
  )
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
