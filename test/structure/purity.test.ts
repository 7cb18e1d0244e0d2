import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { ruleFiles } from './import-rules.ts'
import { lineOf, parseSource, readSources, type Source, walk } from './sources.ts'

/** Here the machine's clock, timers, chance and network are turned into services; the console runs in a browser. */
const SERVICES = /^src\/(kernel|hosts|cli|console)\//

const MEMBERS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.getRandomValues'])
const CALLS = new Set(['setTimeout', 'setInterval', 'fetch', 'Date'])

/** What a source takes from the machine instead of being given it, one line each. */
function impurities(source: Source): string[] {
  const found: string[] = []
  const report = (node: ts.Node, what: string) =>
    found.push(`${source.path}:${lineOf(source.tree, node)} ${what}`)
  walk(source.tree, (node) => {
    if (ts.isIdentifier(node) && node.text === 'randomUUID') report(node, 'randomUUID')
    if (ts.isPropertyAccessExpression(node) && MEMBERS.has(node.getText(source.tree)))
      report(node, node.getText(source.tree))
    if (
      ts.isNewExpression(node) &&
      node.expression.getText(source.tree) === 'Date' &&
      !node.arguments?.length
    ) {
      report(node, 'new Date()')
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && CALLS.has(node.expression.text)) {
      report(node, `${node.expression.text}()`)
    }
  })
  return found
}

/** Whatever makes a rule wait. */
function waits(source: Source): string[] {
  const found: string[] = []
  walk(source.tree, (node) => {
    const isPromise = ts.isIdentifier(node) && node.text === 'Promise'
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node) || isPromise) {
      found.push(`${source.path}:${lineOf(source.tree, node)} ${node.getText(source.tree).slice(0, 40)}`)
    }
  })
  return found
}

const sources = readSources('src')

describe('time, chance, timers and network', () => {
  test('are reached only through the services', () => {
    const checked = sources.filter((source) => !SERVICES.test(source.path))
    expect(checked.length).toBeGreaterThan(0)
    expect(checked.flatMap(impurities)).toEqual([])
  })

  test.each([
    'const now = Date.now()',
    'const now = new Date()',
    'const now = new Date',
    'const text = Date()',
    'const chance = Math.random()',
    "import { randomUUID } from 'node:crypto'",
    'const id = crypto.randomUUID()',
    'setTimeout(() => undefined, 1)',
    "const reply = fetch('http://127.0.0.1')",
    'const ticks = performance.now()',
  ])('%s is found', (text) => {
    expect(impurities(parseSource('src/groups/model.ts', text))).toHaveLength(1)
  })

  test.each(['const day = new Date(0)', 'simulator.fetch(request)', 'const time = clock.now()'])(
    '%s is allowed',
    (text) => {
      expect(impurities(parseSource('src/groups/model.ts', text))).toEqual([])
    },
  )
})

describe('rules', () => {
  test('never wait', () => {
    expect(ruleFiles(sources).flatMap(waits)).toEqual([])
  })

  test.each(['async function f() {}', 'const f = (p: Promise<number>) => p', 'const x = await y'])(
    '%s is found',
    (text) => {
      expect(waits(parseSource('src/groups/model.ts', text)).length).toBeGreaterThan(0)
    },
  )
})
