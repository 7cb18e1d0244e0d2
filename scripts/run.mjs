/**
 * The first thing `npm start`, `npm test` and every other script of this project runs: it sees that the packages of
 * package-lock.json are installed, then runs a script or a package's command on the project's own pinned Node.
 *
 *   node scripts/run.mjs FILE [args]       e.g. src/cli/main.ts start --port 0
 *   node scripts/run.mjs COMMAND [args]    e.g. tsc --noEmit (a command of an installed package)
 *
 * Built-in modules only, and nothing newer than Node 18: on a fresh clone nothing else exists yet.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, SetupError } from './setup.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const [target, ...args] = process.argv.slice(2)

if (target === undefined) {
  fail('Nothing to run. Usage: node scripts/run.mjs FILE|COMMAND [args], e.g. src/cli/main.ts start')
}

try {
  const { node, mark } = await ensureInstalled(root, [target, ...args].join(' '))
  run(node, [resolveTarget(target), ...args], mark)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  fail(error.message)
}

/** A path with an extension is a file of this project; anything else is a command of an installed package. */
function resolveTarget(name) {
  if (/\.(ts|mjs|js)$/.test(name)) {
    const file = path.resolve(root, name)
    if (!fs.existsSync(file)) fail(`There is no ${name} in this project.`)
    return file
  }
  const link = path.join(root, 'node_modules', '.bin', name)
  if (!fs.existsSync(link))
    fail(`No installed package has the command "${name}" (looked in node_modules/.bin).`)
  return fs.realpathSync(link)
}

/** Runs the child in our place: same terminal, same signals, same exit. */
function run(node, command, mark) {
  const env = { ...process.env }
  // Compiled code kept between starts saves most of the time a start spends in reading sources.
  env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'compile')
  const child = spawn(node, command, { stdio: 'inherit', env })
  if (child.pid !== undefined) mark.handOver(child.pid)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const handlers = signals.map((signal) => {
    // A terminal's Ctrl-C reaches the whole process group, so the child has it already; a second one would look like impatience.
    const handler = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, handler)
    return [signal, handler]
  })
  watchParent(() => child.kill('SIGTERM'))
  child.on('error', (error) => {
    mark.remove()
    fail(`Could not run ${node}: ${error.message}`)
  })
  child.on('exit', (code, signal) => {
    mark.remove()
    for (const [name, handler] of handlers) process.removeListener(name, handler)
    if (signal === null) process.exit(code ?? 1)
    // Ending by the same signal tells the shell the truth; the exit below is for signals that do not end us.
    process.kill(process.pid, signal)
    setTimeout(() => process.exit(128 + os.constants.signals[signal]), 50)
  })
}

/**
 * Calls back when npm is gone without a word (killed outright): a server left behind would hold its port. Only under npm;
 * a shell that ends may mean to leave us running.
 */
function watchParent(gone) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    gone()
  }, 250)
  timer.unref()
}

function fail(message) {
  process.stderr.write(`mock-noyo: ${message}\n`)
  process.exit(1)
}
