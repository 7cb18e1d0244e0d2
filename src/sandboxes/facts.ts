import { FROZEN_START } from '../kernel/clock.ts'
import type { Cause } from '../kernel/event.ts'
import type { Eventually } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { freshRecord, type Stored } from '../kernel/record.ts'
import type { Runner } from '../kernel/runner.ts'
import type { Secret } from '../kernel/secret.ts'
import type { Store } from '../kernel/store.ts'
import type { Unit } from '../kernel/unit.ts'
import type { ApiKey, Overrides } from '../scenario/scenario.ts'
import {
  type KeyRecord,
  keyRecords,
  REGISTRY,
  REGISTRY_ID,
  type RegistryRecord,
  registryRecords,
  type SandboxRecord,
  sandboxRecords,
} from './records.ts'

const CAUSE: Cause = { by: 'control', operation: 'registry' }

/** Length of what nobody may guess, in bytes. */
const SECRET_BYTES = 32

/** A client_id must differ from every other, not be secret. */
const CLIENT_BYTES = 6

/** The registry's records: read straight from the store, so that every process over one store sees the same. */
export interface Facts {
  /** Makes the registry unless the store has one already. */
  open(): Promise<void>
  signingSecret(): Promise<string>
  sandbox(id: string): Eventually<SandboxRecord | undefined>
  sandboxes(): Promise<readonly SandboxRecord[]>
  key(client_id: string): Eventually<KeyRecord | undefined>
  keysOf(sandbox: string): Promise<readonly KeyRecord[]>
  /** The next free id. */
  freeId(): Promise<string>
  /** @throws Refusal `too_many_sandboxes` when there are as many as the limit */
  checkRoom(limit: number): Promise<void>
  /** @throws Refusal `too_many_sandboxes` */
  add(id: string, asked: Overrides, limit?: number): Promise<void>
  change(id: string, patch: Partial<Omit<SandboxRecord, keyof Stored>>): Promise<void>
  /** Forgets the sandbox with its keys: their tokens answer 401 from now on. */
  remove(id: string): Promise<void>
  makeKey(sandbox: string): Promise<ApiKey>
  /** The sandbox's scenario keys are these and no others; tokens of a key that stays remain valid. */
  setScenarioKeys(sandbox: string, keys: readonly ApiKey[]): Promise<void>
  /** Notes that a token of the key is valid until then. */
  issued(client_id: string, until: Instant): Promise<void>
  /** Ends every token of the keys; true if one was valid at `now`. */
  expire(client_ids: readonly string[], now: Instant): Promise<boolean>
}

