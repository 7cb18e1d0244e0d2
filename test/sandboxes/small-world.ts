import { accountsOperations } from '../../src/accounts/operations.ts'
import { refusals as accountsRefusals } from '../../src/accounts/refusals.ts'
import { createTokens } from '../../src/accounts/tokens.ts'
import { createEdge } from '../../src/api/dispatch.ts'
import { edgeRefusals } from '../../src/api/error-catalogue.ts'
import { joinCatalogues } from '../../src/api/refusal-catalogue.ts'
import { createGuard } from '../../src/control/guard.ts'
import { controlOperations } from '../../src/control/operations.ts'
import { refusals as controlRefusals } from '../../src/control/refusals.ts'
import { groupOperations } from '../../src/groups/operations.ts'
import { eventType } from '../../src/kernel/event.ts'
import { DAY, type Instant } from '../../src/kernel/instant.ts'
import { jobType } from '../../src/kernel/job.ts'
import { createJournal } from '../../src/kernel/journal.ts'
import { doing, on } from '../../src/kernel/reaction.ts'
import { defineKind, type Stored } from '../../src/kernel/record.ts'
import { createRunner } from '../../src/kernel/runner.ts'
import { machineSecret } from '../../src/kernel/secret.ts'
import type { Store } from '../../src/kernel/store.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import type { Wall } from '../../src/kernel/wall.ts'
import { refusals as sandboxRefusals } from '../../src/sandboxes/refusals.ts'
import { createSandboxes } from '../../src/sandboxes/registry.ts'
import { ScenarioError } from '../../src/scenario/fault.ts'
import type { Overrides, Scenario } from '../../src/scenario/scenario.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { type Api, client } from '../api-client.ts'

/** A parcel under way: sent by a command, arrived by a job, a day later unless told otherwise. Enough of a world to see its time and causes. */
export interface Parcel extends Stored {
  readonly name: string
  readonly arrived: boolean
}

export const parcels = defineKind<Parcel>()({ name: 'parcel', model: 'Parcel', indexes: {} })
const sent = eventType<{ parcel: string; travels: number }>('parcel.sent')
const arrived = eventType('parcel.arrived')
const arrival = jobType<{ parcel: string }>('parcel.arrival')

export async function sendParcel(unit: Unit, name: string, travels = DAY): Promise<Parcel> {
  const parcel = await unit.create(parcels, name, { name, arrived: false })
  unit.emit(sent.of(parcels, parcel, { parcel: parcel.id, travels }))
  return parcel
}

const behaviour = {
  reactions: [
    on(sent, async (event, unit) => {
      const parcel = event.subject.id
      unit.schedule(arrival.at(unit.now + event.data.travels, parcel, { parcel }))
    }),
  ],
  jobs: [
    doing(arrival, async ({ payload }, unit) => {
      const parcel = unit.change(parcels, await unit.require(parcels, payload.parcel), { arrived: true })
      unit.emit(arrived.of(parcels, parcel, {}))
    }),
  ],
}

/** A wall whose time only the test moves; timers ring when it passes them. */
export function fakeWall(start: Instant): Wall & { pass(milliseconds: number): void } {
  let now = start
  const timers = new Set<{ at: Instant; call: () => void }>()
  return {
    now: () => now,
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    pass(milliseconds) {
      now += milliseconds
      for (const timer of [...timers]) {
        if (timer.at > now) continue
        timers.delete(timer)
        timer.call()
      }
    },
  }
}

const COUNTRIES: readonly string[] = ['plain', 'busy', 'broken']

/** Scenarios: `plain` sends two parcels, `busy` ten more and has a key of its own; `broken` fails half-way. */
function loadSmall(name: string, edits: Edits): Scenario {
  edits.loads += 1
  if (!COUNTRIES.includes(name)) {
    throw new ScenarioError([
      { file: name, line: 1, column: 1, place: '', message: 'There is no such scenario.', nearest: 'plain' },
    ])
  }
  const count = name === 'busy' ? 12 : 2
  return {
    name,
    file: `${name}.yaml`,
    title: name,
    keys:
      name === 'busy'
        ? [{ client_id: 'other', client_secret: 'other-secret' }]
        : [{ client_id: 'demo', client_secret: 'demo-secret' }],
    seed: `${name}-seed`,
    profile: 'production',
    pace: 'demo',
    clock: {},
    organization_id: '00000000-0000-4000-8000-000000000001',
    options: {},
    digest: edits.digest,
    historyBegins: (start) => start - DAY / 2,
    async play(stage, sandbox, start) {
      edits.plays += 1
      await stage.write(sandbox, 3, async (unit) => {
        for (let at = 0; at < count; at += 1) await sendParcel(unit, `parcel ${at}`)
      })
      if (name === 'broken') throw new Error('the scenario broke off')
      await stage.advanceTo(sandbox, start)
    },
  }
}

