import { FROZEN_START } from '../kernel/clock.ts'
import type { ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Source } from './source.ts'
import { parseStart } from './start-moment.ts'

/** What a schema cannot say of the trouble a file asks for: operations that must exist, and what belongs to each kind. */
export async function troubleFaults(
  source: Source,
  { faults, clock }: ScenarioDocument,
): Promise<ScenarioFault[]> {
  if (faults === undefined) return []
  const { problemsOf } = await import('../faults/check.ts')
  const start = (clock?.start === undefined ? undefined : parseStart(clock.start)) ?? FROZEN_START
  return faults.flatMap((line, index) =>
    problemsOf(line, start).map(({ path, message, nearest }) =>
      source.fault(['faults', index, ...path], message, { nearest }),
    ),
  )
}
