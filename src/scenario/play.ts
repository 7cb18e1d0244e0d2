import { activateCarriers } from '../carriers/organization-carriers.ts'
import { carrierProfiles } from '../carriers/profiles/index.ts'
import { setStanding } from '../carriers/standing.ts'
import { describeCarrierGroup } from '../carriers/system.ts'
import { FROZEN_START } from '../kernel/clock.ts'
import type { Instant } from '../kernel/instant.ts'
import { accountOf, standingOf } from './account.ts'
import { startFaults } from './check.ts'
import { type CarrierLine, type GroupLine, isList, namedCarriers } from './document.ts'
import { ScenarioError } from './fault.ts'
import { requestAll, requestsOf } from './play-connections.ts'
import { playTimeline } from './play-timeline.ts'
import type { CheckedScenario } from './read.ts'
import type { Scenario, Stage } from './scenario.ts'
import { known, lineOf, performed, type Scene } from './scene.ts'
import type { Path } from './source.ts'
import { parseStart } from './start-moment.ts'

/** Makes the world happen by commands, in the order of the file. The promise fails with a ScenarioError when one is refused. */
export function play(checked: CheckedScenario): Scenario['play'] {
  return async (stage: Stage, sandbox: string, start: Instant) => {
    refuseForStart(checked, start)
    const { document, source } = checked
    const scene: Scene = { stage, sandbox, source, checked, start }
    await playCarriers(scene)
    const groupIds: (string | undefined)[] = []
    for (const [index, group] of (document.groups ?? []).entries()) {
      groupIds.push(await playGroup(scene, ['groups', index], group))
    }
    await requestAll(scene, requestsOf(scene, groupIds))
    await askForPending(scene)
    await playTimeline(scene, groupIds)
    await playWebhooks(scene)
  }
}

/** Last, so that nobody is told of what was before the start. */
async function playWebhooks(scene: Scene): Promise<void> {
  const { stage, sandbox, checked } = scene
  const { webhooks = [] } = checked.document
  if (webhooks.length === 0) return
  const { newWebhook } = await import('../webhooks/new-webhook.ts')
  for (const [index, line] of webhooks.entries()) {
    const at = lineOf(scene, ['webhooks', index])
    await stage.write(sandbox, at, (unit) => newWebhook(unit, line, 'scenario'))
  }
}

/** What was checked for the start that the file names is checked again for another one. */
function refuseForStart(checked: CheckedScenario, start: Instant): void {
  const said = checked.document.clock?.start
  const checkedFor = said === undefined ? FROZEN_START : parseStart(said)
  const faults = checkedFor === start ? [] : startFaults(checked, start)
  if (faults.length > 0) throw new ScenarioError(faults)
}

/** Which carriers are active, and how each treats everybody. */
async function playCarriers(scene: Scene): Promise<void> {
  const { stage, sandbox, checked, start } = scene
  const named = namedCarriers(checked.document)
  const statuses = new Map(named?.map(({ name, settings }) => [known(name).slug, settings.status]))
  const listed = isList(checked.document.carriers)
    ? [...statuses.keys()]
    : carrierProfiles.map(({ slug }) => slug)
  const names = listed.filter((slug) => (statuses.get(slug) ?? 'active') === 'active')
  await stage.write(sandbox, lineOf(scene, ['carriers']), (unit) => activateCarriers(unit, names))
  for (const { name, path, settings } of named ?? []) {
    const standing = standingOf(settings, start)
    if (Object.keys(standing).length === 0) continue
    await stage.write(sandbox, lineOf(scene, path), (unit) =>
      setStanding(unit, known(name), undefined, standing),
    )
  }
}

/** A carrier that is asked for at the start becomes active as any other that is asked for. */
async function askForPending(scene: Scene): Promise<void> {
  for (const { name, path, settings } of namedCarriers(scene.checked.document) ?? []) {
    if (settings.status !== 'pending') continue
    await performed(scene, path, 'createPublicCarrier', { body: { carrier_id: known(name).id } }, 'carrier')
  }
}

/** The group's id, if it is in Noyo. */
async function playGroup(scene: Scene, path: Path, group: GroupLine): Promise<string | undefined> {
  const { name, federal_ein, dba_name, sic_code, in_noyo = true, carriers = [], contacts = [] } = group
  for (const [index, line] of carriers.entries()) {
    await putAtCarrier(scene, [...path, 'carriers', index], group, line)
  }
  if (!in_noyo) return undefined
  const created = await performed(scene, path, 'createGroup', {
    body: { name, federal_ein: federal_ein?.replace('-', ''), dba_name, sic_code },
  })
  for (const [index, contact] of contacts.entries()) {
    const at = [...path, 'contacts', index]
    await performed(scene, at, 'createContact', { params: { group_id: created.id }, body: contact })
  }
  return created.id
}

async function putAtCarrier(scene: Scene, path: Path, group: GroupLine, line: CarrierLine): Promise<void> {
  const { stage, sandbox, checked, start } = scene
  const { name, federal_ein } = group
  const carrier = known(line.carrier)
  const account = accountOf(carrier, checked.rosters, group, line, start)
  const standing = standingOf(line, start)
  await stage.write(sandbox, lineOf(scene, path), async (unit) => {
    await describeCarrierGroup(unit, carrier, {
      carrier_group_id: line.carrier_group_id,
      name,
      employer: name,
      ...(federal_ein === undefined ? {} : { federal_ein: federal_ein.replace('-', '') }),
      account,
    })
    if (Object.keys(standing).length > 0) await setStanding(unit, carrier, line.carrier_group_id, standing)
  })
}
