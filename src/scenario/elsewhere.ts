import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Party } from '../timeline/records.ts'
import { carrierFaults, identifierFaults } from './check-carriers.ts'
import type { ScenarioFault } from './fault.ts'
import type { Path, Source } from './source.ts'
import type { StepLine } from './timeline-document.ts'

/** True of a step that is about no group of the file: about every group of a carrier, or one that only the carrier names. */
export function isElsewhere({ everybody, carrier_group_id }: StepLine): boolean {
  return everybody === true || carrier_group_id !== undefined
}

/** Whom such a step is about. */
export function partyElsewhere({ carrier, carrier_group_id }: StepLine): Party {
  const known = carrier === undefined ? undefined : carrierNamed(carrier)
  return {
    ...(known && { carrier_id: known.id }),
    ...(carrier_group_id !== undefined && { carrier_group_id }),
  }
}

/** What such a step misses, or says twice. */
export function elsewhereFaults(source: Source, path: Path, step: StepLine): ScenarioFault[] {
  const { carrier, carrier_group_id, everybody } = step
  const keyword = everybody === true ? 'everybody' : 'carrier_group_id'
  const other = everybody === true && carrier_group_id !== undefined ? 'carrier_group_id' : 'group'
  const fault = (message: string) => [source.fault([...path, keyword], message, { key: true })]
  if (step.standing === undefined) {
    return fault(`"${keyword}" says whose "standing" it is. Add "standing", or remove it.`)
  }
  if (step[other] !== undefined) return fault(`Keep "${keyword}" or "${other}".`)
  if (carrier === undefined) {
    return [source.fault(path, 'Say which carrier it is about. For example: carrier: guardian')]
  }
  const known = carrierNamed(carrier)
  if (!known) return carrierFaults(source, [...path, 'carrier'], carrier)
  return carrier_group_id === undefined ? [] : identifierFaults(source, path, carrier_group_id, known)
}
