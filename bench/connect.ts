/**
 * Completing the connection of a large group at Guardian, all lines, against `JSON.parse(JSON.stringify())` of the very
 * records the completion wrote: cold (the carrier's census is made on the way) and warm (it is on record already). What it
 * costs is processor time, as others use the machine too; the least of some rounds. In completions of their own, so that
 * asking costs the others nothing: how long the event loop was held and how long another sandbox waited for its answers.
 *
 *   npm run bench:connect [-- EMPLOYEES [ROUNDS]]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { guardian } from '../src/carriers/profiles/guardian.ts'
import type { Row, Store } from '../src/kernel/store.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'
import { createMemoryStore } from '../src/stores/memory.ts'
import { type Cost, costOf } from './cost.ts'
import { largeWorld } from './large-world.ts'
import { table } from './numbers.ts'
import { type Key, listening, sendAs, type Waits } from './sandbox-calls.ts'

/** The most times the floor that a completion may cost, and the longest that others may wait, in milliseconds. */
const BOUND = 3
const LONGEST_WAIT = 100

const EMPLOYER = '00114225'

const employees = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 3)

interface Completion {
  readonly puts: readonly Row[]
  readonly cost: Cost
  /** The first page of employees and the enrollments of one of them, read right after. */
  readonly read: Cost
  /** Nobody asked: none. */
  readonly waits: Waits | undefined
}

/** The memory store, telling of the largest commit since it was last asked. */
function watchedStore(): Store & { largest(): readonly Row[] } {
  const store = createMemoryStore()
  let largest: readonly Row[] = []
  return {
    ...store,
    commit(sandbox, commit) {
      if (commit.puts.length > largest.length) largest = commit.puts
      return store.commit(sandbox, commit)
    },
    largest() {
      const rows = largest
      largest = []
      return rows
    },
  }
}

/** Connects the group in a new sandbox and lets time pass until the connection is complete, while another sandbox asks or not. */
async function completed(
  simulator: Simulator,
  store: ReturnType<typeof watchedStore>,
  before: readonly Row[],
  other?: Key,
): Promise<Completion> {
  const sandbox = await simulator.sandbox()
  if (before.length > 0) await record(store, sandbox.id, before)
  const send = await sendAs(simulator, sandbox)
  const [group] = (await send('GET', '/api/v1/groups')).response
  const body = { carrier_id: guardian.id, group_data: { carrier_group_id: EMPLOYER } }
  const { id } = await send('POST', `/api/v1/groups/${group.id}/group_connections`, body)
  store.largest()
  const heard = other && (await listening(simulator, other))
  const cost = await costOf(() => sandbox.clock.advance('1h'))
  const waits = await heard?.()
  const { status } = await send('GET', `/api/v1/group_connections/${id}`)
  if (status !== 'completed') throw new Error(`the connection is ${status}`)
  const read = await costOf(async () => {
    const [employee] = (await send('GET', `/api/v1/groups/${group.id}/employees`)).response
    await send('GET', `/api/v1/employees/${employee.id}/individual_enrollments`)
  })
  await sandbox.close()
  return { puts: store.largest(), cost, read, waits }
}

/** Puts rows on record as they are: what another sandbox's completion made. */
async function record(store: Store, sandbox: string, puts: readonly Row[]): Promise<void> {
  const from = await store.head(sandbox)
  const to = { ...from, revision: from.revision + 1 }
  await store.commit(sandbox, { from, to, puts, removes: [], events: [], schedule: [], unschedule: [] })
}

function floor(puts: readonly Row[]): Promise<Cost> {
  const records = puts.map((row) => row.record)
  return costOf(() => JSON.parse(JSON.stringify(records)))
}

interface Contest {
  readonly name: string
  records: number
  readonly costs: Cost[]
  readonly reads: Cost[]
  readonly floors: Cost[]
  readonly waits: Waits[]
}

function contest(name: string): Contest {
  return { name, records: 0, costs: [], reads: [], floors: [], waits: [] }
}

const least = (values: readonly number[]) => Math.min(...values)
const leastOf = (costs: readonly Cost[], what: keyof Cost) => least(costs.map((cost) => cost[what]))
const ratioOf = ({ costs, floors }: Contest) => leastOf(costs, 'processor') / leastOf(floors, 'processor')

/** One completion for its cost, one for what others wait. Answers what the first has put. */
async function compete(
  contest: Contest,
  complete: (other?: Key) => Promise<Completion>,
  other: Key,
): Promise<readonly Row[]> {
  const quiet = await complete()
  contest.records = quiet.puts.length
  contest.costs.push(quiet.cost)
  contest.reads.push(quiet.read)
  for (let again = 0; again < 3; again += 1) contest.floors.push(await floor(quiet.puts))
  const { waits } = await complete(other)
  if (waits) contest.waits.push(waits)
  return quiet.puts
}

function report(contests: readonly Contest[]): void {
  const rows = contests.map((one) => [
    one.name,
    String(one.records),
    ...[one.costs, one.floors].flatMap((costs) => [
      leastOf(costs, 'processor').toFixed(0),
      leastOf(costs, 'wall').toFixed(0),
    ]),
    ratioOf(one).toFixed(2),
    leastOf(one.reads, 'wall').toFixed(0),
    ...(['held', 'health', 'read', 'heap'] as const).map((what) =>
      least(one.waits.map((waits) => waits[what])).toFixed(0),
    ),
  ])
  const cost = ['cpu ms', 'ms', 'floor cpu ms', 'floor ms', 'times floor', 'first reads ms']
  const waits = ['loop held ms', 'health ms', 'other read ms', 'heap MB']
  console.log(table([[`${employees} employees`, 'records', ...cost, ...waits], ...rows]))
  const most = Math.max(...contests.map(ratioOf))
  const longest = Math.max(
    ...contests.map(({ waits }) => least(waits.map(({ health, read }) => Math.max(health, read)))),
  )
  console.log(
    `\n${most.toFixed(2)} times the floor, the bound is ${BOUND}: ${most <= BOUND ? 'kept' : 'BROKEN'}; ` +
      `others waited ${longest.toFixed(0)} ms at most, the bound is ${LONGEST_WAIT}: ${longest <= LONGEST_WAIT ? 'kept' : 'BROKEN'}`,
  )
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-connect-'))
  const store = watchedStore()
  const simulator = await createSimulator({
    scenario: largeWorld(folder, { carrier_group_id: EMPLOYER, employees }),
    store,
    clock: 'frozen',
  })
  const other = await simulator.sandbox({ scenario: 'demo' })
  const [cold, warm] = [contest('cold: with the census'), contest('warm: census on record')]
  for (let round = 0; round < rounds; round += 1) {
    const puts = await compete(cold, (asking) => completed(simulator, store, [], asking), other)
    const census = puts.filter(({ kind }) => kind.startsWith('carrier_') && kind !== 'carrier_link')
    await compete(warm, (asking) => completed(simulator, store, census, asking), other)
  }
  await simulator.close()
  rmSync(folder, { recursive: true })
  report([cold, warm])
}

await main()
