import { json, noContent, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import type { Cause, DomainEvent } from '../kernel/event.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { isUuid } from '../kernel/identity.ts'
import { isoInstant } from '../kernel/instant.ts'
import type { Journal, RequestEntry } from '../kernel/journal.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Store } from '../kernel/store.ts'
import type { World } from '../kernel/world.ts'
import { anyRecord } from './record-kinds.ts'
import { relationsOf, type WhyStep, whyChain, whyOfRecord } from './why.ts'

type HistoryOperations = 'listRequests' | 'clearRequests' | 'listEvents' | 'explainWhy'

/** What was asked and what happened. */
export function historyOperations(parts: {
  readonly journal: Journal
  readonly runner: Pick<Runner, 'clock' | 'read'>
  readonly store: Pick<Store, 'events'>
}): Pick<OperationsOf<'control'>, HistoryOperations> {
  const { journal, runner, store } = parts
  return {
    listRequests: {
      level: 'simulated',
      serves: async ({ sandbox, query }) => {
        const { since, limit } = query
        if (since !== undefined && !journal.read(sandbox).requests.some(({ id }) => id === since)) {
          throw new Refusal('unknown_request', { sandbox, id: since.slice(0, 60), field: 'since' })
        }
        const { requests, dropped } = journal.read(sandbox, given(query, 'operation', 'status', 'since'))
        const { reading } = await runner.clock(sandbox)
        return ok(
          json({ requests: latest(requests, limit).map((entry) => shownRequest(entry, reading)), dropped }),
        )
      },
    },

    clearRequests: {
      level: 'simulated',
      serves: async ({ sandbox }) => {
        journal.clear(sandbox)
        return noContent()
      },
    },

    listEvents: {
      level: 'simulated',
      serves: async ({ sandbox, query: { type, subject, after = 0, limit } }) => {
        const { events, dropped } = await store.events(sandbox, after, Number.MAX_SAFE_INTEGER)
        const found = events.filter(
          (event) =>
            (type === undefined || event.type === type) &&
            (subject === undefined || event.subject.id === subject),
        )
        return ok(json({ events: latest(found, limit).map(shownEvent), dropped }))
      },
    },

    explainWhy: {
      level: 'simulated',
      serves: async ({ sandbox, params }) => {
        // As everywhere: the same id in either case.
        const id = isUuid(params.id) ? params.id.toLowerCase() : params.id
        const { events, dropped } = await store.events(sandbox, 0, Number.MAX_SAFE_INTEGER)
        const chain =
          whyChain(events, id) ??
          (await runner.read(sandbox, (world) => chainOfRecord(events, world, id))) ??
          chainOfRequest(journal.read(sandbox).requests, id)
        if (!chain) throw new Refusal('nothing_known_of', { sandbox, id: id.slice(0, 60), dropped })
        return ok(json({ id, chain: chain.map(shownStep) }))
      },
    },
  }
}

async function chainOfRecord(
  events: readonly DomainEvent[],
  world: World,
  id: string,
): Promise<WhyStep[] | undefined> {
  const found = await anyRecord(world, id)
  if (!found) return undefined
  const near = relationsOf(found.record)
  // An enrollment belongs to a member, and the member to the group that the events are about.
  const further = await Promise.all(near.map((relation) => anyRecord(world, relation)))
  const relations = [...near, ...further.flatMap((other) => (other ? relationsOf(other.record) : []))]
  return whyOfRecord(events, { model: found.kind.model, record: found.record, relations })
}

/** A request that left no event, or whose answer first showed the id: the journal is all there is to know of it. */
function chainOfRequest(requests: readonly RequestEntry[], id: string): WhyStep[] | undefined {
  const entry =
    requests.findLast((request) => request.id === id) ??
    requests.find(({ method, response_body }) => method !== 'GET' && response_body?.includes(`"${id}"`))
  if (!entry) return undefined
  const operation = entry.operation ?? `${entry.method} ${entry.path}`
  const text = `request ${entry.id}: ${operation}, answered ${entry.status}`
  const at = entry.at === null ? {} : { at: entry.at }
  return [{ text, ...at, cause: { by: 'request', request: entry.id, operation } }]
}

function latest<T>(found: readonly T[], limit: number | undefined): readonly T[] {
  return limit === undefined ? found : found.slice(-limit)
}

/** A request that reached no world is shown at the time the sandbox has now. */
function shownRequest(entry: RequestEntry, now: number) {
  return {
    id: entry.id,
    at: isoInstant(entry.at ?? now),
    method: entry.method,
    path: entry.path,
    api: entry.api ?? null,
    operation: entry.operation ?? null,
    status: entry.status,
    duration_ms: entry.duration_ms,
    request_body: shownBody(entry.request_body),
    response_body: shownBody(entry.response_body),
    unknown_fields: [...(entry.unknown_fields ?? [])],
    nearest: entry.nearest ?? null,
    fault: entry.fault ?? null,
  }
}

function shownBody(text: string | undefined): unknown {
  if (text === undefined) return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function shownEvent(event: DomainEvent) {
  const { id, sequence, at, type, subject, cause, data } = event
  return { id, sequence, at: isoInstant(at), type, subject, cause: shownCause(cause), data }
}

type ShownCause = { by: Cause['by'] } & Record<string, unknown>

function shownCause(cause: Cause): ShownCause {
  if (cause.by !== 'job') return { ...cause }
  return { ...cause, due: isoInstant(cause.due), first: shownCause(cause.first) }
}

function shownStep({ text, at, event, cause }: WhyStep) {
  return {
    text,
    ...(at === undefined ? {} : { at: isoInstant(at) }),
    ...(event === undefined ? {} : { event: shownEvent(event) }),
    cause: shownCause(cause),
  }
}
