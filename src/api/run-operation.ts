import type { Cause } from '../kernel/event.ts'
import { type Eventually, when } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import { type Outcome, outcomeOf } from './content.ts'
import type { EdgeParts } from './edge-parts.ts'
import type { Exchange } from './exchange.ts'
import { createKeptTexts, type TextOf } from './kept-texts.ts'
import type { RawQuery } from './query.ts'
import type { Match } from './router.ts'
import type { UnknownFieldsMode } from './unknown-fields.ts'
import { checkRequest } from './validation.ts'
import { textThrough } from './view.ts'

export type RunOperation = (
  exchange: Exchange,
  match: Match,
  query: RawQuery,
  cause: Cause,
  mode: UnknownFieldsMode,
) => Eventually<Outcome>

/** The text of what a command has just made: it mostly changes again before it is read, so nothing is kept of it. */
const newText: TextOf = textThrough

/** Checks a request and runs its operation. The function made here throws Refusals, and defects as they come. */
export function createRunOperation({
  operations,
  runner,
}: Pick<EdgeParts, 'operations' | 'runner'>): RunOperation {
  const textOf = createKeptTexts()
  return (exchange, { facts, params }, rawQuery, cause, mode) => {
    const operation = operations[facts.api][facts.id]
    if (!operation) {
      throw new Refusal('not_built', { operation: facts.id, method: facts.method, path: facts.path })
    }
    const { body, call, sandbox, organization_id } = exchange
    const request = { params, query: rawQuery, body }
    const report = (unknown: Exchange['unknown']) => {
      exchange.unknown = unknown
    }
    return when(checkRequest(facts, request, mode, report), ({ query }): Eventually<Outcome> => {
      const input = {
        params,
        query,
        body: body.value,
        text: body.text,
        call,
        sandbox,
        organization_id,
      } as never
      const { reads, writes, serves } = operation
      // The answer's body is made inside the command: when that fails, nothing is committed.
      if (reads) {
        return runner.read(sandbox, (world) => {
          exchange.at = world.now
          return when(reads(input, world), (answer) => outcomeOf(answer, textOf))
        })
      }
      if (writes) {
        return runner.write(sandbox, cause, (unit) => {
          exchange.at = unit.now
          return when(writes(input, unit), (answer) => outcomeOf(answer, newText))
        })
      }
      if (serves) return when(serves(input), (answer) => outcomeOf(answer, textOf))
      throw new Error(`${facts.api} ${facts.id} has neither reads, writes nor serves`)
    })
  }
}
