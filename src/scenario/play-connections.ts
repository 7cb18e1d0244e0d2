import { connections } from '../connections/records.ts'
import type { Instant } from '../kernel/instant.ts'
import { type CarrierLine, isAsked } from './document.ts'
import { ScenarioError } from './fault.ts'
import { historyBegins } from './history.ts'
import { momentOf } from './moment.ts'
import { known, performed, type Scene } from './scene.ts'
import { sentBroker } from './sent-broker.ts'
import type { Path } from './source.ts'

/** A connection to be requested before the start. */
export interface PlannedRequest {
  readonly at: Instant
  readonly group_id: string
  readonly line: CarrierLine
  readonly path: Path
}

/** All requests of the file in the order of time; of one moment, in the file's. `groupIds` are those of its groups that are in Noyo. */
export function requestsOf(
  { checked, start }: Scene,
  groupIds: readonly (string | undefined)[],
): PlannedRequest[] {
  const planned = (checked.document.groups ?? []).flatMap((group, index) => {
    const group_id = groupIds[index]
    return (group.carriers ?? []).flatMap((line, position): PlannedRequest[] => {
      if (group_id === undefined || !isAsked(line)) return []
      const path = ['groups', index, 'carriers', position]
      const { requested } = line
      const asked = typeof requested === 'string' ? momentOf(requested, start) : undefined
      return [{ at: asked ?? historyBegins(start), group_id, line, path }]
    })
  })
  return planned.toSorted((left, right) => left.at - right.at)
}

/** Requests them when it is time, and goes on to the start. @throws {ScenarioError} for what is not as the file says then */
export async function requestAll(scene: Scene, planned: readonly PlannedRequest[]): Promise<void> {
  const { stage, sandbox, source, start } = scene
  const connected: { readonly id: string; readonly path: Path }[] = []
  let now = historyBegins(start)
  for (const { at, group_id, line, path } of planned) {
    if (at < historyBegins(start) || at > start) {
      const message = 'This is not within the 60 days before the start. For example: requested: -2d'
      throw new ScenarioError([source.fault([...path, 'requested'], message)])
    }
    if (at > now) await stage.advanceTo(sandbox, at)
    now = at
    const { id } = await performed(scene, path, 'createGroupConnectionWithExistingGroup', {
      params: { group_id },
      body: { carrier_id: known(line.carrier).id, group_data: identifiersOf(line) },
    })
    if (line.connected) connected.push({ id, path })
  }
  await stage.advanceTo(sandbox, start)
  for (const { id, path } of connected) await beComplete(scene, id, path)
}

/** What is on file at the carrier, but for what was sent in its place. */
export function identifiersOf(line: CarrierLine) {
  return { carrier_group_id: line.sent?.carrier_group_id ?? line.carrier_group_id, ...sentBroker(line) }
}

/** What stands in the file as connected is so at the start, or the file cannot be played. */
async function beComplete({ stage, sandbox, source }: Scene, id: string, path: Path): Promise<void> {
  const { line } = source.positionOf(path)
  const status = await stage.write(
    sandbox,
    line,
    async (unit) => (await unit.require(connections, id)).status,
  )
  if (status === 'completed') return
  const problem = `This connection is ${status} at the start. Leave "connected" out, or choose another carrier_group_id.`
  throw new ScenarioError([source.fault([...path, 'connected'], problem)])
}
