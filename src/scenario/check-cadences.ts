import { ruleFault } from '../carriers/files/rule-fault.ts'
import { statedCadence } from '../carriers/files/stated-cadence.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import type { StandingLine } from './account-document.ts'
import { namedCarriers, type ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Path, Source } from './source.ts'

/** What is said of files and cannot be: rules of the right form that are none, and files of carriers that get none. */
export async function cadenceFaults(source: Source, document: ScenarioDocument): Promise<ScenarioFault[]> {
  const faults = unheardFaults(source, document)
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

/** What is said of files. */
const OF_FILES = ['cadence', 'report_after', 'approve_after'] as const

type OfFiles = (typeof OF_FILES)[number]

/** What is said of the files of a carrier that gets none: nothing would come of it. */
function unheardFaults(source: Source, document: ScenarioDocument): ScenarioFault[] {
  const { groups = [] } = document
  const said = [
    ...(namedCarriers(document) ?? []).map(({ name, path, settings }) => ({ name, path, line: settings })),
    ...groups.flatMap(({ carriers = [] }, at) =>
      carriers.map((line, position) => {
        return { name: line.carrier, path: ['groups', at, 'carriers', position], line }
      }),
    ),
  ]
  return said.flatMap(({ name, path, line }) => {
    const carrier = carrierNamed(name)
    if (carrier?.tier !== 'premier') return []
    const message = `${carrier.display_name} is told of changes directly and gets no files. Remove this, or say delay.`
    return OF_FILES.filter((field) => line[field] !== undefined).map((field) =>
      source.fault([...path, field], message),
    )
  })
}

/** Everything the file says of how carriers stand, with its place. */
function standingLines(document: ScenarioDocument): (readonly [Path, Pick<StandingLine, OfFiles>])[] {
  const { groups = [], timeline = [] } = document
  return [
    ...(namedCarriers(document) ?? []).map(({ path, settings }) => [path, settings] as const),
    ...groups.flatMap(({ carriers = [] }, at) =>
      carriers.map((line, position) => [['groups', at, 'carriers', position], line] as const),
    ),
    ...timeline.map(({ standing = {} }, index) => [['timeline', index, 'standing'], standing] as const),
  ]
}
