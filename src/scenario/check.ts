import type { CarrierProfile } from '../carriers/profile.ts'
import { parseInstant } from '../kernel/instant.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { CarrierLine, GroupLine, ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Path, Source } from './source.ts'

/**
 * What a schema cannot say: names that must exist, identifiers in a carrier's form, pairs that must be unique, keywords
 * that exclude each other. Given a document that satisfies the schema.
 */
export function ruleFaults(
  source: Source,
  document: ScenarioDocument,
  carriers: readonly CarrierProfile[],
): ScenarioFault[] {
  const bySlug = new Map(carriers.map((carrier) => [carrier.slug, carrier]))
  return [
    ...clockFaults(source, document),
    ...keyFaults(source, document),
    ...(document.carriers ?? []).flatMap((slug, index) =>
      slugFaults(source, ['carriers', index], slug, bySlug),
    ),
    ...(document.groups ?? []).flatMap((group, index) =>
      groupFaults(source, ['groups', index], group, document, bySlug),
    ),
    ...pairFaults(source, document),
  ]
}

function clockFaults(source: Source, { clock }: ScenarioDocument): ScenarioFault[] {
  if (clock?.start === undefined || parseInstant(clock.start) !== undefined) return []
  return [
    source.fault(
      ['clock', 'start'],
      `"${clock.start}" is no moment. Write a date or a time with a zone, such as 2026-01-05 or 2026-01-05T09:00:00Z.`,
    ),
  ]
}

function keyFaults(source: Source, { keys = [] }: ScenarioDocument): ScenarioFault[] {
  return keys.flatMap(({ client_id }, index) =>
    keys.findIndex((other) => other.client_id === client_id) < index
      ? [
          source.fault(
            ['keys', index, 'client_id'],
            `"${client_id}" is the client_id of another key already.`,
          ),
        ]
      : [],
  )
}

function slugFaults(
  source: Source,
  path: Path,
  slug: string,
  bySlug: ReadonlyMap<string, CarrierProfile>,
): ScenarioFault[] {
  if (bySlug.has(slug)) return []
  const known = [...bySlug.keys()]
  return [
    source.fault(path, `There is no carrier "${slug}". Known: ${known.join(', ')}.`, {
      nearest: nearestName(slug, known),
    }),
  ]
}

function groupFaults(
  source: Source,
  path: Path,
  group: GroupLine,
  document: ScenarioDocument,
  bySlug: ReadonlyMap<string, CarrierProfile>,
): ScenarioFault[] {
  return (group.carriers ?? []).flatMap((line, index) => {
    const at: Path = [...path, 'carriers', index]
    const profile = bySlug.get(line.carrier)
    if (!profile) return slugFaults(source, [...at, 'carrier'], line.carrier, bySlug)
    return [
      ...identifierFaults(source, at, line, profile),
      ...activeFaults(source, at, line, document),
      ...connectedFaults(source, at, line, group, profile),
    ]
  })
}

function identifierFaults(
  source: Source,
  at: Path,
  line: CarrierLine,
  profile: CarrierProfile,
): ScenarioFault[] {
  const { pattern, form, example } = profile.carrier_group_id
  if (new RegExp(pattern, 'u').test(line.carrier_group_id)) return []
  return [
    source.fault(
      [...at, 'carrier_group_id'],
      `"${line.carrier_group_id}" is no identifier of ${profile.display_name}: ${form}, for example "${example}".`,
    ),
  ]
}

function activeFaults(
  source: Source,
  at: Path,
  line: CarrierLine,
  document: ScenarioDocument,
): ScenarioFault[] {
  if (document.carriers === undefined || document.carriers.includes(line.carrier)) return []
  return [
    source.fault(
      [...at, 'carrier'],
      `"${line.carrier}" is not among the scenario's carriers. Add it to "carriers", or leave "carriers" out for all.`,
    ),
  ]
}

function connectedFaults(
  source: Source,
  at: Path,
  line: CarrierLine,
  group: GroupLine,
  profile: CarrierProfile,
): ScenarioFault[] {
  if (!line.connected) return []
  const faults: ScenarioFault[] = []
  if (group.in_noyo === false) {
    faults.push(
      source.fault(
        [...at, 'connected'],
        'A group that is not in Noyo cannot be connected. Remove "in_noyo: false".',
      ),
    )
  }
  if (profile.tier !== 'premier') {
    faults.push(
      source.fault(
        [...at, 'connected'],
        `${profile.display_name} gets files (tier ${profile.tier}); such connections cannot be completed at the start yet. Use a premier carrier or leave "connected" out.`,
      ),
    )
  }
  const { broker_identifier } = profile
  const missing =
    (broker_identifier === 'broker_federal_ein' && line.broker_federal_ein === undefined) ||
    (broker_identifier === 'broker_tin_or_federal_ein' &&
      line.broker_federal_ein === undefined &&
      line.broker_tin === undefined)
  if (missing) {
    const wanted =
      broker_identifier === 'broker_federal_ein'
        ? '"broker_federal_ein"'
        : '"broker_tin" or "broker_federal_ein"'
    faults.push(
      source.fault(
        [...at, 'connected'],
        `${profile.display_name} connects a group only with a broker: add ${wanted}.`,
      ),
    )
  }
  return faults
}

/** A carrier's identifier names one employer, and an employer is one group of a carrier only once. */
function pairFaults(source: Source, { groups = [] }: ScenarioDocument): ScenarioFault[] {
  const first = new Map<string, string>()
  return groups.flatMap((group, index) =>
    (group.carriers ?? []).flatMap((line, position) => {
      const pair = `${line.carrier}/${line.carrier_group_id}`
      const path: Path = ['groups', index, 'carriers', position]
      const owner = first.get(pair)
      if (owner === undefined) {
        first.set(pair, group.name)
        return []
      }
      return [
        source.fault(
          [...path, 'carrier_group_id'],
          `"${line.carrier_group_id}" is the identifier of "${owner}" at ${line.carrier} already.`,
        ),
      ]
    }),
  )
}
