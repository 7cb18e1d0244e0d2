import { DEFAULT_SANDBOX } from '../kernel/world.ts'
import type { EdgeParts } from './edge-parts.ts'
import type { Exchange } from './exchange.ts'
import type { OperationFacts } from './operation-facts.ts'

export interface Callers {
  /** Finds out whose call it is. @throws Refusal when it may not be made */
  identify(exchange: Exchange, facts: OperationFacts): Promise<void>
  /** For a call that no operation answers: nothing is refused, but the caller looks for the mistake in its own journal. */
  guess(exchange: Exchange): Promise<void>
}

/** Assigns calls to sandboxes and numbers them there. */
export function createCallers({
  authenticate,
  guardControl,
  journal,
}: Pick<EdgeParts, 'authenticate' | 'guardControl' | 'journal'>): Callers {
  const number = (exchange: Exchange) => {
    // Control calls are not in the journal.
    if (exchange.place.scope !== 'control') exchange.id = journal.nextId(exchange.sandbox)
  }

  return {
    async identify(exchange, facts) {
      try {
        if (facts.api === 'control') {
          exchange.sandbox = await guardControl(exchange.call, facts.id)
        } else if (facts.secured) {
          const { sandbox, organization_id } = await authenticate(exchange.call)
          exchange.sandbox = sandbox
          exchange.organization_id = organization_id
        }
      } finally {
        number(exchange)
      }
    },

    async guess(exchange) {
      if (exchange.place.scope !== 'control' && exchange.call.headers['authorization'] !== undefined) {
        exchange.sandbox = await authenticate(exchange.call).then(
          ({ sandbox }) => sandbox,
          () => DEFAULT_SANDBOX,
        )
      }
      number(exchange)
    },
  }
}
