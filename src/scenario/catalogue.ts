import { isUtf8 } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nearestName } from '../kernel/nearest.ts'
import { ScenarioError } from './fault.ts'

/** The folder of the shipped scenarios: beside `src` in a clone, beside `dist` in the package. */
const SHIPPED = fileURLToPath(new URL('../../scenarios/', import.meta.url))

const ENDING = '.yaml'

/** Far more than a person writes; a database named by mistake is not read to its end. */
const LARGEST = 5 * 1024 * 1024

export interface ScenarioFile {
  readonly name: string
  /** As messages name it: relative to the working folder when it lies below it. */
  readonly file: string
  readonly text: string
}

/** Names of the shipped scenarios, sorted. */
export function shippedScenarios(): string[] {
  return readdirSync(SHIPPED)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort()
}

/**
 * A shipped scenario by name, or a file by path (with a separator or an ending).
 * @throws {ScenarioError} when there is none, with the nearest name, and for a file that is no text
 */
export function findScenario(nameOrFile: string): ScenarioFile {
  if (!/[/\\]|\.(ya?ml|json)$/i.test(nameOrFile)) return shippedScenario(nameOrFile)
  const full = path.resolve(nameOrFile)
  const name = path.basename(full).replace(/\.(ya?ml|json)$/i, '')
  return { name, file: shownPath(full), text: readText(full) }
}

function shippedScenario(name: string): ScenarioFile {
  const known = shippedScenarios()
  if (!known.includes(name)) {
    const message = `There is no scenario "${name}". Shipped: ${known.join(', ')}. A file of your own is named with a path: ./${name}.yaml.`
    throw unreadable(name, message, nearestName(name, known))
  }
  const full = path.join(SHIPPED, `${name}${ENDING}`)
  return { name, file: shownPath(full), text: readText(full) }
}

/** A file's text. @throws {ScenarioError} for what is no file, no UTF-8 text or too large */
export function readText(full: string): string {
  const file = shownPath(full)
  let bytes: Buffer
  try {
    bytes = readFileSync(full)
  } catch (error) {
    throw notReadable(full, (error as NodeJS.ErrnoException).code)
  }
  if (bytes.length > LARGEST) {
    throw unreadable(file, `The file has ${bytes.length} bytes; a scenario has at most ${LARGEST}.`)
  }
  if (!isUtf8(bytes)) throw notUtf8(file, bytes)
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

function notReadable(full: string, code: string | undefined): ScenarioError {
  const file = shownPath(full)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return unreadable(file, 'There is no such file.', neighbour(full))
  }
  if (code === 'EISDIR') return unreadable(file, 'This is a folder. Name the file in it.')
  return unreadable(file, `The file cannot be read (${code}).`)
}

/** The file of the same folder that is named most alike. */
function neighbour(full: string): string | undefined {
  try {
    const nearest = nearestName(path.basename(full), readdirSync(path.dirname(full)))
    return nearest === undefined ? undefined : shownPath(path.join(path.dirname(full), nearest))
  } catch {
    return undefined
  }
}

function notUtf8(file: string, bytes: Buffer): ScenarioError {
  let begin = 0
  for (let line = 1; ; line += 1) {
    const found = bytes.indexOf('\n', begin)
    const end = found === -1 ? bytes.length : found
    const row = bytes.subarray(begin, end)
    if (!isUtf8(row)) {
      const column = row.toString('utf8').indexOf('\uFFFD') + 1
      const message = 'The file is not UTF-8 text here. Save it in that encoding.'
      return new ScenarioError([{ file, line, column, place: '', message }])
    }
    begin = end + 1
  }
}

/** As messages name a file: relative to the working folder when it lies below it. */
export function shownPath(full: string): string {
  const relative = path.relative(process.cwd(), full)
  return relative.startsWith('..') || path.isAbsolute(relative) ? full : relative
}

function unreadable(file: string, message: string, nearest?: string): ScenarioError {
  return new ScenarioError([
    { file, line: 1, column: 1, place: '', message, ...(nearest === undefined ? {} : { nearest }) },
  ])
}
