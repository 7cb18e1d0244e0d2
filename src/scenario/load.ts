import { createHash } from 'node:crypto'
import { carrierProfiles } from '../carriers/profiles/index.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { parseInstant } from '../kernel/instant.ts'
import { findScenario } from './catalogue.ts'
import { historyBegins, play } from './play.ts'
import { type CheckedScenario, readScenario } from './read.ts'
import type { ApiKey, Scenario } from './scenario.ts'

/** The key of every scenario that names none, and of every shipped one. */
const DEFAULT_KEYS: readonly ApiKey[] = [{ client_id: 'demo', client_secret: 'demo-secret' }]

const DEFAULT_SEED = 'mock-noyo'
const DEFAULT_ORGANIZATION = 'Demo Ben-Admin'

/** Reads a shipped scenario by name, or a file; each time anew. @throws {ScenarioError} with everything wrong in it */
export function loadScenario(nameOrFile: string): Scenario {
  const file = findScenario(nameOrFile)
  return scenarioOf(nameOrFile, readScenario(file, carrierProfiles))
}

function scenarioOf(asked: string, checked: CheckedScenario): Scenario {
  const { file, document } = checked
  const { clock = {} } = document
  return {
    // As asked for, so that a reset finds the file again.
    name: asked,
    file: file.file,
    title: document.title,
    keys: document.keys ?? DEFAULT_KEYS,
    seed: document.seed ?? DEFAULT_SEED,
    profile: document.profile ?? 'production',
    pace: document.pace ?? 'demo',
    clock: {
      ...(clock.mode === undefined ? {} : { mode: clock.mode }),
      ...(clock.start === undefined ? {} : { start: parseInstant(clock.start) as number }),
      ...(clock.speed === undefined ? {} : { speed: clock.speed }),
    },
    organization_id: uuidFrom('organization', document.organization?.name ?? DEFAULT_ORGANIZATION),
    options: { unknown_groups: document.unknown_groups ?? 'accept' },
    digest: createHash('sha256').update(file.text).digest('hex'),
    historyBegins: historyBegins(document),
    play: play(checked),
  }
}
