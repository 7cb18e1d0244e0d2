import type { Edge } from './api/dispatch.ts'
import type { Apis } from './api/generated/types.ts'
import { catalogue } from './capabilities.ts'
import type { FaultBook } from './faults/book.ts'
import { addDuration, type Instant, isoInstant, parseInstant } from './kernel/instant.ts'
import type { Journal, JournalPage } from './kernel/journal.ts'
import type { Runner } from './kernel/runner.ts'
import {
  type OperationAnswer,
  type OperationAsk,
  type PerformOperation,
  performIn,
} from './perform-operation.ts'
import type { Sandboxes } from './sandboxes/registry.ts'
import type { ApiKey } from './scenario/scenario.ts'
import { inWords } from './simulator-error.ts'
import { checkOptions } from './simulator-options.ts'
import type { StateDocument } from './state/document.ts'

/** A world's clock. Times are ISO 8601, UTC. */
export interface ClockHandle {
  now(): Promise<string>
  /** Goes on by a duration (`3d`, `PT3H`) or to a moment, running everything due on the way. */
  advance(
    by: string | { readonly by: string } | { readonly to: string },
  ): Promise<{ now: string; ran: number }>
  /** Goes on until nothing is pending that follows from what has happened. */
  settle(): Promise<{ now: string; ran: number; stopped: 'quiet' | 'limit' }>
  set(setting: { readonly mode?: 'running' | 'frozen'; readonly speed?: number }): Promise<void>
}

type Control = Apis['control']
type Filter<Id extends keyof Control> = Omit<NonNullable<OperationAsk<Control[Id]>['query']>, 'sandbox'>

/** A request that came in, as the control API shows it: Social Security numbers and dates of birth are masked. */
export type LoggedRequest = OperationAnswer<Control['listRequests']>['requests'][number]
/** Something that has happened in a sandbox. */
export type SandboxEvent = OperationAnswer<Control['listEvents']>['events'][number]
/** What led to a record, event or request: from the latest step back to what began it. */
export type Why = OperationAnswer<Control['explainWhy']>

/** One isolated world: its key, its clock and its ways back. */
export interface SandboxHandle extends ApiKey {
  readonly id: string
  readonly clock: ClockHandle
  /** The beginning of the present or another scenario. `keep` says what else of the world before survives. */
  reset(options?: {
    readonly scenario?: string
    readonly seed?: string
    readonly keep?: readonly ('journal' | 'faults' | 'webhooks')[]
  }): Promise<void>
  /** Remembers the world as it is now; the id is for {@link restore}. */
  checkpoint(): Promise<string>
  restore(checkpoint: string): Promise<void>
  /**
   * Performs an operation of Noyo's APIs or of our own (`control`) without HTTP and token, to arrange a test and to look at what
   * came of it: `perform('control', 'runFeed', { params: { feed_id } })`. No request is logged.
   * @throws {SimulatorError} when it is refused
   */
  perform: PerformOperation
  /** The requests that came in, oldest first, masked. */
  requests(filter?: Filter<'listRequests'>): Promise<readonly LoggedRequest[]>
  clearRequests(): Promise<void>
  /** The same as they came: unmasked, bodies as text. For comparing, not for printing. */
  received(): JournalPage
  /** What has happened, oldest first. */
  events(filter?: Filter<'listEvents'>): Promise<readonly SandboxEvent[]>
  /** Why a record, event or request is as it is. @throws {SimulatorError} when nothing is known of the id */
  why(id: string): Promise<Why>
  /** The world as one JSON document (openapi/control.yaml, State): records with all their data, time and what is still to happen. */
  state(): Promise<StateDocument>
  /**
   * Puts such a document in the place of the world, its time too; keys, tokens and checkpoints stay.
   * @throws {SimulatorError} `state_unusable` and the like; nothing is changed then
   */
  load(state: StateDocument): Promise<void>
  /** Deletes it with its keys; their tokens answer 401 from then on. */
  close(): Promise<void>
}

/** What the methods of a handle need. */
export interface HandleParts {
  readonly runner: Runner
  readonly sandboxes: Sandboxes
  readonly journal: Pick<Journal, 'forget' | 'unmasked'>
  readonly edge: Pick<Edge, 'perform'>
  readonly faults: Pick<FaultBook, 'forget'>
}

/** The methods by which a sandbox is driven in process; a refusal of theirs is a SimulatorError. */
export function handleOf(
  { runner, sandboxes, journal, edge, faults }: HandleParts,
  id: string,
): Omit<SandboxHandle, 'id' | keyof ApiKey> {
  const perform = performIn(edge, id)
  return {
    clock: clockHandle(runner, id),
    async reset(asked = {}) {
      checkOptions('reset', asked)
      await inWords(catalogue, () => sandboxes.reset(id, asked))
      if (!asked.keep?.includes('journal')) journal.forget(id)
      faults.forget(id, asked.keep?.includes('faults'))
    },
    checkpoint: () => inWords(catalogue, () => sandboxes.checkpoint(id)),
    async restore(checkpoint) {
      await inWords(catalogue, () => sandboxes.restore(id, checkpoint))
    },
    perform,
    requests: async (query = {}) => (await perform('control', 'listRequests', { query })).requests,
    async clearRequests() {
      await perform('control', 'clearRequests')
    },
    received: () => journal.unmasked(id),
    events: async (query = {}) => (await perform('control', 'listEvents', { query })).events,
    why: (about) => perform('control', 'explainWhy', { params: { id: about } }),
    state: () => perform('control', 'getState'),
    async load(state) {
      await perform('control', 'setState', { body: state })
    },
    async close() {
      await inWords(catalogue, () => sandboxes.remove(id))
    },
  }
}

function clockHandle(runner: Runner, id: string): ClockHandle {
  return {
    now: () => inWords(catalogue, async () => isoInstant((await runner.clock(id)).reading)),
    async advance(how) {
      const target = targetOf(typeof how === 'string' ? { by: how } : how)
      const { now, ran } = await inWords(catalogue, () => runner.advance(id, target))
      return { now: isoInstant(now), ran }
    },
    async settle() {
      const { now, ran, stopped } = await inWords(catalogue, () => runner.settle(id))
      return { now: isoInstant(now), ran, stopped }
    },
    async set(setting) {
      checkOptions('clock.set', setting)
      await inWords(catalogue, () => runner.setClock(id, setting))
    },
  }
}

function targetOf(how: { readonly by?: string; readonly to?: string }): (now: Instant) => Instant {
  const { by, to } = Object(how) as typeof how
  if ((typeof by === 'string') === (typeof to === 'string')) {
    throw new TypeError('clock.advance takes "3d", { by: "3d" } or { to: "2026-02-01T00:00:00Z" }')
  }
  return (now) => {
    const target = by === undefined ? parseInstant(to as string) : addDuration(now, by)
    if (target !== undefined) return target
    throw new TypeError(
      `"${by ?? to}" is no ${by === undefined ? 'moment with a zone, such as 2026-02-01T00:00:00Z' : 'duration, such as 3d or PT3H'}`,
    )
  }
}
