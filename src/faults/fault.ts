import { given } from '../kernel/given.ts'
import type { Instant } from '../kernel/instant.ts'
import { momentOf } from '../scenario/moment.ts'
import { anyOf } from './selector.ts'
import type { Fault } from './table.ts'
import type { FaultLine } from './trouble.ts'

/** A fault in force, from a line without problems; `start` is what `+2d` is told from. */
export function newFault(line: FaultLine, id: string, origin: Fault['origin'], start: Instant): Fault {
  const { from, until, operations } = line
  const times = {
    from: from === undefined ? undefined : momentOf(from, start),
    until: until === undefined ? undefined : momentOf(until, start),
  }
  return {
    id,
    origin,
    line,
    ...given(times, 'from', 'until'),
    selects: anyOf(operations),
    matched: 0,
    struck: 0,
    calls: new Map(),
  }
}

export function scenarioFaults(lines: readonly FaultLine[], started: Instant): Fault[] {
  return lines.map((line, index) => newFault(line, `scenario-fault-${index + 1}`, 'scenario', started))
}
