import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Instant } from '../kernel/instant.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { StandingLine } from './account-document.ts'
import { carrierFaults } from './check-carriers.ts'
import { durationFaults, standingFaults } from './check-times.ts'
import type { GroupLine, ScenarioDocument } from './document.ts'
import { elsewhereFaults, isElsewhere } from './elsewhere.ts'
import type { ScenarioFault } from './fault.ts'
import { momentOf } from './moment.ts'
import { inherited, partiesOf } from './party.ts'
import type { Path, Source } from './source.ts'
import { actionsOf, CLAIMS, type ExpectLine, type PartyLine, type StepLine } from './timeline-document.ts'

/** A part of the timeline, where it stands, and the groups of its file. */
interface Place {
  readonly source: Source
  readonly groups: readonly GroupLine[]
  readonly path: Path
}

/** What a schema cannot say of the timeline: names that must exist, keywords that exclude each other, steps that do nothing. */
export function timelineFaults(source: Source, document: ScenarioDocument): ScenarioFault[] {
  const { groups = [], timeline = [], expect = [] } = document
  const names = timeline.map(({ name }) => name)
  return [
    ...timeline.flatMap((step, index) => {
      const place = { source, groups, path: ['timeline', index] }
      return [...orderFaults(place, step, names.slice(0, index)), ...stepFaults(place, step)]
    }),
    ...expect.flatMap((line, index) => expectFaults({ source, groups, path: ['expect', index] }, line, {})),
  ]
}

/** Moments and durations of the timeline that are none, or before the start. */
export function timelineTimeFaults(
  source: Source,
  { timeline = [] }: ScenarioDocument,
  start: Instant | undefined,
  someStart: Instant,
): ScenarioFault[] {
  return timeline.flatMap(({ at, after, standing = {} }, index) => {
    const path = ['timeline', index]
    const isKnown = at !== undefined && (/^[+-]/.test(at) || start !== undefined)
    const moment = at === undefined ? undefined : momentOf(at, someStart)
    const early = isKnown && moment !== undefined && moment < someStart
    return [
      ...momentFaults(source, [...path, 'at'], at, someStart),
      ...(early ? [source.fault([...path, 'at'], 'This is before the start. For example: at: +2d')] : []),
      ...durationFaults(source, [...path, 'after'], after),
      ...standingFaults(source, [...path, 'standing'], standing as StandingLine, someStart),
    ]
  })
}

function momentFaults(source: Source, path: Path, text: string | undefined, start: Instant): ScenarioFault[] {
  if (text === undefined || momentOf(text, start) !== undefined) return []
  return [source.fault(path, 'There is no such day. For example: 2026-02-28')]
}

/** When a step comes. */
function orderFaults(
  { source, path }: Place,
  { name, at, after, step, on }: StepLine,
  before: readonly (string | undefined)[],
): ScenarioFault[] {
  const times = [at && 'at', (after ?? step) && 'after', on && 'on'].filter((one) => one !== undefined)
  const earlier = before.filter((one) => one !== undefined)
  return [
    ...(times.length > 1
      ? [source.fault(path, `A step comes at one time. Keep one of ${times.join(', ')}.`)]
      : []),
    ...(name !== undefined && earlier.includes(name)
      ? [source.fault([...path, 'name'], `"${name}" is an earlier step's name. Choose another one.`)]
      : []),
    ...(step !== undefined && !earlier.includes(step)
      ? [
          source.fault(
            [...path, 'step'],
            `No earlier step is called "${step}". ${earlier.length === 0 ? 'Give the step a "name"' : `There are: ${earlier.join(', ')}`}.`,
            { nearest: nearestName(step, earlier) },
          ),
        ]
      : []),
  ]
}

