import { type CarrierProfile, isWellFormed } from '../carriers/profile.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { FROZEN_START } from '../kernel/clock.ts'
import type { Instant } from '../kernel/instant.ts'
import {
  type AccountPlace,
  homelessFaults,
  impossibleFaults,
  lineAccountFaults,
  unknownFaults,
} from './check-account.ts'
import { activeFaults, carrierFaults, identifierFaults } from './check-carriers.ts'
import { connectionFaults } from './check-connection.ts'
import { reportFaults } from './check-reports.ts'
import { timelineFaults, timelineTimeFaults } from './check-timeline.ts'
import { timeFaults } from './check-times.ts'
import { webhookFaults } from './check-webhooks.ts'
import { type CarrierSettings, type GroupLine, namedCarriers, type ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Rosters } from './rosters.ts'
import type { Path, Source } from './source.ts'
import { parseStart, START_FORM } from './start-moment.ts'

/** A document that satisfies the schema, with the people it names. */
export interface Checked {
  readonly source: Source
  readonly document: ScenarioDocument
  readonly rosters: Rosters
}

/**
 * What a schema cannot say: names that must exist, identifiers in a carrier's form, pairs that must be unique, keywords
 * that exclude each other, people and coverages that cannot be.
 */
export function ruleFaults(checked: Checked): ScenarioFault[] {
  const { source, document, rosters } = checked
  const { groups = [], clock } = document
  const start = clock?.start === undefined ? undefined : parseStart(clock.start)
  const times = timeFaults(source, document, rosters, start ?? FROZEN_START)
  return [
    ...clockFaults(source, document),
    ...keyFaults(source, document),
    ...activeFaults(source, document),
    ...groups.flatMap((group, index) => groupFaults(checked, ['groups', index], group, start)),
    ...nameFaults(source, groups),
    ...pairFaults(source, groups),
    ...webhookFaults(source, document),
    ...times,
    ...reportFaults(source, document),
    ...timelineFaults(source, document),
    ...timelineTimeFaults(source, document, start, start ?? FROZEN_START),
    // Of a day that is none nothing more can be said.
    ...(times.length > 0 ? [] : startFaults(checked, start ?? FROZEN_START)),
  ]
}

/** What cannot be in a world that starts then: days of people and coverages told from the start lie elsewhere in another. */
export function startFaults(checked: Checked, start: Instant): ScenarioFault[] {
  return accountPlaces(checked).flatMap((place) => impossibleFaults(place, start))
}

function accountPlaces({ source, document, rosters }: Checked): AccountPlace[] {
  return (document.groups ?? []).flatMap((group, index) => {
    const groupAt = ['groups', index]
    return (group.carriers ?? []).flatMap((line, position): AccountPlace[] => {
      const carrier = carrierNamed(line.carrier)
      const at = [...groupAt, 'carriers', position]
      return carrier ? [{ source, groupAt, at, group, line, carrier, rosters }] : []
    })
  })
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

function groupFaults(
  { source, document, rosters }: Checked,
  path: Path,
  group: GroupLine,
  start: Instant | undefined,
): ScenarioFault[] {
  const { carriers = [], in_noyo } = group
  if (in_noyo === false && carriers.length === 0) {
    return [
      source.fault(
        [...path, 'in_noyo'],
        `"${group.name}" would exist nowhere. Add its "carriers", or remove "in_noyo: false".`,
      ),
    ]
  }
  const known = carriers.flatMap((line) => {
    const carrier = carrierNamed(line.carrier)
    return carrier ? [{ line, carrier }] : []
  })
  const lines = carriers.flatMap((line, index) => {
    const at: Path = [...path, 'carriers', index]
    const carrier = carrierNamed(line.carrier)
    if (!carrier) return carrierFaults(source, [...at, 'carrier'], line.carrier)
    const settings = settingsOf(document, carrier)
    return [
      ...identifierFaults(source, at, line.carrier_group_id, carrier),
      ...connectionFaults({ source, at, line, group, carrier, settings, start }),
      ...lineAccountFaults({ source, groupAt: path, at, group, line, carrier, rosters }),
    ]
  })
  return [...lines, ...unknownFaults(source, path, group), ...homelessFaults(group, known, rosters)]
}

function settingsOf(document: ScenarioDocument, carrier: CarrierProfile): CarrierSettings {
  const named = namedCarriers(document)?.find(({ name }) => carrierNamed(name) === carrier)
  return named?.settings ?? {}
}

/** Generated people belong to an employer by its name, so that it has the same ones at all its carriers. */
function nameFaults(source: Source, groups: readonly GroupLine[]): ScenarioFault[] {
  const names = new Set<string>()
  return groups.flatMap(({ name }, index) => {
    if (!names.has(name)) {
      names.add(name)
      return []
    }
    const message = `"${name}" is described above already. Put all its carriers there, or choose another name.`
    return [source.fault(['groups', index, 'name'], message)]
  })
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
