/** Mock Noyo in process: `const simulator = await createSimulator()`. */

export { ScenarioError, type ScenarioFault } from './scenario/fault.ts'
export {
  type ClockHandle,
  createSimulator,
  type SandboxHandle,
  type Simulator,
  type SimulatorOptions,
  type WorldOptions,
} from './simulator.ts'
export { SimulatorError } from './simulator-error.ts'
