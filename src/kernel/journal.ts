import type { Instant } from './instant.ts'
import { birthDates, mask } from './masking.ts'

/** How many requests a sandbox's journal keeps, and how long all their bodies may be together (characters). */
export const REQUESTS_KEPT = 1_000
export const BODIES_KEPT = 4 * 1024 * 1024

/** A request and its answer. Headers are not part of it: no credentials are kept. */
export interface RequestEntry {
  readonly id: string
  /** The virtual time it came in at; null when it belongs to no world. */
  readonly at: Instant | null
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly api?: string
  readonly operation?: string
  readonly status: number
  /** On the wall clock. */
  readonly duration_ms: number
  readonly request_body?: string
  readonly response_body?: string
  readonly unknown_fields?: readonly string[]
  /** The nearest operation when none matched. */
  readonly nearest?: string
  /** What went wrong with it because somebody asked for it. */
  readonly fault?: {
    readonly id: string
    readonly kind: string
    /** Whether the command was performed; then `answered` is the status the operation answered. */
    readonly performed: boolean
    readonly answered: number | null
  }
}

export interface JournalFilter {
  /** Only requests after the one of this id; all that are kept when it is not among them. */
  readonly since?: string
  /** `operationId` or `api.operationId`. */
  readonly operation?: string
  readonly status?: number
  readonly limit?: number
}

export interface JournalPage {
  /** Oldest first. */
  readonly requests: readonly RequestEntry[]
  /** How many older ones the bounds have pushed out. */
  readonly dropped: number
}

/** The last requests of each sandbox. Kept as they came; what is read is masked. */
export interface Journal {
  /** The id of a sandbox's next request: numbered in the order they came, so that the same calls have the same ids. */
  nextId(sandbox: string): string
  record(sandbox: string, entry: RequestEntry): void
  /** What the filter lets through, masked. */
  read(sandbox: string, filter?: JournalFilter): JournalPage
  /** All that is kept, as it came: to be compared with, never to be shown. */
  unmasked(sandbox: string): JournalPage
  /** Empties a sandbox's journal, the count of dropped ones included. Ids go on: events still name the requests before. */
  clear(sandbox: string): void
  /** How many ids a sandbox's requests have had. */
  counted(sandbox: string): number
  /** Empties it for a sandbox that begins anew or is gone: its ids begin anew too, or after so many that its events name. */
  forget(sandbox: string, counted?: number): void
}

interface Pages {
  /** Entries before `start` are dropped already. */
  entries: RequestEntry[]
  start: number
  characters: number
  dropped: number
}

export function createJournal(): Journal {
  const sandboxes = new Map<string, Pages>()
  const counts = new Map<string, number>()
  return {
    nextId(sandbox) {
      const count = (counts.get(sandbox) ?? 0) + 1
      counts.set(sandbox, count)
      return `req_${count}`
    },

    record(sandbox, entry) {
      let pages = sandboxes.get(sandbox)
      if (!pages) {
        pages = { entries: [], start: 0, characters: 0, dropped: 0 }
        sandboxes.set(sandbox, pages)
      }
      append(pages, fitting(entry))
    },

    read(sandbox, filter = {}) {
      const pages = sandboxes.get(sandbox)
      if (!pages) return { requests: [], dropped: 0 }
      const kept = pages.entries.slice(pages.start)
      const after = filter.since === undefined ? 0 : kept.findIndex(({ id }) => id === filter.since) + 1
      const requests = kept
        .slice(after)
        .filter((entry) => matches(entry, filter))
        .slice(0, filter.limit ?? kept.length)
        .map(masked)
      return { requests, dropped: pages.dropped }
    },

    unmasked(sandbox) {
      const pages = sandboxes.get(sandbox)
      return pages
        ? { requests: pages.entries.slice(pages.start), dropped: pages.dropped }
        : { requests: [], dropped: 0 }
    },

    clear(sandbox) {
      sandboxes.delete(sandbox)
    },

    counted: (sandbox) => counts.get(sandbox) ?? 0,

    forget(sandbox, counted = 0) {
      sandboxes.delete(sandbox)
      if (counted === 0) counts.delete(sandbox)
      else counts.set(sandbox, counted)
    },
  }
}

function append(pages: Pages, entry: RequestEntry): void {
  pages.entries.push(entry)
  pages.characters += bodies(entry)
  while (pages.entries.length - pages.start > REQUESTS_KEPT || pages.characters > BODIES_KEPT) {
    pages.characters -= bodies(pages.entries[pages.start] as RequestEntry)
    pages.start += 1
    pages.dropped += 1
  }
  // Moved down only now and then: taking the first off each time would move all the others.
  if (pages.start >= REQUESTS_KEPT) {
    pages.entries = pages.entries.slice(pages.start)
    pages.start = 0
  }
}

function bodies({ request_body, response_body }: RequestEntry): number {
  return (request_body?.length ?? 0) + (response_body?.length ?? 0)
}

/** The entry, without bodies that would push everything else out. */
function fitting(entry: RequestEntry): RequestEntry {
  if (bodies(entry) <= BODIES_KEPT) return entry
  const note = (body: string) => `(${body.length} characters: too long for the journal)`
  const { request_body, response_body } = entry
  return {
    ...entry,
    ...(request_body === undefined ? {} : { request_body: note(request_body) }),
    ...(response_body === undefined ? {} : { response_body: note(response_body) }),
  }
}

function matches(entry: RequestEntry, { operation, status }: JournalFilter): boolean {
  if (status !== undefined && entry.status !== status) return false
  if (operation === undefined) return true
  return (
    entry.operation !== undefined && [entry.operation, `${entry.api}.${entry.operation}`].includes(operation)
  )
}

/** A date of birth in one part of a request is masked in all of them. */
function masked(entry: RequestEntry): RequestEntry {
  const { path, request_body, response_body, unknown_fields } = entry
  const dates = new Set(
    [path, request_body, response_body].flatMap((text) => (text ? [...birthDates(text)] : [])),
  )
  return {
    ...entry,
    path: mask(path, dates),
    ...(request_body === undefined ? {} : { request_body: mask(request_body, dates) }),
    ...(response_body === undefined ? {} : { response_body: mask(response_body, dates) }),
    ...(unknown_fields === undefined
      ? {}
      : { unknown_fields: unknown_fields.map((name) => mask(name, dates)) }),
  }
}
