import type { Eventually } from '../kernel/eventually.ts'
import type { Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import type { ApiName, Apis } from './generated/types.ts'
import type { View } from './view.ts'

export type { ApiName }

/** A request as every door hands it over. */
export interface Call {
  readonly method: string
  /** Path and query as they came, undecoded. */
  readonly target: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body?: Uint8Array | undefined
  /** The body was longer than the edge takes; it is not there then. */
  readonly oversized?: boolean
  /** The address of this machine that the call came in at, where it came over the network and that may matter. */
  readonly receivedAt?: string | undefined
  /** The address users reach us by, where it was said at the start. */
  readonly publicUrl?: string | undefined
}

/** The answer every door sends back as it is. */
export interface Reply {
  readonly status: number
  /** Lower-case names; `content-length` is always set, also for HEAD, but never on 204, which has none. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  /** What goes wrong with it on the way. The door carries it out; without it, it sends what there is. */
  readonly transport?: Transport
}

/** How an answer goes wrong on the way. */
export type Transport =
  /** Nothing is sent: the connection is closed, or reset. */
  | { readonly does: 'drop'; readonly reset: boolean }
  /** The headers go out and so many bytes of the body; then, after a wait if there is one, the connection is closed, or reset. */
  | {
      readonly does: 'cut'
      readonly bytes: number
      readonly reset: boolean
      readonly wait?: () => Promise<void>
    }
  /** All of the body goes out although `content-length` says less; then the connection is closed. */
  | { readonly does: 'overrun' }
  /** The body goes out in pieces, with a wait after each. The edge has the timers, so the wait is its own. */
  | {
      readonly does: 'drip'
      readonly bytes: number
      readonly tick: number
      readonly wait: (milliseconds: number) => Promise<void>
    }

type Parameters<O, Place extends string> = O extends { parameters: infer P }
  ? Place extends keyof P
    ? NonNullable<P[Place]>
    : Record<never, never>
  : Record<never, never>

type JsonBody<T> = T extends { content: { 'application/json': infer B } } ? B : undefined

/** What an operation is called with: parsed and checked against the contract. */
export interface Input<O> {
  readonly params: Parameters<O, 'path'>
  readonly query: Parameters<O, 'query'>
  readonly body: O extends { requestBody?: infer B } ? JsonBody<NonNullable<B>> : undefined
  /** The body's text exactly as received. */
  readonly text: string
  readonly call: Call
  readonly sandbox: string
  /** The caller's organization; empty where no token is needed. */
  readonly organization_id: string
}

type SuccessStatus<O> = O extends { responses: infer R } ? Extract<keyof R, 200 | 201 | 202 | 204> : never

/** One of the success answers the published interface declares. */
export type AnswerOf<O> = O extends { responses: infer R }
  ? {
      [S in SuccessStatus<O>]: Answer<S & number, S extends keyof R ? JsonBody<R[S]> : never>
    }[SuccessStatus<O>]
  : never

/** What the edge turns into text: a record through its view (whose text may be kept), a page of them, or plain JSON. */
export type Content =
  | { readonly view: View<Stored, unknown>; readonly record: Stored }
  | {
      readonly view: View<Stored, unknown>
      readonly records: readonly Stored[]
      /** The envelope's numbers; undefined for a bare array. */
      readonly meta: PageMeta | undefined
    }
  | { readonly json: unknown }
  /** Anything but JSON: a file, the page of the console. */
  | { readonly text: string; readonly type: string }

export interface PageMeta {
  readonly offset: number
  readonly page_num: number
  readonly page_size: number
  readonly total_records: number
}

export interface Answer<S extends number = number, B = unknown> {
  readonly status: S
  readonly content: Content | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** Never set: carries the type of the body. */
  readonly body?: B
}

/**
 * How far an operation goes. `simulated`: a test changes the world by another operation and sees it here. `stored`: it
 * gives back its own writes. What is neither answers 501.
 */
export type Level = 'simulated' | 'stored'

/** Looks at the last commit and changes nothing. */
interface Reads<O> {
  readonly level: Level
  readonly reads: (input: Input<O>, world: World) => Eventually<AnswerOf<O>>
  readonly writes?: never
  readonly serves?: never
}

/** One command: all of it is committed or nothing is. May be called again after a conflict. */
interface Writes<O> {
  readonly level: Level
  readonly writes: (input: Input<O>, unit: Unit) => Eventually<AnswerOf<O>>
  readonly reads?: never
  readonly serves?: never
}

/** Our own operations (token, control), which stand above the sandboxes. */
interface Serves<O> {
  readonly level: Level
  readonly serves: (input: Input<O>) => Promise<AnswerOf<O>>
  readonly reads?: never
  readonly writes?: never
}

export type Operation<O = unknown> = Reads<O> | Writes<O> | Serves<O>

export type OperationsOf<A extends ApiName> = { readonly [Id in keyof Apis[A]]: Operation<Apis[A][Id]> }
