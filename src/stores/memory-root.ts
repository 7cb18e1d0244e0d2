import type { DomainEvent } from '../kernel/event.ts'
import type { Job } from '../kernel/job.ts'
import { type Commit, EVENT_BYTES_KEPT, EVENTS_KEPT, type EventPage, type Head } from '../kernel/store.ts'
import { Changes } from './changes.ts'
import type { Owner } from './chunks.ts'
import { frozen } from './frozen.ts'
import { Shelf } from './shelf.ts'
import { Sorted } from './sorted.ts'

interface KeptEvent {
  readonly event: DomainEvent
  readonly bytes: number
}

/**
 * One sandbox at one revision: a checkpoint is a reference to it, a copied sandbox another. Never changed but for what carries
 * the mark of the owner that made the next one of it.
 */
export interface Root {
  readonly head: Head
  /** By kind. */
  readonly shelves: ReadonlyMap<string, Shelf>
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
  shelves: new Map(),
  queue: Sorted.empty(),
  jobs: Sorted.empty(),
  consequences: 0,
  events: Sorted.empty(),
  eventBytes: 0,
  dropped: 0,
}

/**
 * The root after a commit, made in steps between which others may be let in: nobody sees it before it is whole. With an owner,
 * whose steps are all taken at once, the root before is not to be looked at any more.
 */
export function* committed(root: Root, commit: Commit, owner?: Owner): Generator<void, Root> {
  // Whatever of a commit cannot be stored throws here, before anything is changed.
  const added = commit.events.map((event) => ({ bytes: JSON.stringify(event).length, event: frozen(event) }))
  for (const job of commit.schedule) frozen(job)
  if (owner) for (const { record } of commit.puts) frozen(record)
  const shelves = yield* withRows(root.shelves, commit, owner)
  return {
    head: frozen(commit.to),
    shelves,
    ...withJobs(root, commit, owner),
    ...withEvents(root, added, owner),
  }
}

function edited<V>(sorted: Sorted<V>, changes: Changes<V>, owner: Owner | undefined): Sorted<V> {
  return owner ? sorted.editOwn(changes, owner) : sorted.edit(changes)
}

function* withRows(
  shelves: Root['shelves'],
  { puts, removes }: Commit,
  owner: Owner | undefined,
): Generator<void, Root['shelves']> {
  if (puts.length === 0 && removes.length === 0) return shelves
  const next = new Map(shelves)
  const putsOf = Map.groupBy(puts, ({ kind }) => kind)
  const removesOf = Map.groupBy(removes, ({ kind }) => kind)
  for (const kind of new Set([...putsOf.keys(), ...removesOf.keys()])) {
    const gone = removesOf.get(kind)?.map(({ id }) => id) ?? []
    next.set(kind, yield* (next.get(kind) ?? Shelf.empty).changed(putsOf.get(kind) ?? [], gone, owner))
  }
  return next
}

function withJobs(
  root: Root,
  { schedule, unschedule }: Commit,
  owner: Owner | undefined,
): Pick<Root, 'queue' | 'jobs' | 'consequences'> {
  let { consequences } = root
  if (schedule.length === 0 && unschedule.length === 0)
    return { queue: root.queue, jobs: root.jobs, consequences }
  const [byKey, byDue] = [new Changes<Job>(), new Changes<Job>()]
  const own = new Map<string, Job | undefined>()
  const cancel = (type: string, key: string) => {
    const place = `${type}\0${key}`
    const job = own.has(place) ? own.get(place) : root.jobs.get(type, key)
    if (!job) return
    own.set(place, undefined)
    byKey.remove(type, key)
    byDue.remove(queueText(job))
    if (job.nature === 'consequence') consequences -= 1
  }
  for (const { type, key } of unschedule) cancel(type, key)
  for (const job of schedule) {
    cancel(job.type, job.key)
    own.set(`${job.type}\0${job.key}`, job)
    byKey.set(job, job.type, job.key)
    byDue.set(job, queueText(job))
    if (job.nature === 'consequence') consequences += 1
  }
  return { queue: edited(root.queue, byDue, owner), jobs: edited(root.jobs, byKey, owner), consequences }
}

function withEvents(
  root: Root,
  added: readonly KeptEvent[],
  owner: Owner | undefined,
): Pick<Root, 'events' | 'eventBytes' | 'dropped'> {
  let { events, eventBytes, dropped } = root
  if (added.length === 0) return { events, eventBytes, dropped }
  const changes = new Changes<KeptEvent>()
  for (const kept of added) {
    changes.set(kept, padded(kept.event.sequence))
    eventBytes += kept.bytes
  }
  events = edited(events, changes, owner)
  const gone = new Changes<KeptEvent>()
  while (events.size - gone.size > EVENTS_KEPT || eventBytes > EVENT_BYTES_KEPT) {
    const first = events.at(gone.size)
    if (!first) break
    gone.remove(padded(first.event.sequence))
    eventBytes -= first.bytes
    dropped += 1
  }
  return { events: gone.size === 0 ? events : edited(events, gone, owner), eventBytes, dropped }
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
