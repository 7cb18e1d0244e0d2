import { type Instant, LAST_INSTANT } from './instant.ts'
import { changedRecord, defineKind, freshRecord, type Stored } from './record.ts'

/**
 * A sandbox's clock. Running: `now` at the wall's `since`, going on at `speed` virtual seconds a second. Frozen: `now`
 * until somebody moves it. It is a record like any other, so that reset and restore bring it back too.
 */
export interface Clock extends Stored {
  readonly mode: 'running' | 'frozen'
  readonly speed: number
  readonly now: Instant
  /** The wall clock's reading when `now` was true. */
  readonly since: Instant
}

export const CLOCK_ID = 'clock'

export const clocks = defineKind<Clock>()({ name: '@clock', model: 'Clock', indexes: {} })

/** Where a frozen clock starts unless told otherwise. */
export const FROZEN_START: Instant = Date.parse('2026-01-05T09:00:00Z')

export function newClock(
  setting: { mode: Clock['mode']; speed: number; now: Instant },
  wall: Instant,
): Clock {
  return freshRecord(CLOCK_ID, setting.now, { ...setting, since: wall })
}

/** The virtual time when the wall shows `wall`. Time that runs stops at the end of the calendar. */
export function readClock(clock: Clock, wall: Instant): Instant {
  if (clock.mode === 'frozen') return clock.now
  const passed = Math.max(0, Math.floor((wall - clock.since) * clock.speed))
  return Math.max(clock.now, Math.min(clock.now + passed, LAST_INSTANT))
}

/** The clock set to another time, mode or speed from this moment of the wall on. */
export function setClock(
  clock: Clock,
  setting: Partial<Pick<Clock, 'mode' | 'speed' | 'now'>>,
  wall: Instant,
): Clock {
  const now = setting.now ?? readClock(clock, wall)
  return changedRecord(clock, { ...setting, now, since: wall }, now)
}

/** How many wall milliseconds until a running clock shows `due`; undefined when it stands still. */
export function wallDelay(clock: Clock, due: Instant, wall: Instant): number | undefined {
  if (clock.mode === 'frozen') return undefined
  return Math.max(0, Math.ceil((due - readClock(clock, wall)) / clock.speed))
}
