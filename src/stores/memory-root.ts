import type { DomainEvent } from '../kernel/event.ts'
import type { Job } from '../kernel/job.ts'
import type { Stored } from '../kernel/record.ts'
import {
  type Commit,
  EVENT_BYTES_KEPT,
  EVENTS_KEPT,
  type EventPage,
  type Find,
  type Found,
  type Head,
  type Row,
} from '../kernel/store.ts'
import { frozen } from './frozen.ts'
import { type Draft, Sorted } from './sorted.ts'

/** A record and the index entries it stands at, so that its next version can leave them. */
interface Kept {
  readonly record: Stored
  readonly entries: readonly string[]
}

interface KeptEvent {
  readonly event: DomainEvent
  readonly bytes: number
}

/** One sandbox at one revision. Never changed: a checkpoint is a reference to it, a copied sandbox another. */
export interface Root {
  readonly head: Head
  /** By `kind\0id`. */
  readonly records: Sorted<Kept>
  /** By kind, index, key, sort and id: a find is a stretch of it. */
  readonly index: Sorted<Stored>
  /** By due and sequence. */
  readonly queue: Sorted<Job>
  /** By type and key. */
  readonly jobs: Sorted<Job>
  readonly consequences: number
  readonly events: Sorted<KeptEvent>
  readonly eventBytes: number
  readonly dropped: number
}

/** A sandbox nobody has written to. */
export const EMPTY: Root = {
  head: { revision: 0, sequence: 0 },
  records: Sorted.empty(),
  index: Sorted.empty(),
  queue: Sorted.empty(),
  jobs: Sorted.empty(),
  consequences: 0,
  events: Sorted.empty(),
  eventBytes: 0,
  dropped: 0,
}

export function found(index: Sorted<Stored>, find: Find): Found {
  const prefix = `${find.kind}\0${find.index}\0${apart(find.key)}`
  const low = index.rank(`${prefix}\0\0`)
  const high = index.rank(`${prefix}\0\u0001`)
  const total = high - low
  const records = find.reverse
    ? index.slice(Math.max(low, high - find.offset - find.limit), high - find.offset, true)
    : index.slice(low + find.offset, Math.min(high, low + find.offset + find.limit))
  return { records, total }
}

export function committed(root: Root, commit: Commit): Root {
  return {
    head: frozen(commit.to),
    ...withRows(root, commit),
    ...withJobs(root, commit),
    ...withEvents(root, commit.events),
  }
}

function withRows({ records, index }: Root, commit: Commit): Pick<Root, 'records' | 'index'> {
  if (commit.puts.length === 0 && commit.removes.length === 0) return { records, index }
  let edited = index
  const kept = records.edit((rows) => {
    edited = index.edit((entries) => {
      for (const { kind, id } of commit.removes) takeOut(rows, entries, `${kind}\0${id}`)
      for (const row of commit.puts) putIn(rows, entries, row)
    })
  })
  return { records: kept, index: edited }
}

function takeOut(rows: Draft<Kept>, entries: Draft<Stored>, place: string): void {
  for (const entry of rows.get(place)?.entries ?? []) entries.delete(entry)
  rows.delete(place)
}

function putIn(rows: Draft<Kept>, entries: Draft<Stored>, row: Row): void {
  const place = `${row.kind}\0${row.id}`
  const texts = row.keys.map((key) => entryText(row, key))
  for (const entry of rows.get(place)?.entries ?? []) if (!texts.includes(entry)) entries.delete(entry)
  const record = frozen(row.record)
  for (const entry of texts) entries.set(entry, record)
  rows.set(place, { record, entries: texts })
}

function withJobs(
  root: Root,
  { schedule, unschedule }: Commit,
): Pick<Root, 'queue' | 'jobs' | 'consequences'> {
  let { queue, consequences } = root
  if (schedule.length === 0 && unschedule.length === 0) return { queue, jobs: root.jobs, consequences }
  const jobs = root.jobs.edit((byKey) => {
    queue = root.queue.edit((byDue) => {
      const cancel = (place: string) => {
        const job = byKey.get(place)
        if (!job) return
        byKey.delete(place)
        byDue.delete(queueText(job))
        if (job.nature === 'consequence') consequences -= 1
      }
      for (const { type, key } of unschedule) cancel(`${type}\0${key}`)
      for (const job of schedule) {
        const place = `${job.type}\0${job.key}`
        cancel(place)
        byKey.set(place, frozen(job))
        byDue.set(queueText(job), job)
        if (job.nature === 'consequence') consequences += 1
      }
    })
  })
  return { queue, jobs, consequences }
}

function withEvents(
  root: Root,
  added: readonly DomainEvent[],
): Pick<Root, 'events' | 'eventBytes' | 'dropped'> {
  let { eventBytes, dropped } = root
  if (added.length === 0) return { events: root.events, eventBytes, dropped }
  const events = root.events.edit((kept) => {
    for (const event of added) {
      const bytes = JSON.stringify(event).length
      kept.set(padded(event.sequence), { event: frozen(event), bytes })
      eventBytes += bytes
    }
    while (kept.size > EVENTS_KEPT || eventBytes > EVENT_BYTES_KEPT) {
      eventBytes -= kept.first()?.bytes ?? 0
      kept.dropFirst()
      dropped += 1
    }
  })
  return { events, eventBytes, dropped }
}

function entryText({ kind, id }: Row, at: Row['keys'][number]): string {
  return `${kind}\0${at.index}\0${apart(at.key)}\0\0${apart(at.sort)}\0\0${id}`
}

/** Makes two NULs in a row free to end a part, keeping the order: keys and sorts may be any text a caller sends. */
function apart(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\0\u0001') : text
}

function queueText({ due, sequence }: Job): string {
  // Moved up so that moments before 1970 keep their order as text.
  return `${padded(due + 1e15)}${padded(sequence)}`
}

function padded(number: number): string {
  return String(number).padStart(16, '0')
}

export function eventsAfter({ events, dropped }: Root, after: number, limit: number): EventPage {
  const from = events.rank(padded(after + 1))
  return { events: events.slice(from, from + limit).map(({ event }) => event), dropped }
}
