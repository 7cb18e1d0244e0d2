import type { Instant } from '../kernel/instant.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Wall } from '../kernel/wall.ts'
import type { Selector } from './selector.ts'
import type { FaultLine } from './trouble.ts'
import type { Waits } from './waits.ts'

/** The request header by which a call asks for a fault of its own. */
export const HEADER = 'x-mock-noyo-fault'

/** A fault in force. */
export interface Fault {
  readonly id: string
  readonly origin: 'control' | 'scenario'
  readonly line: FaultLine
  readonly from?: Instant
  readonly until?: Instant
  readonly selects: Selector
  matched: number
  struck: number
  /** By operation, how many of its calls were counted: what is derived from the seed depends on nothing else. */
  readonly calls: Map<string, number>
}

/** The faults of one sandbox, in the order they are tried. */
export interface Table {
  readonly seed: string
  readonly started: Instant
  asked: readonly Fault[]
  scenario: readonly Fault[]
  /** How many were ever asked for: a number is not given again. */
  made: number
  /** By operation, the calls that asked for a fault of their own. */
  readonly ownCalls: Map<string, number>
}

export interface FaultParts {
  readonly runner: Pick<Runner, 'read' | 'clock' | 'advance'>
  readonly wall: Wall
  /** Ends the token of an `authorization` header. */
  readonly revoke: (authorization: string) => Promise<void>
}

/** What a strike needs to be carried out. */
export interface StrikeParts extends FaultParts {
  readonly waits: Waits
}
