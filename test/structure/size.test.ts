import ts from 'typescript'
import { expect, test } from 'vitest'
import { lineOf, parseSource, readSources, type Source, walk } from './sources.ts'

/** The aim is 250; what is longer than this holds two things. */
const MOST_LINES_OF_A_FILE = 400

/** The aim is 40. Counted without blank lines, comments and the functions defined inside, which count for themselves. */
const MOST_LINES_OF_A_FUNCTION = 60

function longFunctions(source: Source): string[] {
  const found: string[] = []
  walk(source.tree, (node) => {
    if (!isFunctionWithBlock(node)) return
    const own = ownLines(source, node)
    if (own > MOST_LINES_OF_A_FUNCTION)
      found.push(`${source.path}:${lineOf(source.tree, node)} has ${own} lines`)
  })
  return found
}

function ownLines(source: Source, outer: ts.FunctionLikeDeclaration): number {
  const text = source.text.slice(outer.getStart(source.tree), outer.end)
  const rows = text.split('\n').filter((row) => /\S/.test(row) && !/^\s*(\/\/|\/?\*)/.test(row)).length
  let inner = 0
  const subtract = (node: ts.Node) => {
    // The first line of an inner function stays with the outer one: it is part of telling what there is.
    if (isFunctionWithBlock(node)) inner += Math.max(wholeLines(source, node) - 1, 0)
    else ts.forEachChild(node, subtract)
  }
  ts.forEachChild(outer, subtract)
  return rows - inner
}

function wholeLines(source: Source, node: ts.Node): number {
  const rows = source.text.slice(node.getStart(source.tree), node.end).split('\n')
  return rows.filter((row) => /\S/.test(row) && !/^\s*(\/\/|\/?\*)/.test(row)).length
}

function isFunctionWithBlock(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && ts.isBlock(node.body as ts.Node)
  )
}

test(`no file has more than ${MOST_LINES_OF_A_FILE} lines`, () => {
  const files = readSources('src', 'scripts', 'test', 'bench', 'examples').map((source) => ({
    path: source.path,
    lines: source.text.split('\n').length - 1,
  }))
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => file.lines > MOST_LINES_OF_A_FILE)).toEqual([])
})

test(`no function has more than ${MOST_LINES_OF_A_FUNCTION} lines of its own`, () => {
  expect(readSources('src', 'scripts', 'bench').flatMap(longFunctions)).toEqual([])
})

test('a long function is found, a function of many short ones is not', () => {
  const body = 'call()\n'.repeat(MOST_LINES_OF_A_FUNCTION)
  expect(longFunctions(parseSource('long.ts', `function long() {\n${body}}`))).toHaveLength(1)
  const short = `const short = () => {\n${'call()\n'.repeat(30)}}\n`
  expect(longFunctions(parseSource('short.ts', `function factory() {\n${short.repeat(5)}}`))).toEqual([])
})
