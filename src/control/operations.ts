import type { Tokens } from '../accounts/tokens.ts'
import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import type { FaultBook } from '../faults/book.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Journal } from '../kernel/journal.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Store } from '../kernel/store.ts'
import type { Wall } from '../kernel/wall.ts'
import type { Sandboxes } from '../sandboxes/registry.ts'
import { clockOperations } from './clock.ts'
import { historyOperations } from './history.ts'
import { sandboxOperations } from './sandboxes.ts'

export interface ControlParts {
  readonly sandboxes: Sandboxes
  readonly tokens: Pick<Tokens, 'now'>
  readonly runner: Runner
  readonly store: Store
  readonly journal: Journal
  readonly faults?: Pick<FaultBook, 'forget'>
  readonly wall: Wall
  readonly version: string
  /** When this process began, by the wall. */
  readonly began: Instant
}

/** The operations of our own API that are built; those of other parts of the world join them in the list of all. */
export function controlOperations(parts: ControlParts) {
  const { sandboxes, tokens, runner, wall } = parts
  return {
    getHealth: {
      level: 'simulated',
      serves: async () => {
        const uptime_seconds = Math.max(0, wall.now() - parts.began) / 1000
        return ok(json({ status: 'ok' as const, version: parts.version, uptime_seconds }))
      },
    },

    getReady: {
      level: 'simulated',
      serves: async () => {
        if (sandboxes.isReady()) return ok(json({ status: 'ready' as const }))
        // Not an error: whoever waits for the server asks again. The one answer of ours above 204 that is no refusal.
        return { status: 503, content: { json: { status: 'loading' } } } as never
      },
    },

    ...clockOperations(runner),
    ...sandboxOperations(parts),
    ...historyOperations(parts),

    expireTokens: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        const now = await tokens.now(sandbox)
        return ok(json({ expired: await sandboxes.expireTokens(sandbox, now, body?.client_id) }))
      },
    },
  } satisfies Partial<OperationsOf<'control'>>
}
