import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'

/** Whom it is about, for whoever follows the events of a group or a carrier. */
type About = { group_id?: string; carrier_id?: string }

/** A step of the timeline was played. */
export const stepDone = eventType<About & { line: number; step: string }>('timeline.step_done')

/** A step of the timeline could not be played when its time had come; where it stands in the file, and why. */
export const stepRefused = eventType<About & { file: string; line: number; step: string; problem: string }>(
  'timeline.step_refused',
)

/** Something expected was looked at and was so. */
export const expectationMet = eventType<About & { line: number; what: string; found: string }>(
  'timeline.expectation_met',
)

/** Something expected was looked at and was not so. */
export const expectationMissed = eventType<
  About & { file: string; line: number; what: string; expected: string; found: string }
>('timeline.expectation_missed')

/** A step is due: keyed by its id. By the calendar: `settle` does not go on to it. */
export const stepDue = jobType('timeline.step', 'cadence')

/** What is expected with a step is looked at: keyed by the step's id. */
export const expectationDue = jobType('timeline.expectation', 'cadence')
