import { CLOCK_ID, type Clock, clocks, newClock, readClock } from './clock.ts'
import type { Cause, DomainEvent } from './event.ts'
import { all, type Eventually, inTurn, rescued, when } from './eventually.ts'
import { Refusal } from './failure.ts'
import type { Flights } from './flight.ts'
import type { Instant } from './instant.ts'
import type { Reaction } from './reaction.ts'
import { freshRecord, type Stored } from './record.ts'
import { CommitConflict, type Store } from './store.ts'
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
  load(sandbox: string): Eventually<{ setting: Setting; clock: Clock }>
  begin(sandbox: string, start: Start): Eventually<void>
  /** Decides with all reactions and commits; again on fresh state, from the start, when somebody else committed first. */
  make<T>(sandbox: string, on: Occasion, decide: (unit: Unit, clock: Clock) => Eventually<T>): Eventually<T>
}

export function createDecisions(parts: {
  store: Store
  wall: Wall
  reactions: readonly Reaction[]
  flights: Pick<Flights, 'begin'>
}): Decisions {
  const { store, wall } = parts
  const reactions = Map.groupBy(parts.reactions, ({ type }) => type)

  /** Goes on with the reactions of the `next`-th event and of those after it. */
  const react = (open: OpenUnit, next = 0): Eventually<void> => {
    // Reactions append to the list that is walked here: an event's consequences follow it in the same commit.
    for (let at = next; at < open.emitted.length; at += 1) {
      const event = open.emitted[at] as DomainEvent
      const concerned = reactions.get(event.type)
      if (!concerned) continue
      const reacted = inTurn(concerned, (reaction) => {
        open.reactTo(event)
        return reaction.react(event, open.unit)
      })
      if (reacted instanceof Promise) return reacted.then(() => react(open, at + 1))
    }
  }

  /** Decides and commits; again on fresh state when somebody else committed first. */
  const committing = <T>(attempt: () => Eventually<T>, attempts = 1): Eventually<T> =>
    rescued(attempt, (error) => {
      if (!(error instanceof CommitConflict) || attempts === ATTEMPTS) throw error
      return committing(attempt, attempts + 1)
    })

  const load = (sandbox: string) =>
    when(
      all<[Stored | undefined, Stored | undefined]>([
        store.get(sandbox, settings.name, SETTING_ID),
        store.get(sandbox, clocks.name, CLOCK_ID),
      ]),
      ([setting, clock]) => {
        if (!setting || !clock) throw new Refusal('sandbox_not_found', { id: sandbox })
        return { setting: setting as Setting, clock: clock as Clock }
      },
    )

  const commit = (sandbox: string, open: OpenUnit) =>
    when(open.toCommit(), (changes) => store.commit(sandbox, changes))

  return {
    load,

    begin: (sandbox, start) =>
      committing(async () => {
        // Read before anything else, so that whatever is read later is as new as this or the commit is refused.
        const head = await store.head(sandbox)
        const now = start.clock.now
        const setting = freshRecord(SETTING_ID, now, { ...start.setting, started: start.started ?? now })
        const cause: Cause = { by: 'scenario', file: setting.scenario }
        const open = openUnit(store, sandbox, { now, head, setting, cause })
        open.unit.put(settings, setting)
        open.unit.put(clocks, newClock(start.clock, wall.now()))
        await commit(sandbox, open)
      }),

    make: (sandbox, { cause, at, keep = true }, decide) =>
      committing(() =>
        // The head first, so that whatever is read later is as new as this or the commit is refused.
        when(store.head(sandbox), (head) =>
          when(load(sandbox), ({ setting, clock }) => {
            const now = at ?? readClock(clock, wall.now())
            const open = openUnit(store, sandbox, { now, head, setting, cause })
            return when(decide(open.unit, clock), (result) =>
              when(react(open), () => {
                if (!keep || open.untouched) return result
                return when(commit(sandbox, open), () => {
                  parts.flights.begin(sandbox, cause, open.departures)
                  return result
                })
              }),
            )
          }),
        ),
      ),
  }
}
