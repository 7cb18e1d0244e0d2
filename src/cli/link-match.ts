import { once } from 'node:events'
import { createReadStream, createWriteStream, realpathSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { jsonFault } from '../api/json-fault.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { LinkingSettings } from '../linking/settings.ts'
import { linkGroup } from '../linking/whole-group.ts'
import { KNOWN_FIELDS, readTask, type Task, TaskFault } from '../linking-trial/task.ts'
import { shownPath } from '../scenario/catalogue.ts'
import { DONE, FAILED, type Terminal, UsageError } from './command.ts'

interface Asked {
  /** A file, or - for the standard streams. */
  readonly from: string
  readonly to: string
  readonly settings: LinkingSettings
}

/** Links the groups of a file, one a line, while it is read. Resolves with the exit code. */
export async function matchGroups({ from, to, settings }: Asked, terminal: Terminal): Promise<number> {
  const name = from === '-' ? 'standard input' : shownPath(path.resolve(from))
  if (from !== '-' && to !== '-' && isSameFile(from, to)) {
    throw new UsageError('--in and --out name the same file. Write to another one.')
  }
  const report: Report = (row, place, message) => terminal.error(`${name}:${row}${place}: ${message}`)
  const trial = newTrial(settings, report)
  try {
    const input = await inputOf(from)
    await answerAll(input, await outputOf(to, terminal), trial)
  } catch (error) {
    if (!isFileError(error)) throw error
    const file = error.path === undefined ? name : shownPath(path.resolve(error.path))
    terminal.error(`${file}: ${REMEDIES[error.code] ?? `It cannot be used (${error.code}).`}`)
    return FAILED
  }
  const { groups, linked, open, faults } = trial.tally
  if (to !== '-') terminal.out(`${counted(groups, 'group')}: ${linked} people linked, ${open} not.`)
  if (faults > 0) terminal.error(`${counted(faults, 'line')} without an answer.`)
  return faults > 0 ? FAILED : DONE
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

async function answerAll(input: NodeJS.ReadableStream, out: Output, trial: ReturnType<typeof newTrial>) {
  let row = 0
  for await (const line of linesOf(input)) {
    row += 1
    const text = row === 1 ? line.replace(/^\uFEFF/, '') : line
    const answer = text.trim() === '' ? undefined : trial.answerTo(text, row)
    if (answer !== undefined) await out.write(answer)
  }
  await out.end()
}

type Report = (row: number, place: string, message: string) => void

/** The lines of one file: what is odd in all of them is told once. */
function newTrial(settings: LinkingSettings, report: Report) {
  const tally = { groups: 0, linked: 0, open: 0, faults: 0 }
  const noted = new Set<string>()
  return {
    tally,
    /** The line of the answer; undefined for a line that is no group. */
    answerTo(text: string, row: number): string | undefined {
      const task = taskOf(text, (place, message) => report(row, place, message))
      if (!task) {
        tally.faults += 1
        return undefined
      }
      for (const note of notesOf(task, text, noted)) report(row, '', note)
      const began = performance.now()
      const { links, review } = linkGroup(task, settings)
      const ms = Math.round((performance.now() - began) * 100) / 100
      const linked = [...links.values()].filter((id) => id !== null).length
      tally.groups += 1
      tally.linked += linked
      tally.open += links.size - linked
      return JSON.stringify({ task: task.task, links: plain(links), review: plain(review), ms })
    },
  }
}

/** The group of a line; what is wrong with the line is told, never quoted: people's numbers may be in it. */
function taskOf(text: string, report: (place: string, message: string) => void): Task | undefined {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    report(
      `:${jsonFault(text).replace('line 1, column ', '')}`,
      'This is no JSON. One group is one whole line.',
    )
    return undefined
  }
  try {
    return readTask(data)
  } catch (error) {
    if (!(error instanceof TaskFault)) throw error
    report('', `${error.pointer === '' ? '' : `${error.pointer}: `}${error.message}`)
    return undefined
  }
}

function notesOf(task: Task, text: string, noted: Set<string>): string[] {
  const notes = [...task.unknown].flatMap(([name, place]) => {
    if (noted.has(name)) return []
    noted.add(name)
    const nearest = nearestName(name, KNOWN_FIELDS)
    return [`${place}: nobody reads this field.${nearest === undefined ? '' : ` Nearest: "${nearest}".`}`]
  })
  if (!text.includes('\uFFFD') || noted.has('\uFFFD')) return notes
  noted.add('\uFFFD')
  return [...notes, 'Letters of this line are no UTF-8 and are lost. Save the file in that encoding.']
}

/** Ids are any text: an object without a prototype keeps even `__proto__`. */
function plain<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  const object: Record<string, T> = Object.create(null)
  for (const [key, value] of map) object[key] = value
  return object
}

interface Output {
  readonly write: (line: string) => Promise<void> | void
  readonly end: () => Promise<void> | void
}

async function inputOf(from: string): Promise<NodeJS.ReadableStream> {
  if (from === '-') return process.stdin.setEncoding('utf8')
  const stream = createReadStream(from, 'utf8')
  await once(stream, 'open')
  return stream
}

/** A line of JSON Lines ends with a line feed and nothing else: other separators may stand in a text of it. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  let begun = ''
  for await (const chunk of input) {
    const [first = '', ...more] = String(chunk).split('\n')
    begun += first
    for (const next of more) {
      yield begun
      begun = next
    }
  }
  if (begun !== '') yield begun
}

async function outputOf(to: string, terminal: Terminal): Promise<Output> {
  if (to === '-') return { write: (line) => terminal.out(line), end: () => undefined }
  const stream = createWriteStream(to)
  await once(stream, 'open')
  return {
    async write(line) {
      if (!stream.write(`${line}\n`)) await once(stream, 'drain')
    },
    async end() {
      stream.end()
      await once(stream, 'close')
    },
  }
}

function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return path.resolve(one) === path.resolve(other)
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error

const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EISDIR: 'This is a folder. Name a file in it.',
  EACCES: 'Permission is denied.',
  ENOSPC: 'No space is left there.',
}
