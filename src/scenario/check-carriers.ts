import { type CarrierProfile, isWellFormed } from '../carriers/profile.ts'
import { carrierNamed, carrierProfiles } from '../carriers/profiles/index.ts'
import { nearestName } from '../kernel/nearest.ts'
import { isList, type NamedCarrier, namedCarriers, type ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Path, Source } from './source.ts'

/** A name that no carrier has. */
export function carrierFaults(source: Source, path: Path, name: string, key = false): ScenarioFault[] {
  if (carrierNamed(name)) return []
  const known = carrierProfiles.map(({ slug }) => slug)
  return [
    source.fault(path, `There is no carrier "${name}". Known: ${known.join(', ')}.`, {
      key,
      nearest: nearestName(name, known),
    }),
  ]
}

/** An identifier that the carrier could not have issued; `path` is where it is said. */
export function identifierFaults(
  source: Source,
  path: Path,
  carrier_group_id: string,
  carrier: CarrierProfile,
): ScenarioFault[] {
  if (isWellFormed(carrier, carrier_group_id)) return []
  const { form, example } = carrier.carrier_group_id
  return [
    source.fault(
      [...path, 'carrier_group_id'],
      `"${carrier_group_id}" is no identifier of ${carrier.display_name}: ${form}. For example: "${example}".`,
    ),
  ]
}

/** The scenario's own list or settings of carriers, and lines of groups that these leave out. */
export function activeFaults(source: Source, document: ScenarioDocument): ScenarioFault[] {
  const named = namedCarriers(document)
  if (named === undefined) return []
  const key = !isList(document.carriers)
  const unknown = named.flatMap(({ name, path }) => carrierFaults(source, path, name, key))
  // What a misspelt name was meant for is not missing.
  if (unknown.length > 0) return unknown
  return [...twiceNamed(source, named, key), ...(key ? [] : leftOut(source, document, named))]
}

function twiceNamed(source: Source, named: readonly NamedCarrier[], key: boolean): ScenarioFault[] {
  const carriers = named.map(({ name }) => carrierNamed(name))
  return named.flatMap(({ path }, index) =>
    carriers.indexOf(carriers[index]) === index
      ? []
      : [source.fault(path, `${carriers[index]?.display_name} is in the list already. Remove one.`, { key })],
  )
}

function leftOut(
  source: Source,
  { groups = [] }: ScenarioDocument,
  named: readonly NamedCarrier[],
): ScenarioFault[] {
  const active = new Set(named.map(({ name }) => carrierNamed(name)))
  return groups.flatMap((group, index) =>
    (group.carriers ?? []).flatMap(({ carrier: name }, position) => {
      const carrier = carrierNamed(name)
      if (!carrier || active.has(carrier)) return []
      return [
        source.fault(
          ['groups', index, 'carriers', position, 'carrier'],
          `"${name}" is not among the scenario's carriers. Add it to "carriers", or leave "carriers" out for all.`,
        ),
      ]
    }),
  )
}
