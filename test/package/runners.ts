import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { testSize } from '../size.ts'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** Where the packed package is installed, and the environment of the user's machine. */
interface Place {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

interface Runner {
  readonly name: string
  /** Packages of this project that stand in for an installation of the runner. */
  readonly linked: readonly string[]
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** What became of each test, from the runner's own report. */
  readonly outcomes: (report: string) => Record<string, string>
}

const vitest: Runner = {
  name: 'vitest',
  linked: ['vitest'],
  command: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=json',
    '--outputFile=vitest.json',
    '--reporter=default',
  ],
  outcomes: jestOutcomes,
}

const playwright: Runner = {
  name: 'playwright',
  linked: ['@playwright/test', 'playwright', 'playwright-core'],
  command: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: 'playwright.json' },
  outcomes(report) {
    const { suites } = JSON.parse(report) as { suites: { suites: PlaywrightSuite[] }[] }
    const specs = suites.flatMap((file) => (file.suites ?? [file]).flatMap((suite) => suite.specs ?? []))
    return Object.fromEntries(specs.map(({ title, ok }) => [title, ok ? 'passed' : 'failed']))
  },
}

interface PlaywrightSuite {
  readonly specs?: readonly { readonly title: string; readonly ok: boolean }[]
}

const jest: Runner = {
  name: 'jest',
  linked: [],
  command: [
    'node_modules/jest/bin/jest.js',
    '--testMatch',
    '**/jest.cases.mjs',
    '--json',
    '--outputFile=jest.json',
  ],
  env: { NODE_OPTIONS: '--experimental-vm-modules' },
  outcomes: jestOutcomes,
}

const CONFIGS: Readonly<Record<string, string>> = {
  'vitest.config.mjs':
    "export default { test: { include: ['vitest.cases.mjs'], sequence: { shuffle: false } } }",
  'playwright.config.mjs': 'export default { testMatch: /playwright\\.cases\\.mjs/, workers: 1 }',
}

/** What every runner's users write. */
const TYPED = `
  import { expect, noyoTest, test, type TestSandbox } from 'mock-noyo/RUNNER'
  test('typed', async ({ sandbox, noyoUrl, simulator }) => {
    const own: TestSandbox = sandbox
    const address: string = noyoUrl
    expect(own).toHaveSent(1, { operation: 'createGroup' })
    expect(simulator).not.toHaveSent({ operation: 'createGroup' })
    // @ts-expect-error: requests are not told apart by this
    expect(sandbox).toHaveSent(1, { operatoin: 'createGroup' })
    // @ts-expect-error: the address is a text
    const wrong: number = address
    await sandbox.perform('control', 'advanceClock', { body: { by: '1d' } })
  })
  noyoTest({ scenario: 'refused', failOnServerErrors: false })
  // @ts-expect-error: there is no such option
  noyoTest({ scenaro: 'refused' })
`

/** The same tests, run by each runner as its users do, on the installed package: half of them fail, as they should. */
export function describeRunners(place: () => Place): void {
  // A compiler and whole runners, on whatever machine: the bound is against hanging only.
  describe('the fixtures of', { timeout: 300_000 }, () => {
    test('Vitest give each test a sandbox, and fail and explain what fails', () => play(vitest, place()))

    test('Playwright Test do the same', () => play(playwright, place()))

    test('each runner are typed: a misspelt filter does not compile', async () => {
      await link(
        ['vitest', '@playwright/test', 'playwright', 'playwright-core', '@types/node'],
        place().folder,
      )
      expect(await complaints(['vitest', 'playwright', 'jest'], 'node', place())).toBe('')
    })

    // Jest is as many packages as all the rest, so that it is installed for the full run only; test/testing has the others.
    if (testSize !== 'full') return
    test('Jest do the same', async () => {
      const { folder, env } = place()
      await run(
        'npm',
        ['install', '--prefer-offline', '--no-audit', '--no-fund', 'jest@30.5.2', '@types/jest@30.0.0'],
        {
          cwd: folder,
          env,
        },
      )
      await play(jest, place())
      expect(await complaints(['jest'], 'node,jest', place(), 'expect(1).toBe(1)')).toBe('')
    })
  })
}

/** What the compiler says of what the users of these runners write. */
async function complaints(
  runners: readonly string[],
  types: string,
  { folder, env }: Place,
  more = '',
): Promise<string> {
  const files = runners.map((runner) => `typed-${runner}.ts`)
  for (const [index, runner] of runners.entries()) {
    await writeFile(path.join(folder, files[index] as string), `${TYPED.replace('RUNNER', runner)}${more}`)
  }
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const flags = `--noEmit --strict --skipLibCheck --module nodenext --target es2023 --lib es2023,dom --types ${types}`
  const checked = await run(process.execPath, [tsc, ...flags.split(' '), ...files], {
    cwd: folder,
    env,
  }).catch((error: { stdout: string }) => error)
  return checked.stdout
}

async function play(runner: Runner, { folder, env }: Place): Promise<void> {
  await cp(path.join(import.meta.dirname, 'runner-cases'), folder, { recursive: true })
  for (const [name, text] of Object.entries(CONFIGS)) await writeFile(path.join(folder, name), text)
  await link(runner.linked, folder)
  const ended = await run(process.execPath, runner.command, {
    cwd: folder,
    env: { ...env, ...runner.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    timeout: 120_000,
  }).then(
    () => ({ code: 0, stdout: '', stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  const output = `${ended.stdout}${ended.stderr}`
  const report = await readFile(path.join(folder, `${runner.name}.json`), 'utf8').catch(() => undefined)
  expect(report, output).toBeDefined()
  expect(runner.outcomes(report as string), output).toEqual({
    'passes over a real port': 'passed',
    'passes with a sandbox of its own': 'passed',
    'passes with a 501 that it expects': 'passed',
    'fails by a wrong count': 'failed',
    'fails by a 501 that it does not expect': 'failed',
    'fails by an expected failure that does not come': 'failed',
  })
  expect(ended.code).toBe(1)
  for (const words of [
    'Expected exactly 1 request of createGroup with',
    '- expected "Elm Street Bakery"',
    '+ sent     "Oak Street Bakery"',
    /Mock Noyo: sandbox sandbox-\d+, clock at 2026-01-05T09:00:00\.000Z\. Its requests:/,
    /req_\d+ {2}POST \/api\/v1\/groups {2}createGroup {2}201/,
    /Why [0-9a-f-]{36} is as it is:\n {2}group\.created of group/,
    "If it is meant: sandbox.expectFailure({ status: 501, operation: 'createNewCondition' }).",
    'expected but not answered: 503 of any operation',
  ]) {
    if (typeof words === 'string') expect(output).toContain(words)
    else expect(output).toMatch(words)
  }
}

/** Packages of this project, there as if they were installed. */
async function link(names: readonly string[], folder: string): Promise<void> {
  for (const name of names) {
    const place = path.join(folder, 'node_modules', name)
    await mkdir(path.dirname(place), { recursive: true })
    await rm(place, { recursive: true, force: true })
    await symlink(path.join(root, 'node_modules', name), place)
  }
}

/** Jest's report, which Vitest writes too. */
function jestOutcomes(report: string): Record<string, string> {
  const { testResults } = JSON.parse(report) as {
    testResults: { assertionResults: { title: string; status: string }[] }[]
  }
  return Object.fromEntries(
    testResults.flatMap((file) => file.assertionResults).map(({ title, status }) => [title, status]),
  )
}
