import type { DomainEvent } from '../kernel/event.ts'
import type { Job } from '../kernel/job.ts'
import { type Commit, EVENT_BYTES_KEPT, EVENTS_KEPT, type EventPage, type Head } from '../kernel/store.ts'
import { Changes } from './changes.ts'
import { frozen } from './frozen.ts'
import { Shelf } from './shelf.ts'
import { Sorted } from './sorted.ts'

interface KeptEvent {
  readonly event: DomainEvent
  readonly bytes: number
}

/** One sandbox at one revision. Never changed: a checkpoint is a reference to it, a copied sandbox another. */
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

/** The root after a commit, made in steps between which others may be let in: nobody sees it before it is whole. */
export function* committed(root: Root, commit: Commit): Generator<void, Root> {
  const shelves = yield* withRows(root.shelves, commit)
  return { head: frozen(commit.to), shelves, ...withJobs(root, commit), ...withEvents(root, commit.events) }
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
    own.set(`${job.type}\0${job.key}`, frozen(job))
    byKey.set(job, job.type, job.key)
    byDue.set(job, queueText(job))
    if (job.nature === 'consequence') consequences += 1
  }
  return { queue: root.queue.edit(byDue), jobs: root.jobs.edit(byKey), consequences }
}

function withEvents(
  root: Root,
  added: readonly DomainEvent[],
): Pick<Root, 'events' | 'eventBytes' | 'dropped'> {
  let { events, eventBytes, dropped } = root
  if (added.length === 0) return { events, eventBytes, dropped }
  const changes = new Changes<KeptEvent>()
  for (const event of added) {
    const bytes = JSON.stringify(event).length
    changes.set({ event: frozen(event), bytes }, padded(event.sequence))
    eventBytes += bytes
  }
  events = events.edit(changes)
  const gone = new Changes<KeptEvent>()
  for (let first = events.at(0); first; first = events.at(gone.size)) {
    if (events.size - gone.size <= EVENTS_KEPT && eventBytes <= EVENT_BYTES_KEPT) break
    gone.remove(padded(first.event.sequence))
    eventBytes -= first.bytes
    dropped += 1
  }
  return { events: gone.size === 0 ? events : events.edit(gone), eventBytes, dropped }
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
