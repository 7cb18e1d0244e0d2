import { CLOCK_ID, type Clock, clocks, newClock, readClock, setClock, wallDelay } from './clock.ts'
import type { Cause, DomainEvent } from './event.ts'
import { Refusal } from './failure.ts'
import { DAY, type Instant } from './instant.ts'
import type { Job } from './job.ts'
import type { JobHandler, Reaction } from './reaction.ts'
import { freshRecord } from './record.ts'
import { CommitConflict, type Store } from './store.ts'
import { createTurns } from './turns.ts'
import { openUnit, type Unit } from './unit.ts'
import type { Wall } from './wall.ts'
import { SETTING_ID, type Setting, settings, storedWorld, type World } from './world.ts'

/** `settle` gives up after this much virtual time or this many jobs. Fixed by the control API. */
export const SETTLE_LIMIT = { span: 400 * DAY, jobs: 100_000 }

/** Deciding again after a conflict; more than this in a row means a defect, not bad luck. */
const ATTEMPTS = 100

/** How long (wall milliseconds) a row of jobs may keep the processor before others go first. */
const LONGEST_HOLD = 8

export interface Start {
  readonly setting: Omit<Setting, 'id' | 'version' | 'created' | 'modified' | 'started'>
  readonly clock: Pick<Clock, 'mode' | 'speed' | 'now'>
  /** The world's beginning as its users see it, when its history is played before that; else the clock's time. */
  readonly started?: Instant
}

interface Advance {
  interrupted: boolean
}

/** Runs commands, reads and time over a store. Every change to any sandbox goes through here. */
export interface Runner {
  /** True once {@link begin} or a restore has made the sandbox. */
  exists(sandbox: string): Promise<boolean>
  /** Makes an empty world. */
  begin(sandbox: string, start: Start): Promise<void>
  read<T>(sandbox: string, look: (world: World) => Promise<T>): Promise<T>
  /**
   * Decides and commits one command in the sandbox's turn, then runs what is due; the answer shows the state before that.
   * `decide` is called again on fresh state after a conflict.
   */
  write<T>(sandbox: string, cause: Cause, decide: (unit: Unit) => Promise<T>): Promise<T>
  /** Decides a command, with its reactions, and forgets it. */
  rehearse<T>(sandbox: string, cause: Cause, decide: (unit: Unit) => Promise<T>): Promise<T>
  clock(sandbox: string): Promise<Clock & { readonly reading: Instant }>
  setClock(sandbox: string, setting: Partial<Pick<Clock, 'mode' | 'speed' | 'now'>>): Promise<void>
  /** Runs every job due until then, in order, and leaves the clock there. @throws Refusal `advance_in_progress`, `clock_goes_forward` */
  advance(sandbox: string, to: (now: Instant) => Instant): Promise<{ now: Instant; ran: number }>
  settle(sandbox: string): Promise<{ now: Instant; ran: number; stopped: 'quiet' | 'limit' }>
  /** Runs what is due now and sets the timer for what comes next. */
  wake(sandbox: string): Promise<void>
  /** Remembers the sandbox as it is now under a name, the reading of its clock included. */
  checkpoint(sandbox: string, name: string): Promise<void>
  /**
   * Makes `target` what `source` was at the checkpoint, at the virtual time it was then; `clock` changes how time goes on.
   * Commands under way land before it or are decided again after it; an advance under way ends with `advance_interrupted`.
   * False, and nothing changed, when there is no checkpoint of the name.
   */
  restore(
    target: string,
    source: string,
    name: string,
    clock?: Partial<Pick<Clock, 'mode' | 'speed'>>,
  ): Promise<boolean>
  /** Forgets the sandbox with its checkpoints and timers. */
  drop(sandbox: string): Promise<void>
  /** Finishes what is running and stops the timers. */
  close(): Promise<void>
}

