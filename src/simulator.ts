import { createTokens } from './accounts/tokens.ts'
import { createEdge, type Edge } from './api/dispatch.ts'
import type { EdgeParts } from './api/edge-parts.ts'
import type { Call, Reply } from './api/operation.ts'
import { createPerformWithin } from './api/perform-within.ts'
import { behavioursWith, catalogue, ownOperations, vendorOperations } from './capabilities.ts'
import { createGuard, type Guard } from './control/guard.ts'
import { createFaultBook, type FaultBook } from './faults/book.ts'
import { CLOSED } from './hosts/door.ts'
import { answer } from './hosts/fetch.ts'
import { createWebhookExit } from './hosts/webhook-exit.ts'
import { given } from './kernel/given.ts'
import { addDuration, type Instant } from './kernel/instant.ts'
import { createJournal, type Journal, type RequestEntry } from './kernel/journal.ts'
import { createRunner, type Runner } from './kernel/runner.ts'
import { machineSecret, type Secret } from './kernel/secret.ts'
import type { Store } from './kernel/store.ts'
import { machineWall, type Wall } from './kernel/wall.ts'
import { DEFAULT_SANDBOX } from './kernel/world.ts'
import { printFault, safeFaultListener, safeListener } from './listener.ts'
import { type ClockHandle, handleOf, type SandboxHandle } from './sandbox-handle.ts'
import { createSandboxes, type Sandboxes } from './sandboxes/registry.ts'
import { createScenarioLoader } from './scenario/kept.ts'
import { loadScenario } from './scenario/load.ts'
import type { ApiKey, Overrides } from './scenario/scenario.ts'
import { parseStart } from './scenario/start-moment.ts'
import { inWords } from './simulator-error.ts'
import { checkOptions } from './simulator-options.ts'
import { createMemoryStore } from './stores/memory.ts'
import { playOut } from './timeline/play-out.ts'
import { reportOf, type TimelineReport } from './timeline/report.ts'
import { VERSION } from './version.ts'
import { webhookCourier } from './webhooks/courier-on-demand.ts'
import type { Deliver } from './webhooks/outlet.ts'

/** How a simulator, or one sandbox of it, begins. Every line of it has a default. */
export interface WorldOptions {
  /** A shipped scenario's name or a file; default `demo`. */
  readonly scenario?: string
  /** What all generated ids and people derive from; default the scenario's. */
  readonly seed?: string
  /** Default the scenario's; when it says none, `frozen` in process and `running` on the command line. */
  readonly clock?: 'running' | 'frozen'
  /** Where the clock starts: an ISO date or a time with a zone. Default: now when running, 2026-01-05T09:00:00Z when frozen. */
  readonly start?: string
  /** Virtual seconds a second of a running clock. */
  readonly speed?: number
  readonly pace?: 'instant' | 'demo' | 'realistic'
  readonly profile?: 'production' | 'noyo-sandbox'
}

export interface SimulatorOptions extends WorldOptions {
  /** The mode of a clock for which neither `clock` nor the scenario says one; default `frozen`. */
  readonly defaultClock?: 'running' | 'frozen'
  /** What to do about names the contract does not know: a header (default), 422, or nothing. */
  readonly unknownFields?: 'warn' | 'strict' | 'off'
  /** Which clock tokens expire by; default the machine's. */
  readonly tokenClock?: 'wall' | 'virtual'
  /** Checks every answer against the contract; one that breaks it becomes a 500. Slower. */
  readonly validateResponses?: boolean
  /** The address users reach it by. */
  readonly publicUrl?: string
  readonly controlToken?: string
  /** Hosts that webhooks may be sent to besides this machine: names, addresses and `*.domain`, separated by commas. */
  readonly webhookHosts?: string
  /** Receives webhooks in process: given the request that would be sent, answers as the receiver. Default: the network. */
  readonly deliver?: Deliver
  /** How long nobody may use a sandbox before it ends (`90s`, `1h`, `2d`) or `never`, the default; `default` never ends. */
  readonly sandboxIdle?: string
  /** How many sandboxes there may be; default 1000. */
  readonly sandboxLimit?: number
  readonly store?: Store
  readonly wall?: Wall
  readonly secret?: Secret
  /** Told of every request once it is answered. Bodies and paths are unmasked. */
  readonly onRequest?: (entry: RequestEntry) => void
  /** Told of defects of the simulator itself; default the console's error. */
  readonly onFault?: (error: unknown, about: string) => void
}

