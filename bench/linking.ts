/**
 * Linking. One employee of a snapshot, in a group of 100 and in one of 100,000 in turns, candidates read from the store and
 * all. And a whole census against as many carrier records, each time in a process of its own that has linked nobody yet, against
 * comparing every pair by the plainest rule there is.
 *
 *   npm run bench:linking [-- ROUNDS [EMPLOYEES [CENSUS]]]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { createLinkingBench } from './linking-group.ts'
import { median, table } from './numbers.ts'

/** The most times as much that one employee may cost in the large group, and the least times as much that all pairs cost. */
const GROWTH = 1.5
const PAIRS = 20

const rounds = Number(process.argv[2] ?? 9)
const large = Number(process.argv[3] ?? 100_000)
const census = Number(process.argv[4] ?? 10_000)

/** Code that is run a few times is slower than what servers that have run for a while do. */
const WARM_UP = 5

async function growth(): Promise<void> {
  const groups = [await createLinkingBench(100), await createLinkingBench(large)]
  const costs = groups.map((): number[] => [])
  for (let count = 0; count < rounds * 3 + WARM_UP; count += 1) {
    for (const [at, group] of groups.entries()) {
      const began = performance.now()
      const linked = await group.linkAll()
      if (count >= WARM_UP) costs[at]?.push(((performance.now() - began) / group.people) * 1_000)
      if (linked < group.people * 0.95)
        throw new Error(`of ${group.people} people only ${linked} were linked`)
    }
  }
  const [small = 0, big = 0] = costs.map(median)
  console.log(
    table([
      ['an employee, candidates read', 'us'],
      ['group of 100', small.toFixed(1)],
      [`group of ${large}`, big.toFixed(1)],
    ]),
  )
  const times = big / small
  console.log(
    `\n${times.toFixed(2)} times as much; the bound is ${GROWTH}: ${times <= GROWTH ? 'kept' : 'BROKEN'}\n`,
  )
}

interface Cold {
  readonly linking: number
  readonly pairs: number
  readonly linked: number
}

async function cold(): Promise<Cold> {
  const child = fork(path.join(import.meta.dirname, 'linking-cold.ts'), [String(census)])
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the process ended with ${code} before it had linked`)
  })
  failed.catch(() => undefined)
  const [told] = (await Promise.race([once(child, 'message'), failed])) as [Cold]
  child.disconnect()
  return told
}

async function wholeCensus(): Promise<void> {
  const measured: Cold[] = []
  for (let count = 0; count < Math.max(3, Math.ceil(rounds / 2)); count += 1) measured.push(await cold())
  const linking = median(measured.map((one) => one.linking))
  const pairs = median(measured.map((one) => one.pairs))
  console.log(
    table([
      [`${census} people against as many, cold`, 'ms'],
      ['linked', linking.toFixed(0)],
      ['all pairs by the plain rule', pairs.toFixed(0)],
    ]),
  )
  const times = pairs / linking
  console.log(
    `\nAll pairs cost ${times.toFixed(1)} times as much; the bound is ${PAIRS}: ${times >= PAIRS ? 'kept' : 'BROKEN'}`,
  )
}

await growth()
await wholeCensus()
