import type { JobHandler, Reaction } from './reaction.ts'
import type { Unit } from './unit.ts'
import type { World } from './world.ts'

/** What a capability adds besides its operations. */
export interface Behaviour {
  readonly reactions: readonly Reaction[]
  readonly jobs: readonly JobHandler[]
  readonly survival?: Survival
}

/** How a world comes to take another's place, and what was asked to be kept of the one before. */
export interface Succession {
  readonly by: 'reset' | 'restore'
  readonly keep: readonly string[]
}

/** What of a sandbox outlives its world. */
export interface Survival {
  /** Looks at the world that goes; answers how to write it into the one that comes, in the commit that makes it the sandbox's. */
  readonly remember: (former: World) => Promise<Bring>
}

export type Bring = (unit: Unit, succession: Succession) => Promise<void>
