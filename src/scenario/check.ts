import { type CarrierProfile, isWellFormed } from '../carriers/profile.ts'
import { carrierNamed, carrierProfiles } from '../carriers/profiles/index.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { CarrierLine, GroupLine, ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Path, Source } from './source.ts'
import { parseStart, START_FORM } from './start-moment.ts'

/**
 * What a schema cannot say: names that must exist, identifiers in a carrier's form, pairs that must be unique, keywords
 * that exclude each other. Given a document that satisfies the schema.
 */
export function ruleFaults(source: Source, document: ScenarioDocument): ScenarioFault[] {
  const { groups = [], carriers = [] } = document
  return [
    ...clockFaults(source, document),
    ...keyFaults(source, document),
    ...carriers.flatMap((name, index) => carrierFaults(source, ['carriers', index], name)),
    ...activeFaults(source, document),
    ...groups.flatMap((group, index) => groupFaults(source, ['groups', index], group)),
    ...nameFaults(source, groups),
    ...pairFaults(source, groups),
  ]
}

function clockFaults(source: Source, { clock }: ScenarioDocument): ScenarioFault[] {
  if (clock?.start === undefined || parseStart(clock.start) !== undefined) return []
  return [
    source.fault(
      ['clock', 'start'],
      `"${clock.start.slice(0, 60)}" is no moment to start at. Write ${START_FORM}.`,
    ),
  ]
}

function keyFaults(source: Source, { keys = [] }: ScenarioDocument): ScenarioFault[] {
  return keys.flatMap(({ client_id }, index) =>
    keys.findIndex((other) => other.client_id === client_id) === index
      ? []
      : [
          source.fault(
            ['keys', index, 'client_id'],
            `"${client_id}" is the client_id of another key already. Choose another one.`,
          ),
        ],
  )
}

function carrierFaults(source: Source, path: Path, name: string): ScenarioFault[] {
  if (carrierNamed(name)) return []
  const known = carrierProfiles.map(({ slug }) => slug)
  return [
    source.fault(path, `There is no carrier "${name}". Known: ${known.join(', ')}.`, {
      nearest: nearestName(name, known),
    }),
  ]
}

/** A carrier that is named twice, and groups of carriers that the scenario leaves out. */
function activeFaults(source: Source, { carriers, groups = [] }: ScenarioDocument): ScenarioFault[] {
  const active = carriers?.map(carrierNamed)
  // What a misspelt name was meant for is not missing.
  if (active === undefined || active.includes(undefined)) return []
  const twice = active.flatMap((carrier, index) =>
    active.indexOf(carrier) === index
      ? []
      : [source.fault(['carriers', index], `${carrier?.display_name} is in the list already. Remove one.`)],
  )
  const left = groups.flatMap((group, index) =>
    (group.carriers ?? []).flatMap(({ carrier: name }, position) => {
      const carrier = carrierNamed(name)
      if (!carrier || active.includes(carrier)) return []
      return [
        source.fault(
          ['groups', index, 'carriers', position, 'carrier'],
          `"${name}" is not among the scenario's carriers. Add it to "carriers", or leave "carriers" out for all.`,
        ),
      ]
    }),
  )
  return [...twice, ...left]
}

function groupFaults(source: Source, path: Path, group: GroupLine): ScenarioFault[] {
  const { carriers = [], in_noyo } = group
  if (in_noyo === false && carriers.length === 0) {
    return [
      source.fault(
        [...path, 'in_noyo'],
        `"${group.name}" would exist nowhere. Add its "carriers", or remove "in_noyo: false".`,
      ),
    ]
  }
  return carriers.flatMap((line, index) => {
    const at: Path = [...path, 'carriers', index]
    const carrier = carrierNamed(line.carrier)
    if (!carrier) return carrierFaults(source, [...at, 'carrier'], line.carrier)
    return [
      ...identifierFaults(source, at, line, carrier),
      ...(line.connected ? connectedFaults(source, at, line, group, carrier) : []),
    ]
  })
}

function identifierFaults(
  source: Source,
  at: Path,
  { carrier_group_id }: CarrierLine,
  carrier: CarrierProfile,
): ScenarioFault[] {
  if (isWellFormed(carrier, carrier_group_id)) return []
  const { form, example } = carrier.carrier_group_id
  return [
    source.fault(
      [...at, 'carrier_group_id'],
      `"${carrier_group_id}" is no identifier of ${carrier.display_name}: ${form}. For example: "${example}".`,
    ),
  ]
}

function connectedFaults(
  source: Source,
  at: Path,
  line: CarrierLine,
  group: GroupLine,
  carrier: CarrierProfile,
): ScenarioFault[] {
  const problems = [
    group.in_noyo === false &&
      'A group that is not in Noyo cannot be connected. Remove "in_noyo: false" or "connected: true".',
    carrier.tier !== 'premier' &&
      `${carrier.display_name} gets files (tier ${carrier.tier}); such connections cannot be completed at the start yet. Use a premier carrier or leave "connected" out.`,
    carrier.broker_identifier === 'broker_federal_ein' &&
      line.broker_federal_ein === undefined &&
      `${carrier.display_name} connects a group only with a broker: add "broker_federal_ein".`,
    carrier.broker_identifier === 'broker_tin_or_federal_ein' &&
      line.broker_federal_ein === undefined &&
      line.broker_tin === undefined &&
      `${carrier.display_name} connects a group only with a broker: add "broker_tin" or "broker_federal_ein".`,
  ]
  return problems.flatMap((problem) => (problem ? [source.fault([...at, 'connected'], problem)] : []))
}

/** Generated people belong to an employer by its name, so that it has the same ones at all its carriers. */
function nameFaults(source: Source, groups: readonly GroupLine[]): ScenarioFault[] {
  return groups.flatMap(({ name }, index) =>
    groups.findIndex((other) => other.name === name) === index
      ? []
      : [
          source.fault(
            ['groups', index, 'name'],
            `"${name}" is described above already. Put all its carriers there, or choose another name.`,
          ),
        ],
  )
}

/** A carrier's identifier names one employer. */
function pairFaults(source: Source, groups: readonly GroupLine[]): ScenarioFault[] {
  const owners = new Map<string, string>()
  return groups.flatMap(({ name, carriers = [] }, index) =>
    carriers.flatMap(({ carrier, carrier_group_id }, position) => {
      const known = carrierNamed(carrier)
      // What is no identifier has been told of already.
      if (!known || !isWellFormed(known, carrier_group_id)) return []
      const pair = `${known.id}/${carrier_group_id}`
      const owner = owners.get(pair)
      owners.set(pair, owner ?? name)
      if (owner === undefined) return []
      return [
        source.fault(
          ['groups', index, 'carriers', position, 'carrier_group_id'],
          `"${carrier_group_id}" is the identifier of "${owner}" at ${carrier} already. Choose another one.`,
        ),
      ]
    }),
  )
}
