import { uuidFrom } from './identity.ts'
import type { Instant } from './instant.ts'

/**
 * What every record has. Records are immutable: a change is a new object under the same id with a new `version`, so that
 * sandboxes, checkpoints and caches may share them.
 */
export interface Stored {
  readonly id: string
  readonly version: string
  readonly created: Instant
  readonly modified: Instant
}

export interface Index<R> {
  /** The keys this record is found under; none when it does not belong in the index. */
  readonly keys: (record: R) => readonly string[]
  /** The order among records of one key, compared as text; newest first unless given. */
  readonly sort?: (record: R) => string
}

/** A kind of record and the indexes it may be found by. A store knows nothing else about it. */
export interface Kind<R extends Stored, I extends string = string> {
  readonly name: string
  /** How an error calls one of these: `Group` in "Group not found with UUID ...". */
  readonly model: string
  readonly indexes: Readonly<Record<I, Index<R>>>
  /** The order of the kind's own list; newest first unless given. */
  readonly sort?: (record: R) => string
  /**
   * The fields that hold another record's id, with the kind or kinds it is of; only those that hold for as long as the record
   * is there. A place in lists is written `enrolled[].member_id`.
   */
  readonly refers?: Readonly<Record<string, string | readonly string[]>>
  /**
   * Belongs to the sandbox and not to its world, as what is told to an address outside does: neither its records nor the jobs
   * named after it (`webhook.give_up`) are part of the state.
   */
  readonly outside?: true
}

export function defineKind<R extends Stored>() {
  return <I extends string = never>(kind: Kind<R, I>): Kind<R, I> => kind
}

const LATEST = 9_999_999_999_999

/** Created descending, then id: the stable order of every published list. Assumed: the public documents show none. */
export function newestFirst(record: Stored): string {
  return `${String(LATEST - record.created).padStart(13, '0')}${record.id}`
}

/** A new record: its first version follows from its id. */
export function freshRecord<F extends object>(id: string, now: Instant, fields: F): F & Stored {
  return { ...fields, id, version: uuidFrom('version', id), created: now, modified: now }
}

/** The record made anew with these fields and no others, and the next version. */
export function replacedRecord<F extends object>(record: Stored, fields: F, now: Instant): F & Stored {
  return changedRecord(
    { ...fields, id: record.id, version: record.version, created: record.created, modified: now },
    {},
    now,
  )
}

/** The record with some fields changed and the next version, which follows from the one before. */
export function changedRecord<R extends Stored>(
  record: R,
  patch: Partial<Omit<R, keyof Stored>>,
  now: Instant,
): R {
  return { ...record, ...patch, version: uuidFrom('version', record.version), modified: now }
}
