import { createHash } from 'node:crypto'
import { given } from '../kernel/given.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { linkingOptions } from '../linking/settings.ts'
import { findScenario } from './catalogue.ts'
import type { ScenarioDocument } from './document.ts'
import { historyBegins } from './history.ts'
import { play } from './play.ts'
import { type CheckedScenario, readScenario } from './read.ts'
import { reportsOf } from './reports.ts'
import type { ApiKey, Scenario } from './scenario.ts'
import { parseStart } from './start-moment.ts'

/** The key of every scenario that names none, and of every shipped one. */
const DEFAULT_KEYS: readonly ApiKey[] = [{ client_id: 'demo', client_secret: 'demo-secret' }]

const DEFAULT_SEED = 'mock-noyo'
const DEFAULT_ORGANIZATION = 'Demo Ben-Admin'

/** Reads a shipped scenario by name, or a file; each time anew. @throws {ScenarioError} with everything wrong in it */
export async function loadScenario(nameOrFile: string): Promise<Scenario> {
  return scenarioOf(nameOrFile, await readScenario(findScenario(nameOrFile)))
}

function scenarioOf(asked: string, checked: CheckedScenario): Scenario {
  const { file, document, rosters } = checked
  return {
    // As asked for, so that a reset finds the file again.
    name: asked,
    file: file.file,
    title: document.title,
    keys: document.keys ?? DEFAULT_KEYS,
    seed: document.seed ?? DEFAULT_SEED,
    profile: document.profile ?? 'production',
    pace: document.pace ?? 'demo',
    clock: clockOf(document),
    organization_id: uuidFrom('organization', document.organization?.name ?? DEFAULT_ORGANIZATION),
    options: {
      unknown_groups: document.unknown_groups ?? 'accept',
      send_connections: document.send_connections ?? 'after_approval',
      ...linkingOptions(document.linking),
      ...(hasSteps(document) ? { timeline: true } : {}),
      // Counted by the process and not by the world, they stand in its setting as they are told.
      ...(document.faults ? { faults: JSON.stringify(document.faults) } : {}),
    },
    digest: digestOf([file.text, ...rosters.texts]),
    historyBegins,
    play: play(checked),
  }
}

function hasSteps(document: ScenarioDocument): boolean {
  return (document.timeline ?? document.expect) !== undefined || reportsOf(document).length > 0
}

function clockOf({ clock: { mode, start, speed } = {} }: ScenarioDocument): Scenario['clock'] {
  const moment = start === undefined ? undefined : parseStart(start)
  return given({ mode, start: moment, speed }, 'mode', 'start', 'speed')
}

export function digestOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}
