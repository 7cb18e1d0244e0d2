import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'

const root = path.resolve(import.meta.dirname, '../..')

/**
 * Stands in for npm: counts how often it was asked to install, and leaves what `npm ci` leaves, the pinned Node included.
 * NPM_FAILS makes it fail with that text; NPM_WAITS_FOR keeps it at work until that file is there.
 */
const NPM = `
const fs = require('node:fs')
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
if (process.env.NPM_FAILS) {
  console.error(process.env.NPM_FAILS)
  process.exit(1)
}
const finish = () => {
  if (process.env.NPM_WAITS_FOR && !fs.existsSync(process.env.NPM_WAITS_FOR)) return setTimeout(finish, 5)
  fs.rmSync('node_modules', { recursive: true, force: true })
  fs.mkdirSync('node_modules/node/bin', { recursive: true })
  fs.symlinkSync(process.execPath, 'node_modules/node/bin/node')
}
finish()
`

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly pid: number
  /** Resolves once the standard output or error holds the text. */
  prints(text: string): Promise<void>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

export interface Project {
  readonly folder: string
  /** Runs a script of the project as `npm start` would. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Running
  /** Runs `npm start`, in the words of the real package.json, with server.mjs for the server. */
  npmStart(): Running
  write(file: string, text: string): Promise<void>
  /** The arguments of each call to npm so far. */
  npmCalls(): Promise<string[]>
  remove(): Promise<void>
}

/** A fresh clone in small: the set-up scripts, a lock file, and nothing installed. */
export async function freshProject(): Promise<Project> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mock-noyo-setup-'))
  const write = (file: string, text: string) => writeFile(path.join(folder, file), text)
  await mkdir(path.join(folder, 'scripts'))
  for (const name of ['run.mjs', 'setup.mjs', 'setup-lock.mjs', 'setup-running.mjs']) {
    await cp(path.join(root, 'scripts', name), path.join(folder, 'scripts', name))
  }
  await write('package-lock.json', '{ "packages": {} }')
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  await write(
    'package.json',
    JSON.stringify({ scripts: { start: scripts.start.replace('src/cli/main.ts', 'server.mjs') } }),
  )
  await write('npm-cli.js', NPM)
  await chmod(path.join(folder, 'npm-cli.js'), 0o755)
  return {
    folder,
    write,
    run: (args, env = {}) => {
      const npm = { npm_execpath: path.join(folder, 'npm-cli.js') }
      return start(process.execPath, ['scripts/run.mjs', ...args], folder, { ...npm, ...env })
    },
    npmStart: () => start('npm', ['--silent', 'start'], folder, {}),
    npmCalls: async () =>
      (await readFile(path.join(folder, 'npm-calls'), 'utf8').catch(() => '')).split('\n').slice(0, -1),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function start(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Running {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const waiting: (() => void)[] = []
  const heard = () => {
    for (const look of waiting) look()
  }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
    heard()
  })
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  )
  const prints = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (`${stdout}${stderr}`.includes(text)) resolve()
      }
      waiting.push(look)
      look()
      void ended.then(() => reject(new Error(`ended without printing "${text}":\n${stdout}${stderr}`)))
    })
  return { pid: child.pid ?? 0, prints, kill: (signal) => child.kill(signal), ended }
}
