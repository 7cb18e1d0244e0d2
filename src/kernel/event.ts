import type { Instant } from './instant.ts'

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

/** What an event is about. */
export interface Subject {
  readonly kind: string
  readonly id: string
}

/** Why something happened. Chains end at a request, a line of a scenario, a control command or the start of the world. */
export type Cause =
  | { readonly by: 'request'; readonly request: string; readonly operation: string }
  | { readonly by: 'control'; readonly operation: string }
  | { readonly by: 'scenario'; readonly file: string; readonly line?: number }
  | {
      readonly by: 'job'
      readonly job: string
      readonly key: string
      readonly due: Instant
      readonly event?: string
      readonly first: Cause
    }

/** Something that has happened, stored in the commit that made it true. Carries facts, never names, SSNs or dates of birth. */
export interface DomainEvent<D extends JsonObject = JsonObject> {
  readonly id: string
  readonly sequence: number
  readonly at: Instant
  readonly type: string
  readonly subject: Subject
  readonly cause: Cause
  readonly data: D
}

export interface NewEvent<D extends JsonObject = JsonObject> {
  readonly type: string
  readonly subject: Subject
  readonly data: D
}

/** A type of event; capabilities export theirs from `events.ts` and others react to it. */
export interface EventType<D extends JsonObject> {
  readonly type: string
  of(kind: { readonly name: string }, record: { readonly id: string }, data: D): NewEvent<D>
}

export function eventType<D extends JsonObject = Record<string, never>>(type: string): EventType<D> {
  return { type, of: (kind, record, data) => ({ type, subject: { kind: kind.name, id: record.id }, data }) }
}
