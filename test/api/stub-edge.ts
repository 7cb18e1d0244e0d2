import { createEdge, type Edge } from '../../src/api/dispatch.ts'
import type { AnyOperation, EdgeParts } from '../../src/api/edge-parts.ts'
import { edgeRefusals } from '../../src/api/error-catalogue.ts'
import type { ApiName, Call, Reply } from '../../src/api/operation.ts'
import { Refusal } from '../../src/kernel/failure.ts'
import type { RequestEntry } from '../../src/kernel/journal.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import type { Wall } from '../../src/kernel/wall.ts'
import type { World } from '../../src/kernel/world.ts'

export const ORGANIZATION = '5d7f9a1c-0b2e-4c3d-8e4f-6a7b8c9d0e1f'
export const NOON = Date.parse('2026-01-05T12:00:00Z')

const stillWall: Wall = { now: () => NOON, after: () => () => {}, breathe: async () => {} }

type Operations = { readonly [A in ApiName]?: Readonly<Record<string, AnyOperation>> }

export interface Stub {
  readonly edge: Edge
  readonly journal: { readonly sandbox: string; readonly entry: RequestEntry }[]
  readonly faults: unknown[]
  send(method: string, target: string, options?: Sent): Promise<Answered>
}

export interface Sent {
  readonly body?: unknown
  /** The body's bytes or text, instead of `body` as JSON. */
  readonly raw?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly oversized?: boolean
}

export interface Answered extends Reply {
  readonly json: unknown
}

/** An edge over operations of the test's own: no store, and every token but `Bearer good` is refused. */
export function stubEdge(operations: Operations, settings: Partial<EdgeParts> = {}): Stub {
  const journal: Stub['journal'] = []
  const faults: unknown[] = []
  const world = { now: NOON, setting: { organization_id: ORGANIZATION } }
  const edge = createEdge({
    operations: { fulfillment: {}, tracking: {}, carrier: {}, accounts: {}, control: {}, ...operations },
    runner: {
      read: async (_sandbox, look) => look(world as World),
      write: async (_sandbox, _cause, decide) => decide(world as Unit),
    },
    authenticate: async (call) => {
      if (call.headers['authorization'] !== 'Bearer good') throw new Refusal('unauthorized')
      return { sandbox: 'mine', organization_id: ORGANIZATION }
    },
    guardControl: async () => 'default',
    journal: {
      nextId: (sandbox) => `req_${journal.filter((one) => one.sandbox === sandbox).length + 1}`,
      record: (sandbox, entry) => journal.push({ sandbox, entry }),
    },
    wall: stillWall,
    unknownFields: 'warn',
    validateResponses: false,
    onFault: (error) => faults.push(error),
    catalogue: edgeRefusals,
    ...settings,
  })
  return {
    edge,
    journal,
    faults,
    async send(method, target, options = {}) {
      const reply = await edge.handle(callOf(method, target, options))
      return { ...reply, json: typeof reply.body === 'string' ? parsed(reply.body) : undefined }
    },
  }
}

function callOf(method: string, target: string, { body, raw, headers, oversized }: Sent): Call {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  return {
    method,
    target,
    headers: { authorization: 'Bearer good', 'content-type': 'application/json', ...headers },
    body: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    ...(oversized && { oversized }),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An operation that answers what it was called with. */
export function echo(status = 200): AnyOperation {
  return {
    level: 'stored',
    serves: async ({ params, query, body, text, sandbox, organization_id }: Record<string, unknown>) => ({
      status,
      content: { json: { params, query, body, text, sandbox, organization_id } },
    }),
  } as AnyOperation
}
