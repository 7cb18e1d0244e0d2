import type { Unit } from '../kernel/unit.ts'
import { expectationMet, expectationMissed } from './events.ts'
import { judged } from './judge.ts'
import { END, type TimelineStep, timelineSteps, type Verdict } from './records.ts'
import { aboutOf } from './steps.ts'

/** Looks at everything a step expects, and remembers what came of it. */
export async function judgeStep(unit: Unit, step: TimelineStep): Promise<void> {
  const verdicts: Verdict[] = []
  for (const expectation of step.expectations) verdicts.push(await judged(unit, expectation))
  const looked = unit.change(timelineSteps, step, { status: 'done', verdicts })
  for (const [index, { line, what, met, expected, found }] of verdicts.entries()) {
    const about = aboutOf(step.expectations[index]?.party ?? {})
    const event = met
      ? expectationMet.of(timelineSteps, looked, { ...about, line, what, found })
      : expectationMissed.of(timelineSteps, looked, {
          ...about,
          file: step.file,
          line,
          what,
          expected,
          found,
        })
    unit.emit(event)
  }
}

/** Looks at what is expected in the end. Once: looking again changes nothing. */
export async function judgeEnd(unit: Unit): Promise<void> {
  for (const step of (await unit.find(timelineSteps, 'waiting', END)).records) await judgeStep(unit, step)
}
