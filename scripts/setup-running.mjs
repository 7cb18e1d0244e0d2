/** Who runs from node_modules now: one small file per process, believed only while that very process lives. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'

const folder = (root) => path.join(root, '.setup', 'running')

/** This process, in the form `isAlive` understands. */
export function self() {
  return { pid: process.pid, host: os.hostname(), born: birth(process.pid) }
}

/**
 * Leaves a mark. `handOver(pid)` puts the child in our place, which may outlive us; `remove()` takes the mark away. A
 * folder that cannot be written needs no mark: nobody can install there either.
 */
export function markRunning(root, what) {
  const file = path.join(folder(root), String(process.pid))
  const write = (runner) => {
    const aside = `${file}.new`
    fs.writeFileSync(aside, JSON.stringify({ ...runner, what, since: new Date().toISOString() }))
    fs.renameSync(aside, file)
  }
  try {
    fs.mkdirSync(folder(root), { recursive: true })
    write(self())
  } catch {
    return { handOver() {}, remove() {} }
  }
  return {
    handOver: (pid) => write({ ...self(), pid, born: birth(pid) }),
    remove: () => fs.rmSync(file, { force: true }),
  }
}

/** The living marks of other processes; dead ones are cleared away. */
export function othersRunning(root) {
  const living = []
  for (const name of list(folder(root)).filter((entry) => !entry.endsWith('.new'))) {
    const file = path.join(folder(root), name)
    const mark = read(file)
    if (mark !== undefined && mark.pid !== process.pid && isAlive(mark)) living.push(mark)
    else fs.rmSync(file, { force: true })
  }
  return living
}

/** Same machine, pid in use, and by the same process: pids are given again, birth times are not. */
export function isAlive(mark) {
  if (mark.host !== os.hostname()) return true
  try {
    process.kill(mark.pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return mark.born === undefined || mark.born === birth(mark.pid)
}

/** Start time in clock ticks since boot, where the system tells (Linux); else undefined. */
function birth(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in parentheses and may hold spaces.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie keeps its pid until its parent takes note, and runs nothing.
    return state === 'Z' ? undefined : fields[18]
  } catch {
    return undefined
  }
}

function list(directory) {
  try {
    return fs.readdirSync(directory)
  } catch {
    return []
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
