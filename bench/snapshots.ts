/**
 * Member snapshots. In a group of 100 and in one of 10,000 employees, in turns: what the same call costs, and what it costs
 * until it is completed. Over HTTP, in turns: ours against Express 5 with express.json and the same validator that stores
 * nothing, from the request to the answer.
 *
 *   npm run bench:snapshots [-- ROUNDS [EMPLOYEES]]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import type { Simulator } from '../src/simulator.ts'
import { answered } from './load.ts'
import { median, table } from './numbers.ts'
import { type Caller, createBenchGroup, familiesOf } from './snapshot-calls.ts'
import type { Ready } from './snapshot-server.ts'

/** The most times as much that a snapshot may cost in the large group, and the least part of Express's rate. */
const GROWTH = 1.3
const PART = 1

const FAMILIES = 20
const CONNECTIONS = 10

/** Each family's snapshot once a round, with all of the round before completed: few are replaced by a next one in real life. */
const SENT = 3_000
/** Code that is run a few times is slower than what servers that have run for a while do. */
const WARM_UP = 3

const rounds = Number(process.argv[2] ?? 7)
const large = Number(process.argv[3] ?? 10_000)

interface Group {
  readonly employees: number
  readonly simulator: Simulator
  readonly caller: Caller
  readonly path: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads as they come
  readonly families: readonly any[]
  /** Microseconds a snapshot. */
  readonly calls: number[]
  readonly completions: number[]
}

async function groupOf(employees: number): Promise<Group> {
  const { simulator, caller, group, path: at } = await createBenchGroup(employees)
  const families = await familiesOf(caller, group, FAMILIES)
  return { employees, simulator, caller, path: at, families, calls: [], completions: [] }
}

/** One round: every family moves house. */
async function round({ simulator, caller, path: at, families, calls, completions }: Group, count: number) {
  const began = performance.now()
  for (const family of families) {
    family.employee.person.home_address.street_one = `${count + 1} Mill Lane`
    await caller.call('POST', at, family)
  }
  const called = performance.now()
  await simulator.clock.settle()
  calls.push(((called - began) / families.length) * 1_000)
  completions.push(((performance.now() - began) / families.length) * 1_000)
}

async function growth(): Promise<void> {
  const groups = [await groupOf(100), await groupOf(large)]
  for (let count = 0; count < rounds * 3 + 5; count += 1) for (const one of groups) await round(one, count)
  const [small, big] = groups.map(({ calls, completions }) => ({
    calls: median(calls.slice(5)),
    completions: median(completions.slice(5)),
  })) as [Costs, Costs]
  const rows = groups.map(({ employees }, at) => {
    const { calls, completions } = at === 0 ? small : big
    return [`group of ${employees}`, calls.toFixed(0), completions.toFixed(0)]
  })
  console.log(table([['a snapshot, in process', 'us the call', 'us until completed'], ...rows]))
  const times = big.calls / small.calls
  const whole = big.completions / small.completions
  const kept = Math.max(times, whole) <= GROWTH ? 'kept' : 'BROKEN'
  console.log(
    `\nIn the large group the call costs ${times.toFixed(2)} times as much, all of it ${whole.toFixed(2)} times; the bound is ${GROWTH}: ${kept}\n`,
  )
  for (const { simulator } of groups) await simulator.close()
}

interface Costs {
  readonly calls: number
  readonly completions: number
}

interface Contestant {
  readonly name: string
  readonly child: ChildProcess
  readonly ready: Ready
  /** Posts a second, which depend on what else the machine does, and processor time of the server a post, in microseconds. */
  readonly rates: number[]
  readonly costs: number[]
}

async function opened(name: string, role: string): Promise<Contestant> {
  const child = fork(path.join(import.meta.dirname, 'snapshot-server.ts'), [role, String(SENT)])
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code} before it was ready`)
  })
  const [ready] = (await Promise.race([once(child, 'message'), failed])) as [Ready]
  failed.catch(() => undefined)
  return { name, child, ready, rates: [], costs: [] }
}

/** What processor time a server has taken so far, in microseconds; `rest` lets it do first what is outside the measurement. */
async function cpu(child: ChildProcess, asked: 'cpu' | 'rest'): Promise<number> {
  const [answer] = await Promise.all([once(child, 'message'), child.send(asked)])
  return answer[0] as number
}

async function rates(): Promise<void> {
  const ours = await opened('mock-noyo', 'ours')
  const plain = await opened('Express 5, express.json, the same validator', 'express')
  const answering = await opened('the same, answering in the published form', 'express-answering')
  const all = [ours, plain, answering]
  const { bodies } = ours.ready
  for (let count = 0; count < rounds + WARM_UP; count += 1) {
    for (const { child, ready, rates: kept, costs } of all) {
      const [before, began] = [await cpu(child, 'rest'), performance.now()]
      const posts = await answered({ ...ready, bodies, connections: CONNECTIONS, requests: SENT })
      const seconds = (performance.now() - began) / 1_000
      const spent = (await cpu(child, 'cpu')) - before
      if (count < WARM_UP) continue
      kept.push(posts / seconds)
      costs.push(spent / posts)
    }
  }
  for (const { child } of all) child.disconnect()
  const size = Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length)
  const rows = all.map(({ name, rates: kept, costs }) => [
    name,
    median(kept).toFixed(0),
    median(costs).toFixed(0),
  ])
  console.log(table([[`snapshots of ${size} bytes over HTTP`, 'posts/s', 'cpu us/post'], ...rows]))
  const over = (other: Contestant) => median(ours.rates) / median(other.rates)
  const costs = (other: Contestant) => (median(other.costs) / median(ours.costs)).toFixed(2)
  console.log(
    `\nMock Noyo reaches ${over(plain).toFixed(2)} times Express (by processor time ${costs(plain)}), ` +
      `${over(answering).toFixed(2)} times (${costs(answering)}) where that answers in the published form; ` +
      `the bound is ${PART}: ${over(plain) >= PART ? 'kept' : 'BROKEN'}`,
  )
}

await growth()
await rates()
