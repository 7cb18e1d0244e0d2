import type { JobHandler, Reaction } from './reaction.ts'

/** What a capability adds besides its operations. */
export interface Behaviour {
  readonly reactions: readonly Reaction[]
  readonly jobs: readonly JobHandler[]
}
