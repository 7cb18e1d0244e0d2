/**
 * Installs what package-lock.json names, when it is not what stands in node_modules, and says so in one line.
 *
 * The files: node_modules/.mock-noyo-stamp (hash of the lock file of the last complete install; inside node_modules so
 * that it goes when they go), .setup/lock (one install at a time), .setup/running/PID (who runs from node_modules now).
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { lockHeld, withInstallLock } from './setup-lock.mjs'
import { markRunning, othersRunning } from './setup-running.mjs'

/** A set-up problem the reader can solve; the message says how. */
export class SetupError extends Error {}

/** The oldest Node that runs TypeScript sources as they are, should the pinned one not exist for this platform. */
const OLDEST_USABLE_NODE = [22, 18]

/**
 * Resolves to the Node to use and the mark to hand over to the run and remove after it. Costs no process and no network when the
 * stamp is right.
 */
export async function ensureInstalled(root, what) {
  for (;;) {
    if (isCurrent(root)) {
      const mark = markRunning(root, what)
      // Looked at again after the mark is visible: whoever installs looks for marks after taking the lock, so one of us sees the other.
      if (isCurrent(root) && !lockHeld(root)) return { node: usableNode(root), mark }
      mark.remove()
    }
    await withInstallLock(root, () => installIfNeeded(root))
  }
}

async function installIfNeeded(root) {
  if (isCurrent(root)) return
  const hash = lockHash(root)
  if (isInstalledByHand(root)) {
    fs.writeFileSync(stampFile(root), hash)
    return
  }
  const reason = fs.existsSync(stampFile(root))
    ? 'package-lock.json has changed'
    : 'no complete installation yet'
  const running = othersRunning(root)
  if (running.length > 0) {
    const list = running.map((run) => `  pid ${run.pid}: ${run.what}, since ${run.since}`).join('\n')
    throw new SetupError(
      `${reason}, but packages are not replaced under a running process:\n${list}\n` +
        `Stop it (Ctrl-C in its terminal, or: kill ${running.map((run) => run.pid).join(' ')}), then run this again.`,
    )
  }
  const started = process.hrtime.bigint()
  process.stderr.write(`Setting up: npm ci --include=dev (${reason}) ... `)
  fs.rmSync(stampFile(root), { force: true })
  await npmInstall(root)
  usableNode(root)
  fs.writeFileSync(stampFile(root), hash)
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  process.stderr.write(`done in ${seconds.toFixed(1)} s\n`)
}

/**
 * True where a plain `npm ci` (the usual first line of a CI job) or `npm install PACKAGE` has just installed exactly this
 * lock file: npm leaves its own list of what it installed, written last.
 */
function isInstalledByHand(root) {
  const list = path.join(root, 'node_modules', '.package-lock.json')
  const installed = readJson(list)?.packages
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages
  if (!installed || !wanted || modified(list) < modified(stampFile(root))) return false
  // Run, not only looked for: node_modules may come from another platform.
  if (spawnSync(pinnedNode(root), ['--version']).status !== 0) return false
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || installed[name]?.version === entry.version,
  )
}

async function npmInstall(root) {
  // Install scripts are left out: the one we need is run below, where its failure need not be the end.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await npm(root, args)
  if (code !== 0) {
    throw new SetupError(`\nnpm ci failed (exit ${code}):\n${firstLines(output, 15)}\n${remedy(output)}`)
  }
  if (hasPinnedNode(root)) return
  const folder = path.join(root, 'node_modules', 'node')
  const result = spawnSync(process.execPath, ['installArchSpecificPackage'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (!hasPinnedNode(root) && !isUsable(process.versions.node)) {
    const output = `${result.stdout ?? ''}${result.stderr ?? ''}`
    throw new SetupError(
      `\nThe pinned Node (npm package "node") could not be installed:\n${firstLines(output, 15)}\n${remedy(output)}`,
    )
  }
}

function remedy(output) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network/i.test(output)) {
    return 'npm could not reach its registry. Check the connection and `npm config get registry`, then run this again.'
  }
  if (/EACCES|EPERM|EROFS/.test(output))
    return 'The project folder must be writable by you. Correct its owner, then run this again.'
  if (/ENOSPC/.test(output))
    return 'The disk is full (about 400 MB are needed). Make room, then run this again.'
  if (/in sync|EUSAGE/.test(output))
    return 'package.json and package-lock.json disagree: run `npm install` and `node scripts/complete-lock.mjs`, then run this again.'
  return "Run `npm ci --include=dev` here to see npm's whole report."
}

/** npm itself, by the same npm that started us where there is one. */
function npm(root, args) {
  const cli = process.env.npm_execpath
  const [command, first] = cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []]
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    // Nobody may go on writing to node_modules after we have let go of the lock.
    const stop = (signal) => {
      child.kill(signal)
      child.once('close', () => process.exit(130))
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    child.on('error', (error) => resolve({ code: 127, output: `${error.message}\nIs npm on your PATH?` }))
    child.on('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code: code ?? 1, output })
    })
  })
}

const stampFile = (root) => path.join(root, 'node_modules', '.mock-noyo-stamp')
const pinnedNode = (root) =>
  path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const hasPinnedNode = (root) => fs.existsSync(pinnedNode(root))

function usableNode(root) {
  if (hasPinnedNode(root)) return pinnedNode(root)
  if (isUsable(process.versions.node)) return process.execPath
  throw new SetupError(
    `The pinned Node is missing from node_modules/node and this Node (${process.version}) cannot run TypeScript.\n` +
      `Remove node_modules and run this again, or use Node ${OLDEST_USABLE_NODE.join('.')} or newer.`,
  )
}

function isUsable(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > OLDEST_USABLE_NODE[0] || (major === OLDEST_USABLE_NODE[0] && minor >= OLDEST_USABLE_NODE[1])
}

function isCurrent(root) {
  try {
    return fs.readFileSync(stampFile(root), 'utf8') === lockHash(root)
  } catch {
    return false
  }
}

/** The stamp also names the platform: node_modules carried to another machine (a mounted folder) is not an installation there. */
function lockHash(root) {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** npm says what is wrong first and how npm is used last. */
const firstLines = (text, count) =>
  text
    .split('\n')
    .filter((row) => row.replace(/^npm (error|warn)/, '').trim() !== '')
    .slice(0, count)
    .join('\n')
