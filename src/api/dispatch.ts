import type { Cause } from '../kernel/event.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Journal } from '../kernel/journal.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Unit } from '../kernel/unit.ts'
import type { Wall } from '../kernel/wall.ts'
import type { World } from '../kernel/world.ts'
import { NO_BODY, readBody } from './body.ts'
import { JSON_TYPE, type Outcome, outcomeOf } from './content.ts'
import { errorBody } from './error-body.ts'
import { DEFAULT_SANDBOX, type Exchange, newExchange, replyOf, requestEntry } from './exchange.ts'
import { operationFacts } from './generated/operations.ts'
import { createKeptTexts } from './kept-texts.ts'
import { nearestOperation } from './nearest-operation.ts'
import type { Answer, ApiName, Call, Level, Reply } from './operation.ts'
import type { OperationFacts } from './operation-facts.ts'
import { placeOf } from './place.ts'
import { type RawQuery, readQuery } from './query.ts'
import type { RefusalCatalogue } from './refusal-catalogue.ts'
import { brokenAnswer } from './response-validation.ts'
import { createRouter, type Match, type OtherMethods } from './router.ts'
import type { UnknownFieldsMode } from './unknown-fields.ts'
import { checkRequest } from './validation.ts'

/** An operation as the edge calls it: every `Operation<...>` is one. */
export interface AnyOperation {
  readonly level: Level
  readonly reads?: (input: never, world: World) => Promise<Answer>
  readonly writes?: (input: never, unit: Unit) => Promise<Answer>
  readonly serves?: (input: never) => Promise<Answer>
}

export interface EdgeParts {
  readonly operations: Readonly<Record<ApiName, Readonly<Record<string, AnyOperation | undefined>>>>
  readonly runner: Pick<Runner, 'read' | 'write'>
  /** Whose token it is. @throws Refusal `unauthorized` */
  readonly authenticate: (
    call: Call,
  ) => Promise<{ readonly sandbox: string; readonly organization_id: string }>
  /** The sandbox a control call is for. @throws Refusal when it may not be made, or there is no such sandbox */
  readonly guardControl: (call: Call, operation: string) => Promise<string>
  /** Told of every call that is not for the control API. */
  readonly journal: Pick<Journal, 'record'>
  readonly wall: Wall
  readonly unknownFields: UnknownFieldsMode
  readonly validateResponses: boolean
  /** Told of defects: exceptions that are no refusals, and answers that break the document. */
  readonly onFault: (error: unknown, about: string) => void
  readonly catalogue: RefusalCatalogue
}

