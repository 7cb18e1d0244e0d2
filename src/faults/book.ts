import type { Exchange } from '../api/exchange.ts'
import type { OperationFacts } from '../api/operation-facts.ts'
import type { Strike, StrikeOf } from '../api/strike.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Fault, type FaultParts, HEADER, type Table } from './table.ts'
import { createWaits } from './waits.ts'

/**
 * The faults of every sandbox. They are of the process and no part of the world: a restore leaves them as they are. Those of a
 * scenario stand in the world's setting and are taken up when its first call comes.
 */
export interface FaultBook {
  readonly strikeOf: StrikeOf
  /** The sandbox's faults, to look at and to change. @throws Refusal when there is no such sandbox */
  table(sandbox: string): Promise<Table>
  now(sandbox: string): Promise<Instant>
  /** The sandbox begins anew, or is gone: its scenario's faults begin anew, and the others are lifted unless they are kept. */
  forget(sandbox: string, keep?: boolean): void
  close(): void
}

export function createFaultBook(parts: FaultParts): FaultBook {
  const tables = new Map<string, Table>()
  const opening = new Map<string, Promise<Table>>()
  const kept = new Map<string, Pick<Table, 'asked' | 'made'>>()
  const waits = createWaits(parts.wall)

  const open = async (sandbox: string): Promise<Table> => {
    const { seed, started, options } = await parts.runner.read(sandbox, async (world) => world.setting)
    const text = options['faults']
    const before = kept.get(sandbox)
    const table: Table = {
      seed,
      started,
      asked: before?.asked ?? [],
      scenario: [],
      made: before?.made ?? 0,
      ownCalls: new Map(),
    }
    if (typeof text === 'string') {
      const [{ linesOf }, { scenarioFaults }] = await Promise.all([import('./form.ts'), import('./fault.ts')])
      table.scenario = scenarioFaults(await linesOf(text, started), started)
    }
    return table
  }

  const opened = (sandbox: string): Promise<Table> => {
    const table = open(sandbox)
    opening.set(sandbox, table)
    // Begun anew meanwhile, it is read again.
    const isLatest = () => opening.get(sandbox) === table && opening.delete(sandbox)
    void table.then((made) => isLatest() && tables.set(sandbox, made), isLatest)
    return table
  }

  const tableOf = (sandbox: string): Promise<Table> => {
    const known = tables.get(sandbox)
    return known ? Promise.resolve(known) : (opening.get(sandbox) ?? opened(sandbox))
  }

  const struck = async (
    exchange: Exchange,
    facts: OperationFacts,
    header: string | undefined,
  ): Promise<Strike | undefined> => {
    const table = await tableOf(exchange.sandbox)
    if (header === undefined && isQuiet(table)) return undefined
    const { findStrike } = await import('./strike.ts')
    return findStrike({ ...parts, waits }, table, exchange, facts, header)
  }

  return {
    strikeOf(exchange, facts) {
      const header = exchange.call.headers[HEADER]
      if (facts.api === 'control') {
        return header === undefined
          ? undefined
          : Promise.reject(new Refusal('fault_header_in_control', { field: HEADER }))
      }
      const table = tables.get(exchange.sandbox)
      if (table && header === undefined && isQuiet(table)) return undefined
      return struck(exchange, facts, header)
    },

    table: tableOf,
    now: async (sandbox) => (await parts.runner.clock(sandbox)).reading,

    forget(sandbox, keep = false) {
      const table = tables.get(sandbox)
      kept.delete(sandbox)
      if (keep && table) kept.set(sandbox, { asked: table.asked.map(anew), made: table.made })
      tables.delete(sandbox)
      opening.delete(sandbox)
    },

    close: waits.close,
  }
}

function isQuiet({ asked, scenario }: Table): boolean {
  return asked.length === 0 && scenario.length === 0
}

/** A world that begins anew has had no calls: the same calls meet the same faults again. */
function anew(fault: Fault): Fault {
  return { ...fault, matched: 0, struck: 0, calls: new Map() }
}
