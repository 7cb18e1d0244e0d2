import type { Instant } from '../kernel/instant.ts'
import type { Runner } from '../kernel/runner.ts'
import { type TimelineStep, timelineSteps } from './records.ts'
import { judgeEnd } from './verdicts.ts'

/**
 * Plays a world to the end of its timeline: until no step is planned and nothing is pending that follows from what has happened;
 * then looks at what is expected in the end. Answers every step, in the order of the file.
 */
export async function playOut(
  runner: Pick<Runner, 'settle' | 'advance' | 'read' | 'write'>,
  sandbox: string,
): Promise<readonly TimelineStep[]> {
  const steps = () => runner.read(sandbox, async (world) => (await world.list(timelineSteps)).records)
  // A step whose job failed stays planned: coming back to one moment twice means that nothing more comes of it.
  let before: Instant | undefined
  for (let played = false; !played; ) {
    await runner.settle(sandbox)
    const due = nextDue(await steps())
    if (due === undefined || due === before) played = true
    else await runner.advance(sandbox, (now) => Math.max(now, due))
    before = due
  }
  await runner.write(sandbox, { by: 'control', operation: 'playTimeline' }, judgeEnd)
  return steps()
}

function nextDue(steps: readonly TimelineStep[]): Instant | undefined {
  const due = steps.flatMap((step) => (step.status === 'planned' && step.due !== undefined ? [step.due] : []))
  return due.length === 0 ? undefined : Math.min(...due)
}
