import type { Instant } from '../kernel/instant.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Store } from '../kernel/store.ts'
import { readWhole, type Whole, writeWhole } from '../kernel/whole.ts'
import { BEGINNING } from './templates.ts'

/** Sandboxes out and in as a whole. */
export interface States {
  /** The sandbox at one moment, and what its clock showed then. */
  read(sandbox: string, kinds: readonly Kind<Stored>[]): Promise<{ whole: Whole; reading: Instant }>
  /** Puts it in the place of whatever world the sandbox has; written elsewhere first, so that nobody sees half of it. */
  put(sandbox: string, whole: Whole, kinds: readonly Kind<Stored>[]): Promise<void>
}

export function createStates(parts: {
  store: Store
  runner: Runner
  /** Keeps apart what processes write that share a store. */
  process: string
}): States {
  const { store, runner } = parts
  let made = 0

  return {
    read: (sandbox, kinds) =>
      runner.hold(sandbox, async () => ({
        whole: await readWhole(store, sandbox, kinds),
        reading: (await runner.clock(sandbox)).reading,
      })),

    async put(sandbox, whole, kinds) {
      made += 1
      const scratch = `@state-${parts.process}-${made}`
      try {
        await writeWhole(store, scratch, whole, kinds)
        await store.checkpoint(scratch, BEGINNING)
        // A document holds no subscriptions and nothing of what was sent to them: those of the sandbox stay.
        await runner.restore(sandbox, scratch, BEGINNING, {}, ['subscriptions', 'webhooks'])
      } finally {
        await runner.drop(scratch)
      }
    },
  }
}
