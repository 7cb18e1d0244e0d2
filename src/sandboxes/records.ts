import type { Instant } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { Overrides } from '../scenario/scenario.ts'

/** The store's own sandbox: what must outlive the reset and restore of every world. No user's sandbox can have the name. */
export const REGISTRY = '@registry'

/** A sandbox as the registry knows it; its world (scenario, seed, clock) says the rest itself. */
export interface SandboxRecord extends Stored {
  /** The order of making; `default` is 0. */
  readonly ordinal: number
  /** What was asked for when it was made: holds for its resets too. */
  readonly asked: Overrides
  /** Names to restore by, oldest first. */
  readonly checkpoints: readonly string[]
  /** How many checkpoints got a number for a name. */
  readonly numbered: number
}

export const sandboxRecords = defineKind<SandboxRecord>()({
  name: '@sandbox',
  model: 'Sandbox',
  indexes: {},
  sort: (record) => String(record.ordinal).padStart(12, '0'),
})

/** An API key; its id is the client_id. */
export interface KeyRecord extends Stored {
  readonly client_secret: string
  readonly sandbox: string
  /** Keys that a scenario names go when another scenario takes its place. */
  readonly origin: 'scenario' | 'made'
  /** Tokens carry the generation they were issued in; expiring them begins the next. */
  readonly generation: number
  /** Until when a token of this generation is valid; 0 when there is none. */
  readonly valid_until: Instant
}

export const keyRecords = defineKind<KeyRecord>()({
  name: '@key',
  model: 'ApiKey',
  indexes: { sandbox: { keys: (record) => [record.sandbox] } },
})

/** What the registry keeps of itself. */
export interface RegistryRecord extends Stored {
  /** Tokens are signed with it: those of another simulator never verify here. */
  readonly signing_secret: string
  /** How many sandboxes were ever made; a number is never given again. */
  readonly made: number
}

export const registryRecords = defineKind<RegistryRecord>()({
  name: '@registry',
  model: 'Registry',
  indexes: {},
})

export const REGISTRY_ID = 'registry'
