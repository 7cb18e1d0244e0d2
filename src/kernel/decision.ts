import { CLOCK_ID, type Clock, clocks, newClock, readClock } from './clock.ts'
import type { Cause, DomainEvent } from './event.ts'
import { Refusal } from './failure.ts'
import type { Flights } from './flight.ts'
import type { Instant } from './instant.ts'
import type { Reaction } from './reaction.ts'
import { freshRecord, type Stored } from './record.ts'
import { type Commit, CommitConflict, type Store } from './store.ts'
import { type OpenUnit, openUnit, type Unit } from './unit.ts'
import type { Wall } from './wall.ts'
import { SETTING_ID, type Setting, settings } from './world.ts'

/** Deciding again after a conflict; more than this in a row means a defect, not bad luck. */
const ATTEMPTS = 100

/** What a new sandbox is made from. */
export interface Start {
  readonly setting: Omit<Setting, keyof Stored | 'started'>
  readonly clock: Pick<Clock, 'mode' | 'speed' | 'now'>
  /** The world's beginning as its users see it, when its history is played before that; else the clock's time. */
  readonly started?: Instant
}

/** What a command is decided for. */
export interface Occasion {
  readonly cause: Cause
  /** The moment it sees; the clock's reading unless given. */
  readonly at?: Instant
  /** False to throw the outcome away. */
  readonly keep?: boolean
}

/** Turns commands into commits. Calls for one sandbox go one after the other: its turns are the runner's to keep. */
export interface Decisions {
  /** @throws {Refusal} `sandbox_not_found` */
  load(sandbox: string): Promise<{ setting: Setting; clock: Clock }>
  begin(sandbox: string, start: Start): Promise<void>
  /** Decides with all reactions and commits; again on fresh state, from the start, when somebody else committed first. */
  make<T>(sandbox: string, on: Occasion, decide: (unit: Unit, clock: Clock) => Promise<T>): Promise<T>
}

export function createDecisions(parts: {
  store: Store
  wall: Wall
  reactions: readonly Reaction[]
  flights: Pick<Flights, 'begin'>
}): Decisions {
  const { store, wall } = parts
  const reactions = Map.groupBy(parts.reactions, ({ type }) => type)

  const react = async ({ unit, emitted, reactTo }: OpenUnit) => {
    // Reactions append to the list that is walked here: an event's consequences follow it in the same commit.
    for (let next = 0; next < emitted.length; next += 1) {
      const event = emitted[next] as DomainEvent
      for (const reaction of reactions.get(event.type) ?? []) {
        reactTo(event)
        await reaction.react(event, unit)
      }
    }
  }

  const committing = async <T>(
    sandbox: string,
    attempt: () => Promise<{ result: T; commit: Commit | undefined; committed?: () => void }>,
  ): Promise<T> => {
    for (let attempts = 1; ; attempts += 1) {
      const { result, commit, committed } = await attempt()
      if (!commit) return result
      try {
        await store.commit(sandbox, commit)
      } catch (error) {
        if (!(error instanceof CommitConflict) || attempts === ATTEMPTS) throw error
        continue
      }
      committed?.()
      return result
    }
  }

  const load = async (sandbox: string) => {
    const setting = (await store.get(sandbox, settings.name, SETTING_ID)) as Setting | undefined
    const clock = (await store.get(sandbox, clocks.name, CLOCK_ID)) as Clock | undefined
    if (!setting || !clock) throw new Refusal('sandbox_not_found', { id: sandbox })
    return { setting, clock }
  }

  return {
    load,

    begin: (sandbox, start) =>
      committing(sandbox, async () => {
        // Read before anything else, so that whatever is read later is as new as this or the commit is refused.
        const head = await store.head(sandbox)
        const now = start.clock.now
        const setting = freshRecord(SETTING_ID, now, { ...start.setting, started: start.started ?? now })
        const cause: Cause = { by: 'scenario', file: setting.scenario }
        const open = openUnit(store, sandbox, { now, head, setting, cause })
        open.unit.put(settings, setting)
        open.unit.put(clocks, newClock(start.clock, wall.now()))
        return { result: undefined, commit: await open.toCommit() }
      }),

    make: (sandbox, { cause, at, keep = true }, decide) =>
      committing(sandbox, async () => {
        const head = await store.head(sandbox)
        const { setting, clock } = await load(sandbox)
        const now = at ?? readClock(clock, wall.now())
        const open = openUnit(store, sandbox, { now, head, setting, cause })
        const result = await decide(open.unit, clock)
        await react(open)
        const commit = keep && !open.untouched ? await open.toCommit() : undefined
        const { departures } = open
        return { result, commit, committed: () => parts.flights.begin(sandbox, cause, departures) }
      }),
  }
}
