import { activateCarriers } from '../carriers/organization-carriers.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { describeCarrierGroup } from '../carriers/system.ts'
import { connections } from '../connections/records.ts'
import { DAY, type Instant } from '../kernel/instant.ts'
import type { CarrierLine, GroupLine } from './document.ts'
import { ScenarioError } from './fault.ts'
import type { CheckedScenario } from './read.ts'
import type { Scenario, Stage } from './scenario.ts'
import type { Path, Source } from './source.ts'

/**
 * How long before the start a world begins: far longer than the slowest carrier that is read takes to connect. Always, so
 * that one connected group more changes no time of another. Assumed.
 */
const HISTORY = 60 * DAY

export function historyBegins(start: Instant): Instant {
  return start - HISTORY
}

/** A scene: the stage, the world that is made on it, and the text that is played. */
interface Scene {
  readonly stage: Stage
  readonly sandbox: string
  readonly source: Source
}

/** A connection that is to be complete at the start. */
interface Requested {
  readonly id: string
  readonly path: Path
}

/** Makes the world happen by commands, in the order of the file. The promise fails with a ScenarioError when one is refused. */
export function play({ document, source }: CheckedScenario): Scenario['play'] {
  return async (stage: Stage, sandbox: string, start: Instant) => {
    const scene: Scene = { stage, sandbox, source }
    const requested: Requested[] = []
    await stage.write(sandbox, lineOf(scene, ['carriers']), (unit) =>
      activateCarriers(unit, document.carriers),
    )
    for (const [index, group] of (document.groups ?? []).entries()) {
      requested.push(...(await playGroup(scene, ['groups', index], group)))
    }
    await stage.advanceTo(sandbox, start)
    for (const connection of requested) await beComplete(scene, connection)
  }
}

function lineOf({ source }: Scene, path: Path): number {
  return source.positionOf(path).line
}

async function playGroup(scene: Scene, path: Path, group: GroupLine): Promise<Requested[]> {
  const { name, federal_ein, dba_name, sic_code, in_noyo = true, carriers = [] } = group
  for (const [index, line] of carriers.entries()) {
    await putAtCarrier(scene, [...path, 'carriers', index], group, line)
  }
  if (!in_noyo) return []
  const created = await performed(scene, path, 'createGroup', {
    body: { name, federal_ein: federal_ein?.replace('-', ''), dba_name, sic_code },
  })
  const requested: Requested[] = []
  for (const [index, line] of carriers.entries()) {
    const at = [...path, 'carriers', index]
    if (line.connected)
      requested.push({ id: await requestedConnection(scene, at, created.id, line), path: at })
  }
  return requested
}

async function putAtCarrier(scene: Scene, path: Path, group: GroupLine, line: CarrierLine): Promise<void> {
  const { carrier_group_id, employees } = line
  const { name, federal_ein } = group
  await scene.stage.write(scene.sandbox, lineOf(scene, path), async (unit) => {
    await describeCarrierGroup(unit, known(line.carrier), {
      carrier_group_id,
      name,
      employer: name,
      ...(federal_ein === undefined ? {} : { federal_ein: federal_ein.replace('-', '') }),
      account: employees === undefined ? {} : { employees },
    })
  })
}

async function requestedConnection(
  scene: Scene,
  path: Path,
  group_id: string,
  { carrier, carrier_group_id, broker_federal_ein, broker_tin }: CarrierLine,
): Promise<string> {
  const { id } = await performed(scene, path, 'createGroupConnectionWithExistingGroup', {
    params: { group_id },
    body: {
      carrier_id: known(carrier).id,
      group_data: { carrier_group_id, broker_federal_ein, broker_tin },
    },
  })
  return id
}

/** What stands in the file as connected is so at the start, or the file cannot be played. */
async function beComplete({ stage, sandbox, source }: Scene, { id, path }: Requested): Promise<void> {
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

function known(name: string) {
  const carrier = carrierNamed(name)
  if (!carrier) throw new Error(`the checks let the carrier ${name} pass`)
  return carrier
}

async function performed(
  { stage, sandbox, source }: Scene,
  path: Path,
  operation: string,
  call: { readonly params?: Readonly<Record<string, string>>; readonly body: unknown },
): Promise<{ readonly id: string }> {
  const { line } = source.positionOf(path)
  const { status, body } = await stage.perform(sandbox, line, { api: 'fulfillment', operation, ...call })
  if (status < 300) return body as { id: string }
  const { message, errors } = body as { message?: string; errors?: unknown }
  const why = message ?? JSON.stringify(errors ?? body)
  throw new ScenarioError([source.fault(path, `${operation} refuses this (${status}): ${why}`)])
}
