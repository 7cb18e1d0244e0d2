import type { Stored } from '../kernel/record.ts'
import { atOnce, inTurns } from '../kernel/steps.ts'
import { type Commit, CommitConflict, type Found, type Store } from '../kernel/store.ts'
import type { Owner } from './chunks.ts'
import { committed, committedOwn, EMPTY, eventsAfter, type Root } from './memory-root.ts'

interface Living {
  readonly root: Root
  /** Marks what of the root nobody else sees; another one as soon as somebody keeps the root. */
  owner: Owner
  /**
   * Records of this root by kind and id, filled as they are read and written: a lookup costs a Map's instead of a search
   * with a text made for it.
   */
  readonly hot: Map<string, Map<string, Stored>>
}

/** Work on more records than this lets others in. */
const LARGE = 500

const NONE: Promise<undefined> = Promise.resolve(undefined)
const NOTHING: Found = { records: [], total: 0 }

/**
 * The default store: roots in memory that nobody changes once somebody keeps them. Checkpoint, restore and copying a sandbox cost the same at any size.
 * Records, jobs and events are frozen when committed: changing one that was handed out throws a TypeError.
 */
export function createMemoryStore(): Store {
  const sandboxes = new Map<string, Living>()
  const checkpoints = new Map<string, Map<string, Root>>()
  const rootOf = (sandbox: string): Root => sandboxes.get(sandbox)?.root ?? EMPTY

  return {
    head: (sandbox) => rootOf(sandbox).head,

    get(sandbox, kind, id) {
      const living = sandboxes.get(sandbox)
      return living && recall(living, kind, id)
    },

    getMany(sandbox, kind, ids) {
      const living = sandboxes.get(sandbox)
      return living ? ids.map((id) => recall(living, kind, id)) : ids.map(() => undefined)
    },

    find(sandbox, find) {
      const shelf = rootOf(sandbox).shelves.get(find.kind)
      if (!shelf) return NOTHING
      const found = shelf.found(find)
      if (found) return found
      const steps = shelf.find(find)
      return shelf.size > LARGE ? inTurns(steps) : atOnce(steps)
    },

    commit(sandbox, commit) {
      const living = sandboxes.get(sandbox)
      const root = living?.root ?? EMPTY
      if (root.head.revision !== commit.from.revision || root.head.sequence !== commit.from.sequence) {
        return Promise.reject(new CommitConflict(sandbox))
      }
      if (commit.puts.length + commit.removes.length <= LARGE) {
        const owner = living?.owner ?? {}
        const next = committedOwn(root, commit, owner)
        sandboxes.set(sandbox, { root: next, owner, hot: warmed(living, commit) })
        return undefined
      }
      kept(living)
      return inTurns(committed(root, commit)).then((next) => {
        if (sandboxes.get(sandbox) !== living) throw new CommitConflict(sandbox)
        sandboxes.set(sandbox, { root: next, owner: {}, hot: cooled(living, commit) })
        return undefined
      })
    },

    nextJob(sandbox, until) {
      const job = rootOf(sandbox).queue.at(0)
      return job && job.due <= until ? job : undefined
    },

    jobs(sandbox) {
      const { queue } = rootOf(sandbox)
      return Promise.resolve(queue.slice(0, queue.size))
    },

    consequences: (sandbox) => rootOf(sandbox).consequences,

    events: (sandbox, after, limit) => Promise.resolve(eventsAfter(rootOf(sandbox), after, limit)),

    checkpoint(sandbox, name) {
      const named = checkpoints.get(sandbox) ?? new Map<string, Root>()
      kept(sandboxes.get(sandbox))
      checkpoints.set(sandbox, named.set(name, rootOf(sandbox)))
      return NONE
    },

    restore(target, source, name) {
      const root = checkpoints.get(source)?.get(name)
      if (!root) return Promise.resolve(false)
      const revision = Math.max(rootOf(target).head.revision, root.head.revision) + 1
      sandboxes.set(target, {
        root: { ...root, head: { ...root.head, revision } },
        owner: {},
        hot: new Map(),
      })
      return Promise.resolve(true)
    },

    drop(sandbox) {
      sandboxes.delete(sandbox)
      checkpoints.delete(sandbox)
      return NONE
    },

    close() {
      sandboxes.clear()
      checkpoints.clear()
      return NONE
    },
  }
}

/** From now on somebody else looks at the root too: nothing of it is changed in place any more. */
function kept(living: Living | undefined): void {
  if (living) living.owner = {}
}

/** Whoever has written a record soon reads it. */
function warmed(living: Living | undefined, { removes, puts }: Commit): Living['hot'] {
  const hot: Living['hot'] = living?.hot ?? new Map()
  for (const { kind, id } of removes) hot.get(kind)?.delete(id)
  for (const { kind, id, record } of puts) ofKind(hot, kind).set(id, record)
  return hot
}

/** Of so many records nobody reads all soon. */
function cooled(living: Living | undefined, { removes, puts }: Commit): Living['hot'] {
  const hot: Living['hot'] = living?.hot ?? new Map()
  for (const { kind } of removes) hot.delete(kind)
  for (const { kind } of puts) hot.delete(kind)
  return hot
}

function ofKind(hot: Living['hot'], kind: string): Map<string, Stored> {
  const known = hot.get(kind)
  if (known) return known
  const made = new Map<string, Stored>()
  hot.set(kind, made)
  return made
}

function recall({ root, hot }: Living, kind: string, id: string): Stored | undefined {
  const near = hot.get(kind)?.get(id)
  if (near) return near
  const record = root.shelves.get(kind)?.get(id)
  if (record) ofKind(hot, kind).set(id, record)
  return record
}
