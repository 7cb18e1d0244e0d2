import type { Cause } from '../kernel/event.ts'
import { type Eventually, when } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import { createAnswered } from './answered.ts'
import { NO_BODY, readBody } from './body.ts'
import { createCallers } from './callers.ts'
import { JSON_TYPE, type Outcome } from './content.ts'
import type { EdgeParts } from './edge-parts.ts'
import { type Exchange, newExchange, replyOf, requestEntry } from './exchange.ts'
import { operationFacts } from './generated/operations.ts'
import { nearestOperation } from './nearest-operation.ts'
import type { ApiName, Call, Reply } from './operation.ts'
import type { OperationFacts } from './operation-facts.ts'
import { type Place, placeOf } from './place.ts'
import { type RawQuery, readQuery } from './query.ts'
import { createRouter, type Match, type OtherMethods, type Router } from './router.ts'
import { createRunOperation } from './run-operation.ts'

/** An operation by name, as a scenario asks for it. */
export interface Ask {
  readonly api: ApiName
  readonly operation: string
  readonly params?: Readonly<Record<string, string>>
  /** Numbers, booleans and lists as such. */
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

export interface Edge {
  /** Answers a call; never throws. */
  handle(call: Call): Promise<Reply>
  /**
   * The same operation without HTTP and token. The request is checked all the same, and names that the operation does not know
   * are errors. Refusals are answers, and so are defects.
   *
   * @throws Error when there is no such operation, or a parameter of its path is missing
   */
  perform(
    sandbox: string,
    cause: Cause,
    ask: Ask,
  ): Promise<{ readonly status: number; readonly body: unknown }>
}

/** The way of every call: route, caller, body, schema, operation, answer, journal. */
export function createEdge(parts: EdgeParts): Edge {
  const router = createRouter(operationFacts)
  const callers = createCallers(parts)
  const runOperation = createRunOperation(parts)
  const answered = createAnswered(parts)
  const byName = new Map(operationFacts.map((facts) => [`${facts.api} ${facts.id}`, facts]))

  const unrouted = (exchange: Exchange, match: OtherMethods | undefined): Outcome => {
    const { call, place } = exchange
    const { method } = call
    const path = pathAsSent(call)
    if (match) {
      const allow = allowed(match.allow)
      if (method === 'OPTIONS') return { status: 204, text: undefined, type: JSON_TYPE, headers: { allow } }
      throw new Refusal('method_not_allowed', { method, path, allow })
    }
    exchange.nearest = operationElsewhere(router, method, place) ?? nearestHere(router, method, place)
    throw new Refusal('route_not_found', { method, path, nearest: exchange.nearest })
  }

  const answer = (exchange: Exchange): Eventually<Outcome> => {
    const { call, place } = exchange
    const match = router.match(place.scope, call.method === 'HEAD' ? 'GET' : call.method, place.path)
    if (!match || 'allow' in match) {
      return when(callers.guess(exchange), () => unrouted(exchange, match))
    }
    exchange.facts = match.facts
    return when(callers.identify(exchange, match.facts), () => operate(exchange, match))
  }

  /** What is left once it is known whose call it is. */
  const operate = (exchange: Exchange, match: Match): Eventually<Outcome> => {
    const { facts } = match
    const striking = parts.strikeOf?.(exchange, facts)
    if (!striking) return perform(exchange, match)
    return when(striking, (strike) => {
      exchange.strike = strike
      return strike?.instead ? strike.instead() : perform(exchange, match)
    })
  }

  /** What is left of a call that meets no fault. */
  const perform = (exchange: Exchange, match: Match): Eventually<Outcome> => {
    const { call, place } = exchange
    const { facts } = match
    // What is not built says so without looking at the request.
    if (parts.operations[facts.api][facts.id]) exchange.body = readBody(call, facts)
    const control = facts.api === 'control'
    const cause: Cause = control
      ? { by: 'control', operation: facts.id }
      : { by: 'request', request: exchange.id, operation: facts.id }
    // A misspelt name in our own API is a mistake in a script of the user's; the vendor's API has its own manners.
    const mode = control ? 'strict' : parts.unknownFields
    return runOperation(exchange, match, readQuery(place.query), cause, mode)
  }

  return {
    async handle(call) {
      const started = parts.wall.now()
      const exchange = newExchange(call, placeOf(call))
      const outcome = await answered(exchange, () => answer(exchange))
      let reply = replyOf(exchange, outcome)
      if (exchange.strike) reply = await exchange.strike.send(reply)
      if (exchange.place.scope !== 'control') {
        const entry = requestEntry(exchange, outcome, reply, parts.wall.now() - started)
        parts.journal.record(exchange.sandbox, entry)
      }
      return reply
    },

    async perform(sandbox, cause, { api, operation, params = {}, query = {}, body }) {
      const facts = byName.get(`${api} ${operation}`)
      if (!facts) throw new Error(`There is no operation ${operation} in the api ${api}.`)
      const path = pathOf(facts, params)
      const text = body === undefined ? '' : JSON.stringify(body)
      const call: Call = { method: facts.method, target: path, headers: {} }
      const exchange = newExchange(call, { scope: api, path, query: '' })
      exchange.facts = facts
      exchange.sandbox = sandbox
      exchange.body = text === '' ? NO_BODY : { text, value: JSON.parse(text) }
      const outcome = await answered(exchange, async () => {
        const { organization_id } = await parts.runner.read(sandbox, async (world) => world.setting)
        exchange.organization_id = organization_id
        return runOperation(exchange, { facts, params }, rawQuery(query), cause, 'strict')
      })
      return { status: outcome.status, body: outcome.text === undefined ? undefined : parsed(outcome) }
    },
  }
}

const LONGEST_PATH_SHOWN = 200

/** With the prefix that chose the api, if it had one: whoever reads it looks for what was sent. */
function pathAsSent({ target }: Call): string {
  return (target.split('?', 1)[0] as string).slice(0, LONGEST_PATH_SHOWN)
}

/** A call sent to the wrong api is nearer to its operation in another one than to anything of the api it reached. */
function operationElsewhere(router: Router, method: string, { scope, path }: Place): string | undefined {
  if (scope === 'root' || scope === 'control') return undefined
  const match = router.match('root', method, path)
  return match && 'facts' in match ? `${method} /${match.facts.api}${match.facts.path}` : undefined
}

function nearestHere(router: Router, method: string, { scope, path }: Place): string | undefined {
  const nearest = nearestOperation(method, path, router.operations(scope))
  return nearest && `${nearest.method} ${nearest.path}`
}

function allowed(methods: readonly string[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}

function pathOf({ id, path, params }: OperationFacts, given: Readonly<Record<string, string>>): string {
  return params.reduce((filled, { name }) => {
    const value = given[name]
    if (typeof value !== 'string') throw new Error(`${id} (${path}) needs the parameter ${name}.`)
    return filled.replace(`{${name}}`, () => encodeURIComponent(value))
  }, path)
}

function rawQuery(query: Readonly<Record<string, unknown>>): RawQuery {
  return new Map(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(String)]),
  )
}

function parsed({ text, type }: Outcome): unknown {
  return type === JSON_TYPE ? JSON.parse(text as string) : text
}
