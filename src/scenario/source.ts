import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import { ScenarioError, type ScenarioFault } from './fault.ts'
import { syntaxFaults, unfoldingFault } from './syntax.ts'

/** A path into the document: keys and list positions. */
export type Path = readonly (string | number)[]

/** A YAML text as plain data that remembers where everything stands. */
export interface Source {
  readonly file: string
  readonly data: unknown
  /** The position of a value, or of a key when `key` is set; of the nearest thing above it when it is not there. */
  positionOf(path: Path, key?: boolean): { readonly line: number; readonly column: number }
  /** How a value is written: `00123` where the data says 123. Lists, groups of keywords and what is missing have no text. */
  writtenAt(path: Path): string | undefined
  fault(path: Path, message: string, more?: { key?: boolean; nearest?: string | undefined }): ScenarioFault
}

/** Reads YAML 1.2 (so JSON too). @throws {ScenarioError} with every syntax error and its position */
export function readSource(file: string, text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number) => {
    const position = lines.linePos(offset)
    return { line: Math.max(1, position.line), column: Math.max(1, position.col) }
  }
  const broken = syntaxFaults(document, text)
  if (broken.length > 0) {
    throw new ScenarioError(
      onePerLine(broken.map(({ offset, message }) => ({ file, ...at(offset), place: '', message }))),
    )
  }
  let data: unknown
  try {
    data = document.toJS()
  } catch (error) {
    const { offset, message } = unfoldingFault(document, error)
    throw new ScenarioError([{ file, ...at(offset), place: '', message }])
  }
  const positionOf = (path: Path, key = false) => at(find(document.contents, path, key).offset)
  return {
    file,
    data,
    positionOf,
    writtenAt: (path) => written(find(document.contents, path, false).node, text),
    fault: (path, message, more = {}) => ({
      file,
      ...positionOf(path, more.key),
      place: placeOf(path),
      message,
      ...(more.nearest === undefined ? {} : { nearest: more.nearest }),
    }),
  }
}

/** What follows the first error of a line is mostly its consequence. */
function onePerLine(faults: readonly ScenarioFault[]): ScenarioFault[] {
  return faults.filter(({ line }, index) => faults.findIndex((other) => other.line === line) === index)
}

/** The node at a path, undefined when it is not there, and where it or the nearest thing above it begins. */
function find(root: Node | null, path: Path, key: boolean): { node: unknown; offset: number } {
  let node: unknown = root
  let offset = start(node) ?? 0
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item) === String(step))
      if (!pair) return { node: undefined, offset }
      offset = (last && key ? start(pair.key) : (start(pair.value) ?? start(pair.key))) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      offset = start(node) ?? offset
    } else {
      return { node: undefined, offset }
    }
  }
  return { node, offset }
}

function written(node: unknown, text: string): string | undefined {
  if (!isScalar(node) || !node.range) return undefined
  return text.slice(node.range[0], node.range[1])
}

function keyOf({ key }: Pair): string {
  if (isScalar(key)) return key.value === null ? '' : String(key.value)
  return isCollection(key) || isAlias(key) ? String(key) : ''
}

function start(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

function placeOf(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${oneLine(step)}`,
    )
    .join('')
}

/** Names come from the file too: whatever they hold, a fault is one line. */
function oneLine(name: string): string {
  return /^[\w-]{1,60}$/.test(name) ? name : JSON.stringify(name.slice(0, 60))
}
