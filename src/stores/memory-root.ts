import type { DomainEvent } from '../kernel/event.ts'
import type { Job } from '../kernel/job.ts'
import { type Commit, EVENT_BYTES_KEPT, EVENTS_KEPT, type EventPage, type Head } from '../kernel/store.ts'
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
  /** Who made it, if it is somebody's who may change it further. */
  readonly owner?: Owner
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

/** The root after a commit, made in steps between which others may be let in: nobody sees it before it is whole. */
export function* committed(root: Root, commit: Commit): Generator<void, Root> {
  const added = storable(commit)
  const owner = {}
  return {
    head: frozen(commit.to),
    shelves: yield* withRows(root.shelves, commit),
    ...withJobs(root, commit, owner),
    ...withEvents(root, added, owner),
  }
}

/** The same at once, and in place as far as the root before is the owner's: that is not to be looked at any more then. */
export function committedOwn(root: Root, commit: Commit, owner: Owner): Root {
  const added = storable(commit)
  for (const { record } of commit.puts) frozen(record)
  const isOwn = root.owner === owner
  const shelves = isOwn ? (root.shelves as Map<string, Shelf>) : new Map(root.shelves)
  for (const { kind, id } of commit.removes) {
    shelves.set(kind, (shelves.get(kind) ?? Shelf.empty).withOwn(id, undefined, owner))
  }
  for (const row of commit.puts) {
    shelves.set(row.kind, (shelves.get(row.kind) ?? Shelf.empty).withOwn(row.id, row, owner))
  }
  return {
    head: frozen(commit.to),
    owner,
    shelves,
    ...withJobs(root, commit, owner),
    ...withEvents(root, added, owner),
  }
}

/** Whatever of a commit cannot be stored throws here, before anything is changed. */
function storable(commit: Commit): KeptEvent[] {
  for (const job of commit.schedule) frozen(job)
  return commit.events.map((event) => ({ bytes: JSON.stringify(event).length, event: frozen(event) }))
}

function* withRows(shelves: Root['shelves'], { puts, removes }: Commit): Generator<void, Root['shelves']> {
  if (puts.length === 0 && removes.length === 0) return shelves
  const next = new Map(shelves)
  const putsOf = Map.groupBy(puts, ({ kind }) => kind)
  const removesOf = Map.groupBy(removes, ({ kind }) => kind)
  for (const kind of new Set([...putsOf.keys(), ...removesOf.keys()])) {
    const gone = removesOf.get(kind)?.map(({ id }) => id) ?? []
    next.set(kind, yield* (next.get(kind) ?? Shelf.empty).changed(putsOf.get(kind) ?? [], gone))
  }
  return next
}

function withJobs(
  root: Root,
  { schedule, unschedule }: Commit,
  owner: Owner,
): Pick<Root, 'queue' | 'jobs' | 'consequences'> {
  let { queue, jobs, consequences } = root
  const cancel = (type: string, key: string) => {
    const job = jobs.get(type, key)
    if (!job) return
    jobs = jobs.withOwn([type, key, ''], undefined, owner)
    queue = queue.withOwn([queueText(job), '', ''], undefined, owner)
    if (job.nature === 'consequence') consequences -= 1
  }
  for (const { type, key } of unschedule) cancel(type, key)
  for (const job of schedule) {
    cancel(job.type, job.key)
    jobs = jobs.withOwn([job.type, job.key, ''], job, owner)
    queue = queue.withOwn([queueText(job), '', ''], job, owner)
    if (job.nature === 'consequence') consequences += 1
  }
  return { queue, jobs, consequences }
}

function withEvents(
  root: Root,
  added: readonly KeptEvent[],
  owner: Owner,
): Pick<Root, 'events' | 'eventBytes' | 'dropped'> {
  let { events, eventBytes, dropped } = root
  for (const kept of added) {
    events = events.withOwn([padded(kept.event.sequence), '', ''], kept, owner)
    eventBytes += kept.bytes
  }
  for (;;) {
    const isFull = events.size > EVENTS_KEPT || eventBytes > EVENT_BYTES_KEPT
    const first = isFull ? events.at(0) : undefined
    if (!first) return { events, eventBytes, dropped }
    events = events.withOwn([padded(first.event.sequence), '', ''], undefined, owner)
    eventBytes -= first.bytes
    dropped += 1
  }
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
