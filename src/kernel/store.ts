import type { DomainEvent } from './event.ts'
import type { Eventually } from './eventually.ts'
import type { Instant } from './instant.ts'
import type { Job, JobRef } from './job.ts'
import type { Stored } from './record.ts'

/** One place a record is found at. */
export interface RowKey {
  readonly index: string
  readonly key: string
  readonly sort: string
}

export interface Row {
  readonly kind: string
  readonly id: string
  readonly record: Stored
  /** Every index entry of this version; replaces the entries of the version before. */
  readonly keys: readonly RowKey[]
}

export interface Find {
  readonly kind: string
  readonly index: string
  readonly key: string
  readonly offset: number
  readonly limit: number
  /** Last first. */
  readonly reverse?: boolean
}

export interface Found {
  readonly records: readonly Stored[]
  /** How many records the key has altogether. */
  readonly total: number
}

/** The two counters of a sandbox, which a commit moves. */
export interface Head {
  /** Goes up by one a commit; a commit that names another than the current one is refused. */
  readonly revision: number
  /** The last number given to an event or job. */
  readonly sequence: number
}

/** All that one command changes: stored together or not at all. */
export interface Commit {
  /** The head the unit of work started from. */
  readonly from: Head
  readonly to: Head
  /** One row a record. */
  readonly puts: readonly Row[]
  readonly removes: readonly { readonly kind: string; readonly id: string }[]
  readonly events: readonly DomainEvent[]
  readonly schedule: readonly Job[]
  readonly unschedule: readonly JobRef[]
}

/** Somebody else committed first: load again, decide again. */
export class CommitConflict extends Error {
  constructor(sandbox: string) {
    super(`sandbox ${sandbox} moved on while a command was being decided`)
    this.name = 'CommitConflict'
  }
}

export interface EventPage {
  readonly events: readonly DomainEvent[]
  /** How many older events were dropped to stay within the bounds. */
  readonly dropped: number
}

/** The name of the index that every kind has: the whole list under the empty key. */
export const WHOLE = '*'

/** How many events a sandbox keeps, by count and by the length of their JSON text. */
export const EVENTS_KEPT = 20_000
export const EVENT_BYTES_KEPT = 16 * 1024 * 1024

/**
 * Keeps the rows of every sandbox and nothing else: no rule, no clock of its own. Every implementation passes the one
 * suite in `test/stores`. Reads see the last commit and never wait for a writer. An unknown sandbox is an empty one at
 * revision 0. What a store can answer at once it may: whoever asks is to take a promise as well.
 */
export interface Store {
  head(sandbox: string): Eventually<Head>
  get(sandbox: string, kind: string, id: string): Eventually<Stored | undefined>
  /** Records under one key of one index in the index's order; costs the same however many records there are. */
  /** The records of many ids of one kind, in the ids' order, undefined where there is none. */
  getMany(sandbox: string, kind: string, ids: readonly string[]): Eventually<readonly (Stored | undefined)[]>
  find(sandbox: string, find: Find): Eventually<Found>
  /**
   * Readers see all of it or nothing, however long it takes.
   * @throws {CommitConflict} when the sandbox's head is not `commit.from`; nothing is changed then.
   */
  commit(sandbox: string, commit: Commit): Eventually<void>
  /** The earliest job by (due, sequence) that is due at or before `until`. Taking it is part of the commit that does it. */
  nextJob(sandbox: string, until: Instant): Eventually<Job | undefined>
  /** Every pending job by (due, sequence). */
  jobs(sandbox: string): Promise<readonly Job[]>
  /** How many jobs of nature `consequence` are pending. */
  consequences(sandbox: string): Eventually<number>
  /** Events in order, those after a sequence number, at most `limit`. */
  events(sandbox: string, after: number, limit: number): Promise<EventPage>
  /** Remembers the sandbox as it is now under a name, replacing what had the name. */
  checkpoint(sandbox: string, name: string): Promise<void>
  /** Makes `target` what `source` was at the checkpoint; its revision still goes up. False when there is none of the name. */
  restore(target: string, source: string, name: string): Promise<boolean>
  /** Forgets a sandbox with its checkpoints. */
  drop(sandbox: string): Promise<void>
  close(): Promise<void>
}
