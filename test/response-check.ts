import { operationFacts } from '../src/api/generated/operations.ts'
import type { ApiName } from '../src/api/generated/types.ts'
import type { OperationFacts } from '../src/api/operation-facts.ts'
import type { Validate, Violation } from '../src/api/validator.ts'

export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

type Responses = Readonly<Record<string, Readonly<Record<string, Validate | undefined>> | undefined>>

/** Asked in this order where an address is served for all of them; each but the last has a prefix of its own too. */
const APIS = ['fulfillment', 'tracking', 'carrier', 'accounts', 'control'] as const satisfies ApiName[]

/**
 * Fails unless an answer is what the published interface (with the overlay) declares: for the operation at that address a
 * declared status with a body of its schema, and elsewhere a 404 or 405 of the documented shape. Finds the operation by
 * itself, so that a call led to the wrong operation shows.
 */
export async function checkResponse(method: string, target: string, received: Received): Promise<void> {
  if (method === 'OPTIONS') return
  const operation = operationAt(method === 'HEAD' ? 'GET' : method, target)
  const where = `${method} ${target} answered ${received.status}`
  if (operation === undefined) checkUnknown(where, method, received)
  else await checkDeclared(where, operation, method, received)
}

function checkUnknown(where: string, method: string, { status, text }: Received): void {
  if (status !== 404 && status !== 405) throw new Error(`${where}: no operation there, so 404 or 405 is due`)
  if (method === 'HEAD' && text === '') return
  const body = parsed(where, text) as { message?: unknown; status?: unknown; error?: unknown } | null
  if (body?.error !== undefined || (typeof body?.message === 'string' && body.status === status)) return
  throw new Error(`${where}: not in the shape {"message", "status"}: ${text}`)
}

async function checkDeclared(
  where: string,
  operation: OperationFacts,
  method: string,
  received: Received,
): Promise<void> {
  const of = `${where} (${operation.api} ${operation.id})`
  const declared = (await responsesOf(operation.api))[operation.id] ?? {}
  const { status, text } = received
  const isSuccess = operation.successes.includes(status)
  const validate = declared[status] ?? (status >= 400 ? declared['default'] : undefined)
  if (validate === undefined && !isSuccess) {
    throw new Error(`${of}: declared are only ${statuses(operation, declared)}. Body: ${text}`)
  }
  if (method === 'HEAD' || status === 204) {
    if (text !== '') throw new Error(`${of}: no body is due. Body: ${text}`)
    return
  }
  // Files and pages have no schema.
  if (validate === undefined) return
  if (!validate(parsed(of, text))) {
    throw new Error(
      `${of}: the body breaks the declared schema:\n${lines(validate.errors ?? [])}\nBody: ${text}`,
    )
  }
}

function statuses(operation: OperationFacts, declared: object): string {
  return [...new Set([...operation.successes.map(String), ...Object.keys(declared)])].join(', ')
}

function lines(violations: readonly Violation[]): string {
  return violations
    .map(
      ({ instancePath, message, params }) => `  ${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    )
    .join('\n')
}

function parsed(where: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${where}: the body is not JSON: ${JSON.stringify(text)}`)
  }
}

async function responsesOf(api: ApiName): Promise<Responses> {
  const module = (await import(`../src/api/generated/responses.${api}.js`)) as { responses: Responses }
  return module.responses
}

/** The operation that the published documents have at an address; of several, the one literal furthest to the left. */
function operationAt(method: string, target: string): OperationFacts | undefined {
  const path = target.replace(/\?.*/s, '')
  const named = APIS.find((api) => api !== 'control' && path.startsWith(`/${api}/`))
  const own = named ? path.slice(named.length + 1) : path
  const found = operationFacts.filter(
    (facts) =>
      facts.method === method && (named === undefined || facts.api === named) && fits(facts.path, own),
  )
  const rank = (facts: OperationFacts) =>
    [
      facts.path.replaceAll(/[^/{]+|\{[^}]*\}/g, (segment) => (segment.startsWith('{') ? '1' : '0')),
      APIS.indexOf(facts.api),
    ].join(' ')
  return found.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
}

function fits(template: string, path: string): boolean {
  const wanted = template.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((segment, at) =>
      segment.startsWith('{') ? given[at] !== '' : segment === decoded(given[at]),
    )
  )
}

function decoded(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment)
  } catch {
    return segment
  }
}
