import { createAlarms } from './alarms.ts'
import type { Bring, Survival } from './capability.ts'
import { type Clock, clocks, readClock, setClock } from './clock.ts'
import { createDecisions, type Start } from './decision.ts'
import { createDueJobs, type Span } from './due-jobs.ts'
import type { Cause } from './event.ts'
import { type Eventually, when } from './eventually.ts'
import { Refusal } from './failure.ts'
import { type Courier, createFlights, type Departure } from './flight.ts'
import { DAY, type Instant } from './instant.ts'
import type { Job } from './job.ts'
import type { JobHandler, Reaction } from './reaction.ts'
import type { Store } from './store.ts'
import { createTurns } from './turns.ts'
import type { Unit } from './unit.ts'
import type { Wall } from './wall.ts'
import { SETTING_ID, settings, storedWorld, type World } from './world.ts'

/** `settle` gives up after this much virtual time or this many jobs. Fixed by the control API. */
export const SETTLE_LIMIT = { span: 400 * DAY, jobs: 100_000 }

interface Advance {
  interrupted: boolean
}

/** Runs commands, reads and time over a store. Every change to any sandbox goes through here. */
export interface Runner {
  /** True once {@link begin} or a restore has made the sandbox. */
  exists(sandbox: string): Promise<boolean>
  /** Makes an empty world in a sandbox that does not exist yet. */
  begin(sandbox: string, start: Start): Promise<void>
  read<T>(sandbox: string, look: (world: World) => Eventually<T>): Promise<T>
  /**
   * Decides and commits one command in the sandbox's turn, then runs what is due; the answer shows the state before that.
   * `decide` is called again on fresh state after a conflict.
   */
  write<T>(sandbox: string, cause: Cause, decide: (unit: Unit) => Eventually<T>): Promise<T>
  /** Decides a command, with its reactions, and forgets it. */
  rehearse<T>(sandbox: string, cause: Cause, decide: (unit: Unit) => Eventually<T>): Promise<T>
  clock(sandbox: string): Promise<Clock & { readonly reading: Instant }>
  setClock(sandbox: string, setting: Partial<Pick<Clock, 'mode' | 'speed' | 'now'>>): Promise<void>
  /** Runs every job due until then, in order, and leaves the clock there. @throws Refusal `advance_in_progress`, `clock_goes_forward` */
  advance(sandbox: string, to: (now: Instant) => Instant): Promise<{ now: Instant; ran: number }>
  /**
   * Runs jobs in order until no consequence is pending. When that does not come to pass within {@link SETTLE_LIMIT} it
   * stops there, with the clock at the end of the span if that was it, so that settling again goes on.
   */
  settle(sandbox: string): Promise<{ now: Instant; ran: number; stopped: 'quiet' | 'limit' }>
  /** Runs what is due now and sets the timer for what comes next. */
  wake(sandbox: string): Promise<void>
  /** Does some work in the sandbox's turn: nobody else of this process changes it meanwhile. */
  hold<T>(sandbox: string, work: () => Promise<T>): Promise<T>
  /** Remembers the sandbox as it is now under a name, the reading of its clock included. */
  checkpoint(sandbox: string, name: string): Promise<void>
  /**
   * Makes `target` what `source` was at the checkpoint, at the virtual time it was then; `clock` changes how time goes on. What
   * is to outlive the world before is brought over, and what `keep` names. What was under way to the outside is given up.
   * Commands under way land before it or are decided again after it; an advance under way ends with `advance_interrupted`.
   * False, and nothing changed, when there is no checkpoint of the name.
   */
  restore(
    target: string,
    source: string,
    name: string,
    clock?: Partial<Pick<Clock, 'mode' | 'speed' | 'now'>>,
    keep?: readonly string[],
  ): Promise<boolean>
  /** Forgets the sandbox with its checkpoints and timers. */
  drop(sandbox: string): Promise<void>
  /** Finishes what is running, ends advances where they stand and stops the timers. */
  close(): Promise<void>
}

