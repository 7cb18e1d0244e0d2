import type { Cause, DomainEvent, NewEvent } from './event.ts'
import { uuidFrom } from './identity.ts'
import type { Instant } from './instant.ts'
import type { Job, JobRef, NewJob } from './job.ts'
import { changedRecord, defineKind, freshRecord, type Kind, newestFirst, type Stored } from './record.ts'
import {
  type Commit,
  type Find,
  type Found,
  type Head,
  type Row,
  type RowKey,
  type Store,
  WHOLE,
} from './store.ts'
import { type Setting, type World, worldOf } from './world.ts'

/** How often a natural key has been used: the ordinal that keeps two equal records' ids apart. */
interface Ordinal extends Stored {
  readonly count: number
}

const ordinals = defineKind<Ordinal>()({ name: '@ordinal', model: 'Ordinal', indexes: {} })

/** Everything a rule may ask for at once; see the methods of the same names on {@link Unit}. */
export interface Changes {
  readonly put?: readonly { readonly kind: Kind<never, string>; readonly record: Stored }[]
  readonly events?: readonly NewEvent[]
  readonly jobs?: readonly NewJob[]
  readonly unschedule?: readonly JobRef[]
}

/**
 * One command's view of a sandbox: reads see the last commit and the unit's own changes, and everything changed is
 * committed together or not at all. A unit may be thrown away and decided again on fresh state (a commit conflict), so
 * nothing in it reaches the outside before the commit.
 */
export interface Unit extends World {
  readonly cause: Cause
  /** The id for a new record of this natural key: (seed, kind, key, how many had the key before). */
  newId(kind: Kind<never, string>, naturalKey: string): Promise<string>
  /** A new record with an id from its natural key. */
  create<R extends Stored>(
    kind: Kind<R, string>,
    naturalKey: string,
    fields: Omit<R, keyof Stored>,
  ): Promise<R>
  /** The record changed: next version, `modified` now. */
  change<R extends Stored>(kind: Kind<R, string>, record: R, patch: Partial<Omit<R, keyof Stored>>): R
  put<R extends Stored>(kind: Kind<R, string>, record: R): R
  remove<R extends Stored>(kind: Kind<R, string>, record: R): void
  emit(event: NewEvent): void
  schedule(job: NewJob): void
  unschedule(job: JobRef): void
  /** What a rule asked for. */
  apply(changes: Changes): void
}

/** What the runner needs of a unit besides what commands see. */
export interface OpenUnit {
  readonly unit: Unit
  /** Events emitted so far, in order; reactions to the n-th may append more. */
  readonly emitted: readonly DomainEvent[]
  /** Nothing to commit. */
  readonly untouched: boolean
  toCommit(): Commit
}

interface Staged {
  readonly kind: Kind<Stored>
  /** Undefined once removed. */
  readonly record: Stored | undefined
}

/** A rule's new or changed record, for {@link Changes.put}. */
export function putting<R extends Stored>(
  kind: Kind<R, string>,
  record: R,
): NonNullable<Changes['put']>[number] {
  return { kind: kind as unknown as Kind<never, string>, record }
}

