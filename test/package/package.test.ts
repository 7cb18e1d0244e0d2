import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer } from '../server-process.ts'
import { describeRunners } from './runners.ts'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** The user's machine: an empty folder, a Node new enough for the package first on the path, none of our settings. */
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|MOCK_NOYO_)/.test(name)),
  ),
  PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
}

let folder: string
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] }

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mock-noyo-package-'))
  // Built here and not by npm's prepack, which keeps the compiler's complaints to itself.
  await run(process.execPath, ['scripts/build.ts'], { cwd: root, env })
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await run('npm', pack, { cwd: root, env })
  // Since npm 11 the answer is keyed by package name; before, it was a list.
  packed = Object.values(JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as object)[0]
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await run(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', path.join(folder, packed.filename)],
    {
      cwd: folder,
      env,
    },
  )
}, 180_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describeRunners(() => ({ folder, env }))

describe('the packed package, installed in an empty folder', () => {
  test('holds what it needs to run and nothing of the workshop', () => {
    const files = packed.files.map((file) => file.path)
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/index.js',
        'dist/index.d.ts',
        'dist/cli/main.js',
      ]),
    )
    expect(files).toContainEqual(expect.stringMatching(/^scenarios\/demo\.yaml$/))
    expect(files.filter((file) => /^(src|test|scripts|bench|\.ci|node_modules)\//.test(file))).toEqual([])
  })

  test('starts by its command, answers, and ends with 0 when told to', async () => {
    const command = path.join(folder, 'node_modules', '.bin', 'mock-noyo')
    const server = await startServer({
      command,
      args: ['start', '--port', '0'],
      cwd: folder,
      env,
      log: 'package',
    })
    try {
      const health = await fetch(`${server.address}/_sim/health`)
      expect(health.status).toBe(200)
    } finally {
      expect(await server.stop()).toBe(0)
    }
  })

  test('runs inside another process', async () => {
    const program = `
      import { createSimulator } from 'mock-noyo'
      const simulator = await createSimulator()
      const health = await simulator.fetch(new Request('http://localhost/_sim/health'))
      console.log(health.status)
      await simulator.close()
    `
    await writeFile(path.join(folder, 'in-process.mjs'), program)
    const { stdout } = await run(process.execPath, ['in-process.mjs'], { cwd: folder, env, timeout: 30_000 })
    expect(stdout.trim()).toBe('200')
  })

  test('has types that a strict TypeScript project accepts', { timeout: 180_000 }, async () => {
    const program = `
      import { createSimulator } from 'mock-noyo'
      import { openSandbox, type TestSandbox } from 'mock-noyo/testing'
      const simulator = await createSimulator()
      const sandbox: TestSandbox = (await openSandbox(simulator)).sandbox
      sandbox.assertNotSent({ operation: 'createGroup' })
      // @ts-expect-error: requests are not told apart by this
      sandbox.assertNotSent({ operatoin: 'createGroup' })
      const name: string = (await sandbox.perform('fulfillment', 'createGroup', { body: { name: 'Oak' } })).name
      const health: Response = await simulator.fetch(new Request('http://localhost/_sim/health'))
      // @ts-expect-error: a status is a number, so these types are really ours and not "any"
      const status: string = health.status
      await simulator.close()
      export { name, status }
    `
    await writeFile(path.join(folder, 'typed.ts'), program)
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom',
    ]
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const checked = await run(process.execPath, [tsc, ...flags, 'typed.ts'], {
      cwd: folder,
      env,
    }).catch((error: { stdout: string }) => error)
    expect(checked.stdout).toBe('')
  })
})