/** An operation by name, as a scenario asks for it. */
export interface Ask {
  readonly api: ApiName
  readonly operation: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

export interface Edge {
  /** Answers a call; never throws. */
  handle(call: Call): Promise<Reply>
  /** The same operation without HTTP and token; the request is checked all the same. Refusals are answers, defects too. */
  perform(
    sandbox: string,
    cause: Cause,
    ask: Ask,
  ): Promise<{ readonly status: number; readonly body: unknown }>
}

export function createEdge(parts: EdgeParts): Edge {
  const { catalogue, wall } = parts
  const router = createRouter(operationFacts)
  const byName = new Map(operationFacts.map((facts) => [`${facts.api} ${facts.id}`, facts]))
  const textOf = createKeptTexts()
  const counts = new Map<string, number>()

  /** Numbered by sandbox, so that the same calls to the same world have the same ids. Control calls are not in the journal. */
  const number = (exchange: Exchange) => {
    if (exchange.place.scope === 'control') return
    const count = (counts.get(exchange.sandbox) ?? 0) + 1
    counts.set(exchange.sandbox, count)
    exchange.id = `req_${count}`
  }

  /** No token decides what a path is, but the journal of the caller's sandbox is where the mistake is looked for. */
  const guessSandbox = async (exchange: Exchange) => {
    if (exchange.place.scope !== 'control' && exchange.call.headers['authorization'] !== undefined) {
      exchange.sandbox = await parts.authenticate(exchange.call).then(
        ({ sandbox }) => sandbox,
        () => DEFAULT_SANDBOX,
      )
    }
    number(exchange)
  }

  const unrouted = async (exchange: Exchange, match: OtherMethods | undefined): Promise<Outcome> => {
    const { method } = exchange.call
    const path = exchange.place.path.slice(0, 200)
    await guessSandbox(exchange)
    if (match) {
      const allow = allowed(match.allow)
      if (method === 'OPTIONS') return { status: 204, text: undefined, type: JSON_TYPE, headers: { allow } }
      throw new Refusal('method_not_allowed', { method, path, allow })
    }
    const scope = exchange.place.scope
    const nearest = nearestOperation(method, exchange.place.path, router.operations(scope))
    exchange.nearest = nearest && `${nearest.method} ${nearest.path}`
    throw new Refusal('route_not_found', { method, path, nearest: exchange.nearest })
  }

  const identify = async (exchange: Exchange, facts: OperationFacts): Promise<void> => {
    try {
      if (facts.api === 'control') exchange.sandbox = await parts.guardControl(exchange.call, facts.id)
      else if (facts.secured) Object.assign(exchange, await parts.authenticate(exchange.call))
    } finally {
      number(exchange)
    }
  }

  const run = async (
    exchange: Exchange,
    { facts, params }: Match,
    query: RawQuery,
    cause: Cause,
  ): Promise<Outcome> => {
    const operation = parts.operations[facts.api][facts.id]
    if (!operation)
      throw new Refusal('not_built', { operation: facts.id, method: facts.method, path: facts.path })
    const { body, call, sandbox, organization_id } = exchange
    // A misspelt name in our own API is an error in a script of the user's; the vendor's API has its own manners.
    const mode = facts.api === 'control' ? 'strict' : parts.unknownFields
    const checked = await checkRequest(facts, { params, query, body }, mode, (unknown) => {
      exchange.unknown = unknown
    })
    const input = {
      params,
      query: checked.query,
      body: body.value,
      text: body.text,
      call,
      sandbox,
      organization_id,
    } as never
    // The body is made inside the command: when that fails, nothing is committed.
    if (operation.reads) {
      const { reads } = operation
      return parts.runner.read(sandbox, async (world) => {
        exchange.at = world.now
        return outcomeOf(await reads(input, world), textOf)
      })
    }
    if (operation.writes) {
      const { writes } = operation
      return parts.runner.write(sandbox, cause, async (unit) => {
        exchange.at = unit.now
        return outcomeOf(await writes(input, unit), textOf)
      })
    }
    if (operation.serves) return outcomeOf(await operation.serves(input), textOf)
    throw new Error(`${facts.api} ${facts.id} has neither reads, writes nor serves`)
  }

  const answer = async (exchange: Exchange): Promise<Outcome> => {
    const { call, place } = exchange
    const match = router.match(place.scope, call.method === 'HEAD' ? 'GET' : call.method, place.path)
    if (!match || 'allow' in match) return unrouted(exchange, match)
    const { facts } = match
    exchange.facts = facts
    await identify(exchange, facts)
    if (parts.operations[facts.api][facts.id]) exchange.body = readBody(call, facts)
    const cause: Cause =
      facts.api === 'control'
        ? { by: 'control', operation: facts.id }
        : { by: 'request', request: exchange.id, operation: facts.id }
    return run(exchange, match, readQuery(place.query), cause)
  }

  /** An error as an answer; what is no refusal is a defect of ours and answers 500. */
  const refused = (exchange: Exchange, error: unknown): Outcome => {
    const control = exchange.place.scope === 'control'
    const about = exchange.facts ? `${exchange.facts.api} ${exchange.facts.id}` : exchange.call.method
    let refusal = asRefusal(error, control)
    let entry = refusal && catalogue[refusal.code]
    if (!refusal || !entry) {
      parts.onFault(refusal ? new Error(`no entry for refusal code ${refusal.code}`) : error, about)
      refusal = new Refusal('internal', { about })
      entry = catalogue['internal'] as NonNullable<typeof entry>
    }
    const allow =
      refusal.code === 'method_not_allowed' ? { allow: String(refusal.facts['allow']) } : undefined
    return { status: entry.status, text: errorBody(refusal, entry, control), type: JSON_TYPE, headers: allow }
  }

  const answered = async (exchange: Exchange, work: () => Promise<Outcome>): Promise<Outcome> => {
    let outcome: Outcome
    try {
      outcome = await work()
    } catch (error) {
      outcome = refused(exchange, error)
    }
    if (!parts.validateResponses || !exchange.facts) return outcome
    const problem = await brokenAnswer(exchange.facts, outcome)
    if (problem === undefined) return outcome
    const operation = exchange.facts.id
    parts.onFault(new Error(`${operation} answered ${outcome.status}: ${problem}`), operation)
    return refused(exchange, new Refusal('broken_answer', { operation, problem }))
  }

  return {
    async handle(call) {
      const started = wall.now()
      const exchange = newExchange(call, placeOf(call))
      const outcome = await answered(exchange, () => answer(exchange))
      if (exchange.place.scope !== 'control') {
        parts.journal.record(exchange.sandbox, requestEntry(exchange, outcome, wall.now() - started))
      }
      return replyOf(exchange, outcome)
    },

    async perform(sandbox, cause, { api, operation, params = {}, query = {}, body }) {
      const facts = byName.get(`${api} ${operation}`)
      if (!facts) throw new Error(`There is no operation ${operation} in the api ${api}.`)
      const text = body === undefined ? '' : JSON.stringify(body)
      const call: Call = { method: facts.method, target: facts.path, headers: {} }
      const exchange = newExchange(call, { scope: api, path: facts.path, query: '' })
      exchange.facts = facts
      exchange.sandbox = sandbox
      exchange.body = text === '' ? NO_BODY : { text, value: JSON.parse(text) }
      const outcome = await answered(exchange, async () => {
        exchange.organization_id = await parts.runner.read(
          sandbox,
          async (world) => world.setting.organization_id,
        )
        return run(exchange, { facts, params }, rawQuery(query), cause)
      })
      return { status: outcome.status, body: outcome.text === undefined ? undefined : parsed(outcome) }
    },
  }
}

function allowed(methods: readonly string[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}

/** A token whose sandbox has gone meanwhile is a token that is no longer valid. */
function asRefusal(error: unknown, control: boolean): Refusal | undefined {
  if (!(error instanceof Refusal)) return undefined
  return error.code === 'sandbox_not_found' && !control ? new Refusal('unauthorized') : error
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
