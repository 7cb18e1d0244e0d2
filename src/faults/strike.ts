import type { Exchange } from '../api/exchange.ts'
import type { OperationFacts } from '../api/operation-facts.ts'
import type { Strike } from '../api/strike.ts'
import { fractionFrom } from '../kernel/identity.ts'
import type { Instant } from '../kernel/instant.ts'
import { insteadOf } from './instead.ts'
import { isThere, strikes } from './model.ts'
import { sendingOf } from './sending.ts'
import { HEADER, type StrikeParts, type Table } from './table.ts'
import type { Trouble } from './trouble.ts'

/** The fault that strikes a call: the one the call asks for, else the first of the sandbox's. All that are for it count it. */
export async function findStrike(
  parts: StrikeParts,
  table: Table,
  exchange: Exchange,
  facts: OperationFacts,
  header: string | undefined,
): Promise<Strike | undefined> {
  const found =
    header === undefined
      ? await firstOf(parts, table, exchange, facts)
      : await ownOf(table, facts, header, exchange)
  if (!found) return undefined
  const { id, trouble, fraction } = found
  const { authorization } = exchange.call.headers
  if (trouble.kind === 'expired_token' && authorization !== undefined) await parts.revoke(authorization)
  const instead = insteadOf(trouble, parts.wall.now())
  const send = sendingOf({ id, trouble, fraction, sandbox: exchange.sandbox }, parts)
  return { fault: id, kind: trouble.kind, send, ...(instead && { instead }) }
}

interface Found {
  readonly id: string
  readonly trouble: Trouble
  /** The call's own number in [0, 1), for what is drawn of the fault. */
  readonly fraction: number
}

async function ownOf(
  { ownCalls, seed }: Table,
  facts: OperationFacts,
  header: string,
  { call }: Exchange,
): Promise<Found | undefined> {
  const { troubleOfHeader } = await import('./header.ts')
  const trouble = await troubleOfHeader(header)
  if (!isFor(trouble, facts, call.headers)) return undefined
  const place = counted(ownCalls, facts)
  return { id: 'header', trouble, fraction: fractionFrom(seed, 'fault', HEADER, nameOf(facts), place) }
}

async function firstOf(
  { runner }: StrikeParts,
  table: Table,
  { sandbox, call, place }: Exchange,
  facts: OperationFacts,
): Promise<Found | undefined> {
  const faults = [...table.asked, ...table.scenario]
  const isTimed = faults.some(({ from, until }) => from !== undefined || until !== undefined)
  const now: Instant = isTimed ? (await runner.clock(sandbox)).reading : 0
  let found: Found | undefined
  for (const fault of faults) {
    if (!isThere(fault, now) || !fault.selects(facts, call.method, place.path)) continue
    if (!isFor(fault.line.fault, facts, call.headers)) continue
    fault.matched += 1
    const subject = [table.seed, 'fault', fault.id, nameOf(facts), counted(fault.calls, facts)] as const
    if (found || !strikes(fault.line, fault, fractionFrom(...subject))) continue
    fault.struck += 1
    found = { id: fault.id, trouble: fault.line.fault, fraction: fractionFrom(...subject, 'latency') }
  }
  return found
}

/** Only a call with a token has one that expires. */
function isFor(
  { kind }: Trouble,
  { secured }: OperationFacts,
  headers: Exchange['call']['headers'],
): boolean {
  return kind !== 'expired_token' || (secured && headers['authorization'] !== undefined)
}

function nameOf({ api, id }: OperationFacts): string {
  return `${api}.${id}`
}

/** The place of this call among those of its operation, from 1. */
function counted(calls: Map<string, number>, facts: OperationFacts): number {
  const name = nameOf(facts)
  const place = (calls.get(name) ?? 0) + 1
  calls.set(name, place)
  return place
}
