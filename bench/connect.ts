/**
 * Completing the connection of a large group at Guardian, all lines, against `JSON.parse(JSON.stringify())` of the very
 * records the completion wrote: cold (the carrier's census is made on the way) and warm (it is on record already). Says too
 * how long the event loop was held and how long another sandbox waited for its answers. The least of some rounds each, as
 * others use the machine too.
 *
 *   npm run bench:connect [-- EMPLOYEES [ROUNDS]]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import type { Row, Store } from '../src/kernel/store.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'
import { createMemoryStore } from '../src/stores/memory.ts'
import { table } from './numbers.ts'
import { type Key, listening, sendAs, type Waits } from './sandbox-calls.ts'

/** The most times the floor that a completion may cost, and the longest that others may wait, in milliseconds. */
const BOUND = 3
const LONGEST_WAIT = 100

const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'

/** An employer that, with this seed, has bought every line the carrier sells. */
const [SEED, EMPLOYER] = ['bench', '00114225']

const employees = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 3)

interface Completion {
  readonly puts: readonly Row[]
  readonly milliseconds: number
  readonly waits: Waits
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

function worldFile(folder: string): string {
  const file = path.join(folder, 'large.json')
  const carriers = [{ carrier: 'guardian', carrier_group_id: EMPLOYER, employees }]
  const keys = [{ client_id: 'bench', client_secret: 'bench-secret' }]
  writeFileSync(
    file,
    JSON.stringify({ title: 'One large group', seed: SEED, keys, groups: [{ name: 'Large', carriers }] }),
  )
  return file
}

/** Connects the group in a new sandbox and lets time pass until the connection is complete. */
async function completed(
  simulator: Simulator,
  store: ReturnType<typeof watchedStore>,
  other: Key,
  before: readonly Row[],
): Promise<Completion> {
  const sandbox = await simulator.sandbox()
  if (before.length > 0) await record(store, sandbox.id, before)
  const send = await sendAs(simulator, sandbox)
  const [group] = (await send('GET', '/api/v1/groups')).response
  const body = { carrier_id: GUARDIAN, group_data: { carrier_group_id: EMPLOYER } }
  const { id } = await send('POST', `/api/v1/groups/${group.id}/group_connections`, body)
  store.largest()
  const heard = await listening(simulator, other)
  const begun = performance.now()
  await sandbox.clock.advance('1h')
  const milliseconds = performance.now() - begun
  const waits = await heard()
  const { status } = await send('GET', `/api/v1/group_connections/${id}`)
  if (status !== 'completed') throw new Error(`the connection is ${status}`)
  await sandbox.close()
  return { puts: store.largest(), milliseconds, waits }
}

/** Puts rows on record as they are: what another sandbox's completion made. */
async function record(store: Store, sandbox: string, puts: readonly Row[]): Promise<void> {
  const from = await store.head(sandbox)
  const to = { ...from, revision: from.revision + 1 }
  await store.commit(sandbox, { from, to, puts, removes: [], events: [], schedule: [], unschedule: [] })
}

function floor(puts: readonly Row[]): number {
  const records = puts.map((row) => row.record)
  const begun = performance.now()
  JSON.parse(JSON.stringify(records))
  return performance.now() - begun
}

/** The least or most of every measure over the rounds. */
interface Contest {
  readonly name: string
  records: number
  readonly times: number[]
  readonly floors: number[]
  readonly waits: Waits[]
}

function contest(name: string): Contest {
  return { name, records: 0, times: [], floors: [], waits: [] }
}

function note(contest: Contest, { puts, milliseconds, waits }: Completion): void {
  contest.records = puts.length
  contest.times.push(milliseconds)
  contest.waits.push(waits)
  for (let again = 0; again < 2; again += 1) contest.floors.push(floor(puts))
}

function report(contests: readonly Contest[]): void {
  const least = (values: readonly number[]) => Math.min(...values)
  const waited = ({ waits }: Contest, what: keyof Waits) => least(waits.map((one) => one[what])).toFixed(0)
  const rows = contests.map((one) => [
    one.name,
    String(one.records),
    least(one.times).toFixed(0),
    least(one.floors).toFixed(0),
    (least(one.times) / least(one.floors)).toFixed(2),
    ...(['held', 'health', 'read', 'heap'] as const).map((what) => waited(one, what)),
  ])
  const head = ['records', 'ms', 'floor ms', 'times floor', 'loop held ms', 'health ms', 'read ms', 'heap MB']
  console.log(table([[`${employees} employees`, ...head], ...rows]))
  const most = Math.max(...contests.map(({ times, floors }) => least(times) / least(floors)))
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
  const simulator = await createSimulator({ scenario: worldFile(folder), store, clock: 'frozen' })
  const other = await simulator.sandbox({ scenario: 'demo' })
  const [cold, warm] = [contest('cold: with the census'), contest('warm: census on record')]
  for (let round = 0; round < rounds; round += 1) {
    const first = await completed(simulator, store, other, [])
    note(cold, first)
    const census = first.puts.filter(({ kind }) => kind.startsWith('carrier_') && kind !== 'carrier_link')
    note(warm, await completed(simulator, store, other, census))
  }
  await simulator.close()
  rmSync(folder, { recursive: true })
  report([cold, warm])
}

await main()