export function createFacts(parts: { store: Store; runner: Runner; secret: Secret }): Facts {
  const { store, runner, secret } = parts
  const write = <T>(decide: (unit: Unit) => Promise<T>) => runner.write(REGISTRY, CAUSE, decide)
  const get = <R extends Stored>(kind: { readonly name: string }, id: string) =>
    store.get(REGISTRY, kind.name, id) as Eventually<R | undefined>
  const own = async () => (await get<RegistryRecord>(registryRecords, REGISTRY_ID)) as RegistryRecord

  return {
    async open() {
      if (await runner.exists(REGISTRY)) return
      await runner.begin(REGISTRY, EMPTY_WORLD)
      await write(async (unit) => {
        const fields = { signing_secret: secret(SECRET_BYTES), made: 0 }
        unit.put(registryRecords, freshRecord(REGISTRY_ID, unit.now, fields))
      })
    },
    signingSecret: async () => (await own()).signing_secret,
    sandbox: (id) => get<SandboxRecord>(sandboxRecords, id),
    sandboxes: () => runner.read(REGISTRY, async (world) => (await world.list(sandboxRecords)).records),
    key: (client_id) => get<KeyRecord>(keyRecords, client_id),
    keysOf: (sandbox) =>
      runner.read(REGISTRY, async (world) => (await world.find(keyRecords, 'sandbox', sandbox)).records),

    freeId: () =>
      write(async (unit) => {
        const registry = await unit.require(registryRecords, REGISTRY_ID)
        let made = registry.made
        do made += 1
        while (await unit.get(sandboxRecords, `sandbox-${made}`))
        unit.change(registryRecords, registry, { made })
        return `sandbox-${made}`
      }),

    checkRoom: (limit) =>
      runner.read(REGISTRY, async (world) => {
        refuseBeyond(limit, (await world.list(sandboxRecords, ONE)).total)
      }),

    add: (id, asked, limit) =>
      write(async (unit) => {
        const last = await unit.list(sandboxRecords, { ...ONE, reverse: true })
        if (limit !== undefined) refuseBeyond(limit, last.total)
        const ordinal = (last.records[0]?.ordinal ?? -1) + 1
        unit.put(sandboxRecords, freshRecord(id, unit.now, { ordinal, asked, checkpoints: [], numbered: 0 }))
      }),

    change: (id, patch) =>
      write(async (unit) => {
        unit.change(sandboxRecords, await unit.require(sandboxRecords, id), patch)
      }),

    remove: (id) =>
      write(async (unit) => {
        const sandbox = await unit.get(sandboxRecords, id)
        if (sandbox) unit.remove(sandboxRecords, sandbox)
        for (const key of (await unit.find(keyRecords, 'sandbox', id)).records) unit.remove(keyRecords, key)
      }),

    async makeKey(sandbox) {
      const client_id = `${sandbox}-${secret(CLIENT_BYTES)}`
      const client_secret = secret(SECRET_BYTES)
      await write(async (unit) => putKey(unit, client_id, { client_secret, sandbox, origin: 'made' }))
      return { client_id, client_secret }
    },

    setScenarioKeys: (sandbox, keys) => write((unit) => replaceScenarioKeys(unit, sandbox, keys)),

    issued: (client_id, until) =>
      write(async (unit) => {
        const key = await unit.get(keyRecords, client_id)
        if (key && key.valid_until < until) unit.change(keyRecords, key, { valid_until: until })
      }),

    expire: (client_ids, now) =>
      write(async (unit) => {
        let any = false
        for (const client_id of client_ids) {
          const key = await unit.get(keyRecords, client_id)
          if (!key) continue
          any ||= key.valid_until > now
          unit.change(keyRecords, key, { generation: key.generation + 1, valid_until: 0 })
        }
        return any
      }),
  }
}

/** The registry is no world of anybody's: it has a clock only because every sandbox has one. */
const EMPTY_WORLD = {
  setting: {
    seed: REGISTRY,
    scenario: REGISTRY,
    profile: 'production',
    pace: 'instant',
    organization_id: '',
    options: {},
  },
  clock: { mode: 'frozen', speed: 1, now: FROZEN_START },
} as const

const ONE = { offset: 0, limit: 1 } as const

function refuseBeyond(limit: number, count: number): void {
  if (count >= limit) throw new Refusal('too_many_sandboxes', { limit })
}

function putKey(
  unit: Unit,
  client_id: string,
  fields: Pick<KeyRecord, 'client_secret' | 'sandbox' | 'origin'>,
): void {
  unit.put(keyRecords, freshRecord(client_id, unit.now, { ...fields, generation: 0, valid_until: 0 }))
}

async function replaceScenarioKeys(unit: Unit, sandbox: string, keys: readonly ApiKey[]): Promise<void> {
  for (const key of (await unit.find(keyRecords, 'sandbox', sandbox)).records) {
    const stays = keys.some(({ client_id }) => client_id === key.id)
    if (key.origin === 'scenario' && !stays) unit.remove(keyRecords, key)
  }
  for (const { client_id, client_secret } of keys) {
    const key = await unit.get(keyRecords, client_id)
    if (!key) putKey(unit, client_id, { client_secret, sandbox, origin: 'scenario' })
    else if (key.client_secret !== client_secret) unit.change(keyRecords, key, { client_secret })
  }
}
