import { createSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts'

/** What a runner's fixtures are made with: the world of every sandbox, and how the simulator behaves. */
export interface TestOptions extends Omit<SimulatorOptions, 'defaultClock' | 'store' | 'wall' | 'secret'> {
  /** Print a failed test's requests and why; default true. */
  readonly report?: boolean
  /** Fail a test on a 501 or 5xx that it has not said to expect; default true. */
  readonly failOnServerErrors?: boolean
}

/** One for many tests: it plays the scenario once, and each test's sandbox is a copy. The clock stands unless told otherwise. */
export function createTestSimulator(options: TestOptions = {}): Promise<Simulator> {
  const { report: _, failOnServerErrors: __, ...rest } = options
  return createSimulator({ clock: 'frozen', ...rest })
}