/** A stateful fake of Noyo. What the methods of its own do is for the sandbox `default`. */
export interface Simulator {
  /** Answers a call on plain objects: what every door ends in. Never throws. */
  handle(call: Call): Promise<Reply>
  /** Answers a Fetch request, by path or by one of Noyo's host names. Never reaches the network; throws only what `Request` and its signal do. */
  fetch(request: Request | string | URL, init?: RequestInit): Promise<Response>
  readonly clock: ClockHandle
  reset: SandboxHandle['reset']
  checkpoint: SandboxHandle['checkpoint']
  restore: SandboxHandle['restore']
  perform: SandboxHandle['perform']
  requests: SandboxHandle['requests']
  clearRequests: SandboxHandle['clearRequests']
  received: SandboxHandle['received']
  events: SandboxHandle['events']
  why: SandboxHandle['why']
  state: SandboxHandle['state']
  load: SandboxHandle['load']
  /** Makes a further world with a key of its own; cheap for a scenario that has been played before. */
  sandbox(options?: WorldOptions & { readonly id?: string }): Promise<SandboxHandle>
  /** Plays the scenario's timeline to its end, and looks at what it expects. */
  playTimeline(): Promise<TimelineReport>
  /** What a start prints. */
  readonly facts: {
    readonly scenario: string
    readonly profile: string
    readonly pace: string
    readonly key: ApiKey
  }
  /**
   * Tells it the host a server for it listens on. Beyond loopback the control API asks for a token from then on: the given
   * one, or one made now, which is answered.
   */
  bind(host: string): string | undefined
  close(): Promise<void>
}

