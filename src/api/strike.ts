import type { Outcome } from './content.ts'
import type { Exchange } from './exchange.ts'
import type { Reply } from './operation.ts'
import type { OperationFacts } from './operation-facts.ts'

/** What goes wrong with one call because somebody has asked for it. */
export interface Strike {
  /** The id of the fault; `header` where the call itself asked for it. */
  readonly fault: string
  readonly kind: string
  /** The answer in place of the operation's, which is not performed then. @throws Refusal where the catalogue has the answer */
  readonly instead?: () => Outcome
  /** Makes of the finished answer what goes out, in its own time. Never throws. */
  readonly send: (reply: Reply) => Promise<Reply>
}

/**
 * What strikes a call, undefined where nothing does. Without a promise where nobody has asked for anything: that costs every
 * call a look into an empty table and no more. @throws Refusal for a header that asks for what there is not
 */
export type StrikeOf = (exchange: Exchange, facts: OperationFacts) => Promise<Strike | undefined> | undefined