/** What a test may change of the scenarios, and see of their use. */
export interface Edits {
  digest: string
  loads: number
  plays: number
}

export interface SmallOptions extends Overrides {
  readonly store?: Store
  readonly wall?: Wall
  readonly tokenClock?: 'wall' | 'virtual'
  readonly controlToken?: string
  readonly publicUrl?: string
  readonly idle?: number
  readonly limit?: number
  /** Leaves the scenario to be loaded by the test. */
  readonly unopened?: boolean
}

export type SmallWorld = Awaited<ReturnType<typeof openSmallWorld>>

/** The registry, tokens, control API and group operations over the real edge and kernel, with scenarios made for tests. */
export async function openSmallWorld(options: SmallOptions = {}) {
  const { store = createMemoryStore(), wall = fakeWall(Date.parse('2026-03-01T12:00:00Z')) } = options
  const edits: Edits = { digest: 'first', loads: 0, plays: 0 }
  const faults: unknown[] = []
  const onFault = (error: unknown) => faults.push(error)
  const secret = machineSecret
  const runner = createRunner({ store, wall, ...behaviour, onFault })
  const journal = createJournal()
  const sandboxes = createSandboxes({
    store,
    runner,
    wall,
    secret,
    load: async (name) => loadSmall(name, edits),
    perform: (sandbox, cause, call) => edge.perform(sandbox, cause, call),
    defaults: { scenario: 'plain', clock: { mode: 'frozen' }, ...overridesOf(options) },
    idle: options.idle,
    limit: options.limit,
    onGone: journal.forget,
    onFault,
  })
  const { tokenClock = 'wall', controlToken, publicUrl } = options
  const tokens = createTokens({ store, runner, wall, secret, sandboxes, tokenClock })
  const guard = createGuard({ sandboxes, secret, controlToken, publicUrl })
  const edge = createEdge({
    operations: {
      fulfillment: groupOperations,
      tracking: {},
      carrier: {},
      accounts: accountsOperations(tokens),
      control: controlOperations({
        runner,
        store,
        sandboxes,
        journal,
        tokens,
        wall,
        version: '1.2.3',
        began: wall.now(),
      }),
    },
    runner,
    authenticate: tokens.authenticate,
    ownerOfKey: tokens.ownerOfKey,
    guardControl: guard.admit,
    journal: {
      nextId(sandbox) {
        sandboxes.used(sandbox)
        return journal.nextId(sandbox)
      },
      record: journal.record,
    },
    wall,
    unknownFields: 'warn',
    validateResponses: false,
    onFault,
    catalogue: joinCatalogues(edgeRefusals, sandboxRefusals, accountsRefusals, controlRefusals),
  })
  const api = client(async (method, target, headers, body) => {
    const reply = await edge.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    return { status: reply.status, headers: reply.headers, bytes: Buffer.from(reply.body ?? '') }
  })
  if (!options.unopened) await sandboxes.open()
  return {
    store,
    wall,
    runner,
    journal,
    sandboxes,
    tokens,
    guard,
    edge,
    api,
    edits,
    faults,
    token: tokenOf(api),
  }
}

function overridesOf({ seed, profile, pace, clock }: SmallOptions): Overrides {
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(profile === undefined ? {} : { profile }),
    ...(pace === undefined ? {} : { pace }),
    ...(clock === undefined ? {} : { clock }),
  }
}

export interface KeyPair {
  readonly client_id: string
  readonly client_secret: string
}

export const DEMO: KeyPair = { client_id: 'demo', client_secret: 'demo-secret' }

export function basic({ client_id, client_secret }: KeyPair): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export const TOKEN_TARGET = '/accounts/auth/public/token'
export const GROUPS = '/fulfillment/api/v1/groups'

const tokenOf =
  (api: Api) =>
  async (key: KeyPair = DEMO): Promise<string> => {
    const reply = await api.post(TOKEN_TARGET, { grant_type: 'client_credentials' }, { headers: basic(key) })
    return reply.body.access_token
  }

/** Every parcel of a sandbox with its id, and nothing that differs between sandboxes. */
export async function parcelsOf({ runner }: Pick<SmallWorld, 'runner'>, sandbox: string) {
  return (await runner.read(sandbox, (world) => world.list(parcels))).records
}
