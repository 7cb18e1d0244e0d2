import { carrierNamed } from '../carriers/profiles/index.ts'
import type { CarrierLine, GroupLine } from './document.ts'
import type { PartyLine } from './timeline-document.ts'

/** The lines of the file that a step, an event or an expectation is about. */
export interface Parties {
  readonly group: GroupLine | undefined
  readonly line: CarrierLine | undefined
}

/** The group named, else the only one; of it the carrier named, else the only one. */
export function partiesOf(groups: readonly GroupLine[], { group: name, carrier }: PartyLine): Parties {
  const group = name === undefined ? only(groups) : groups.find((one) => one.name === name)
  const lines = group?.carriers ?? []
  const wanted = carrier === undefined ? undefined : carrierNamed(carrier)
  const line =
    carrier === undefined ? only(lines) : lines.find((one) => carrierNamed(one.carrier) === wanted && wanted)
  return { group, line }
}

/** What is said of a step goes for what stands in it, unless that says otherwise; another group has carriers of its own. */
export function inherited(own: PartyLine, step: PartyLine): PartyLine {
  const group = own.group ?? step.group
  const carrier = own.carrier ?? (own.group === undefined ? step.carrier : undefined)
  return { ...(group !== undefined && { group }), ...(carrier !== undefined && { carrier }) }
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}
