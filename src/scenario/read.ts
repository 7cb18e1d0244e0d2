import type { ScenarioFile } from './catalogue.ts'
import { type Checked, ruleFaults } from './check.ts'
import { bodyFaults } from './check-bodies.ts'
import { cadenceFaults } from './check-cadences.ts'
import { troubleFaults } from './check-troubles.ts'
import type { ScenarioDocument } from './document.ts'
import { faultText, ScenarioError, type ScenarioFault } from './fault.ts'
import { readRosters } from './rosters.ts'
import { schemaFaults } from './schema-check.ts'
import { readSource } from './source.ts'

/** A checked scenario with the positions of its lines and the people it names. */
export interface CheckedScenario extends Checked {
  readonly file: ScenarioFile
}

/** Reads and checks a scenario file. @throws {ScenarioError} with everything wrong in it, in the order of the file */
export async function readScenario(file: ScenarioFile): Promise<CheckedScenario> {
  const source = readSource(file.file, file.text)
  const broken = schemaFaults(source)
  const document = source.data as ScenarioDocument
  refuse(file.file, broken)
  const rosters = readRosters(file.file, source, document)
  refuse(file.file, rosters.faults)
  const checked = { source, document, rosters }
  refuse(file.file, ruleFaults(checked))
  // What other libraries and the contracts say: loaded only for files that have cadences, steps or faults.
  refuse(file.file, [
    ...(await cadenceFaults(source, document)),
    ...(await bodyFaults(source, document)),
    ...(await troubleFaults(source, document)),
  ])
  return { file, ...checked }
}

/** The scenario's own faults come first, then those of the files it names. What is the same at several carriers is told once. */
function refuse(own: string, found: readonly ScenarioFault[]): void {
  if (found.length === 0) return
  const faults = [...new Map(found.map((fault) => [faultText(fault), fault])).values()]
  const rank = ({ file }: ScenarioFault) => (file === own ? '' : file)
  throw new ScenarioError(
    faults.toSorted((a, b) => rank(a).localeCompare(rank(b)) || a.line - b.line || a.column - b.column),
  )
}
