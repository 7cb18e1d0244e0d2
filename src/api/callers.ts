import { type Eventually, rescued, when } from '../kernel/eventually.ts'
import { DEFAULT_SANDBOX } from '../kernel/world.ts'
import type { Caller, EdgeParts } from './edge-parts.ts'
import type { Exchange } from './exchange.ts'
import { namedSandbox, requireAgreement } from './named-sandbox.ts'
import type { OperationFacts } from './operation-facts.ts'

export interface Callers {
  /** Finds out whose call it is. @throws Refusal when it may not be made */
  identify(exchange: Exchange, facts: OperationFacts): Eventually<void>
  /** For a call that no operation answers: nothing is refused, but the caller looks for the mistake in its own journal. */
  guess(exchange: Exchange): Promise<void>
}

type CallerParts = Pick<
  EdgeParts,
  'authenticate' | 'ownerOfKey' | 'requireSandbox' | 'guardControl' | 'journal'
>

/** Assigns calls to sandboxes and numbers them there. */
export function createCallers(parts: CallerParts): Callers {
  const { authenticate, ownerOfKey, requireSandbox, guardControl, journal } = parts

  const number = (exchange: Exchange) => {
    // Control calls are not in the journal.
    if (exchange.place.scope !== 'control') exchange.id = journal.nextId(exchange.sandbox)
  }

  const identified = (exchange: Exchange, { api, id, secured }: OperationFacts): Eventually<void> => {
    const { call, place } = exchange
    if (api === 'control') {
      return when(guardControl(call, id, place.sandbox), (sandbox) => {
        exchange.sandbox = sandbox
      })
    }
    const isNamed = place.sandbox !== undefined || call.headers['x-mock-noyo-sandbox'] !== undefined
    return when(isNamed ? namedSandbox(exchange, requireSandbox) : undefined, (named) => {
      if (!secured) return unsecured(exchange, api === 'accounts', named)
      return when(authenticate(call), ({ sandbox, organization_id }) => {
        exchange.sandbox = sandbox
        exchange.organization_id = organization_id
        requireAgreement(sandbox, named, 'token')
      })
    })
  }

  const unsecured = (exchange: Exchange, hasKey: boolean, named: string | undefined) =>
    when(hasKey ? ownerOfKey?.(exchange.call) : undefined, (owner) => {
      exchange.sandbox = owner ?? named ?? DEFAULT_SANDBOX
      if (owner !== undefined) requireAgreement(owner, named, 'API key')
    })

  /** Whose journal a call belongs in that no operation answers. */
  const guessed = async (exchange: Exchange): Promise<string> => {
    const { call, place } = exchange
    if (call.headers['authorization'] !== undefined) {
      const caller = await rescued<Caller | undefined>(
        () => authenticate(call),
        () => undefined,
      )
      if (caller) return caller.sandbox
    }
    const named = place.sandbox === undefined ? undefined : namedSandbox(exchange, requireSandbox)
    return (await named?.catch(() => undefined)) ?? DEFAULT_SANDBOX
  }

  return {
    identify(exchange, facts) {
      const done = rescued(
        () => identified(exchange, facts),
        (error) => {
          number(exchange)
          throw error
        },
      )
      return when(done, () => number(exchange))
    },

    async guess(exchange) {
      if (exchange.place.scope !== 'control') exchange.sandbox = await guessed(exchange)
      number(exchange)
    },
  }
}
