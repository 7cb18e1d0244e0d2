import type { Unit } from '../kernel/unit.ts'
import type { Ask } from './dispatch.ts'
import type { EdgeParts } from './edge-parts.ts'
import { operationFacts } from './generated/operations.ts'
import { checkRequest } from './validation.ts'

/** Performs an operation as part of a command that is under way: what it changes is committed with the rest. */
export type PerformWithin = (unit: Unit, ask: Ask) => Promise<void>

/**
 * The request is held against the contract as a call's would be, and names that the operation does not know are errors. The
 * function made here throws Refusals.
 *
 * @throws Error when there is no such operation, or it is none that changes a world
 */
export function createPerformWithin({ operations }: Pick<EdgeParts, 'operations'>): PerformWithin {
  const byName = new Map(operationFacts.map((facts) => [`${facts.api} ${facts.id}`, facts]))
  return async (unit, { api, operation, params = {}, body }) => {
    const facts = byName.get(`${api} ${operation}`)
    const { writes } = operations[api][operation] ?? {}
    if (!facts || !writes) throw new Error(`There is no command ${operation} in the api ${api}.`)
    const text = body === undefined ? '' : JSON.stringify(body)
    const value: unknown = text === '' ? undefined : JSON.parse(text)
    const request = { params, query: new Map<string, string[]>(), body: { text, value } }
    await checkRequest(facts, request, 'strict', () => undefined)
    const { organization_id } = unit.setting
    const call = { method: facts.method, target: facts.path, headers: {} }
    const input = { params, query: {}, body: value, text, call, sandbox: unit.sandbox, organization_id }
    await writes(input as never, unit)
  }
}
