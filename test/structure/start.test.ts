import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { scenarioFile } from '../scenario/opened.ts'
import { startServer } from '../server-process.ts'
import { ROOT } from './sources.ts'

/** Where a process writes what it loads; gone after the test. */
function newList(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-modules-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return path.join(folder, 'modules')
}

function readList(file: string): Set<string> {
  return new Set(readFileSync(file, 'utf8').trimEnd().split('\n').map(moduleName))
}

/** What a start has loaded once it has answered: packages and built-in modules by name, our own files by their path. */
async function loadedBy(
  args: readonly string[],
  ask: (address: string) => Promise<void>,
): Promise<Set<string>> {
  const list = newList()
  const server = await startServer({
    command: process.execPath,
    args: [
      '--import',
      './test/structure/loaded-modules.mjs',
      'src/cli/main.ts',
      'start',
      '--port',
      '0',
      ...args,
    ],
    cwd: ROOT,
    env: { MOCK_NOYO_TEST_MODULES: list },
    log: 'modules-of-a-start',
  })
  try {
    await ask(server.address)
  } finally {
    await server.stop()
  }
  return readList(list)
}

function moduleName(url: string): string {
  const below = url.split('/node_modules/').at(-1) as string
  if (below === url) return url.replace(`file://${ROOT}/`, '')
  return below
    .split('/')
    .slice(0, below.startsWith('@') ? 2 : 1)
    .join('/')
}

const packagesAmong = (loaded: ReadonlySet<string>) =>
  [...loaded].filter((name) => !name.startsWith('src/') && !name.startsWith('node:')).sort()

async function firstGroups(address: string): Promise<void> {
  const answer = await fetch(`${address}/accounts/auth/public/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{"grant_type":"client_credentials"}',
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}` }
  expect((await fetch(`${address}/api/v1/groups`, { headers })).status).toBe(200)
}

test('a start loads the packages it needs, and none besides', async () => {
  const loaded = await loadedBy([], firstGroups)
  expect(packagesAmong(loaded)).toEqual(['@faker-js/faker', 'jose', 'yaml'])
})

test('people are not generated, and tokens not signed, before there are any', async () => {
  const empty = scenarioFile('title: x\n')
  const loaded = await loadedBy(['--scenario', empty], async (address) => {
    expect((await fetch(`${address}/_sim/ready`)).status).toBe(200)
  })
  expect(packagesAmong(loaded)).toEqual(['yaml'])
})

test('a start loads none of our own files that serve something else', async () => {
  const loaded = await loadedBy([], firstGroups)
  expect(loaded).toContain('src/cli/start.ts')
  const own = [...loaded].filter((name) => name.startsWith('src/'))
  const unneeded =
    /^src\/(index\.ts|hosts\/(express|msw)\.ts|stores\/(sqlite|postgres).*|console\/.*|testing\/.*|cli\/(scenarios|health|client|state|why)\.ts|state\/(document|read-document|record-schema|references)\.ts|sandboxes\/states\.ts|api\/generated\/(responses\.\w+|\w+\.tracking)\.(js|ts))$/
  expect(own.filter((name) => unneeded.test(name))).toEqual([])
  expect(
    [...loaded].filter((name) => /^node:(sqlite|worker_threads|child_process|inspector)/.test(name)),
  ).toEqual([])
})

test('help loads neither the simulator nor a package', () => {
  const list = newList()
  execFileSync(
    process.execPath,
    ['--import', './test/structure/loaded-modules.mjs', 'src/cli/main.ts', '--help'],
    {
      cwd: ROOT,
      env: { ...process.env, MOCK_NOYO_TEST_MODULES: list },
    },
  )
  const loaded = readList(list)
  expect(packagesAmong(loaded)).toEqual([])
  expect(loaded).not.toContain('src/simulator.ts')
})
