import { createSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts'
import type { VerdictOptions } from './test-sandbox.ts'

/** What a runner's fixtures are made with: the world of every sandbox, and how the simulator behaves. */
export interface TestOptions
  extends Omit<SimulatorOptions, 'defaultClock' | 'store' | 'wall' | 'secret'>,
    VerdictOptions {}

/** One for many tests: it plays the scenario once, and each test's sandbox is a copy. The clock stands unless told otherwise. */
export function createTestSimulator(options: TestOptions = {}): Promise<Simulator> {
  const { report: _, failOnServerErrors: __, ...rest } = options
  return createSimulator({ clock: 'frozen', ...rest })
}
