import { findScenario } from './catalogue.ts'
import { digestOf, loadScenario } from './load.ts'
import type { Scenario } from './scenario.ts'

/** How many scenarios are remembered. */
const KEPT = 32

/**
 * Loads scenarios as {@link loadScenario} does, each time as the file is then: one whose text has not changed is not read and
 * checked again. Those with people in files of their own are, as these may have changed.
 */
export function createScenarioLoader(): (nameOrFile: string) => Promise<Scenario> {
  const kept = new Map<string, Scenario>()
  return async (name) => {
    const digest = digestOf([findScenario(name).text])
    const known = kept.get(name)
    if (known?.digest === digest) return known
    const scenario = await loadScenario(name)
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string)
    kept.set(name, scenario)
    return scenario
  }
}
