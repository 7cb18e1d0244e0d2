import { carrierNamed } from '../carriers/profiles/index.ts'
import type { StandingChange } from '../carriers/standing.ts'
import { given } from '../kernel/given.ts'
import type { Action, Claim, Expectation, Party, Trigger } from '../timeline/records.ts'
import { addStep } from '../timeline/steps.ts'
import type { CarrierLine } from './document.ts'
import { ScenarioError } from './fault.ts'
import { durationOf, momentOf } from './moment.ts'
import { inherited, partiesOf } from './party.ts'
import { identifiersOf } from './play-connections.ts'
import { known, lineOf, type Scene } from './scene.ts'
import type { Path } from './source.ts'
import { actionsOf, CLAIMS, type ExpectLine, type PartyLine, type StepLine } from './timeline-document.ts'

/** The steps of the file become jobs of its world. `groupIds` are those of its groups that are in Noyo. */
export async function playTimeline(scene: Scene, groupIds: readonly (string | undefined)[]): Promise<void> {
  const { stage, sandbox, source, checked } = scene
  const { timeline = [], expect = [] } = checked.document
  const { file } = source
  for (const [position, step] of timeline.entries()) {
    const path = ['timeline', position]
    const line = lineOf(scene, path)
    const { party, who, at } = involved(scene, groupIds, step)
    const action = actionOf(scene, step, at)
    const fields = {
      ...(step.name !== undefined && { name: step.name }),
      ...(who !== undefined && { who }),
      ...(action && { action }),
      trigger: triggerOf(scene, groupIds, step, position),
      expectations: (step.expect ?? []).map((own, index) =>
        expectationOf(scene, groupIds, [...path, 'expect', index], own, step),
      ),
    }
    await stage.write(sandbox, line, (unit) => addStep(unit, { position, file, line, party, ...fields }))
  }
  if (expect.length === 0) return
  const line = lineOf(scene, ['expect'])
  const expectations = expect.map((own, index) => expectationOf(scene, groupIds, ['expect', index], own, {}))
  const trigger = { end: true } as const
  await stage.write(sandbox, line, (unit) =>
    addStep(unit, { position: timeline.length, file, line, party: {}, trigger, expectations }),
  )
}

interface Involved {
  readonly party: Party
  readonly who?: string
  readonly at: CarrierLine | undefined
}

function involved({ checked }: Scene, groupIds: readonly (string | undefined)[], named: PartyLine): Involved {
  const { groups = [] } = checked.document
  const { group, line } = partiesOf(groups, named)
  const group_id = group && groupIds[groups.indexOf(group)]
  return {
    party: {
      ...(group_id !== undefined && { group_id }),
      ...(line && { carrier_id: known(line.carrier).id, carrier_group_id: line.carrier_group_id }),
    },
    ...(group && { who: group.name }),
    at: line,
  }
}

/** @throws {ScenarioError} for a moment that is over in a world that starts then */
function triggerOf(
  scene: Scene,
  groupIds: readonly (string | undefined)[],
  step: StepLine,
  position: number,
): Trigger {
  const { start, source, checked } = scene
  const { at, after, on } = step
  if (on) {
    const { event, to } = on
    const { party } = involved(scene, groupIds, inherited(on, step))
    return { event, party, ...(to !== undefined && { to }) }
  }
  if (at !== undefined) {
    const moment = momentOf(at, start)
    if (moment !== undefined && moment >= start) return { at: moment }
    const message = 'This is before the start. For example: at: +2d'
    throw new ScenarioError([source.fault(['timeline', position, 'at'], message)])
  }
  const wait = after === undefined ? 0 : (durationOf(after) ?? 0)
  const { timeline = [] } = checked.document
  const named = timeline.findIndex(({ name }) => name !== undefined && name === step.step)
  const before = named === -1 ? position - 1 : named
  return before === -1 ? { at: start + wait } : { after: wait, position: before }
}

function actionOf({ start }: Scene, step: StepLine, line: CarrierLine | undefined): Action | undefined {
  const { standing, transition, snapshot, error_report, edit_member, sent = {} } = step
  const [does] = actionsOf(step)
  switch (does) {
    case 'standing':
      return standing && { does, change: changeOf(standing, start) }
    case 'transition':
      return transition && { does, ...transition }
    case 'connect':
      return line && { does, named: identifiersOf({ ...line, sent }) }
    case 'snapshot':
      return snapshot && { does, body: withCarrierIds(snapshot) }
    case 'error_report':
      return error_report && { does, ...error_report }
    case 'edit_member':
      return edit_member && { does, ...edit_member }
    default:
      return does && { does }
  }
}

function changeOf(
  { outcome, refuse_until, installed_on, authorized_on, delay }: NonNullable<StepLine['standing']>,
  start: number,
): Extract<Action, { readonly does: 'standing' }>['change'] {
  const moment = (text: string | undefined) => (text === undefined ? undefined : momentOf(text, start))
  const change: StandingChange = {
    outcome: outcome === 'none' ? null : outcome,
    refuse_until: moment(refuse_until),
    installed_on: moment(installed_on),
    authorized_on: moment(authorized_on),
    delay: delay === undefined ? undefined : durationOf(delay),
  }
  return given(change, 'outcome', 'refuse_until', 'installed_on', 'authorized_on', 'delay')
}

/** A snapshot's body with Noyo's ids of the carriers in place of their slugs. */
function withCarrierIds(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const replaced = (name: string, part: unknown): unknown => {
    if (Array.isArray(part)) return part.map((item) => replaced('', item))
    if (typeof part === 'object' && part !== null) return withCarrierIds(part as Record<string, unknown>)
    return name === 'carrier_id' && typeof part === 'string' ? (carrierNamed(part)?.id ?? part) : part
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(name, part)]))
}

function expectationOf(
  scene: Scene,
  groupIds: readonly (string | undefined)[],
  path: Path,
  own: ExpectLine,
  step: PartyLine,
): Expectation {
  const { party, who } = involved(scene, groupIds, inherited(own, step))
  const [name] = CLAIMS.filter((claim) => own[claim] !== undefined)
  const claim = { [String(name)]: name && own[name] } as unknown as Claim
  return { line: lineOf(scene, path), party, ...(who !== undefined && { who }), claim }
}
