import type { Eventually } from '../../src/kernel/eventually.ts'
import { fractionFrom } from '../../src/kernel/identity.ts'
import { CommitConflict, type Store } from '../../src/kernel/store.ts'

/** How often a commit is refused as if somebody else had been first. */
const REFUSED = 0.1

/** How often a call waits for timers and sockets too, not only for other promises. */
const SLOW = 0.05

/**
 * A store that is as unkind as a database may be: what goes in and comes out are copies, every call lets others go first,
 * and one commit in ten is refused. What passes on it leans on none of the memory store's habits. The seed says which
 * calls are slow and which commits are refused.
 */
export function reluctant(store: Store, seed: string): Store {
  let calls = 0
  let commits = 0

  const unhurried = async <T>(call: () => Eventually<T>): Promise<T> => {
    calls += 1
    if (fractionFrom(seed, 'slow', calls) < SLOW) await new Promise((resolve) => setImmediate(resolve))
    else await Promise.resolve()
    const answer = structuredClone(await call())
    await Promise.resolve()
    return answer
  }

  return {
    head: (sandbox) => unhurried(() => store.head(sandbox)),
    get: (sandbox, kind, id) => unhurried(() => store.get(sandbox, kind, id)),
    getMany: (sandbox, kind, ids) => unhurried(() => store.getMany(sandbox, kind, ids)),
    find: (sandbox, find) => unhurried(() => store.find(sandbox, find)),
    commit(sandbox, commit) {
      const copy = structuredClone(commit)
      commits += 1
      const refused = fractionFrom(seed, 'commit', commits) < REFUSED
      return unhurried(() =>
        refused ? Promise.reject(new CommitConflict(sandbox)) : store.commit(sandbox, copy),
      )
    },
    nextJob: (sandbox, until) => unhurried(() => store.nextJob(sandbox, until)),
    jobs: (sandbox) => unhurried(() => store.jobs(sandbox)),
    consequences: (sandbox) => unhurried(() => store.consequences(sandbox)),
    events: (sandbox, after, limit) => unhurried(() => store.events(sandbox, after, limit)),
    checkpoint: (sandbox, name) => unhurried(() => store.checkpoint(sandbox, name)),
    restore: (target, source, name) => unhurried(() => store.restore(target, source, name)),
    drop: (sandbox) => unhurried(() => store.drop(sandbox)),
    close: () => unhurried(() => store.close()),
  }
}
