import { carrierNamed } from '../carriers/profiles/index.ts'
import type { ReportLine } from './account-document.ts'
import { type CarrierLine, type GroupLine, namedCarriers, type ScenarioDocument } from './document.ts'
import type { Path } from './source.ts'

/** An error report that the file says of a carrier, where it stands, and the group it is about. */
export interface PlannedReport {
  readonly path: Path
  readonly carrier: string
  readonly report: ReportLine
  /** The groups that it may be about: one, or the file has to say which. */
  readonly about: readonly ReportedGroup[]
}

export interface ReportedGroup {
  readonly group: GroupLine
  readonly line: CarrierLine
}

/** Every error report that is said of a carrier or of a group at one, in the order of the file. */
export function reportsOf(document: ScenarioDocument): PlannedReport[] {
  const groups = document.groups ?? []
  const ofCarriers = (namedCarriers(document) ?? []).flatMap(({ name, path, settings }) =>
    (settings.error_reports ?? []).map((report, index) => ({
      path: [...path, 'error_reports', index],
      carrier: name,
      report,
      about: linesAt(groups, name).filter(
        ({ group }) => report.group === undefined || report.group === group.name,
      ),
    })),
  )
  const ofLines = groups.flatMap((group, at) =>
    (group.carriers ?? []).flatMap((line, position) =>
      (line.error_reports ?? []).map((report, index) => ({
        path: ['groups', at, 'carriers', position, 'error_reports', index],
        carrier: line.carrier,
        report,
        about: [{ group, line }],
      })),
    ),
  )
  return [...ofCarriers, ...ofLines]
}

/** The groups that the file has at a carrier. */
function linesAt(groups: readonly GroupLine[], name: string): ReportedGroup[] {
  const carrier = carrierNamed(name)
  return groups.flatMap((group) =>
    (group.carriers ?? []).flatMap((line) =>
      carrier !== undefined && carrierNamed(line.carrier) === carrier ? [{ group, line }] : [],
    ),
  )
}
