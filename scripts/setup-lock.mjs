/**
 * One installation at a time, across processes: a lock file created exclusively, kept fresh by its holder, and taken over
 * when the holder has died or has stopped refreshing it.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { isAlive, self } from './setup-running.mjs'

const REFRESH_MS = 2_000
/** Far above the refresh interval: a suspended laptop or a busy machine is not a dead one. */
const STALE_MS = 60_000
const POLL_MS = 100

const lockFile = (root) => path.join(root, '.setup', 'lock')

/** True while somebody else is installing. */
export function lockHeld(root) {
  const seen = read(lockFile(root))
  return seen !== undefined && !isStale(seen)
}

/** Runs `work` alone. Waits for whoever is at it, and says so once. */
export async function withInstallLock(root, work) {
  const file = lockFile(root)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  let told = false
  while (!create(file)) {
    const seen = read(file)
    if (seen !== undefined && isStale(seen)) {
      takeOver(file, seen)
      continue
    }
    if (!told && seen?.pid !== undefined) {
      process.stderr.write(`Setting up: waiting for another set-up of this folder (pid ${seen.pid}) ...\n`)
      told = true
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const refresh = setInterval(() => touch(file), REFRESH_MS)
  try {
    return await work()
  } finally {
    clearInterval(refresh)
    // Not if we were suspended so long that somebody took it over.
    if (read(file)?.pid === process.pid) fs.rmSync(file, { force: true })
  }
}

function create(file) {
  try {
    fs.writeFileSync(file, JSON.stringify(self()), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a dead holder's lock. Two waiters may judge the same lock dead; the slower must not remove the faster one's new
 * lock, so the file is moved aside first and put back if it turns out not to be the one judged.
 */
function takeOver(file, judged) {
  const aside = `${file}.${process.pid}`
  try {
    fs.renameSync(file, aside)
    if (fs.readFileSync(aside, 'utf8') !== judged.text) fs.linkSync(aside, file)
  } catch {
    // Somebody else was faster: the next round looks again.
  } finally {
    fs.rmSync(aside, { force: true })
  }
}

function read(file) {
  try {
    const text = fs.readFileSync(file, 'utf8')
    const age = Date.now() - fs.statSync(file).mtimeMs
    // Empty for an instant between creation and writing: then only its age counts.
    return { text, age, ...(text === '' ? {} : JSON.parse(text)) }
  } catch {
    return undefined
  }
}

const isStale = (seen) => seen.age > STALE_MS || (seen.pid !== undefined && !isAlive(seen))

function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date())
  } catch {
    // Gone only if the folder was removed; the installation itself will report that.
  }
}