/** What a step does. */
function stepFaults(place: Place, step: StepLine): ScenarioFault[] {
  const { source, path, groups } = place
  const { on, sent, expect = [] } = step
  const actions = actionsOf(step)
  const faults: ScenarioFault[] = []
  if (actions.length > 1) {
    faults.push(source.fault(path, `A step does one thing. Make steps of ${actions.join(' and ')}.`))
  }
  if (actions.length === 0 && expect.length === 0 && step.name === undefined) {
    const message =
      'This step does nothing. Add what it does, "expect", or a "name" that others count from. For example: sync: true'
    faults.push(source.fault(path, message))
  }
  if (sent !== undefined && step.connect !== true) {
    const message = 'Nothing is sent without a request. Add "connect: true", or remove "sent".'
    faults.push(source.fault([...path, 'sent'], message, { key: true }))
  }
  const [action] = actions
  const elsewhere = isElsewhere(step)
  const own = elsewhere ? elsewhereFaults(source, path, step) : partyFaults(place, step, {})
  faults.push(...own)
  if (own.length === 0 && action !== undefined && !elsewhere) {
    faults.push(...neededFaults(place, step, action !== 'snapshot', !ON_RECORD.has(action)))
  }
  if (own.length === 0) {
    const claims = { groups, source }
    for (const [index, line] of expect.entries()) {
      faults.push(...expectFaults({ ...claims, path: [...path, 'expect', index] }, line, step))
    }
    if (on) faults.push(...partyFaults({ ...place, path: [...path, 'on'] }, on, step))
  }
  return faults
}

/** What is the carrier's own, so that the group need not be in Noyo. */
const ON_RECORD: ReadonlySet<string> = new Set(['standing', 'edit_member'])

function expectFaults(place: Place, line: ExpectLine, step: PartyLine): ScenarioFault[] {
  const { source, path } = place
  const claims = CLAIMS.filter((name) => line[name] !== undefined)
  if (claims.length !== 1) {
    const message =
      claims.length === 0
        ? `Nothing is expected here. Add one of ${CLAIMS.join(', ')}. For example: connection: completed`
        : `This expects ${claims.join(' and ')}. Make an item of each.`
    return [source.fault(path, message)]
  }
  const party = partyFaults(place, line, step)
  if (party.length > 0) return party
  return neededFaults(place, inherited(line, step), line.connection !== undefined, true)
}

/** Names of groups and carriers that the file has not. */
function partyFaults({ source, groups, path }: Place, own: PartyLine, step: PartyLine): ScenarioFault[] {
  const party = inherited(own, step)
  const { group, line } = partiesOf(groups, party)
  if (own.group !== undefined && !group) {
    const known = groups.map(({ name }) => name)
    const message = `There is no group "${own.group}" in this file. Known: ${known.join(', ')}.`
    return [source.fault([...path, 'group'], message, { nearest: nearestName(own.group, known) })]
  }
  if (own.carrier === undefined) return []
  const unknown = carrierFaults(source, [...path, 'carrier'], own.carrier)
  if (unknown.length > 0 || line || isMisspelt(group)) return unknown
  const known = (group?.carriers ?? []).map(({ carrier }) => carrier)
  const message = group
    ? `"${group.name}" has no line for the carrier "${own.carrier}". It has: ${known.join(', ')}.`
    : 'Say which "group" it is about.'
  return [source.fault([...path, 'carrier'], message, { nearest: nearestName(own.carrier, known) })]
}

/** What the misspelt carrier of a line was meant for is not missing. */
function isMisspelt(group: GroupLine | undefined): boolean {
  return group?.carriers?.some(({ carrier }) => carrierNamed(carrier) === undefined) === true
}

/** What has to be known of whom something is about. */
function neededFaults(
  { source, groups, path }: Place,
  party: PartyLine,
  needsCarrier: boolean,
  needsNoyo: boolean,
): ScenarioFault[] {
  const { group, line } = partiesOf(groups, party)
  const problem = !group
    ? 'Say which group it is about. For example: group: Juniper Street Bakery'
    : needsNoyo && group.in_noyo === false
      ? `"${group.name}" is not in Noyo. Remove its "in_noyo: false", or this.`
      : needsCarrier && !line && !isMisspelt(group)
        ? 'Say which carrier it is about. For example: carrier: guardian'
        : undefined
  return problem === undefined ? [] : [source.fault(path, problem)]
}
