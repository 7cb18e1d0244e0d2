import type { Cause } from '../kernel/event.ts'
import { type Instant, isoDate, MINUTE } from '../kernel/instant.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Store } from '../kernel/store.ts'
import type { Perform, Scenario, Stage } from '../scenario/scenario.ts'
import type { WorldSettings } from './settings.ts'

/** How the edge performs one operation without a request; `sandbox` and `cause` are whose and why. */
export type PerformFor = (sandbox: string, cause: Cause, call: Parameters<Perform>[2]) => ReturnType<Perform>

/** The checkpoint every template is copied from. */
export const BEGINNING = 'beginning'

/** How many played worlds wait to be copied; the longest unused goes first. */
const TEMPLATES_KEPT = 32

/**
 * How long a world that began at real now is copied as it is, while nothing happens in it: playing it anew takes many times as
 * long. Its records are older by so much than those of a world played at that moment.
 */
const RECENT = 10 * MINUTE

interface Template {
  readonly sandbox: string
  readonly start: Instant
  /** Resolves to when the next thing happens in it. */
  readonly played: Promise<Instant | undefined>
  users: number
}

/**
 * Worlds played once and copied from then on. A world is played here before it takes any sandbox's place: a scenario that
 * fails half-way harms nobody.
 */
export interface Templates {
  /** Gives a template of the scenario, which stays at least until `copy` is done. */
  use<T>(scenario: Scenario, settings: WorldSettings, copy: (sandbox: string) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function createTemplates(parts: {
  runner: Runner
  store: Pick<Store, 'nextJob'>
  perform: PerformFor
  /** Keeps apart the templates of processes that share a store. */
  process: string
}): Templates {
  const { runner } = parts
  const kept = new Map<string, Template>()
  let made = 0

  const playInto = async (sandbox: string, scenario: Scenario, settings: WorldSettings) => {
    const { seed, profile, pace, speed, start } = settings
    const { name, organization_id, options } = scenario
    await runner.begin(sandbox, {
      setting: { seed, scenario: name, profile, pace, organization_id, options },
      clock: { mode: 'frozen', speed, now: scenario.historyBegins(start) },
      started: start,
    })
    await scenario.play(stageOf(runner, parts.perform, scenario.file), sandbox, start)
    await runner.checkpoint(sandbox, BEGINNING)
    return (await parts.store.nextJob(sandbox, Number.MAX_SAFE_INTEGER))?.due
  }

  const newTemplate = (scenario: Scenario, settings: WorldSettings): Template => {
    made += 1
    const sandbox = `@template-${parts.process}-${made}`
    return { sandbox, start: settings.start, played: playInto(sandbox, scenario, settings), users: 0 }
  }

  const forget = async (key: string, template: Template) => {
    if (kept.get(key) === template) kept.delete(key)
    if (template.users === 0) await runner.drop(template.sandbox)
  }

  const shed = async () => {
    for (const [key, template] of kept) {
      if (kept.size <= TEMPLATES_KEPT) return
      if (template.users === 0) await forget(key, template)
    }
  }

  /** What is played for the key already, and is still the world that these settings make. */
  const fitting = async (key: string, settings: WorldSettings): Promise<Template | undefined> => {
    const template = kept.get(key)
    if (!template || settings.repeatable) return template
    const age = settings.start - template.start
    const next = await template.played.catch(() => 0)
    return age >= 0 && age <= RECENT && (next === undefined || next > settings.start) ? template : undefined
  }

  return {
    async use(scenario, settings, copy) {
      const key = templateKey(scenario, settings)
      const template = (kept.has(key) && (await fitting(key, settings))) || newTemplate(scenario, settings)
      const former = kept.get(key)
      // Last in the map: used most recently.
      kept.delete(key)
      kept.set(key, template)
      if (former && former !== template) await forget(key, former)
      template.users += 1
      let usable = false
      try {
        await template.played
        usable = true
        return await copy(template.sandbox)
      } finally {
        template.users -= 1
        if (!usable || kept.get(key) !== template) await forget(key, template)
        await shed()
      }
    },

    async close() {
      const all = [...kept.values()]
      kept.clear()
      for (const template of all) {
        await template.played.catch(() => undefined)
        await runner.drop(template.sandbox)
      }
    },
  }
}

/** Worlds of one key differ at most by when they began. Days are counted from the start, so it is one day for all of them. */
function templateKey(
  { name, digest, options }: Scenario,
  { seed, profile, pace, start, speed, repeatable }: WorldSettings,
): string {
  // What a timeline says comes some time after the start.
  const began = repeatable || options['timeline'] === true ? start : isoDate(start)
  return JSON.stringify([name, digest, seed, profile, pace, began, speed])
}

function stageOf(runner: Runner, perform: PerformFor, file: string): Stage {
  const cause = (line: number): Cause => ({ by: 'scenario', file, line })
  return {
    perform: (sandbox, line, call) => perform(sandbox, cause(line), call),
    write: (sandbox, line, decide) => runner.write(sandbox, cause(line), decide),
    advanceTo: (sandbox, instant) => runner.advance(sandbox, () => instant),
  }
}
