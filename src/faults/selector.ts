import type { OperationFacts } from '../api/operation-facts.ts'

/** Whether a call of the operation, with this path behind the api's own prefix, is meant. */
export type Selector = (facts: OperationFacts, method: string, path: string) => boolean

/** The parts of `POST /tracking/api/v1/groups/*` and the like; undefined for what is no method and path. */
export interface Pattern {
  readonly method: string
  readonly api: string | undefined
  readonly segments: readonly string[]
}

const APIS: ReadonlySet<string> = new Set(['fulfillment', 'tracking', 'carrier', 'accounts'])

export function patternOf(text: string): Pattern | undefined {
  const [, method, path] = /^([A-Za-z]+|\*) +(\/\S*)$/.exec(text.trim()) ?? []
  if (method === undefined || path === undefined) return undefined
  const [first = '', ...rest] = path.toLowerCase().slice(1).split('/')
  const api = APIS.has(first) ? first : undefined
  return { method: method.toUpperCase(), api, segments: api === undefined ? [first, ...rest] : rest }
}

/** What a text selects: `operationId`, `api.operationId`, `api.*`, or method and path. */
export function selectorOf(text: string): Selector {
  const pattern = patternOf(text)
  if (pattern) return (facts, method, path) => isCalled(pattern, facts.api, method, path)
  return ({ api, id }) => text === id || text === `${api}.${id}` || text === `${api}.*`
}

/** Any of them; all calls where nothing is said. */
export function anyOf(texts: readonly string[] | undefined): Selector {
  if (texts === undefined) return () => true
  const selectors = texts.map(selectorOf)
  return (facts, method, path) => selectors.some((selects) => selects(facts, method, path))
}

function isCalled(
  { method, api, segments }: Pattern,
  calledApi: string,
  called: string,
  path: string,
): boolean {
  if (method !== '*' && method !== called) return false
  if (api !== undefined && api !== calledApi) return false
  return fits(segments, path.toLowerCase().slice(1).split('/'), () => false)
}

/** Whether a pattern can select calls of the operation. */
export function canSelect({ method, api, segments }: Pattern, facts: OperationFacts): boolean {
  if (method !== '*' && method !== facts.method) return false
  if (api !== undefined && api !== facts.api) return false
  return fits(segments, facts.path.toLowerCase().slice(1).split('/'), isParameter)
}

function fits(
  pattern: readonly string[],
  segments: readonly string[],
  isAny: (segment: string) => boolean,
): boolean {
  const open = pattern.at(-1) === '**'
  const wanted = open ? pattern.slice(0, -1) : pattern
  if (open ? segments.length < wanted.length : segments.length !== wanted.length) return false
  return wanted.every((part, at) => {
    const segment = segments[at] as string
    return part === '*' || isParameter(part) || part === segment || isAny(segment)
  })
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}')
}
