import type { Edge } from './api/dispatch.ts'
import { operationFacts } from './api/generated/operations.ts'
import type { ApiName, Apis } from './api/generated/types.ts'
import type { AnswerOf, Input } from './api/operation.ts'
import { excerpt } from './kernel/excerpt.ts'
import { mask } from './kernel/masking.ts'
import { nearestName } from './kernel/nearest.ts'
import { SimulatorError } from './simulator-error.ts'

type OperationId<A extends ApiName> = keyof Apis[A] & string

/** What an operation is asked with. Numbers, booleans and lists of a query as such. */
export interface OperationAsk<O> {
  readonly params?: Input<O>['params']
  readonly query?: Input<O>['query']
  readonly body?: Input<O>['body']
}

/** What an operation answers when it succeeds. */
export type OperationAnswer<O> = BodyOf<AnswerOf<O>>

type BodyOf<A> = A extends { readonly body?: infer B } ? ([B] extends [never] ? undefined : B) : undefined

/** Performs an operation by its name: `perform('control', 'createFault', { body })`. */
export type PerformOperation = <A extends ApiName, Id extends OperationId<A>>(
  api: A,
  operation: Id,
  ask?: OperationAsk<Apis[A][Id]>,
) => Promise<OperationAnswer<Apis[A][Id]>>

/** @throws {SimulatorError} when it is refused, {TypeError} when there is no such operation or its path lacks a parameter */
export function performIn(edge: Pick<Edge, 'perform'>, sandbox: string): PerformOperation {
  return async (api, operation, ask = {}) => {
    checkNamed(api, operation, ask.params)
    const { status, body } = await edge.perform(
      sandbox,
      { by: 'control', operation },
      { api, operation, ...(ask as object) },
    )
    if (status < 400) return body as never
    throw refused(operation, status, body)
  }
}

function checkNamed(api: string, operation: string, params: object | undefined): void {
  const facts = operationFacts.find((one) => one.api === api && one.id === operation)
  if (!facts) {
    const near = nearestOperation(operation)
    throw new TypeError(
      `perform knows no operation ${excerpt(operation)} of the api ${excerpt(api)}.` +
        (near === undefined ? '' : ` The nearest is ${near}.`),
    )
  }
  for (const { name } of facts.params) {
    if (typeof (params as Record<string, unknown> | undefined)?.[name] === 'string') continue
    throw new TypeError(`perform: ${operation} (${facts.path}) needs params: { ${name}: '...' }.`)
  }
}

function nearestOperation(operation: string): string | undefined {
  const near = nearestName(
    operation,
    operationFacts.map(({ id }) => id),
  )
  const facts = operationFacts.find(({ id }) => id === near)
  return facts && `${facts.id} of ${facts.api}`
}

/** Our own API names the error; of Noyo's answers the status is what a program can go by. */
function refused(operation: string, status: number, body: unknown): SimulatorError {
  const { error } = Object(body) as { error?: { code: string; message: string } }
  if (error) return new SimulatorError(error.code, error.message)
  return new SimulatorError(
    `answered_${status}`,
    `${operation} was answered ${status}: ${mask(JSON.stringify(body))}`,
  )
}
