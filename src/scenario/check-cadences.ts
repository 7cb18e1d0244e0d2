import { ruleFault } from '../carriers/files/rule-fault.ts'
import { statedCadence } from '../carriers/files/stated-cadence.ts'
import type { StandingLine } from './account-document.ts'
import { namedCarriers, type ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Path, Source } from './source.ts'

/** Rules of cadences that have the right form and yet are none. */
export async function cadenceFaults(source: Source, document: ScenarioDocument): Promise<ScenarioFault[]> {
  const faults: ScenarioFault[] = []
  for (const [path, { cadence }] of standingLines(document)) {
    const rrule = cadence === undefined ? undefined : statedCadence(cadence).rrule
    const problem = rrule === undefined ? undefined : await ruleFault(rrule)
    if (problem === undefined) continue
    const place = [...path, 'cadence', ...(typeof cadence === 'string' ? [] : ['rrule'])]
    faults.push(
      source.fault(place, `No file can follow this: ${problem}. For example: RRULE:FREQ=WEEKLY;BYDAY=TU`),
    )
  }
  return faults
}

/** Everything the file says of how carriers stand, with its place. */
function standingLines(document: ScenarioDocument): (readonly [Path, Pick<StandingLine, 'cadence'>])[] {
  const { groups = [], timeline = [] } = document
  return [
    ...(namedCarriers(document) ?? []).map(({ path, settings }) => [path, settings] as const),
    ...groups.flatMap(({ carriers = [] }, at) =>
      carriers.map((line, position) => [['groups', at, 'carriers', position], line] as const),
    ),
    ...timeline.map(({ standing = {} }, index) => [['timeline', index, 'standing'], standing] as const),
  ]
}