/**
 * Makes a simulator and plays its scenario.
 * @throws {ScenarioError} when the scenario cannot be used, with file, line and column
 * @throws {TypeError} for an option that cannot be read
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  checkOptions('createSimulator', options)
  const parts = composed(options)
  const { sandboxes, edge, guard, runner, store } = parts
  const opened = await sandboxes.open()
  const setting = await runner.read(DEFAULT_SANDBOX, async (world) => world.setting)
  const { keys } = opened ?? (await loadScenario(setting.scenario))
  let closed = false
  const { publicUrl } = options
  const known = (call: Call) => (publicUrl === undefined ? call : { ...call, publicUrl })
  const handle = (call: Call) => (closed ? Promise.resolve(CLOSED) : edge.handle(known(call)))
  return {
    handle,
    async fetch(request, init) {
      // A signal is part of every request; nobody can use one that was not given.
      const abortable = request instanceof Request || (init?.signal ?? undefined) !== undefined
      return answer({ handle }, new Request(request, init), { abortable })
    },
    ...handleOf(parts, DEFAULT_SANDBOX),
    async sandbox(asked = {}) {
      checkOptions('sandbox', asked)
      const { id, ...world } = asked
      const wanted = { ...overridesOf(world), ...(id !== undefined && { id }) }
      const made = await inWords(catalogue, () => sandboxes.create(wanted))
      return { ...made, ...handleOf(parts, made.id) }
    },
    async playTimeline() {
      const steps = await inWords(catalogue, () => playOut(runner, DEFAULT_SANDBOX))
      const { events } = await store.events(DEFAULT_SANDBOX, 0, Number.MAX_SAFE_INTEGER)
      return runner.read(DEFAULT_SANDBOX, (world) => reportOf(world, steps, events))
    },
    facts: {
      scenario: setting.scenario,
      profile: setting.profile,
      pace: setting.pace,
      key: keys[0] as ApiKey,
    },
    bind: guard.bind,
    async close() {
      closed = true
      parts.faults.close()
      await sandboxes.close()
      await runner.close()
      await store.close()
    },
  }
}

interface Composed {
  readonly store: Store
  readonly runner: Runner
  readonly sandboxes: Sandboxes
  readonly journal: Journal
  readonly edge: Edge
  readonly guard: Guard
  readonly faults: FaultBook
}

/** The only place where the parts meet. */
function composed(options: SimulatorOptions): Composed {
  const { wall = machineWall, secret = machineSecret, store = createMemoryStore() } = options
  const onFault = safeFaultListener(options.onFault ?? printFault)
  const onRequest = safeListener('onRequest', options.onRequest)
  const behaviours = behavioursWith((unit, ask) => performWithin(unit, ask))
  const exit = createWebhookExit({ deliver: options.deliver, allowed: options.webhookHosts })
  const tokenClock = options.tokenClock ?? 'wall'
  const runner = createRunner({
    store,
    wall,
    reactions: behaviours.flatMap(({ reactions }) => reactions),
    jobs: behaviours.flatMap(({ jobs }) => jobs),
    couriers: [webhookCourier({ wall, outlet: exit.outlet, timestamps: tokenClock })],
    survivals: behaviours.flatMap(({ survival = [] }) => survival),
    onFault: (error, { type }) => onFault(error, `job ${type}`),
  })
  const journal = createJournal()
  const sandboxes = createSandboxes({
    store,
    runner,
    wall,
    secret,
    load: createScenarioLoader(),
    perform: (...asked) => edge.perform(...asked),
    defaults: defaultsOf(options),
    idle: idleTime(options.sandboxIdle),
    limit: options.sandboxLimit,
    onGone(id) {
      journal.forget(id)
      faults.forget(id)
    },
    onFault,
  })
  const tokens = createTokens({ store, runner, wall, secret, sandboxes, tokenClock })
  const jobTypes = new Set(behaviours.flatMap(({ jobs }) => jobs.map(({ type }) => type)))
  const faults = createFaultBook({ runner, wall, revoke: tokens.revoke })
  const { refusedTarget } = exit
  const perform: Edge['perform'] = (sandbox, cause, ask) => edge.perform(sandbox, cause, ask)
  const parts = { runner, store, sandboxes, journal, tokens, wall, jobTypes, faults, refusedTarget, perform }
  const { controlToken, publicUrl } = options
  const guard = createGuard({ sandboxes, secret, controlToken, publicUrl })
  const operations = {
    ...vendorOperations,
    ...ownOperations({ ...parts, version: VERSION, began: wall.now() }),
  }
  const performWithin = createPerformWithin({ operations })
  const edge = createEdge({
    operations,
    runner,
    authenticate: tokens.authenticate,
    ownerOfKey: tokens.ownerOfKey,
    requireSandbox: sandboxes.require,
    guardControl: guard.admit,
    journal: attentive(journal, sandboxes, onRequest),
    wall,
    strikeOf: faults.strikeOf,
    unknownFields: options.unknownFields ?? 'warn',
    validateResponses: options.validateResponses ?? false,
    onFault,
    catalogue,
  })
  return { store, runner, sandboxes, journal, edge, guard, faults }
}

/** The journal as the edge writes it: a sandbox that is asked is in use, and whoever listens is told. */
function attentive(
  journal: Journal,
  sandboxes: Pick<Sandboxes, 'used'>,
  onRequest: (entry: RequestEntry) => void,
): EdgeParts['journal'] {
  return {
    nextId(sandbox) {
      sandboxes.used(sandbox)
      return journal.nextId(sandbox)
    },
    record(sandbox, entry) {
      journal.record(sandbox, entry)
      onRequest(entry)
    },
  }
}

function idleTime(text = 'never'): number | undefined {
  return text === 'never' ? undefined : addDuration(0, text)
}

/** What sandboxes begin with that ask for nothing else. */
function defaultsOf(options: SimulatorOptions): Overrides & { readonly scenario: string } {
  const { scenario = 'demo', ...overrides } = overridesOf(options)
  return {
    scenario,
    ...overrides,
    clock: { ...overrides.clock, defaultMode: options.defaultClock ?? 'frozen' },
  }
}

function overridesOf(options: WorldOptions): Overrides & { readonly scenario?: string } {
  const { clock: mode, start, speed } = options
  const moment = start === undefined ? undefined : (parseStart(start) as Instant)
  return {
    clock: given({ mode, start: moment, speed }, 'mode', 'start', 'speed'),
    ...given(options, 'scenario', 'seed', 'profile', 'pace'),
  }
}
