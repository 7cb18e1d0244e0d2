import { ScenarioError, type ScenarioFault } from '../../src/scenario/fault.ts'
import { readScenario } from '../../src/scenario/read.ts'

/** The faults of a scenario text; none when it is one. */
export function faultsOf(text: string): readonly ScenarioFault[] {
  try {
    readScenario({ name: 'world', file: 'world.yaml', text })
    return []
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults
    throw error
  }
}
