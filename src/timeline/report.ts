import { carrierFileRead } from '../carriers/files/events.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { isoInstant } from '../kernel/instant.ts'
import type { World } from '../kernel/world.ts'
import { END, type TimelineStep } from './records.ts'
import { stepName } from './steps.ts'
import { type StoryLine, storyOf } from './story.ts'

/** What came of one expectation. */
export interface ExpectationReport {
  readonly file: string
  readonly line: number
  /** The group. */
  readonly who?: string
  readonly what: string
  readonly expected: string
  /** Null when it was never looked at: its step did not come. */
  readonly found: string | null
  readonly at: string | null
  readonly met: boolean
}

/** What came of one step. */
export interface StepReport {
  readonly file: string
  readonly line: number
  readonly step: string
  readonly status: 'done' | 'refused' | 'did not come'
  readonly at: string | null
  /** Why it was refused, or what it waited for in vain. */
  readonly problem?: string
}

/** A timeline that was played. */
export interface TimelineReport {
  /** Every step came and was not refused, and everything expected was so. */
  readonly ok: boolean
  /** What happened since the start, in the order of time. */
  readonly story: readonly StoryLine[]
  readonly steps: readonly StepReport[]
  readonly expectations: readonly ExpectationReport[]
}

export async function reportOf(
  world: World,
  all: readonly TimelineStep[],
  events: readonly DomainEvent[],
): Promise<TimelineReport> {
  const steps = all.filter(({ trigger }) => !('end' in trigger)).map((step) => stepReport(step, all))
  const expectations = all.flatMap(expectationReports)
  return {
    ok: steps.every(({ status }) => status === 'done') && expectations.every(({ met }) => met),
    story: await storyOf(world, events, namesOf(all)),
    steps,
    expectations,
  }
}

/** Employers by `<carrier_id>/<carrier_group_id>`, as the file calls them. */
function namesOf(all: readonly TimelineStep[]): ReadonlyMap<string, string> {
  return new Map(
    all.flatMap(({ who, party }) =>
      who === undefined ? [] : [[`${party.carrier_id}/${party.carrier_group_id}`, who] as const],
    ),
  )
}

function stepReport(step: TimelineStep, all: readonly TimelineStep[]): StepReport {
  const { file, line, status, due } = step
  const problem = step.problem ?? (status === 'waiting' ? awaited(step, all) : undefined)
  return {
    file,
    line,
    step: stepName(step),
    status: status === 'done' || status === 'refused' ? status : 'did not come',
    at: due === undefined ? null : isoInstant(due),
    ...(problem !== undefined && { problem }),
  }
}

/** What a step waited for in vain. */
function awaited({ trigger }: TimelineStep, all: readonly TimelineStep[]): string | undefined {
  if ('event' in trigger) {
    const { event, to } = trigger
    if (event === carrierFileRead.type) {
      return 'The carrier has read no file of the group. A snapshot with a coverage of this carrier makes one.'
    }
    return `No ${event}${to === undefined ? '' : ` to ${to}`} of this group and carrier came.`
  }
  if (!('position' in trigger)) return undefined
  const before = all.find(({ position }) => position === trigger.position)
  return before && `It counts from "${stepName(before)}" in line ${before.line}, which was not played.`
}

function expectationReports({ file, expectations, verdicts, trigger }: TimelineStep): ExpectationReport[] {
  if (verdicts.length > 0) {
    return verdicts.map(({ at, ...verdict }) => ({ file, ...verdict, at: isoInstant(at) }))
  }
  const what = 'end' in trigger ? `at the ${END}` : 'with a step that did not come'
  return expectations.map(({ line }) => ({
    file,
    line,
    what,
    expected: 'to be looked at',
    found: null,
    at: null,
    met: false,
  }))
}
