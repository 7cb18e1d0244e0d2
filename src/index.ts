/** Mock Noyo in process: `const simulator = await createSimulator()`. */

export type { ClockHandle, SandboxHandle } from './sandbox-handle.ts'
export { ScenarioError, type ScenarioFault } from './scenario/fault.ts'
export {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
  type WorldOptions,
} from './simulator.ts'
export { SimulatorError } from './simulator-error.ts'
export type { ExpectationReport, StepReport, TimelineReport } from './timeline/report.ts'
