import { ScenarioError, type ScenarioFault } from '../../src/scenario/fault.ts'
import { readScenario } from '../../src/scenario/read.ts'

/** The faults of a scenario text; none when it is one. Files it names lie where it would. */
export async function faultsOf(text: string, file = 'world.yaml'): Promise<readonly ScenarioFault[]> {
  try {
    await readScenario({ name: 'world', file, text })
    return []
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults
    throw error
  }
}
