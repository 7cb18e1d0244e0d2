import { type Eventually, rescued, when } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import { JSON_TYPE, type Outcome } from './content.ts'
import type { EdgeParts } from './edge-parts.ts'
import { errorBody } from './error-body.ts'
import type { Exchange } from './exchange.ts'
import { brokenAnswer } from './response-validation.ts'

type Work = () => Eventually<Outcome>
export type Answered = (exchange: Exchange, work: Work) => Eventually<Outcome>

/**
 * Turns whatever comes of a piece of work into an answer: refusals as the catalogue says, anything else thrown into a 500
 * that tells nothing of it. Never throws.
 */
export function createAnswered({
  catalogue,
  onFault,
  validateResponses,
}: Pick<EdgeParts, 'catalogue' | 'onFault' | 'validateResponses'>): Answered {
  const refused = (exchange: Exchange, error: unknown): Outcome => {
    const control = exchange.place.scope === 'control'
    let refusal = asRefusal(error, control)
    let entry = refusal && catalogue[refusal.code]
    if (!refusal || !entry) {
      const about = exchange.facts ? `${exchange.facts.api} ${exchange.facts.id}` : exchange.call.method
      onFault(refusal ? new Error(`The catalogue has no refusal code ${refusal.code}.`) : error, about)
      refusal = new Refusal('internal', { about })
      entry = catalogue['internal'] as NonNullable<typeof entry>
    }
    const allow = refusal.facts['allow']
    const headers = allow === undefined ? undefined : { allow: String(allow) }
    return { status: entry.status, text: errorBody(refusal, entry, control), type: JSON_TYPE, headers }
  }

  const checked = async (exchange: Exchange, outcome: Outcome): Promise<Outcome> => {
    if (!exchange.facts) return outcome
    const problem = await brokenAnswer(exchange.facts, outcome)
    if (problem === undefined) return outcome
    const operation = exchange.facts.id
    onFault(new Error(`${operation} answered ${outcome.status}: ${problem}`), operation)
    return refused(exchange, new Refusal('broken_answer', { operation, problem }))
  }

  return (exchange, work) => {
    const answer = rescued(work, (error) => refused(exchange, error))
    if (!validateResponses) return answer
    return when(answer, (outcome) =>
      // What a fault answers in the operation's place need not be in the contract.
      exchange.strike?.instead
        ? outcome
        : checked(exchange, outcome).catch((error) => refused(exchange, error)),
    )
  }
}

/** A token whose sandbox has gone meanwhile is a token that is no longer valid. */
function asRefusal(error: unknown, control: boolean): Refusal | undefined {
  if (!(error instanceof Refusal)) return undefined
  return error.code === 'sandbox_not_found' && !control ? new Refusal('unauthorized') : error
}