export function createRunner(parts: {
  store: Store
  wall: Wall
  reactions: readonly Reaction[]
  jobs: readonly JobHandler[]
  /** Told of job handlers that threw: defects, not refusals. */
  onFault: (error: unknown, job: Job) => void
}): Runner {
  const { store, wall } = parts
  const turns = createTurns()
  const reactions = Map.groupBy(parts.reactions, ({ type }) => type)
  const handlers = new Map(parts.jobs.map((handler) => [handler.type, handler]))
  const timers = new Map<string, () => void>()
  /** The advance under way of each sandbox; a restore or drop interrupts it. */
  const advancing = new Map<string, Advance>()
  let closed = false

  const load = async (sandbox: string) => {
    const [setting, clock] = await Promise.all([
      store.get(sandbox, settings.name, SETTING_ID) as Promise<Setting | undefined>,
      store.get(sandbox, clocks.name, CLOCK_ID) as Promise<Clock | undefined>,
    ])
    if (!setting || !clock) throw new Refusal('sandbox_not_found', { id: sandbox })
    return { setting, clock }
  }

  const react = async (unit: Unit, emitted: readonly DomainEvent[]) => {
    // Reactions append to the list that is walked here: an event's consequences follow it in the same commit.
    for (let next = 0; next < emitted.length; next += 1) {
      const event = emitted[next] as DomainEvent
      for (const reaction of reactions.get(event.type) ?? []) await reaction.react(event, unit)
    }
  }

  /** One unit of work in the caller's turn; `at` is the moment it sees. */
  const decideOnce = async <T>(
    sandbox: string,
    cause: Cause,
    at: Instant | undefined,
    decide: (unit: Unit, clock: Clock) => Promise<T>,
    keep: boolean,
  ): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      const head = await store.head(sandbox)
      const { setting, clock } = await load(sandbox)
      const open = openUnit(store, sandbox, { now: at ?? readClock(clock, wall.now()), head, setting, cause })
      const result = await decide(open.unit, clock)
      await react(open.unit, open.emitted)
      if (!keep || open.untouched) return result
      try {
        await store.commit(sandbox, open.toCommit())
        return result
      } catch (error) {
        if (!(error instanceof CommitConflict) || attempt === ATTEMPTS) throw error
      }
    }
  }

  /** An advance must not move a world that has taken the place of the one it began in. */
  const goOn = (sandbox: string, advance: Advance | undefined) => {
    if (advance?.interrupted) throw new Refusal('advance_interrupted', { id: sandbox })
  }

  const interrupt = (sandbox: string) => {
    const advance = advancing.get(sandbox)
    if (advance) advance.interrupted = true
    advancing.delete(sandbox)
    timers.get(sandbox)?.()
    timers.delete(sandbox)
  }

  const jobCause = (job: Job): Cause => ({
    by: 'job',
    job: job.type,
    key: job.key,
    due: job.due,
    ...(job.event === undefined ? {} : { event: job.event }),
    first: job.cause.by === 'job' ? job.cause.first : job.cause,
  })

  /** Runs the next job due by then; `follow` moves the clock to it (an advance), else the clock has passed it already. */
  const runNext = (
    sandbox: string,
    until: (clock: Clock) => Instant,
    follow: boolean,
    advance?: Advance,
  ): Promise<boolean> =>
    turns.take(sandbox, async () => {
      goOn(sandbox, advance)
      const { clock: before } = await load(sandbox)
      const job = await store.nextJob(sandbox, until(before))
      if (!job) return false
      const handler = handlers.get(job.type)
      const done = (unit: Unit, clock: Clock) => {
        unit.unschedule(job)
        if (follow && job.due > readClock(clock, wall.now())) {
          unit.put(clocks, setClock(clock, { now: job.due }, wall.now()))
        }
      }
      try {
        await decideOnce(
          sandbox,
          jobCause(job),
          job.due,
          async (unit, clock) => {
            // First, so that a handler may schedule itself again under the same key.
            done(unit, clock)
            if (!handler) throw new Error(`no handler for jobs of type ${job.type}`)
            await handler.run(job, unit)
          },
          true,
        )
      } catch (error) {
        // A job that throws is a defect of ours: it must neither be tried for ever nor hold up time.
        parts.onFault(error, job)
        await decideOnce(
          sandbox,
          jobCause(job),
          job.due,
          async (unit, clock) => {
            done(unit, clock)
            unit.emit({ type: 'job.failed', subject: { kind: '@job', id: job.key }, data: { job: job.type } })
          },
          true,
        )
      }
      return true
    })

  const drain = async (sandbox: string) => {
    const due = (clock: Clock) => readClock(clock, wall.now())
    let held = wall.now()
    while (!closed) {
      const { clock } = await load(sandbox)
      if (!(await store.nextJob(sandbox, due(clock)))) return
      if (!(await runNext(sandbox, due, false))) return
      if (wall.now() - held > LONGEST_HOLD) {
        await wall.breathe()
        held = wall.now()
      }
    }
  }

  const arm = async (sandbox: string) => {
    timers.get(sandbox)?.()
    timers.delete(sandbox)
    if (closed) return
    const clock = (await store.get(sandbox, clocks.name, CLOCK_ID)) as Clock | undefined
    const next = clock && (await store.nextJob(sandbox, Number.MAX_SAFE_INTEGER))
    if (!clock || !next || closed) return
    const delay = wallDelay(clock, next.due, wall.now())
    if (delay === undefined) return
    timers.get(sandbox)?.()
    timers.set(
      sandbox,
      wall.after(delay, () => {
        timers.delete(sandbox)
        runner.wake(sandbox).catch((error) => parts.onFault(error, next))
      }),
    )
  }

  const exclusively = async <T>(sandbox: string, work: (advance: Advance) => Promise<T>): Promise<T> => {
    if (advancing.has(sandbox)) throw new Refusal('advance_in_progress', { id: sandbox })
    const advance: Advance = { interrupted: false }
    advancing.set(sandbox, advance)
    try {
      return await work(advance)
    } finally {
      if (advancing.get(sandbox) === advance) advancing.delete(sandbox)
      await arm(sandbox)
    }
  }

  const rebase = (sandbox: string, change: (clock: Clock) => Clock) =>
    decideOnce(
      sandbox,
      { by: 'control', operation: 'setClock' },
      undefined,
      async (unit, clock) => {
        unit.put(clocks, change(clock))
      },
      true,
    )

  const runner: Runner = {
    async exists(sandbox) {
      return (await store.get(sandbox, settings.name, SETTING_ID)) !== undefined
    },

    async begin(sandbox, start) {
      const head = await store.head(sandbox)
      const at = start.clock.now
      const setting = freshRecord(SETTING_ID, at, { ...start.setting, started: start.started ?? at })
      const cause: Cause = { by: 'scenario', file: setting.scenario }
      const open = openUnit(store, sandbox, { now: at, head, setting, cause })
      open.unit.put(settings, setting)
      open.unit.put(clocks, newClock(start.clock, wall.now()))
      await store.commit(sandbox, open.toCommit())
    },

    async read(sandbox, look) {
      const { setting, clock } = await load(sandbox)
      return look(storedWorld(store, sandbox, readClock(clock, wall.now()), setting))
    },

    async write(sandbox, cause, decide) {
      const result = await turns.take(sandbox, () => decideOnce(sandbox, cause, undefined, decide, true))
      await runner.wake(sandbox)
      return result
    },

    rehearse: (sandbox, cause, decide) => decideOnce(sandbox, cause, undefined, decide, false),

    async clock(sandbox) {
      const { clock } = await load(sandbox)
      return { ...clock, reading: readClock(clock, wall.now()) }
    },

    async setClock(sandbox, setting) {
      await turns.take(sandbox, () =>
        decideOnce(
          sandbox,
          { by: 'control', operation: 'setClock' },
          undefined,
          async (unit, clock) => {
            if (setting.now !== undefined && setting.now < readClock(clock, wall.now())) {
              throw new Refusal('clock_goes_forward')
            }
            unit.put(clocks, setClock(clock, setting, wall.now()))
          },
          true,
        ),
      )
      await runner.wake(sandbox)
    },

    advance: (sandbox, to) =>
      exclusively(sandbox, async (advance) => {
        const from = (await runner.clock(sandbox)).reading
        const target = to(from)
        if (target < from) throw new Refusal('clock_goes_forward')
        let ran = 0
        let held = wall.now()
        while (await runNext(sandbox, () => target, true, advance)) {
          ran += 1
          if (wall.now() - held > LONGEST_HOLD) {
            await wall.breathe()
            held = wall.now()
          }
        }
        await turns.take(sandbox, async () => {
          goOn(sandbox, advance)
          await rebase(sandbox, (clock) =>
            readClock(clock, wall.now()) < target ? setClock(clock, { now: target }, wall.now()) : clock,
          )
        })
        return { now: (await runner.clock(sandbox)).reading, ran }
      }),

    settle: (sandbox) =>
      exclusively(sandbox, async (advance) => {
        const limit = (await runner.clock(sandbox)).reading + SETTLE_LIMIT.span
        let ran = 0
        let held = wall.now()
        while ((await store.consequences(sandbox)) > 0) {
          if (ran >= SETTLE_LIMIT.jobs || !(await runNext(sandbox, () => limit, true, advance))) {
            return { now: (await runner.clock(sandbox)).reading, ran, stopped: 'limit' as const }
          }
          ran += 1
          if (wall.now() - held > LONGEST_HOLD) {
            await wall.breathe()
            held = wall.now()
          }
        }
        return { now: (await runner.clock(sandbox)).reading, ran, stopped: 'quiet' as const }
      }),

    async wake(sandbox) {
      await drain(sandbox)
      await arm(sandbox)
    },

    checkpoint: (sandbox, name) =>
      turns.take(sandbox, async () => {
        await rebase(sandbox, (clock) => setClock(clock, {}, wall.now()))
        await store.checkpoint(sandbox, name)
      }),

    async restore(target, source, name, clock = {}) {
      const found = await turns.take(target, async () => {
        if (!(await store.restore(target, source, name))) return false
        interrupt(target)
        // The stored reading is the time to go on from, however long ago on the wall it was taken.
        await rebase(target, (stored) => setClock(stored, { ...clock, now: stored.now }, wall.now()))
        return true
      })
      if (found) await runner.wake(target)
      return found
    },

    drop: (sandbox) =>
      turns.take(sandbox, async () => {
        interrupt(sandbox)
        await store.drop(sandbox)
      }),

    async close() {
      closed = true
      for (const cancel of timers.values()) cancel()
      timers.clear()
      await turns.idle()
    },
  }
  return runner
}
