/**
 * One record by id over HTTP: ours against a bare `node:http` server that answers the same bytes and an Express 5 hello world,
 * in turns, each in a process of its own. Requests a second depend on the machine's load; processor time a request less so.
 *
 *   npm run bench:http [-- ROUNDS]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import type { Ready } from './http-server.ts'
import { answered } from './load.ts'
import { median, table } from './numbers.ts'

/** The least part of the bare server's rate that ours may have. */
const BOUND = 0.5
const CONNECTIONS = 10
const MILLISECONDS = 1_500

const rounds = Number(process.argv[2] ?? 7)

interface Contestant {
  readonly name: string
  readonly child: ChildProcess
  readonly ready: Ready
  readonly rates: number[]
  readonly costs: number[]
}

async function opened(name: string, role: string): Promise<Contestant> {
  const child = fork(path.join(import.meta.dirname, 'http-server.ts'), [role])
  const [ready] = (await Promise.race([once(child, 'message'), failed(child)])) as [Ready]
  return { name, child, ready, rates: [], costs: [] }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`the server ended with ${code} before it was ready`)
}

async function cpu(child: ChildProcess): Promise<number> {
  const [answer] = await Promise.all([once(child, 'message'), child.send('cpu')])
  return answer[0] as number
}

async function measure(
  { child, ready, rates, costs }: Contestant,
  milliseconds: number,
  keep: boolean,
): Promise<void> {
  const [cpuBefore, begun] = [await cpu(child), performance.now()]
  const count = await answered({ ...ready, connections: CONNECTIONS, milliseconds })
  const seconds = (performance.now() - begun) / 1_000
  const spent = (await cpu(child)) - cpuBefore
  if (!keep) return
  rates.push(count / seconds)
  costs.push(spent / count)
}

async function main(): Promise<void> {
  const bare = await opened('bare node:http, same bytes', 'bare')
  const ours = await opened('mock-noyo', 'ours')
  const hello = await opened('Express 5 hello world', 'express')
  const all = [bare, ours, hello]
  for (const one of all) await measure(one, MILLISECONDS, false)
  for (let round = 0; round < rounds; round += 1) {
    for (const one of all) await measure(one, MILLISECONDS, true)
  }
  for (const { child } of all) child.disconnect()
  const rows = all.map(({ name, ready, rates, costs }) => [
    name,
    String(ready.bytes),
    median(rates).toFixed(0),
    median(costs).toFixed(1),
  ])
  console.log(
    table([
      [`GET ${ours.ready.path.replace(/[^/]+$/, '{id}')}`, 'bytes', 'requests/s', 'cpu us/request'],
      ...rows,
    ]),
  )
  const part = median(ours.rates) / median(bare.rates)
  console.log(
    `\nMock Noyo reaches ${(part * 100).toFixed(0)} % of the bare server, ${(median(ours.rates) / median(hello.rates)).toFixed(1)} times Express; ` +
      `the bound is ${BOUND * 100} %: ${part >= BOUND ? 'kept' : 'BROKEN'}`,
  )
}

await main()
