import type { DomainEvent, JsonObject } from '../../src/kernel/event.ts'
import type { Job } from '../../src/kernel/job.ts'
import { freshRecord, type Stored } from '../../src/kernel/record.ts'
import {
  type Commit,
  CommitConflict,
  type Head,
  type Row,
  type RowKey,
  type Store,
  WHOLE,
} from '../../src/kernel/store.ts'

export const CAUSE = { by: 'control', operation: 'test' } as const

/** A row of one kind of record; it stands in the kind's whole list under `sort` and where `keys` say. */
export function row(
  id: string,
  fields: { kind?: string; sort?: string; keys?: readonly RowKey[]; note?: string } = {},
): Row {
  const { kind = 'member', sort = id, keys = [], note = '' } = fields
  return {
    kind,
    id,
    record: freshRecord(id, 1000, { note, parts: [{ deep: note }] }),
    keys: [{ index: WHOLE, key: '', sort }, ...keys],
  }
}

export function job(key: string, due: number, sequence: number, fields: Partial<Job> = {}): Job {
  return { type: 'answer', key, due, sequence, nature: 'consequence', payload: {}, cause: CAUSE, ...fields }
}

export function event(sequence: number, data: JsonObject = {}): DomainEvent {
  const subject = { kind: 'member', id: 'm' }
  return { id: `event-${sequence}`, sequence, at: 1000, type: 'member.changed', subject, cause: CAUSE, data }
}

export function commitOn(from: Head, parts: Partial<Commit> = {}): Commit {
  const numbers = [...(parts.events ?? []), ...(parts.schedule ?? [])].map(({ sequence }) => sequence)
  return {
    from,
    to: { revision: from.revision + 1, sequence: Math.max(from.sequence, ...numbers) },
    puts: [],
    removes: [],
    events: [],
    schedule: [],
    unschedule: [],
    ...parts,
  }
}

/** Commits on the current head, again when somebody was faster. */
export async function commit(
  store: Store,
  sandbox: string,
  parts: Partial<Commit> | ((head: Head) => Promise<Partial<Commit>>),
): Promise<void> {
  for (;;) {
    const head = await store.head(sandbox)
    const wanted = typeof parts === 'function' ? await parts(head) : parts
    try {
      return await store.commit(sandbox, commitOn(head, wanted))
    } catch (error) {
      if (!(error instanceof CommitConflict)) throw error
    }
  }
}

/** The ids under one key, in the store's order. */
export async function idsUnder(
  store: Store,
  sandbox: string,
  at: {
    kind?: string
    index?: string
    key?: string
    offset?: number
    limit?: number
    reverse?: boolean
  } = {},
): Promise<string[]> {
  const found = await store.find(sandbox, {
    kind: 'member',
    index: WHOLE,
    key: '',
    offset: 0,
    limit: Number.MAX_SAFE_INTEGER,
    ...at,
  })
  return found.records.map(({ id }: Stored) => id)
}
