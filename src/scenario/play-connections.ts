import { fileHeld } from '../carriers/files/held.ts'
import { setStanding, standingOf } from '../carriers/standing.ts'
import { knownCarrierGroup, lookAtCarrierGroup } from '../carriers/system.ts'
import { isLive } from '../connections/live.ts'
import { connections } from '../connections/records.ts'
import { DAY, type Instant } from '../kernel/instant.ts'
import { censusBodies } from './census-bodies.ts'
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

/** A connection that the file says is completed at the start. */
interface Connected {
  readonly id: string
  readonly path: Path
  readonly group_id: string
  readonly line: CarrierLine
}

/** Requests them when it is time, and goes on to the start. @throws {ScenarioError} for what is not as the file says then */
export async function requestAll(scene: Scene, planned: readonly PlannedRequest[]): Promise<void> {
  const { source, start } = scene
  const connected: Connected[] = []
  /** Those whose census has not been sent yet. */
  const waiting = new Set<Connected>()
  let now = historyBegins(start)
  for (const { at, group_id, line, path } of planned) {
    if (at < historyBegins(start) || at > start) {
      const message = 'This is not within the 60 days before the start. For example: requested: -2d'
      throw new ScenarioError([source.fault([...path, 'requested'], message)])
    }
    if (at > now) await goOn(scene, now, at, waiting)
    now = at
    const isByFile = line.connected === true && known(line.carrier).tier !== 'premier'
    if (isByFile) await hasten(scene, path, line, true)
    const { id } = await performed(scene, path, 'createGroupConnectionWithExistingGroup', {
      params: { group_id },
      body: { carrier_id: known(line.carrier).id, group_data: identifiersOf(line) },
    })
    if (line.connected !== true) continue
    const one = { id, path, group_id, line }
    connected.push(one)
    if (isByFile) waiting.add(one)
  }
  await goOn(scene, now, start, waiting)
  for (const one of connected) await beComplete(scene, one)
}

/** The longest that a carrier which gets files may take to answer, where the file is to be approved before the start. Assumed. */
const FILE_ANSWER = 20 * DAY

/** Carriers that get files take so long to connect at the realistic pace that a connection might not be complete at the start. */
async function hasten(scene: Scene, path: Path, line: CarrierLine, begins: boolean): Promise<void> {
  const { stage, sandbox, source } = scene
  const carrier = known(line.carrier)
  const { carrier_group_id } = identifiersOf(line)
  await stage.write(sandbox, source.positionOf(path).line, async (unit) => {
    if (unit.setting.pace !== 'realistic') return
    const { delay } = await standingOf(unit, carrier, carrier_group_id)
    if (begins && delay !== undefined) return
    if (begins) await setStanding(unit, carrier, carrier_group_id, { delay: FILE_ANSWER })
    else if (delay === FILE_ANSWER) await setStanding(unit, carrier, carrier_group_id, { delay: null })
  })
}

/** Goes on in time; day by day while a carrier that gets files has not said that a census may come. */
async function goOn(scene: Scene, from: Instant, to: Instant, waiting: Set<Connected>): Promise<void> {
  const { stage, sandbox } = scene
  for (let now = from; waiting.size > 0 && now + DAY < to; ) {
    now += DAY
    await stage.advanceTo(sandbox, now)
    for (const one of waiting) if (await sendCensus(scene, one)) waiting.delete(one)
  }
  await stage.advanceTo(sandbox, to)
}

/** The group's people, as snapshots, once they are taken; whether they were. */
async function sendCensus(scene: Scene, { id, path, group_id, line }: Connected): Promise<boolean> {
  const { stage, sandbox, source } = scene
  const at = source.positionOf(path).line
  const carrier = known(line.carrier)
  const bodies = await stage.write(sandbox, at, async (unit) => {
    if (!isLive(await unit.require(connections, id))) return undefined
    const account = await lookAtCarrierGroup(unit, carrier, identifiersOf(line).carrier_group_id)
    return account && censusBodies(account, unit.today)
  })
  if (bodies) await hasten(scene, path, line, false)
  for (const body of bodies ?? []) {
    await performed(scene, path, 'createMemberSnapshot', { params: { group_id }, body })
  }
  return bodies !== undefined
}

/** What is on file at the carrier, but for what was sent in its place. */
export function identifiersOf(line: CarrierLine) {
  return { carrier_group_id: line.sent?.carrier_group_id ?? line.carrier_group_id, ...sentBroker(line) }
}

/** What stands in the file as connected is so at the start, or the file cannot be played. */
async function beComplete({ stage, sandbox, source }: Scene, { id, path, line }: Connected): Promise<void> {
  const { line: at } = source.positionOf(path)
  const { status, finding, held } = await stage.write(sandbox, at, async (unit) => {
    const connection = await unit.require(connections, id)
    const group = await knownCarrierGroup(unit, known(line.carrier), connection.carrier_group_id)
    return { ...connection, held: group && (await fileHeld(unit, group))?.read }
  })
  if (status === 'completed') return
  const wrong =
    held === undefined
      ? ''
      : ` Of ${held.rows} rows of the census's file ${held.rows - held.clean} are wrong.`
  const remedy =
    known(line.carrier).tier === 'premier'
      ? 'Leave "connected" out, or choose another carrier_group_id.'
      : 'Leave "connected" out, write "requested: true" in its place, or give the carrier a shorter "delay" and put right what is wrong with its people.'
  const cause = finding === undefined ? '' : ` (${finding.cause.replaceAll('_', ' ')})`
  const problem = `This connection is ${status} at the start${cause}.${wrong} ${remedy}`
  throw new ScenarioError([source.fault([...path, 'connected'], problem)])
}
