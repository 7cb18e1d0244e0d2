import { type Clock, FROZEN_START } from '../kernel/clock.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Setting } from '../kernel/world.ts'
import type { Overrides, Scenario } from '../scenario/scenario.ts'

/** All that a world is made from, after the precedence: asked for, options of the start, the scenario's line, default. */
export interface WorldSettings {
  readonly seed: string
  readonly profile: Setting['profile']
  readonly pace: Setting['pace']
  readonly mode: Clock['mode']
  readonly speed: number
  /** What the clock shows when the world is handed over. */
  readonly start: Instant
  /** The start was said and not read from the wall: the same settings make the same world again. */
  readonly repeatable: boolean
}

export function worldSettings(
  scenario: Scenario,
  asked: Overrides,
  options: Overrides,
  wall: Instant,
): WorldSettings {
  const mode =
    asked.clock?.mode ?? options.clock?.mode ?? scenario.clock.mode ?? options.clock?.defaultMode ?? 'running'
  const said = asked.clock?.start ?? options.clock?.start ?? scenario.clock.start
  const start = said ?? (mode === 'frozen' ? FROZEN_START : wall)
  return {
    seed: asked.seed ?? options.seed ?? scenario.seed,
    profile: asked.profile ?? options.profile ?? scenario.profile,
    pace: asked.pace ?? options.pace ?? scenario.pace,
    mode,
    speed: asked.clock?.speed ?? options.clock?.speed ?? scenario.clock.speed ?? 1,
    start,
    repeatable: said !== undefined || mode === 'frozen',
  }
}
