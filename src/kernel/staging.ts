import { createBreath } from './breath.ts'
import type { Eventually } from './eventually.ts'
import { overlaid } from './overlay.ts'
import type { Kind, Stored } from './record.ts'
import { keysAt, rowKeys } from './row-keys.ts'
import { atOnce, inTurns } from './steps.ts'
import type { Commit, Find, Found, Row, Store } from './store.ts'

/** The records a unit of work has changed so far, and reads that see the last commit with these changes laid over it. */
export interface Staging {
  get(kind: Kind<Stored>, id: string): Eventually<Stored | undefined>
  find(kind: Kind<Stored>, find: Find): Eventually<Found>
  /** Puts a record, or removes it when there is none. */
  stage(kind: Kind<Stored>, id: string, record: Stored | undefined): void
  /** What was staged under an id: without a record when it was removed, undefined when it was not touched. */
  staged(kind: string, id: string): { readonly record: Stored | undefined } | undefined
  readonly untouched: boolean
  rows(): Eventually<Pick<Commit, 'puts' | 'removes'>>
}

/** Which staged records stand or stood under a key of an index: found out when somebody looks there, mostly never. */
interface Concerned {
  readonly byKey: Map<string, Set<string>>
  /** How far of the log it has come. */
  seen: number
}

/** What is staged of one kind. */
interface StagedKind {
  readonly kind: Kind<Stored>
  /** By id; undefined once removed. */
  readonly records: Map<string, Stored | undefined>
  /** The ids, each time one was staged. */
  readonly log: string[]
  /** The store's own versions of them, as far as looked up. */
  readonly before: Map<string, Stored>
  /** How far of the log the store's versions are known. */
  lookedUp: number
  readonly indexes: Map<string, Concerned>
}

/** How many of the store's versions are asked for at once. */
const MANY = 1_000

export function createStaging(store: Store, sandbox: string): Staging {
  const kinds = new Map<string, StagedKind>()

  const lookUp = async (staged: StagedKind) => {
    const breath = createBreath()
    while (staged.lookedUp < staged.log.length) {
      const upTo = Math.min(staged.lookedUp + MANY, staged.log.length)
      const stored = await store.getMany(sandbox, staged.kind.name, staged.log.slice(staged.lookedUp, upTo))
      for (const record of stored) if (record) staged.before.set(record.id, record)
      staged.lookedUp = Math.max(staged.lookedUp, upTo)
      await breath()
    }
  }

  const findStaged = async (staged: StagedKind, find: Find) => {
    await lookUp(staged)
    const own = (await concerned(staged, find.index)).get(find.key)
    if (!own) return store.find(sandbox, find)
    const { before, records } = staged
    const changes = [...own].map((id) => ({ before: before.get(id), after: records.get(id) }))
    return overlaid(staged.kind, find, changes, (window) => store.find(sandbox, window))
  }

  return {
    // What is not staged is the store's answer as it is.
    get(kind, id) {
      const own = kinds.get(kind.name)?.records
      return own?.has(id) ? own.get(id) : store.get(sandbox, kind.name, id)
    },

    find(kind, find) {
      const staged = kinds.get(kind.name)
      return staged ? findStaged(staged, find) : store.find(sandbox, find)
    },

    stage(kind, id, record) {
      const staged = member(kinds, kind.name, () => newKind(kind))
      staged.records.set(id, record)
      staged.log.push(id)
    },

    staged(kind, id) {
      const records = kinds.get(kind)?.records
      return records?.has(id) ? { record: records.get(id) } : undefined
    },

    get untouched() {
      return kinds.size === 0
    },

    rows() {
      let count = 0
      for (const { records } of kinds.values()) count += records.size
      return count > MANY ? inTurns(rowsOf(kinds)) : atOnce(rowsOf(kinds))
    },
  }
}

/** In steps between which others may be let in. */
function* rowsOf(kinds: ReadonlyMap<string, StagedKind>): Generator<void, Pick<Commit, 'puts' | 'removes'>> {
  const puts: Row[] = []
  const removes: { kind: string; id: string }[] = []
  for (const { kind, records } of kinds.values()) {
    for (const [id, record] of records) {
      if (record) puts.push({ kind: kind.name, id, record, keys: rowKeys(kind, record) })
      else removes.push({ kind: kind.name, id })
      yield
    }
  }
  return { puts, removes }
}

function newKind(kind: Kind<Stored>): StagedKind {
  return { kind, records: new Map(), log: [], before: new Map(), lookedUp: 0, indexes: new Map() }
}

/** The ids of staged records by the keys of one index, as they are and as they were in the store. */
async function concerned(staged: StagedKind, index: string): Promise<ReadonlyMap<string, Set<string>>> {
  const { kind, log, before, records } = staged
  const at = member(staged.indexes, index, (): Concerned => ({ byKey: new Map(), seen: 0 }))
  const breath = createBreath()
  while (at.seen < staged.lookedUp) {
    const id = log[at.seen] as string
    at.seen += 1
    for (const record of [before.get(id), records.get(id)]) {
      if (!record) continue
      for (const key of keysAt(kind, index, record)) member(at.byKey, key, () => new Set()).add(id)
    }
    const pause = breath()
    if (pause) await pause
  }
  return at.byKey
}

function member<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
