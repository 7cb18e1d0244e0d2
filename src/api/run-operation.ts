import type { Cause } from '../kernel/event.ts'
import { Refusal } from '../kernel/failure.ts'
import { type Outcome, outcomeOf } from './content.ts'
import type { EdgeParts } from './edge-parts.ts'
import type { Exchange } from './exchange.ts'
import { createKeptTexts, type TextOf } from './kept-texts.ts'
import type { RawQuery } from './query.ts'
import type { Match } from './router.ts'
import type { UnknownFieldsMode } from './unknown-fields.ts'
import { checkRequest } from './validation.ts'

export type RunOperation = (
  exchange: Exchange,
  match: Match,
  query: RawQuery,
  cause: Cause,
  mode: UnknownFieldsMode,
) => Promise<Outcome>

/** The text of what a command has just made: it mostly changes again before it is read, so nothing is kept of it. */
const newText: TextOf = (view, record) => JSON.stringify(view.of(record))

/** Checks a request and runs its operation. The function made here throws Refusals, and defects as they come. */
export function createRunOperation({
  operations,
  runner,
}: Pick<EdgeParts, 'operations' | 'runner'>): RunOperation {
  const textOf = createKeptTexts()
  return async (exchange, { facts, params }, rawQuery, cause, mode) => {
    const operation = operations[facts.api][facts.id]
    if (!operation) {
      throw new Refusal('not_built', { operation: facts.id, method: facts.method, path: facts.path })
    }
    const { body, call, sandbox, organization_id } = exchange
    const { query } = await checkRequest(facts, { params, query: rawQuery, body }, mode, (unknown) => {
      exchange.unknown = unknown
    })
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
      return runner.read(sandbox, async (world) => {
        exchange.at = world.now
        return outcomeOf(await reads(input, world), textOf)
      })
    }
    if (writes) {
      return runner.write(sandbox, cause, async (unit) => {
        exchange.at = unit.now
        return outcomeOf(await writes(input, unit), newText)
      })
    }
    if (serves) return outcomeOf(await serves(input), textOf)
    throw new Error(`${facts.api} ${facts.id} has neither reads, writes nor serves`)
  }
}
