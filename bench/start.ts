/**
 * From the start of a process to its first answer, in milliseconds: Mock Noyo, the demo world and a token fetched included,
 * against the smallest Express 5 app, in turns, with warm compile caches.
 *
 *   npm run bench:start [-- ROUNDS]
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { startServer } from '../test/server-process.ts'
import { median, table } from './numbers.ts'

/** The most that a start may take longer than Express's. */
const BOUND = 150

const root = path.resolve(import.meta.dirname, '..')
const cache = path.join(root, 'node_modules', '.cache', 'bench-compile')
const rounds = Number(process.argv[2] ?? 11)

interface Contestant {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly firstAnswer: (address: string) => Promise<number>
}

async function firstGroups(address: string): Promise<number> {
  const basic = Buffer.from('demo:demo-secret').toString('base64')
  const token = await fetch(`${address}/accounts/auth/public/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    body: '{"grant_type":"client_credentials"}',
  })
  const { access_token } = (await token.json()) as { access_token: string }
  const groups = await fetch(`${address}/api/v1/groups`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  await groups.arrayBuffer()
  return groups.status
}

async function firstHello(address: string): Promise<number> {
  const response = await fetch(address)
  await response.arrayBuffer()
  return response.status
}

const HELLO: Contestant = {
  name: 'Express 5 hello world',
  command: process.execPath,
  args: ['bench/hello.ts'],
  firstAnswer: firstHello,
}
const OURS: Contestant = {
  name: 'mock-noyo start: token, then groups',
  command: process.execPath,
  args: ['src/cli/main.ts', 'start', '--port', '0'],
  firstAnswer: firstGroups,
}
const NPM: Contestant = {
  name: 'npm start: token, then groups',
  command: 'npm',
  args: ['start', '--', '--port', '0'],
  firstAnswer: firstGroups,
}

async function once({ command, args, firstAnswer }: Contestant): Promise<number> {
  const begun = performance.now()
  const server = await startServer({
    command,
    args,
    cwd: root,
    env: { NODE_COMPILE_CACHE: cache },
    log: 'bench-start',
  })
  const status = await firstAnswer(server.address)
  const took = performance.now() - begun
  await server.stop()
  if (status !== 200) throw new Error(`${args.join(' ')} answered ${status}:\n${server.output()}`)
  return took
}

async function main(): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const contestants = [HELLO, OURS, NPM]
  const times = new Map(contestants.map((contestant) => [contestant, [] as number[]]))
  // The client's own first fetch is slow, and the caches are filled by a process's end.
  for (const contestant of [...contestants, ...contestants]) await once(contestant)
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) times.get(contestant)?.push(await once(contestant))
  }
  const whole = (milliseconds: number) => milliseconds.toFixed(0)
  const rows = contestants.map((contestant) => {
    const own = times.get(contestant) ?? []
    return [contestant.name, whole(median(own)), whole(Math.min(...own)), whole(Math.max(...own))]
  })
  console.log(table([['first answer, ms', 'median', 'least', 'most'], ...rows]))
  const more = median(times.get(OURS) ?? []) - median(times.get(HELLO) ?? [])
  console.log(
    `\nMock Noyo takes ${whole(more)} ms more than Express; the bound is ${BOUND}: ${more <= BOUND ? 'kept' : 'BROKEN'}`,
  )
}

await main()
