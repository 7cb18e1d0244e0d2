import { CLOCK_ID, type Clock, clocks, readClock, setClock } from './clock.ts'
import type { Decisions } from './decision.ts'
import type { Cause } from './event.ts'
import { type Eventually, when } from './eventually.ts'
import { Refusal } from './failure.ts'
import type { Flights } from './flight.ts'
import type { Instant } from './instant.ts'
import type { Job } from './job.ts'
import type { JobHandler } from './reaction.ts'
import type { Store } from './store.ts'
import type { Turns } from './turns.ts'
import type { Unit } from './unit.ts'
import type { Wall } from './wall.ts'

/** How long (wall milliseconds) a row of jobs may keep the processor before others go first. */
const LONGEST_HOLD = 8

/** Which jobs to run. */
export interface Span {
  /** Jobs due at or before this. */
  readonly until: (clock: Clock) => Instant
  /**
   * True when time is being moved: the clock is set to each job's due time, once nothing is under way to the outside. Else it
   * has passed them already.
   */
  readonly follow: boolean
  /** Called in the sandbox's turn before each job; throws to end the run there. */
  readonly inTurn?: () => void
  /** Asked before each job, with how many ran. */
  readonly goesOn: (ran: number) => Eventually<boolean>
}

export interface DueJobs {
  /** Whether there is anything to run. */
  isDue(sandbox: string, until: Span['until']): Eventually<boolean>
  /** Runs jobs in order, one commit each, letting other work in between; answers how many ran. */
  run(sandbox: string, span: Span): Promise<number>
}

export function createDueJobs(parts: {
  store: Store
  wall: Wall
  turns: Turns
  decisions: Decisions
  flights: Pick<Flights, 'landed'>
  jobs: readonly JobHandler[]
  /** Told of job handlers that threw: defects, not refusals. */
  onFault: (error: unknown, job: Job) => void
}): DueJobs {
  const { store, wall, turns, decisions, flights } = parts
  const handlers = new Map(parts.jobs.map((handler) => [handler.type, handler]))

  const perform = (sandbox: string, job: Job, follow: boolean, work: (unit: Unit) => Eventually<void>) =>
    decisions.make(sandbox, { cause: causeOf(job), at: job.due }, (unit, clock) => {
      // First, so that a handler may schedule itself again under the same key.
      unit.unschedule(job)
      if (follow && job.due > readClock(clock, wall.now())) {
        unit.put(clocks, setClock(clock, { now: job.due }, wall.now()))
      }
      return work(unit)
    })

  const handle = (job: Job, unit: Unit) => {
    const handler = handlers.get(job.type)
    if (!handler) throw new Error(`no handler for jobs of type ${job.type}`)
    return handler.run(job, unit)
  }

  const nextDue = (sandbox: string, { until, follow }: Pick<Span, 'until' | 'follow'>) =>
    when(store.get(sandbox, clocks.name, CLOCK_ID) as Eventually<Clock | undefined>, (clock) =>
      when(clock && store.nextJob(sandbox, until(clock)), (job) => {
        const passes = follow && clock && job && job.due > readClock(clock, wall.now())
        return { job, waits: (passes || !job) && follow ? flights.landed(sandbox) : undefined }
      }),
    )

  /** False when there is none, or when it would pass what is under way. */
  const runNext = (sandbox: string, span: Span): Eventually<boolean> =>
    turns.take(sandbox, async () => {
      span.inTurn?.()
      const { job, waits } = await nextDue(sandbox, span)
      if (!job || waits) return false
      try {
        await perform(sandbox, job, span.follow, (unit) => handle(job, unit))
      } catch (error) {
        const { refused } = handlers.get(job.type) ?? {}
        if (error instanceof Refusal && refused) {
          await perform(sandbox, job, span.follow, (unit) => refused(error, job, unit))
          return true
        }
        // A job that throws is a defect of ours: it must neither be tried for ever nor hold up time.
        parts.onFault(error, job)
        await perform(sandbox, job, span.follow, async (unit) =>
          unit.emit({ type: 'job.failed', subject: { kind: '@job', id: job.key }, data: { job: job.type } }),
        )
      }
      return true
    })

  return {
    isDue: (sandbox, until) =>
      when(nextDue(sandbox, { until, follow: false }), ({ job }) => job !== undefined),

    async run(sandbox, span) {
      let ran = 0
      let held = wall.now()
      // Looked at before waiting for a turn: mostly nothing is due, and a reply should not queue behind other commands.
      while (await span.goesOn(ran)) {
        const { job, waits } = await nextDue(sandbox, span)
        if (waits) await waits
        else if (!job) break
        if (waits || !(await runNext(sandbox, span))) continue
        ran += 1
        if (wall.now() - held <= LONGEST_HOLD) continue
        await wall.breathe()
        held = wall.now()
      }
      return ran
    },
  }
}

function causeOf(job: Job): Cause {
  return {
    by: 'job',
    job: job.type,
    key: job.key,
    due: job.due,
    ...(job.event === undefined ? {} : { event: job.event }),
    first: job.cause.by === 'job' ? job.cause.first : job.cause,
  }
}
