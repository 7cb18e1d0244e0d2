import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import { ScenarioError, type ScenarioFault } from './fault.ts'

/** A path into the document: keys and list positions. */
export type Path = readonly (string | number)[]

/** A YAML text as plain data that remembers where everything stands. */
export interface Source {
  readonly file: string
  readonly data: unknown
  /** The position of a value, or of a key when `key` is set; of the nearest thing above it when it is not there. */
  positionOf(path: Path, key?: boolean): { readonly line: number; readonly column: number }
  fault(path: Path, message: string, more?: { key?: boolean; nearest?: string | undefined }): ScenarioFault
}

/** Reads YAML 1.2 (so JSON too). @throws {ScenarioError} with every syntax error and its position */
export function readSource(file: string, text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const position = lines.linePos(offset)
    return { line: Math.max(1, position.line), column: Math.max(1, position.col) }
  }
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) {
    throw new ScenarioError(
      problems.map((problem) => ({ file, ...at(problem.pos[0]), place: '', message: `${problem.message}.` })),
    )
  }
  const data = plainData(file, document)
  const positionOf = (path: Path, key = false) => at(offsetOf(document.contents, path, key))
  return {
    file,
    data,
    positionOf,
    fault: (path, message, more = {}) => ({
      file,
      ...positionOf(path, more.key),
      place: placeOf(path),
      message,
      ...(more.nearest === undefined ? {} : { nearest: more.nearest }),
    }),
  }
}

function plainData(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS()
  } catch (error) {
    // Aliases that unfold without end are refused by the library.
    const message = error instanceof Error ? error.message : 'cannot be read'
    throw new ScenarioError([{ file, line: 1, column: 1, place: '', message: `${message}.` }])
  }
}

function offsetOf(root: Node | null, path: Path, key: boolean): number {
  let node: unknown = root
  let offset = start(node) ?? 0
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item) === String(step))
      if (!pair) return offset
      offset = (last && key ? start(pair.key) : (start(pair.value) ?? start(pair.key))) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      offset = start(node) ?? offset
    } else {
      return offset
    }
  }
  return offset
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
}

function start(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

export function placeOf(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}
