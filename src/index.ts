/** Mock Noyo in process: `const simulator = await createSimulator()`. */

export type { JournalPage, RequestEntry } from './kernel/journal.ts'
export type { OperationAnswer, OperationAsk, PerformOperation } from './perform-operation.ts'
export type { ClockHandle, LoggedRequest, SandboxEvent, SandboxHandle, Why } from './sandbox-handle.ts'
export { ScenarioError, type ScenarioFault } from './scenario/fault.ts'
export {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
  type WorldOptions,
} from './simulator.ts'
export { SimulatorError } from './simulator-error.ts'
export type { StateDocument } from './state/document.ts'
export type { ExpectationReport, StepReport, TimelineReport } from './timeline/report.ts'
export type { Deliver } from './webhooks/outlet.ts'
