import { activateCarriers } from '../carriers/organization-carriers.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { createCarrierGroup } from '../carriers/system.ts'
import { DAY, type Instant } from '../kernel/instant.ts'
import type { CarrierLine, GroupLine, ScenarioDocument } from './document.ts'
import type { CheckedScenario } from './read.ts'
import type { Scenario, Stage } from './scenario.ts'

/** How long before the start a world with connected groups begins: longer than the slowest connection takes at any pace. */
const HISTORY = 60 * DAY

export function historyBegins({ groups = [] }: ScenarioDocument): Scenario['historyBegins'] {
  const connected = groups.some(({ carriers = [] }) => carriers.some((line) => line.connected))
  return (start) => (connected ? start - HISTORY : start)
}

/** Makes the world happen by commands, in the order of the file. @throws Error when one is refused: the checks should have said so */
export function play(checked: CheckedScenario): Scenario['play'] {
  const { document, source } = checked
  return async (stage: Stage, sandbox: string, start: Instant) => {
    const lineOf = (...path: (string | number)[]) => source.positionOf(path).line
    await stage.write(sandbox, lineOf('carriers'), (unit) => activateCarriers(unit, document.carriers))
    for (const [index, group] of (document.groups ?? []).entries()) {
      await playGroup(stage, sandbox, group, (...path) => lineOf('groups', index, ...path))
    }
    await stage.settle(sandbox)
    await stage.advanceTo(sandbox, start)
  }
}

type LineOf = (...path: (string | number)[]) => number

async function playGroup(stage: Stage, sandbox: string, group: GroupLine, lineOf: LineOf): Promise<void> {
  const { name, federal_ein, dba_name, sic_code, in_noyo = true, carriers = [] } = group
  for (const [index, line] of carriers.entries()) {
    const carrier = carrierNamed(line.carrier) as NonNullable<ReturnType<typeof carrierNamed>>
    await stage.write(sandbox, lineOf('carriers', index), async (unit) => {
      await createCarrierGroup(unit, {
        carrier,
        carrier_group_id: line.carrier_group_id,
        name,
        employer: name,
        ...(federal_ein === undefined ? {} : { federal_ein: federal_ein.replace('-', '') }),
        ...(line.employees === undefined ? {} : { employees: line.employees }),
      })
    })
  }
  if (!in_noyo) return
  const created = await performed(stage, sandbox, lineOf(), 'createGroup', {
    body: { name, federal_ein: federal_ein?.replace('-', ''), dba_name, sic_code },
  })
  const group_id = (created as { id: string }).id
  for (const [index, line] of carriers.entries()) {
    if (line.connected) await connect(stage, sandbox, lineOf('carriers', index), group_id, line)
  }
}

async function connect(
  stage: Stage,
  sandbox: string,
  line: number,
  group_id: string,
  { carrier, carrier_group_id, broker_federal_ein, broker_tin }: CarrierLine,
): Promise<void> {
  await performed(stage, sandbox, line, 'createGroupConnectionWithExistingGroup', {
    params: { group_id },
    body: {
      carrier_id: carrierNamed(carrier)?.id,
      group_data: { carrier_group_id, broker_federal_ein, broker_tin },
    },
  })
}

async function performed(
  stage: Stage,
  sandbox: string,
  line: number,
  operation: string,
  call: { readonly params?: Readonly<Record<string, string>>; readonly body: unknown },
): Promise<unknown> {
  const { status, body } = await stage.perform(sandbox, line, { api: 'fulfillment', operation, ...call })
  if (status < 300) return body
  throw new Error(`line ${line}: ${operation} was answered ${status} ${JSON.stringify(body)}`)
}
