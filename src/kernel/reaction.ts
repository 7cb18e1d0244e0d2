import type { DomainEvent, EventType, JsonObject } from './event.ts'
import type { Eventually } from './eventually.ts'
import type { Refusal } from './failure.ts'
import type { Job, JobType } from './job.ts'
import type { Unit } from './unit.ts'

/** What a capability does when something has happened, inside the commit that makes it true. */
export interface Reaction {
  readonly type: string
  readonly react: (event: DomainEvent, unit: Unit) => Eventually<void>
}

/** What a capability does when a job falls due; `unit.now` is the job's due time. */
export interface JobHandler {
  readonly type: string
  readonly run: (job: Job, unit: Unit) => Eventually<void>
  /** What is done in place of it when it is refused; without this a refusal is a defect. */
  readonly refused?: (refusal: Refusal, job: Job, unit: Unit) => Promise<void>
}

export function on<D extends JsonObject>(
  type: EventType<D>,
  react: (event: DomainEvent<D>, unit: Unit) => Eventually<void>,
): Reaction {
  return { type: type.type, react: react as Reaction['react'] }
}

export function doing<P extends JsonObject>(
  type: JobType<P>,
  run: (job: Job<P>, unit: Unit) => Eventually<void>,
  refused?: NonNullable<JobHandler['refused']>,
): JobHandler {
  return { type: type.type, run: run as JobHandler['run'], ...(refused && { refused }) }
}
