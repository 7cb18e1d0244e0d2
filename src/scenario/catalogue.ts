import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nearestName } from '../kernel/nearest.ts'
import { ScenarioError } from './fault.ts'

/** The folder of the shipped scenarios: beside `src` in a clone, beside `dist` in the package. */
const SHIPPED = fileURLToPath(new URL('../../scenarios/', import.meta.url))

const ENDING = '.yaml'

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
 * @throws {ScenarioError} when there is none, with the nearest name
 */
export function findScenario(nameOrFile: string): ScenarioFile {
  const isFile = /[/\\]|\.(ya?ml|json)$/i.test(nameOrFile)
  const full = isFile ? path.resolve(nameOrFile) : path.join(SHIPPED, `${nameOrFile}${ENDING}`)
  const known = shippedScenarios()
  if (!isFile && !known.includes(nameOrFile)) {
    throw missing(
      nameOrFile,
      `There is no scenario "${nameOrFile}". Shipped: ${known.join(', ')}; or name a file.`,
      known,
    )
  }
  if (!existsSync(full)) throw missing(nameOrFile, 'There is no such file.', known)
  const name = path.basename(full).replace(/\.(ya?ml|json)$/i, '')
  return { name, file: shownPath(full), text: readText(full, nameOrFile) }
}

function readText(full: string, shown: string): string {
  try {
    return readFileSync(full, 'utf8')
  } catch {
    throw new ScenarioError([
      { file: shown, line: 1, column: 1, place: '', message: 'Cannot be read as a file.' },
    ])
  }
}

function shownPath(full: string): string {
  const relative = path.relative(process.cwd(), full)
  return relative.startsWith('..') || path.isAbsolute(relative) ? full : relative
}

function missing(file: string, message: string, known: readonly string[]): ScenarioError {
  const nearest = nearestName(file, known)
  return new ScenarioError([
    { file, line: 1, column: 1, place: '', message, ...(nearest === undefined ? {} : { nearest }) },
  ])
}
