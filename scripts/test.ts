/**
 * Every check of this project, in one command: `npm test` (landing, minutes) or `npm run test:full`.
 *
 *   node scripts/run.mjs scripts/test.ts landing|full [vitest arguments, e.g. a file name]
 *
 * All steps run even if one fails. The last line is always `N passed, N failed, N skipped`; each step other than the
 * tests counts as one. Exit code 0 only if nothing failed.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { searchForSsns } from './test/leaks.ts'
import { addCounts, type Counts, line, run, seconds } from './test/step.ts'
import { runVitest } from './test/vitest.ts'

const root = path.resolve(import.meta.dirname, '..')
const logs = path.join(root, '.cache', 'test-logs')

interface Check {
  readonly name: string
  /** A command of an installed package, or a file of this project, with arguments. */
  readonly command: readonly string[]
  readonly remedy: string
}

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '--noEmit', '--pretty', 'false'], remedy: 'npm run typecheck' },
  {
    name: 'lint and format',
    command: ['biome', 'check', '--colors=off'],
    remedy: 'npm run format, then npm run lint',
  },
  { name: 'dead code', command: ['knip', '--no-progress'], remedy: 'npm run knip' },
  { name: 'generated files', command: ['scripts/generate/main.ts', '--check'], remedy: 'npm run generate' },
]

async function main(): Promise<number> {
  const [size, ...vitestArguments] = process.argv.slice(2)
  if (size !== 'landing' && size !== 'full') {
    console.error(`Unknown test size "${size ?? ''}". Use landing or full: npm test, npm run test:full.`)
    console.log('0 passed, 1 failed, 0 skipped')
    return 1
  }
  rmSync(logs, { recursive: true, force: true })
  mkdirSync(logs, { recursive: true })
  let total: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of await inPairs(CHECKS.map((check) => () => runCheck(check)))) {
    total = addCounts(total, counts)
  }
  total = addCounts(total, await runVitest({ root, logs, size, args: vitestArguments }))
  total = addCounts(total, searchForSsns(logs))
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed === 0 ? 0 : 1
}

async function runCheck(check: Check): Promise<Counts> {
  const { code, output, took } = await run(root, check.command)
  writeFileSync(path.join(logs, `${check.name.replaceAll(' ', '-')}.log`), output)
  const ok = code === 0
  console.log(line(ok, check.name, `${seconds(took)}${ok ? '' : `, to solve it: ${check.remedy}`}`))
  if (!ok) console.log(output.trimEnd().split('\n').slice(-60).join('\n'))
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

/** Two at a time: most machines this runs on have two cores, and each check uses about one. */
async function inPairs<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const waiting = [...tasks]
  const worker = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) results.push(await task())
  }
  await Promise.all([worker(), worker()])
  return results
}

process.exitCode = await main()
