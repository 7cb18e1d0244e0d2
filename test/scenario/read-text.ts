import { ScenarioError, type ScenarioFault } from '../../src/scenario/fault.ts'
import { readScenario } from '../../src/scenario/read.ts'

/** The faults of a scenario text; none when it is one. Files it names lie where it would. */
export function faultsOf(text: string, file = 'world.yaml'): readonly ScenarioFault[] {
  try {
    readScenario({ name: 'world', file, text })
    return []
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults
    throw error
  }
}
