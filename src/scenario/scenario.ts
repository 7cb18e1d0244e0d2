import type { Clock } from '../kernel/clock.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import type { Setting } from '../kernel/world.ts'

/** A key pair that the platform exchanges for tokens. */
export interface ApiKey {
  readonly client_id: string
  readonly client_secret: string
}

/** How one operation of the published API is performed without a request: checked and committed all the same. */
export type Perform = (
  sandbox: string,
  line: number,
  call: {
    readonly api: 'fulfillment' | 'tracking' | 'carrier'
    readonly operation: string
    readonly params?: Readonly<Record<string, string>>
    readonly query?: Readonly<Record<string, unknown>>
    readonly body?: unknown
  },
) => Promise<{ readonly status: number; readonly body: unknown }>

/** What a scenario needs to make its world happen. */
export interface Stage {
  readonly perform: Perform
  /** Commands that are no part of the published API: the carriers' own records. */
  readonly write: <T>(sandbox: string, line: number, decide: (unit: Unit) => Promise<T>) => Promise<T>
  readonly advanceTo: (sandbox: string, instant: Instant) => Promise<unknown>
}

/** What a user may set over a scenario's own lines: options of the command line, of `createSimulator`, of a sandbox. */
export interface Overrides {
  readonly seed?: string
  readonly profile?: Setting['profile']
  readonly pace?: Setting['pace']
  readonly clock?: {
    readonly mode?: Clock['mode']
    /** When neither `mode` nor the scenario says one. */
    readonly defaultMode?: Clock['mode']
    readonly start?: Instant
    readonly speed?: number
  }
}

/** A scenario file, read and checked. */
export interface Scenario {
  readonly name: string
  /** As error messages and causes name it. */
  readonly file: string
  readonly title: string
  readonly keys: readonly ApiKey[]
  readonly seed: string
  readonly profile: Setting['profile']
  readonly pace: Setting['pace']
  readonly clock: { readonly mode?: Clock['mode']; readonly start?: Instant; readonly speed?: number }
  readonly organization_id: string
  /** Further keywords that capabilities read from the world's setting. */
  readonly options: Setting['options']
  /** Differs when anything differs that the scenario is made from: a changed file is another world. */
  readonly digest: string
  /**
   * Where the world's own history begins: some time before its clock starts, so that what is connected at the start was
   * requested, answered and completed before.
   */
  readonly historyBegins: (start: Instant) => Instant
  /** Makes the world happen by commands in a sandbox whose frozen clock stands at {@link historyBegins}; leaves it at `start`. */
  readonly play: (stage: Stage, sandbox: string, start: Instant) => Promise<void>
}
