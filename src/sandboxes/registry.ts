import type { Clock } from '../kernel/clock.ts'
import type { Eventually } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Secret } from '../kernel/secret.ts'
import type { Store } from '../kernel/store.ts'
import { createTurns } from '../kernel/turns.ts'
import type { Wall } from '../kernel/wall.ts'
import type { Whole } from '../kernel/whole.ts'
import { DEFAULT_SANDBOX } from '../kernel/world.ts'
import type { ApiKey, Overrides, Scenario } from '../scenario/scenario.ts'
import { createFacts } from './facts.ts'
import { createIdleness } from './idleness.ts'
import type { KeyRecord, SandboxRecord } from './records.ts'
import { worldSettings } from './settings.ts'
import type { States } from './states.ts'
import { BEGINNING, createTemplates, type PerformFor } from './templates.ts'

/** Names with @ are the simulator's own. */
const SANDBOX_ID = /^[a-z0-9][a-z0-9_-]{0,62}$/

export interface NewSandbox extends Overrides {
  /** Derived unless given: `sandbox-1`, `sandbox-2` ... */
  readonly id?: string
  /** That of `default` unless given. */
  readonly scenario?: string
}

export interface SandboxState {
  readonly id: string
  readonly scenario: string
  readonly seed: string
  readonly clock: Pick<Clock, 'mode' | 'speed' | 'now'>
}

/** What a sandbox begins anew with. */
export interface Reset {
  readonly scenario?: string
  readonly seed?: string
  /** What else of the world before survives. */
  readonly keep?: readonly string[]
}

/** Every sandbox of a simulator: making, going back, deleting, and whose key is whose. */
export interface Sandboxes {
  /** Makes `default` from its scenario, which is answered, or takes up what the store holds. @throws what `load` throws */
  open(): Promise<Scenario | undefined>
  /** True once `default` has its world. */
  isReady(): boolean
  /** @throws Refusal `sandbox_exists`, `sandbox_id_unusable`, and what `load` throws */
  create(asked?: NewSandbox): Promise<{ readonly id: string } & ApiKey>
  /** The sandbox as it is. @throws Refusal `sandbox_not_found` with the nearest id */
  get(id: string): Promise<SandboxState>
  /** `default` first, then in the order of making. */
  list(): Promise<readonly SandboxState[]>
  /** @throws Refusal `sandbox_not_found` with the nearest id */
  require(id: string): Promise<void>
  /** Somebody has asked something of it: it is not idle. */
  used(id: string): void
  remove(id: string): Promise<void>
  /** The beginning of the present or another scenario. What cannot be loaded or played leaves the sandbox untouched. */
  reset(id: string, asked?: Reset): Promise<SandboxState>
  /** The id to restore by: the name, or a number. A name used again means the newer state. */
  checkpoint(id: string, name?: string): Promise<string>
  restore(id: string, checkpoint: string): Promise<SandboxState>
  /** All that the sandbox holds, and what its clock shows. `kinds` are all kinds of record there are. */
  whole(id: string, kinds: readonly Kind<Stored>[]): Promise<{ whole: Whole; reading: Instant }>
  /** Puts a whole in the place of the sandbox's world; its keys, tokens and checkpoints stay. */
  replace(id: string, whole: Whole, kinds: readonly Kind<Stored>[]): Promise<SandboxState>
  keyOf(client_id: string): Eventually<KeyRecord | undefined>
  /** Every key of the sandbox, by client_id. */
  keysOf(id: string): Promise<readonly string[]>
  /** Notes that a token of the key is valid until then. */
  issued(client_id: string, until: Instant): Promise<void>
  /** Ends the tokens of one key, or of every key of the sandbox; true if one was valid at `now`. */
  expireTokens(id: string, now: Instant, client_id?: string): Promise<boolean>
  signingSecret(): Promise<string>
  close(): Promise<void>
}

