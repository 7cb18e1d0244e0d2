import type { ScenarioFile } from './catalogue.ts'
import { ruleFaults } from './check.ts'
import type { ScenarioDocument } from './document.ts'
import { ScenarioError } from './fault.ts'
import { schemaFaults } from './schema-check.ts'
import { readSource, type Source } from './source.ts'

/** A checked scenario with the positions of its lines. */
export interface CheckedScenario {
  readonly file: ScenarioFile
  readonly source: Source
  readonly document: ScenarioDocument
}

/** Reads and checks a scenario file. @throws {ScenarioError} with everything wrong in it, in the order of the file */
export function readScenario(file: ScenarioFile): CheckedScenario {
  const source = readSource(file.file, file.text)
  const broken = schemaFaults(source)
  const document = source.data as ScenarioDocument
  const faults = broken.length > 0 ? broken : ruleFaults(source, document)
  if (faults.length > 0) {
    throw new ScenarioError(faults.sort((a, b) => a.line - b.line || a.column - b.column))
  }
  return { file, source, document }
}
