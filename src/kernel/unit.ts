import type { Cause, DomainEvent, NewEvent } from './event.ts'
import { type Eventually, when } from './eventually.ts'
import type { Departure } from './flight.ts'
import { uuidFrom } from './identity.ts'
import type { Instant } from './instant.ts'
import type { Job, JobRef, NewJob } from './job.ts'
import { changedRecord, defineKind, freshRecord, type Kind, type Stored } from './record.ts'
import { createStaging } from './staging.ts'
import type { Commit, Head, Store } from './store.ts'
import { type Setting, type World, worldOf } from './world.ts'

/** How often a natural key has been used: the ordinal that keeps two equal records' ids apart. */
export interface Ordinal extends Stored {
  readonly count: number
}

export const ordinals = defineKind<Ordinal>()({ name: '@ordinal', model: 'Ordinal', indexes: {} })

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
  /** Sends something to the outside, once this is committed. */
  dispatch(departure: Departure): void
  /** What a rule asked for. */
  apply(changes: Changes): void
}

/** What the runner needs of a unit besides what commands see. */
export interface OpenUnit {
  readonly unit: Unit
  /** Events emitted so far, in order; reactions to the n-th may append more. */
  readonly emitted: readonly DomainEvent[]
  /** What is to be sent once it is committed. */
  readonly departures: readonly Departure[]
  /** Told which event is reacted to from now on: it is the reason of what the reaction schedules. */
  reactTo(event: DomainEvent): void
  /** Nothing to commit. */
  readonly untouched: boolean
  toCommit(): Eventually<Commit>
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
  const staging = createStaging(store, sandbox)
  const emitted: DomainEvent[] = []
  const departures: Departure[] = []
  const alike = new Map<string, number>()
  const schedule = new Map<string, Job>()
  const unschedule = new Map<string, JobRef>()
  let sequence = at.head.sequence
  let reactedTo: DomainEvent | undefined
  let emittedBefore = 0

  const world = worldOf(sandbox, at.now, at.setting, staging.get, staging.find)
  const unit: Unit = {
    ...world,
    cause: at.cause,
    async newId(kind, naturalKey) {
      const counterId = `${kind.name}\0${naturalKey}`
      const stored = await world.get(ordinals, counterId)
      // Looked at again after waiting: two ids asked for at once must not get one ordinal.
      const own = staging.staged(ordinals.name, counterId)
      const counter = own ? (own.record as Ordinal) : stored
      const next = counter
        ? changedRecord(counter, { count: counter.count + 1 }, at.now)
        : freshRecord(counterId, at.now, { count: 1 })
      staging.stage(ordinals as unknown as Kind<Stored>, counterId, next)
      return uuidFrom(at.setting.seed, kind.name, naturalKey, counter?.count ?? 0)
    },
    async create<R extends Stored>(kind: Kind<R, string>, naturalKey: string, fields: Omit<R, keyof Stored>) {
      const id = await unit.newId(kind as unknown as Kind<never, string>, naturalKey)
      return unit.put(kind, freshRecord(id, at.now, fields) as unknown as R)
    },
    change: (kind, record, patch) => unit.put(kind, changedRecord(record, patch, at.now)),
    put(kind, record) {
      staging.stage(kind as unknown as Kind<Stored>, record.id, record)
      return record
    },
    remove: (kind, record) => staging.stage(kind as unknown as Kind<Stored>, record.id, undefined),
    emit(event) {
      sequence += 1
      const { type, subject } = event
      // The subject's version tells this event from the same one at another time, whatever else has happened.
      const version = staging.staged(subject.kind, subject.id)?.record?.version
      const occasion = version ?? `${at.now} ${originOf(at.cause)}`
      const likeness = [type, subject.kind, subject.id, occasion].join('\0')
      const ordinal = alike.get(likeness) ?? 0
      alike.set(likeness, ordinal + 1)
      const id = uuidFrom(at.setting.seed, 'event', type, subject.id, occasion, ordinal)
      emitted.push({ ...event, id, sequence, at: at.now, cause: at.cause })
    },
    schedule(job) {
      sequence += 1
      const key = `${job.type}\u0000${job.key}`
      // What the rule or reaction said itself last, else what it reacts to.
      const reason = (emitted.length > emittedBefore ? emitted.at(-1) : reactedTo)?.id
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
    dispatch: (departure) => departures.push(departure),
    apply(changes) {
      for (const { kind, record } of changes.put ?? [])
        staging.stage(kind as unknown as Kind<Stored>, record.id, record)
      for (const event of changes.events ?? []) unit.emit(event)
      for (const job of changes.unschedule ?? []) unit.unschedule(job)
      for (const job of changes.jobs ?? []) unit.schedule(job)
    },
  }

  return {
    unit,
    emitted,
    departures,
    reactTo(event) {
      reactedTo = event
      emittedBefore = emitted.length
    },
    get untouched() {
      return staging.untouched && emitted.length === 0 && schedule.size === 0 && unschedule.size === 0
    },
    toCommit: () =>
      when(staging.rows(), ({ puts, removes }) => ({
        puts,
        removes,
        from: at.head,
        to: { revision: at.head.revision + 1, sequence },
        events: emitted,
        schedule: [...schedule.values()],
        unschedule: [...unschedule.values()],
      })),
  }
}

/** What tells two occasions of one moment apart: the request or job that it goes back to. */
function originOf(cause: Cause): string {
  if (cause.by === 'request') return cause.request
  return cause.by === 'job' ? `${cause.job} ${cause.key}` : cause.by
}
