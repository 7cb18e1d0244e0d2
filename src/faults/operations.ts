import { created, json, noContent, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { isoInstant } from '../kernel/instant.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { FaultBook } from './book.ts'
import type { Fault, Table } from './table.ts'
import type { FaultLine } from './trouble.ts'

/** How many a sandbox holds: each call is held against all of them. */
const MOST_FAULTS = 1_000

type FaultOperations = 'listFaults' | 'createFault' | 'clearFaults' | 'getFault' | 'deleteFault'

export function faultOperations(
  book: Pick<FaultBook, 'table' | 'now'>,
): Pick<OperationsOf<'control'>, FaultOperations> {
  return {
    listFaults: {
      level: 'simulated',
      serves: async ({ sandbox }) => ok(json({ faults: all(await book.table(sandbox)).map(shown) })),
    },

    createFault: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        const line = body as FaultLine
        const now = await book.now(sandbox)
        const table = await book.table(sandbox)
        const [{ problemsOf }, { newFault }] = await Promise.all([import('./check.ts'), import('./fault.ts')])
        const [problem] = problemsOf(line, now)
        if (problem) {
          const { path, message: why, nearest } = problem
          throw new Refusal('fault_impossible', { why, field: `/${path.join('/')}`, nearest })
        }
        if (table.asked.length >= MOST_FAULTS) {
          throw new Refusal('too_many_faults', { sandbox, most: MOST_FAULTS })
        }
        table.made += 1
        const fault = newFault(line, `fault-${table.made}`, 'control', now)
        table.asked = [...table.asked, fault]
        return created(json(shown(fault)))
      },
    },

    clearFaults: {
      level: 'simulated',
      serves: async ({ sandbox }) => {
        const table = await book.table(sandbox)
        table.asked = []
        table.scenario = []
        return noContent()
      },
    },

    getFault: {
      level: 'simulated',
      serves: async ({ sandbox, params }) =>
        ok(json(shown(required(await book.table(sandbox), sandbox, params.id)))),
    },

    deleteFault: {
      level: 'simulated',
      serves: async ({ sandbox, params }) => {
        const table = await book.table(sandbox)
        const gone = required(table, sandbox, params.id)
        table.asked = table.asked.filter((fault) => fault !== gone)
        table.scenario = table.scenario.filter((fault) => fault !== gone)
        return noContent()
      },
    },
  }
}

function all({ asked, scenario }: Table): Fault[] {
  return [...asked, ...scenario]
}

function required(table: Table, sandbox: string, id: string): Fault {
  const ids = all(table).map((fault) => fault.id)
  const found = all(table).find((fault) => fault.id === id)
  if (found) return found
  const nearest = nearestName(id, ids)
  throw new Refusal('fault_not_found', {
    sandbox,
    id: id.slice(0, 60),
    known: ids.slice(0, 20).join(', '),
    nearest,
  })
}

function shown({ id, origin, line, from, until, matched, struck }: Fault) {
  const times = {
    from: from === undefined ? undefined : isoInstant(from),
    until: until === undefined ? undefined : isoInstant(until),
  }
  const { operations, fault } = line
  return {
    id,
    origin,
    ...(operations && { operations: [...operations] }),
    ...given(line, 'share', 'times', 'after', 'every'),
    ...given(times, 'from', 'until'),
    fault: { ...fault, headers: fault.headers && { ...fault.headers } },
    matched,
    struck,
  } as never
}