export function openUnit(
  store: Store,
  sandbox: string,
  at: { now: Instant; head: Head; setting: Setting; cause: Cause },
): OpenUnit {
  const staged = new Map<string, Staged>()
  const emitted: DomainEvent[] = []
  const schedule = new Map<string, Job>()
  const unschedule = new Map<string, JobRef>()
  let sequence = at.head.sequence

  const stage = (kind: Kind<Stored>, id: string, record: Stored | undefined) => {
    staged.set(`${kind.name}\u0000${id}`, { kind, record })
  }

  const get = async (kind: Kind<Stored>, id: string) => {
    const own = staged.get(`${kind.name}\u0000${id}`)
    return own ? own.record : store.get(sandbox, kind.name, id)
  }

  const find = async (kind: Kind<Stored>, find: Find): Promise<Found> => {
    const own = await concerned(kind, find)
    if (own.length === 0) return store.find(sandbox, find)
    return overlaid(
      await store.find(sandbox, { ...find, offset: 0, limit: Number.MAX_SAFE_INTEGER }),
      own,
      find,
    )
  }

  /** The unit's own changes that enter or leave what is looked for: mostly none, and then a page costs a page. */
  const concerned = async (kind: Kind<Stored>, find: Find): Promise<readonly [string, Staged][]> => {
    const found: [string, Staged][] = []
    for (const [key, change] of staged) {
      if (change.kind.name !== kind.name) continue
      const before = await store.get(sandbox, kind.name, key.slice(kind.name.length + 1))
      if ((before && placeOf(kind, before, find)) || (change.record && placeOf(kind, change.record, find))) {
        found.push([key, change])
      }
    }
    return found
  }

  const world = worldOf(sandbox, at.now, at.setting, get, find)
  const unit: Unit = {
    ...world,
    cause: at.cause,
    async newId(kind, naturalKey) {
      const counterId = `${kind.name}\u0000${naturalKey}`
      const counter = await world.get(ordinals, counterId)
      const ordinal = counter?.count ?? 0
      stage(
        ordinals as unknown as Kind<Stored>,
        counterId,
        counter
          ? changedRecord(counter, { count: ordinal + 1 }, at.now)
          : freshRecord(counterId, at.now, { count: 1 } as Omit<Ordinal, keyof Stored>),
      )
      return uuidFrom(at.setting.seed, kind.name, naturalKey, ordinal)
    },
    async create<R extends Stored>(kind: Kind<R, string>, naturalKey: string, fields: Omit<R, keyof Stored>) {
      const id = await unit.newId(kind as unknown as Kind<never, string>, naturalKey)
      return unit.put(kind, freshRecord(id, at.now, fields) as unknown as R)
    },
    change: (kind, record, patch) => unit.put(kind, changedRecord(record, patch, at.now)),
    put(kind, record) {
      stage(kind as unknown as Kind<Stored>, record.id, record)
      return record
    },
    remove: (kind, record) => stage(kind as unknown as Kind<Stored>, record.id, undefined),
    emit(event) {
      sequence += 1
      const alike = emitted.filter(
        (other) => other.type === event.type && other.subject.id === event.subject.id,
      ).length
      const own = staged.get(`${event.subject.kind}\u0000${event.subject.id}`)
      emitted.push({
        ...event,
        // The subject's version tells this event from the same one at another time, whatever else has happened.
        id: uuidFrom(
          at.setting.seed,
          'event',
          event.type,
          event.subject.id,
          own?.record?.version ?? at.now,
          alike,
        ),
        sequence,
        at: at.now,
        cause: at.cause,
      })
    },
    schedule(job) {
      sequence += 1
      const key = `${job.type}\u0000${job.key}`
      const reason = emitted.at(-1)?.id
      unschedule.delete(key)
      schedule.set(key, {
        ...job,
        sequence,
        cause: at.cause,
        ...(reason === undefined ? {} : { event: reason }),
      })
    },
    unschedule(job) {
      const key = `${job.type}\u0000${job.key}`
      schedule.delete(key)
      unschedule.set(key, job)
    },
    apply(changes) {
      for (const { kind, record } of changes.put ?? [])
        stage(kind as unknown as Kind<Stored>, record.id, record)
      for (const event of changes.events ?? []) unit.emit(event)
      for (const job of changes.unschedule ?? []) unit.unschedule(job)
      for (const job of changes.jobs ?? []) unit.schedule(job)
    },
  }

  return {
    unit,
    emitted,
    get untouched() {
      return staged.size === 0 && emitted.length === 0 && schedule.size === 0 && unschedule.size === 0
    },
    toCommit() {
      const puts: Row[] = []
      const removes: { kind: string; id: string }[] = []
      for (const [key, { kind, record }] of staged) {
        if (record) puts.push({ kind: kind.name, id: record.id, record, keys: rowKeys(kind, record) })
        else removes.push({ kind: kind.name, id: key.slice(kind.name.length + 1) })
      }
      return {
        from: at.head,
        to: { revision: at.head.revision + 1, sequence },
        puts,
        removes,
        events: emitted,
        schedule: [...schedule.values()],
        unschedule: [...unschedule.values()],
      }
    },
  }
}

function rowKeys(kind: Kind<Stored>, record: Stored): RowKey[] {
  const keys: RowKey[] = [{ index: WHOLE, key: '', sort: (kind.sort ?? newestFirst)(record) }]
  for (const [index, { keys: keysOf, sort }] of Object.entries(
    kind.indexes as Record<string, Kind<Stored, 'x'>['indexes']['x']>,
  )) {
    for (const key of keysOf(record)) keys.push({ index, key, sort: (sort ?? newestFirst)(record) })
  }
  return keys
}

function placeOf(kind: Kind<Stored>, record: Stored, find: Find): RowKey | undefined {
  return rowKeys(kind, record).find((key) => key.index === find.index && key.key === find.key)
}

/** What the store found, with the unit's own changes laid over it. */
function overlaid(stored: Found, own: readonly [string, Staged][], find: Find): Found {
  const changed = new Set(own.map(([key]) => key))
  const entries: { record: Stored; sort: string }[] = []
  const kind = own[0]?.[1].kind as Kind<Stored>
  const entry = (record: Stored) => {
    const at = placeOf(kind, record, find)
    if (at) entries.push({ record, sort: at.sort })
  }
  for (const record of stored.records) if (!changed.has(`${kind.name}\u0000${record.id}`)) entry(record)
  for (const [, { record }] of own) if (record) entry(record)
  entries.sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0))
  if (find.reverse) entries.reverse()
  return {
    records: entries.slice(find.offset, find.offset + find.limit).map(({ record }) => record),
    total: entries.length,
  }
}