export interface SandboxParts {
  readonly store: Store
  readonly runner: Runner
  readonly wall: Wall
  readonly secret: Secret
  /** Reads a scenario by name or file, each time anew: it may have been changed. */
  readonly load: (scenario: string) => Promise<Scenario>
  readonly perform: PerformFor
  /** The options of the start; each sandbox may ask for others. */
  readonly defaults: Overrides & { readonly scenario: string }
  /** Every sandbox but `default` ends when nobody has used it for so many milliseconds of the wall clock; default: never. */
  readonly idle?: number | undefined
  /** How many there may be, `default` included. */
  readonly limit?: number | undefined
  /** Told of each sandbox that is gone, deleted or ended. */
  readonly onGone?: (id: string) => void
  readonly onFault?: (error: unknown, about: string) => void
}

/** How many sandboxes there may be unless told otherwise: each holds what it has changed. */
export const MOST_SANDBOXES = 1_000

export function createSandboxes(parts: SandboxParts): Sandboxes {
  const { runner, wall } = parts
  const facts = createFacts(parts)
  const limit = parts.limit ?? MOST_SANDBOXES
  const process = parts.secret(6)
  const templates = createTemplates({ runner, store: parts.store, perform: parts.perform, process })
  let loaded: Promise<States> | undefined
  /** Loaded when somebody first takes a sandbox out or in. */
  const states = (): Promise<States> => {
    const load = async () =>
      (await import('./states.ts')).createStates({ store: parts.store, runner, process })
    loaded = loaded ?? load()
    return loaded
  }
  // Making, resetting and deleting the same sandbox go one after the other; the runner's own turns guard single commands.
  const turns = createTurns()
  let ready = false

  const dropped = async (id: string) => {
    await facts.remove(id)
    await runner.drop(id)
    idleness.forget(id)
    parts.onGone?.(id)
  }

  const idleness = createIdleness({
    wall,
    after: parts.idle,
    end: (id) => {
      endIdle(id).catch((error) => parts.onFault?.(error, `the end of the idle sandbox ${id}`))
    },
  })

  const endIdle = async (id: string) =>
    turns.take(id, async () => {
      // Whoever asked something of it in the meantime keeps it.
      if (idleness.isOver(id)) await dropped(id)
    })

  const known = async (id: string): Promise<SandboxRecord> => {
    const record = await facts.sandbox(id)
    if (record) {
      idleness.used(id)
      return record
    }
    const nearest = nearestName(
      id,
      (await facts.sandboxes()).map((other) => other.id),
    )
    throw new Refusal('sandbox_not_found', { id, ...(nearest === undefined ? {} : { nearest }) })
  }

  const state = async (id: string): Promise<SandboxState> => {
    const { seed, scenario } = await runner.read(id, async (world) => world.setting)
    const { mode, speed, reading } = await runner.clock(id)
    return { id, scenario, seed, clock: { mode, speed, now: reading } }
  }

  /** Gives the sandbox the beginning of a scenario, in place of whatever world it has. */
  const begin = async (
    id: string,
    name: string,
    asked: Overrides,
    keep?: readonly string[],
  ): Promise<Scenario> => {
    const scenario = await parts.load(name)
    const settings = worldSettings(scenario, asked, parts.defaults, wall.now())
    const clock = { mode: settings.mode, speed: settings.speed, now: settings.start }
    await templates.use(scenario, settings, (template) =>
      runner.restore(id, template, BEGINNING, clock, keep),
    )
    return scenario
  }

  const present = async (id: string) => (await runner.read(id, async (world) => world.setting)).scenario

  const sandboxes: Sandboxes = {
    async open() {
      await facts.open()
      let scenario: Scenario | undefined
      if (await facts.sandbox(DEFAULT_SANDBOX)) {
        for (const { id } of await facts.sandboxes()) {
          await runner.wake(id)
          if (id !== DEFAULT_SANDBOX) idleness.watch(id)
        }
      } else {
        scenario = await begin(DEFAULT_SANDBOX, parts.defaults.scenario, {})
        await facts.setScenarioKeys(DEFAULT_SANDBOX, scenario.keys)
        await facts.add(DEFAULT_SANDBOX, {})
      }
      ready = true
      return scenario
    },

    isReady: () => ready,

    async create({ id: given, scenario, ...asked } = {}) {
      if (given !== undefined && !SANDBOX_ID.test(given)) {
        throw new Refusal('sandbox_id_unusable', { id: given.slice(0, 80), field: '/id' })
      }
      const id = given ?? (await facts.freeId())
      return turns.take(id, async () => {
        if (await facts.sandbox(id)) throw new Refusal('sandbox_exists', { id, field: '/id' })
        await facts.checkRoom(limit)
        await begin(id, scenario ?? (await present(DEFAULT_SANDBOX)), asked)
        try {
          await facts.add(id, asked, limit)
        } catch (error) {
          // Others were made at the same time.
          await runner.drop(id)
          throw error
        }
        idleness.watch(id)
        return { id, ...(await facts.makeKey(id)) }
      })
    },

    async get(id) {
      await known(id)
      return state(id)
    },

    async list() {
      const records = await facts.sandboxes()
      const states = await Promise.all(records.map(({ id }) => state(id).catch(unlessGone)))
      return states.filter((found) => found !== undefined)
    },

    async require(id) {
      await known(id)
    },

    used: idleness.used,

    remove: async (id) =>
      turns.take(id, async () => {
        if (id === DEFAULT_SANDBOX) throw new Refusal('default_sandbox_stays')
        await known(id)
        await dropped(id)
      }),

    reset: async (id, { scenario: other, seed, keep } = {}) =>
      turns.take(id, async () => {
        const record = await known(id)
        const setting = await runner.read(id, async (world) => world.setting)
        const same = other === undefined || other === setting.scenario
        const chosen = seed ?? (same ? setting.seed : record.asked.seed)
        const asked = { ...record.asked, ...(chosen === undefined ? {} : { seed: chosen }) }
        const scenario = await begin(id, other ?? setting.scenario, asked, keep)
        if (id === DEFAULT_SANDBOX) await facts.setScenarioKeys(id, scenario.keys)
        if (seed !== undefined) await facts.change(id, { asked })
        return state(id)
      }),

    checkpoint: async (id, name) =>
      turns.take(id, async () => {
        const { checkpoints, numbered } = await known(id)
        let number = numbered
        if (name === undefined) {
          do number += 1
          while (checkpoints.includes(`checkpoint-${number}`))
        }
        const chosen = name ?? `checkpoint-${number}`
        await runner.checkpoint(id, chosen)
        const others = checkpoints.filter((other) => other !== chosen)
        await facts.change(id, { checkpoints: [...others, chosen], numbered: number })
        return chosen
      }),

    restore: async (id, checkpoint) =>
      turns.take(id, async () => {
        const { checkpoints } = await known(id)
        if (!checkpoints.includes(checkpoint) || !(await runner.restore(id, id, checkpoint))) {
          throw noCheckpoint(id, checkpoint, checkpoints)
        }
        return state(id)
      }),

    async whole(id, kinds) {
      await known(id)
      return (await states()).read(id, kinds)
    },

    replace: async (id, whole, kinds) =>
      turns.take(id, async () => {
        await known(id)
        await (await states()).put(id, whole, kinds)
        return state(id)
      }),

    keyOf: (client_id) => facts.key(client_id),
    keysOf: async (id) => (await facts.keysOf(id)).map((key) => key.id),
    issued: (client_id, until) => facts.issued(client_id, until),

    async expireTokens(id, now, client_id) {
      await known(id)
      const ids = await sandboxes.keysOf(id)
      if (client_id === undefined) return facts.expire(ids, now)
      if (ids.includes(client_id)) return facts.expire([client_id], now)
      throw new Refusal('api_key_not_found', {
        sandbox: id,
        id: client_id,
        known: ids.join(', '),
        field: '/client_id',
        nearest: nearestName(client_id, ids),
      })
    },

    signingSecret: () => facts.signingSecret(),

    async close() {
      idleness.close()
      await turns.idle()
      await templates.close()
    },
  }
  return sandboxes
}

/** A sandbox deleted while the list was being made is not on it. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Refusal && error.code === 'sandbox_not_found') return undefined
  throw error
}

function noCheckpoint(sandbox: string, id: string, known: readonly string[]): Refusal {
  return new Refusal('checkpoint_not_found', {
    sandbox,
    id,
    known: known.join(', '),
    nearest: nearestName(id, known),
  })
}
