import type { Action, Claim, Expectation, Party, Trigger } from '../timeline/records.ts'
import { addStep, beginStep } from '../timeline/steps.ts'
import { standingOf } from './account.ts'
import type { CarrierLine } from './document.ts'
import { isElsewhere, partyElsewhere } from './elsewhere.ts'
import { ScenarioError } from './fault.ts'
import { durationOf, momentOf } from './moment.ts'
import { inherited, partiesOf } from './party.ts'
import { identifiersOf } from './play-connections.ts'
import { reportsOf } from './reports.ts'
import { known, lineOf, type Scene } from './scene.ts'
import { withCarrierIds } from './snapshot-body.ts'
import type { Path } from './source.ts'
import { actionsOf, CLAIMS, type ExpectLine, type PartyLine, type StepLine } from './timeline-document.ts'

/** The steps of the file become jobs of its world. `groupIds` are those of its groups that are in Noyo. */
export async function playTimeline(scene: Scene, groupIds: readonly (string | undefined)[]): Promise<void> {
  const { stage, sandbox } = scene
  const steps = [...timelineSteps(scene, groupIds), ...reportSteps(scene, groupIds)]
  const all = [...steps, ...endStep(scene, groupIds)].map((step, position) => ({ ...step, position }))
  const ids: string[] = []
  // What a step at the start leads to is waited for by steps that are there already.
  for (const step of all) ids.push(await stage.write(sandbox, step.line, (unit) => addStep(unit, step)))
  for (const [index, { line }] of all.entries()) {
    await stage.write(sandbox, line, (unit) => beginStep(unit, ids[index] as string))
  }
}

type NewStep = Omit<Parameters<typeof addStep>[1], 'position'>

function timelineSteps(scene: Scene, groupIds: readonly (string | undefined)[]): NewStep[] {
  const { source, checked } = scene
  return (checked.document.timeline ?? []).map((step, position) => {
    const path = ['timeline', position]
    const { party, who, at } = isElsewhere(step)
      ? { party: partyElsewhere(step), who: undefined, at: undefined }
      : involved(scene, groupIds, step)
    const action = actionOf(scene, step, at)
    return {
      file: source.file,
      line: lineOf(scene, path),
      ...(step.name !== undefined && { name: step.name }),
      party,
      ...(who !== undefined && { who }),
      ...(action && { action }),
      trigger: triggerOf(scene, groupIds, step, position),
      expectations: (step.expect ?? []).map((own, index) =>
        expectationOf(scene, groupIds, [...path, 'expect', index], own, step),
      ),
    }
  })
}

/** The error reports said of carriers are steps too, after those of the timeline. */
function reportSteps(scene: Scene, groupIds: readonly (string | undefined)[]): NewStep[] {
  const { source, checked, start } = scene
  return reportsOf(checked.document).map(({ path, report, about: [about] }) => {
    if (!about) throw new Error(`the checks let the report at ${path.join('.')} pass`)
    const { carrier, carrier_group_id } = about.line
    const { party } = involved(scene, groupIds, { group: about.group.name, carrier })
    const { after, rows, stream } = report
    return {
      file: source.file,
      line: lineOf(scene, path),
      who: about.group.name,
      // Of several accounts of the group at the carrier it is about this one.
      party: { ...party, carrier_group_id },
      action: { does: 'error_report', ...(rows && { rows }), ...(stream !== undefined && { stream }) },
      ...(known(carrier).tier === 'premier' ? {} : ({ answers_file: true } as const)),
      trigger: { at: start + (durationOf(after) ?? 0) },
      expectations: [],
    }
  })
}

/** What is expected in the end, if anything is. */
function endStep(scene: Scene, groupIds: readonly (string | undefined)[]): NewStep[] {
  const { source, checked } = scene
  const { expect = [] } = checked.document
  if (expect.length === 0) return []
  const expectations = expect.map((own, index) => expectationOf(scene, groupIds, ['expect', index], own, {}))
  const line = lineOf(scene, ['expect'])
  return [{ file: source.file, line, party: {}, trigger: { end: true }, expectations }]
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

/** What is left out stays: no end of an outcome makes one. */
function changeOf(
  { outcome, ...line }: NonNullable<StepLine['standing']>,
  start: number,
): Extract<Action, { readonly does: 'standing' }>['change'] {
  const { outcome: _, ...fields } = standingOf(line, start)
  return { ...fields, ...(outcome !== undefined && { outcome: outcome === 'none' ? null : outcome }) }
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
