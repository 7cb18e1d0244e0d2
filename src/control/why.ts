import type { Cause, DomainEvent, JsonValue } from '../kernel/event.ts'
import { isUuid } from '../kernel/identity.ts'
import { type Instant, isoInstant } from '../kernel/instant.ts'
import type { Stored } from '../kernel/record.ts'

/** One step back: what happened or what made it happen. */
export interface WhyStep {
  readonly text: string
  readonly at?: Instant
  readonly event?: DomainEvent
  readonly cause: Cause
}

/**
 * Why a record, event or request left the world as it is: from the latest event about it back, event by event and job by job,
 * to the request, control command or line of a scenario it all began with. Undefined when no event knows the id.
 */
export function whyChain(events: readonly DomainEvent[], id: string): WhyStep[] | undefined {
  const byId = new Map(events.map((each) => [each.id, each]))
  const chain: WhyStep[] = []
  // Each event is younger than what asked for it, so this ends.
  for (let event = latestAbout(events, id); event; event = reasonOf(event, byId)) {
    const { cause, at } = event
    chain.push({ text: eventText(event), at, event, cause })
    if (cause.by === 'job') chain.push({ text: causeText(cause), at: cause.due, cause })
    else return [...chain, { text: causeText(cause), at, cause }]
  }
  const last = chain.at(-1)?.cause
  // The event before it was none or is no longer kept; where the chain began, the job still knows.
  return last?.by === 'job' ? [...chain, { text: causeText(last.first), cause: last.first }] : undefined
}

/**
 * The chain of a record that no event names: from what happened, at the moment it was last changed, to something it belongs
 * to. A census pulled at once is one event, not one for each of its members.
 */
export function whyOfRecord(
  events: readonly DomainEvent[],
  { model, record, relations }: { model: string; record: Stored; relations: readonly string[] },
): WhyStep[] | undefined {
  const event = nearestRelated(
    events.filter(({ at }) => at === record.modified),
    relations,
  )
  const chain = event && whyChain(events, event.id)
  if (!chain) return undefined
  const done = record.modified === record.created ? 'was made' : 'was last changed'
  const text = `${model} ${record.id} ${done} at ${isoInstant(record.modified)}, when this happened`
  return [{ text, at: record.modified, cause: event.cause }, ...chain]
}

/** The event that shares most with what the record belongs to, of equals the last: two carriers may be read at one moment. */
function nearestRelated(
  events: readonly DomainEvent[],
  relations: readonly string[],
): DomainEvent | undefined {
  const shared = ({ subject, data }: DomainEvent) =>
    relations.filter((id) => subject.id === id || mentions(data, id)).length
  const ranked = events.map((event) => ({ event, count: shared(event) })).filter(({ count }) => count > 0)
  const most = Math.max(...ranked.map(({ count }) => count))
  return ranked.findLast(({ count }) => count === most)?.event
}

/** The ids of what a record belongs to. */
export function relationsOf({ id: _, version: __, ...fields }: Stored): string[] {
  return Object.values(fields).filter((value) => typeof value === 'string' && isUuid(value)) as string[]
}

/** The event that asked for the job that caused this one. */
function reasonOf({ cause }: DomainEvent, byId: ReadonlyMap<string, DomainEvent>): DomainEvent | undefined {
  return cause.by === 'job' && cause.event !== undefined ? byId.get(cause.event) : undefined
}

/** The event of the id; else the latest change of whom it is, or that mentions it; else the first thing its request did. */
function latestAbout(events: readonly DomainEvent[], id: string): DomainEvent | undefined {
  const isSubject = (event: DomainEvent) => event.subject.id === id
  const latest = events.findLast(isSubject)
  return (
    events.find((event) => event.id === id) ??
    // What one command or job does, it says in one go: that a status changed, and then what this led to.
    events.find((event) => latest && isSubject(event) && isOneGo(event, latest)) ??
    events.findLast((event) => mentions(event.data, id)) ??
    events.find((event) => event.cause.by === 'request' && event.cause.request === id)
  )
}

function isOneGo(one: DomainEvent, other: DomainEvent): boolean {
  return one.at === other.at && JSON.stringify(one.cause) === JSON.stringify(other.cause)
}

function mentions(value: JsonValue, id: string): boolean {
  if (typeof value === 'string') return value === id
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((part: JsonValue) => mentions(part, id))
}

function eventText({ type, subject, at, data }: DomainEvent): string {
  // Ids say nothing to a reader; whoever follows them has the event itself.
  const facts = Object.entries(data).flatMap(([name, value]) =>
    typeof value === 'object' || isUuid(String(value)) ? [] : [`${name} ${value}`],
  )
  const told = facts.length === 0 ? '' : `: ${facts.join(', ')}`
  return `${type} of ${subject.kind} ${subject.id} at ${isoInstant(at)}${told}`
}

function causeText(cause: Cause): string {
  switch (cause.by) {
    case 'request':
      return `request ${cause.request}: ${cause.operation}`
    case 'control':
      return `control command ${cause.operation}`
    case 'scenario':
      return `scenario ${cause.file}${cause.line === undefined ? '' : `, line ${cause.line}`}`
    case 'job':
      return `the clock reached ${isoInstant(cause.due)}: job ${cause.job} (${cause.key}) was due`
  }
}
