import { carrierNamed } from '../carriers/profiles/index.ts'
import { nearestName } from '../kernel/nearest.ts'
import { durationFaults } from './check-times.ts'
import type { ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import { type PlannedReport, reportsOf } from './reports.ts'
import type { Source } from './source.ts'

/** Error reports of a carrier on nobody, or on several. */
export function reportFaults(source: Source, document: ScenarioDocument): ScenarioFault[] {
  const { groups = [] } = document
  const names = groups.map(({ name }) => name)
  // What a misspelt carrier was meant for is not missing.
  const isMisspelt = groups.some(({ carriers = [] }) =>
    carriers.some(({ carrier }) => !carrierNamed(carrier)),
  )
  return reportsOf(document).flatMap((planned) => [
    ...durationFaults(source, [...planned.path, 'after'], planned.report.after),
    ...(isMisspelt || !carrierNamed(planned.carrier) ? [] : aboutFaults(source, names, planned)),
  ])
}

function aboutFaults(
  source: Source,
  names: readonly string[],
  { path, report, about }: PlannedReport,
): ScenarioFault[] {
  const { group } = report
  const [only, ...others] = about
  if (group !== undefined && !names.includes(group)) {
    const message = `There is no group "${group}" in this file. Known: ${names.join(', ')}.`
    return [source.fault([...path, 'group'], message, { nearest: nearestName(group, names) })]
  }
  if (!only) {
    const message =
      group === undefined
        ? 'The file has no group at this carrier. Give one a line for the carrier, or remove this.'
        : `"${group}" has no line for this carrier. Add one to its "carriers", or name another group.`
    return [source.fault(group === undefined ? path : [...path, 'group'], message)]
  }
  if (others.length > 0) {
    const among = about.map((one) => one.group.name)
    const message = `Say which group it is about: ${among.join(', ')}. For example: group: ${among[0]}`
    return [source.fault(path, message)]
  }
  if (only.group.in_noyo !== false) return []
  return [source.fault(path, `"${only.group.name}" is not in Noyo. Remove its "in_noyo: false", or this.`)]
}
