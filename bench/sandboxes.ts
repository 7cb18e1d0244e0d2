/**
 * What isolation costs, each against a floor of the same run:
 *
 * - a further sandbox of the demo world (with its API key) against the first: a simulator made in a warm process; on a frozen
 *   clock and on a running one
 * - a checkpoint of a group of EMPLOYEES against `structuredClone` of the sandbox's records, and going back to it with the first
 *   page of employees read, as what is put off must be paid too
 * - one group read by id in process, `simulator.handle`, against the platform's `fetch` over loopback HTTP from a server in a
 *   process of its own, one request after the other; and `simulator.fetch` against a `Request`, a `Response` and its text by
 *   themselves, which are most of it
 *
 * The least of some rounds, as others use the machine too.
 *
 *   npm run bench:sandboxes [-- EMPLOYEES [ROUNDS]]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import type { Reply } from '../src/api/operation.ts'
import { recordKinds } from '../src/control/record-kinds.ts'
import { readWhole } from '../src/kernel/whole.ts'
import { createSimulator } from '../src/simulator.ts'
import { createMemoryStore } from '../src/stores/memory.ts'
import { costOf } from './cost.ts'
import type { Ready } from './http-server.ts'
import { largeWorld } from './large-world.ts'
import { table } from './numbers.ts'
import { sendAs } from './sandbox-calls.ts'

const employees = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 7)

/** Of the floor, at most. */
const SANDBOX_BOUND = 1 / 20
const CHECKPOINT_BOUND = 1 / 10
const REQUEST_BOUND = 1 / 10
const FETCH_BOUND = 4

interface Contest {
  readonly name: string
  readonly floor: string
  readonly bound: number
  readonly costs: number[]
  readonly floors: number[]
}

const contest = (name: string, floor: string, bound: number): Contest => ({
  ...{ name, floor, bound },
  costs: [],
  floors: [],
})

/** Wall milliseconds of each of many. */
async function each(count: number, work: () => unknown): Promise<number> {
  const { wall } = await costOf(async () => {
    for (let at = 0; at < count; at += 1) await work()
  })
  return wall / count
}

async function sandboxes(clock: 'frozen' | 'running'): Promise<Contest> {
  const result = contest(`a further sandbox, ${clock} clock`, 'the first', SANDBOX_BOUND)
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now()
    const simulator = await createSimulator({ clock })
    const first = performance.now() - begun
    const further = await each(20, () => simulator.sandbox())
    await simulator.close()
    if (round === 0) continue
    result.floors.push(first)
    result.costs.push(further)
  }
  return result
}

async function checkpoints(): Promise<Contest[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-sandboxes-'))
  const store = createMemoryStore()
  const scenario = largeWorld(folder, { carrier_group_id: '00114225', employees, connected: true })
  const simulator = await createSimulator({ scenario, store, clock: 'frozen' })
  const { records } = await readWhole(store, 'default', recordKinds)
  const all = [...records.values()]
  const count = all.reduce((sum, list) => sum + list.length, 0)
  const floor = `structuredClone of its ${count} records`
  const made = contest(`a checkpoint of ${employees} employees`, floor, CHECKPOINT_BOUND)
  const restored = contest('going back to it, a page read', floor, CHECKPOINT_BOUND)
  const send = await sendAs(simulator, { client_id: 'bench', client_secret: 'bench-secret' })
  const [group] = (await send('GET', '/api/v1/groups')).response
  for (let round = 0; round < rounds; round += 1) {
    const clone = await each(1, () => structuredClone(all))
    made.floors.push(clone)
    restored.floors.push(clone)
    let id = ''
    made.costs.push(
      await each(1, async () => {
        id = await simulator.checkpoint()
      }),
    )
    await send('POST', '/api/v1/groups', { name: `Round ${round}` })
    restored.costs.push(
      await each(1, async () => {
        await simulator.restore(id)
        await send('GET', `/api/v1/groups/${group.id}/employees`)
      }),
    )
  }
  await simulator.close()
  rmSync(folder, { recursive: true })
  return [made, restored]
}

async function requests(): Promise<Contest[]> {
  const child = fork(path.join(import.meta.dirname, 'http-server.ts'), ['ours'])
  const [{ port, path: target, headers }] = (await once(child, 'message')) as [Ready]
  const simulator = await createSimulator({ clock: 'frozen' })
  const own = { ...headers, authorization: await tokenFor(simulator) }
  const url = `http://127.0.0.1:${port}${target}`
  const handled = contest('GET by id, simulator.handle', 'fetch over loopback HTTP', REQUEST_BOUND)
  const fetched = contest('GET by id, simulator.fetch', 'Request, Response, text()', FETCH_BOUND)
  const call = { method: 'GET', target, headers: { host: 'localhost', ...own } }
  const answer = await simulator.handle(call)
  for (let round = 0; round <= rounds; round += 1) {
    const over = await each(500, async () => (await fetch(url, { headers })).text())
    const direct = await each(2_000, () => simulator.handle(call))
    const inProcess = await each(2_000, async () => (await simulator.fetch(url, { headers: own })).text())
    const objects = await each(2_000, () => objectsOf(url, own, answer))
    // The first round is for the compiler.
    if (round === 0) continue
    handled.floors.push(over)
    fetched.floors.push(objects)
    handled.costs.push(direct)
    fetched.costs.push(inProcess)
  }
  child.disconnect()
  await simulator.close()
  return [handled, fetched]
}

/** What whoever calls by `fetch` makes and reads anyway. */
function objectsOf(url: string, headers: Record<string, string>, answer: Reply): Promise<string> {
  const request = new Request(url, { headers })
  return new Response(answer.body as string, {
    status: request.headers.has('host') ? 500 : answer.status,
    headers: answer.headers,
  }).text()
}

async function tokenFor(simulator: Parameters<typeof sendAs>[0]): Promise<string> {
  const basic = `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`
  const answer = await simulator.fetch('http://localhost/accounts/auth/public/token', {
    method: 'POST',
    headers: { authorization: basic, 'content-type': 'application/json' },
    body: '{"grant_type":"client_credentials"}',
  })
  return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`
}

const least = (values: readonly number[]) => Math.min(...values)

function report(contests: readonly Contest[]): void {
  const rows = contests.map(({ name, floor, bound, costs, floors }) => {
    const part = least(costs) / least(floors)
    return [
      name,
      least(costs).toFixed(3),
      floor,
      least(floors).toFixed(3),
      partText(part),
      partText(bound),
      part <= bound ? 'kept' : 'BROKEN',
    ]
  })
  console.log(table([['', 'ms', 'floor', 'ms', 'part', 'bound', ''], ...rows]))
}

const partText = (part: number) => (part < 1 ? `1/${(1 / part).toFixed(0)}` : part.toFixed(1))

report([
  await sandboxes('frozen'),
  await sandboxes('running'),
  ...(await checkpoints()),
  ...(await requests()),
])
