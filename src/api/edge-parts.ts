import type { Eventually } from '../kernel/eventually.ts'
import type { Journal } from '../kernel/journal.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Unit } from '../kernel/unit.ts'
import type { Wall } from '../kernel/wall.ts'
import type { World } from '../kernel/world.ts'
import type { Answer, ApiName, Call, Level } from './operation.ts'
import type { RefusalCatalogue } from './refusal-catalogue.ts'
import type { StrikeOf } from './strike.ts'
import type { UnknownFieldsMode } from './unknown-fields.ts'

/** An operation as the edge calls it: every `Operation<...>` is one. */
export interface AnyOperation {
  readonly level: Level
  readonly reads?: (input: never, world: World) => Eventually<Answer>
  readonly writes?: (input: never, unit: Unit) => Eventually<Answer>
  readonly serves?: (input: never) => Promise<Answer>
}

/** Whose call it is. */
export interface Caller {
  readonly sandbox: string
  readonly organization_id: string
}

/** What the edge is put together from. */
export interface EdgeParts {
  readonly operations: Readonly<Record<ApiName, Readonly<Record<string, AnyOperation | undefined>>>>
  readonly runner: Pick<Runner, 'read' | 'write'>
  /** Whose token it is. @throws Refusal `unauthorized` */
  readonly authenticate: (call: Call) => Eventually<Caller>
  /** The sandbox of the API key in a call's Basic header; undefined when it has no key of ours. */
  readonly ownerOfKey?: (call: Call) => Promise<string | undefined>
  /** @throws Refusal `sandbox_not_found` */
  readonly requireSandbox?: (id: string) => Promise<void>
  /**
   * The sandbox a control call is for; `named` is that of its address. @throws Refusal when it may not be made, or there is no
   * such sandbox
   */
  readonly guardControl: (call: Call, operation: string, named: string | undefined) => Promise<string>
  /** Numbers every call that is not for the control API, and is told of it. */
  readonly journal: Pick<Journal, 'nextId' | 'record'>
  readonly wall: Wall
  /** What goes wrong on purpose; nothing unless given. */
  readonly strikeOf?: StrikeOf
  readonly unknownFields: UnknownFieldsMode
  readonly validateResponses: boolean
  /** Told of defects: exceptions that are no refusals, and answers that break the document. */
  readonly onFault: (error: unknown, about: string) => void
  readonly catalogue: RefusalCatalogue
}
