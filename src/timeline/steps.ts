import { carrierFileRead } from '../carriers/files/events.ts'
import type { Instant } from '../kernel/instant.ts'
import { changedRecord, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { expectationDue, stepDone, stepDue, stepRefused } from './events.ts'
import { type Party, type TimelineStep, timelineSteps } from './records.ts'

/** A step of a scenario's timeline becomes part of the world; its id. */
export async function addStep(
  unit: Unit,
  fields: Omit<TimelineStep, keyof Stored | 'status' | 'due' | 'verdicts'>,
): Promise<string> {
  const key = `timeline/${fields.position}`
  return (await unit.create(timelineSteps, key, { ...fields, status: 'waiting', verdicts: [] })).id
}

/** A step that comes at a time of its own waits for nothing else. */
export async function beginStep(unit: Unit, id: string): Promise<void> {
  const step = await unit.require(timelineSteps, id)
  if ('at' in step.trigger) planStep(unit, step, step.trigger.at)
}

/** The step comes at that moment. */
export function planStep(unit: Unit, step: TimelineStep, due: Instant): void {
  unit.change(timelineSteps, step, { status: 'planned', due })
  unit.schedule(stepDue.at(due, step.id, {}))
}

/** The step comes as soon as the carrier has read a file of the group. */
export function awaitFile(unit: Unit, step: TimelineStep): void {
  const { due: _, answers_file: __, ...rest } = step
  const trigger = { event: carrierFileRead.type, party: step.party }
  unit.put(timelineSteps, changedRecord<TimelineStep>({ ...rest, status: 'waiting', trigger }, {}, unit.now))
}

/** The step was played: what is expected with it is looked at, and the steps after it come. */
export async function endStep(unit: Unit, step: TimelineStep): Promise<void> {
  const done = unit.change(timelineSteps, step, { status: 'done' })
  unit.emit(
    stepDone.of(timelineSteps, done, { ...aboutOf(step.party), line: step.line, step: stepName(step) }),
  )
  if (step.expectations.length > 0) unit.schedule(expectationDue.at(unit.now, step.id, {}))
  const { records } = await unit.find(timelineSteps, 'waiting', String(step.position))
  for (const next of records) {
    if ('after' in next.trigger) planStep(unit, next, unit.now + next.trigger.after)
  }
}

/** The step could not be played; what waits for it will not come. */
export function refuseStep(unit: Unit, step: TimelineStep, problem: string): void {
  const refused = unit.change(timelineSteps, step, { status: 'refused', problem })
  const { file, line, party } = step
  const facts = { ...aboutOf(party), file, line, step: stepName(step), problem }
  unit.emit(stepRefused.of(timelineSteps, refused, facts))
}

/** The facts of an event about somebody. */
export function aboutOf({ group_id, carrier_id }: Party): Pick<Party, 'group_id' | 'carrier_id'> {
  return { ...(group_id !== undefined && { group_id }), ...(carrier_id !== undefined && { carrier_id }) }
}

/** As people call it: its name, else what it does. */
export function stepName({ name, action }: TimelineStep): string {
  return name ?? action?.does.replaceAll('_', ' ') ?? 'expect'
}