export function createRunner(parts: {
  store: Store
  wall: Wall
  reactions: readonly Reaction[]
  jobs: readonly JobHandler[]
  couriers?: readonly Courier[]
  survivals?: readonly Survival[]
  /** Told of job handlers and couriers that threw: defects, not refusals. */
  onFault: (error: unknown, about: Job | Departure) => void
}): Runner {
  const { store, wall, couriers = [], survivals = [] } = parts
  const turns = createTurns()
  const flights = createFlights({ ...parts, couriers, write: (...arrival) => runner.write(...arrival) })
  const decisions = createDecisions({ ...parts, flights })
  const dueJobs = createDueJobs({ ...parts, turns, decisions, flights })
  const alarms = createAlarms(parts, (sandbox) => runner.wake(sandbox))
  /** The advance under way of each sandbox; a restore or drop interrupts it. */
  const advancing = new Map<string, Advance>()
  let closed = false

  const reading = (clock: Clock) => readClock(clock, wall.now())

  /** Sets the clock, in the caller's turn; leaves it when there is nothing to set. */
  const changeClock = (
    sandbox: string,
    change: (clock: Clock) => Clock | undefined,
    more?: (unit: Unit) => Promise<void>,
  ) =>
    decisions.make(sandbox, { cause: { by: 'control', operation: 'setClock' } }, async (unit, clock) => {
      const changed = change(clock)
      if (changed) unit.put(clocks, changed)
      await more?.(unit)
    })

  const interrupt = (sandbox: string) => {
    const advance = advancing.get(sandbox)
    if (advance) advance.interrupted = true
    advancing.delete(sandbox)
    alarms.cancel(sandbox)
    flights.cancel(sandbox)
  }

  const exclusively = async <T>(sandbox: string, work: (advance: Advance) => Promise<T>): Promise<T> => {
    if (advancing.has(sandbox)) throw new Refusal('advance_in_progress', { id: sandbox })
    const advance: Advance = { interrupted: false }
    advancing.set(sandbox, advance)
    try {
      return await work(advance)
    } finally {
      if (advancing.get(sandbox) === advance) advancing.delete(sandbox)
      await alarms.set(sandbox)
    }
  }

  /** An advance must not move a world that has taken the place of the one it began in. */
  const check = (sandbox: string, advance: Advance) => {
    if (advance.interrupted) throw new Refusal('advance_interrupted', { id: sandbox })
  }

  const isPending = async (sandbox: string) =>
    (await store.consequences(sandbox)) > 0 || flights.landed(sandbox) !== undefined

  /** What is to be brought over from the sandbox's world, which is about to go. */
  const remembered = async (sandbox: string): Promise<Bring[]> => {
    if (survivals.length === 0 || !(await runner.exists(sandbox))) return []
    return runner.read(sandbox, (world) => Promise.all(survivals.map(({ remember }) => remember(world))))
  }

  /** Moves time to `target` job by job, and the clock there in the end unless `goesOn` stopped it before. */
  const moveTime = async (
    sandbox: string,
    advance: Advance,
    target: Instant,
    goesOn: (ran: number) => Eventually<boolean>,
  ): Promise<{ now: Instant; ran: number; stopped: boolean }> => {
    let stopped = false
    const ran = await dueJobs.run(sandbox, {
      until: () => target,
      follow: true,
      inTurn: () => check(sandbox, advance),
      goesOn: async (count) => {
        stopped = closed || !(await goesOn(count))
        return !stopped
      },
    })
    if (!stopped) {
      const arrived = await turns.take(sandbox, async () => {
        check(sandbox, advance)
        if (flights.landed(sandbox)) return false
        await changeClock(sandbox, (clock) =>
          reading(clock) < target ? setClock(clock, { now: target }, wall.now()) : undefined,
        )
        return true
      })
      // Something has left meanwhile.
      if (!arrived) {
        const rest = await moveTime(sandbox, advance, target, (count) => goesOn(ran + count))
        return { ...rest, ran: ran + rest.ran }
      }
    }
    return { now: (await runner.clock(sandbox)).reading, ran, stopped }
  }

  const wake = (sandbox: string): Eventually<void> => {
    // Mostly nothing is due, and that is seen at once.
    const due = dueJobs.isDue(sandbox, reading)
    const span: Span = { until: reading, follow: false, goesOn: () => !closed }
    const ran = when(due, (isDue) => (isDue ? dueJobs.run(sandbox, span) : 0))
    return when<number, void>(ran, () => alarms.set(sandbox))
  }

  const runner: Runner = {
    async exists(sandbox) {
      return (await store.get(sandbox, settings.name, SETTING_ID)) !== undefined
    },

    begin: async (sandbox, start) => turns.take(sandbox, () => decisions.begin(sandbox, start)),

    read: async (sandbox, look) =>
      when(decisions.load(sandbox), ({ setting, clock }) =>
        look(storedWorld(store, sandbox, reading(clock), setting)),
      ),

    write: async (sandbox, cause, decide) => {
      const turn = turns.take(sandbox, () => decisions.make(sandbox, { cause }, decide))
      return when(turn, (result) => when(wake(sandbox), () => result))
    },

    rehearse: async (sandbox, cause, decide) => decisions.make(sandbox, { cause, keep: false }, decide),

    async clock(sandbox) {
      const { clock } = await decisions.load(sandbox)
      return { ...clock, reading: reading(clock) }
    },

    async setClock(sandbox, setting) {
      await turns.take(sandbox, () =>
        changeClock(sandbox, (clock) => {
          if (setting.now !== undefined && setting.now < reading(clock))
            throw new Refusal('clock_goes_forward')
          return setClock(clock, setting, wall.now())
        }),
      )
      await runner.wake(sandbox)
    },

    advance: (sandbox, to) =>
      exclusively(sandbox, async (advance) => {
        const from = (await runner.clock(sandbox)).reading
        const target = to(from)
        if (target < from) throw new Refusal('clock_goes_forward')
        const { now, ran } = await moveTime(sandbox, advance, target, () => true)
        return { now, ran }
      }),

    settle: (sandbox) =>
      exclusively(sandbox, async (advance) => {
        const limit = (await runner.clock(sandbox)).reading + SETTLE_LIMIT.span
        const { now, ran } = await moveTime(
          sandbox,
          advance,
          limit,
          async (count) => count < SETTLE_LIMIT.jobs && (await isPending(sandbox)),
        )
        const stopped = (await isPending(sandbox)) ? 'limit' : 'quiet'
        return { now, ran, stopped }
      }),

    wake: async (sandbox) => wake(sandbox),

    hold: async (sandbox, work) => turns.take(sandbox, work),

    checkpoint: async (sandbox, name) =>
      turns.take(sandbox, async () => {
        await changeClock(sandbox, (clock) => setClock(clock, {}, wall.now()))
        await store.checkpoint(sandbox, name)
      }),

    async restore(target, source, name, clock = {}, keep = []) {
      const succession = { by: target === source ? 'restore' : 'reset', keep } as const
      const found = await turns.take(target, async () => {
        const brings = await remembered(target)
        if (!(await store.restore(target, source, name))) return false
        interrupt(target)
        // The stored reading is the time to go on from, however long ago on the wall it was taken.
        await changeClock(
          target,
          (stored) => setClock(stored, { now: stored.now, ...clock }, wall.now()),
          async (unit) => {
            for (const bring of brings) await bring(unit, succession)
          },
        )
        return true
      })
      if (found) await runner.wake(target)
      return found
    },

    drop: async (sandbox) =>
      turns.take(sandbox, async () => {
        interrupt(sandbox)
        await store.drop(sandbox)
      }),

    async close() {
      closed = true
      alarms.close()
      flights.close()
      await turns.idle()
    },
  }
  return runner
}
