import { Buffer } from 'node:buffer'
import type { Instant } from '../kernel/instant.ts'
import type { RequestEntry } from '../kernel/journal.ts'
import { DEFAULT_SANDBOX } from '../kernel/world.ts'
import { type Body, NO_BODY } from './body.ts'
import type { Outcome } from './content.ts'
import type { Call, Reply } from './operation.ts'
import type { OperationFacts } from './operation-facts.ts'
import type { Place } from './place.ts'
import type { Strike } from './strike.ts'
import { inWords, type UnknownField, unknownFieldsHeader } from './unknown-fields.ts'

/** What becomes known of a call while it is answered. */
export interface Exchange {
  readonly call: Call
  readonly place: Place
  facts: OperationFacts | undefined
  sandbox: string
  organization_id: string
  /** In the journal; empty for a control call, which is not in it. */
  id: string
  /** Virtual time; null when no sandbox's clock was read. */
  at: Instant | null
  body: Body
  unknown: readonly UnknownField[]
  nearest: string | undefined
  /** What goes wrong with it on purpose. */
  strike: Strike | undefined
}

export function newExchange(call: Call, place: Place): Exchange {
  return {
    call,
    place,
    facts: undefined,
    sandbox: DEFAULT_SANDBOX,
    organization_id: '',
    id: '',
    at: null,
    body: NO_BODY,
    unknown: [],
    nearest: undefined,
    strike: undefined,
  }
}

export function requestEntry(
  exchange: Exchange,
  outcome: Outcome,
  sent: Reply,
  duration_ms: number,
): RequestEntry {
  const { call, facts, body, unknown, nearest, strike } = exchange
  // A token is a credential, and the journal is read by whoever may read the control API.
  const isToken = facts?.api === 'accounts' && outcome.status === 200
  return {
    id: exchange.id,
    at: exchange.at,
    method: call.method,
    path: call.target,
    status: sent.transport?.does === 'drop' ? NONE_SENT : sent.status,
    duration_ms,
    ...(facts && { api: facts.api, operation: facts.id }),
    ...(body.text !== '' && { request_body: body.text }),
    ...(outcome.text !== undefined && !isToken && { response_body: outcome.text }),
    ...(unknown.length > 0 && { unknown_fields: unknown.map(inWords) }),
    ...(nearest !== undefined && { nearest }),
    ...(strike && { fault: appliedFault(strike, outcome) }),
  }
}

/** In place of a status, where a fault let no answer go out. */
const NONE_SENT = 0

function appliedFault(
  { fault, kind, instead }: Strike,
  { status }: Outcome,
): NonNullable<RequestEntry['fault']> {
  const performed = instead === undefined
  return { id: fault, kind, performed, answered: performed ? status : null }
}

export function replyOf(exchange: Exchange, { status, text, type, headers: more }: Outcome): Reply {
  const headers: Record<string, string> = {}
  if (text !== undefined) {
    headers['content-type'] = type
    headers['content-length'] = String(Buffer.byteLength(text))
  } else if (status !== 204) {
    headers['content-length'] = '0'
  }
  if (exchange.id !== '') headers['x-mock-noyo-request-id'] = exchange.id
  if (exchange.unknown.length > 0)
    headers['x-mock-noyo-unknown-fields'] = unknownFieldsHeader(exchange.unknown)
  if (exchange.nearest !== undefined) headers['x-mock-noyo-nearest'] = exchange.nearest
  if (more) Object.assign(headers, more)
  return { status, headers, body: exchange.call.method === 'HEAD' ? undefined : text }
}
