import type { RefusalCatalogue } from './api/refusal-catalogue.ts'
import { Refusal } from './kernel/failure.ts'

/** A method of a simulator that cannot be done, such as going back to a checkpoint that does not exist. */
export class SimulatorError extends Error {
  /** A word to program against: the code that the control API has for it (docs/errors.md). */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'SimulatorError'
    this.code = code
  }
}

/** The outcome of the work. @throws {SimulatorError} for a refusal, with the catalogue's words */
export async function inWords<T>(catalogue: RefusalCatalogue, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const entry = error instanceof Refusal ? catalogue[error.code] : undefined
    if (!(error instanceof Refusal) || !entry) throw error
    throw new SimulatorError(error.code, entry.text(error.facts))
  }
}
