import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { lineOf, ROOT, walk } from './sources.ts'

/** Statements that drop a promise: its failure would be nobody's, and what follows would not wait for it. */
function droppedPromises(program: ts.Program, isChecked: (file: string) => boolean): string[] {
  const checker = program.getTypeChecker()
  const found: string[] = []
  for (const tree of program.getSourceFiles()) {
    if (!isChecked(tree.fileName)) continue
    walk(tree, (node) => {
      if (!ts.isExpressionStatement(node) || ts.isVoidExpression(node.expression)) return
      if (isCaught(node.expression) || isKept(node.expression)) return
      if (!mayBePromise(checker, checker.getTypeAtLocation(node.expression))) return
      const where = `${path.relative(ROOT, tree.fileName)}:${lineOf(tree, node)}`
      found.push(`${where} ${node.getText(tree).split('\n')[0]}: await it, or write void if nobody has to`)
    })
  }
  return found
}

/** A value that is there or a promise of it may be one too. */
function mayBePromise(checker: ts.TypeChecker, type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type]
  return parts.some((part) => checker.getPropertyOfType(part, 'then') !== undefined)
}

/** `promise.catch(f)` and `promise.then(f, g)` have somebody who hears of the failure. */
function isCaught(expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false
  const method = expression.expression.name.text
  return (
    (method === 'catch' && expression.arguments.length > 0) ||
    (method === 'then' && expression.arguments.length > 1)
  )
}

/** An assignment keeps the promise for whoever asks for it next. */
function isKept(expression: ts.Expression): boolean {
  if (!ts.isBinaryExpression(expression)) return false
  const { kind } = expression.operatorToken
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

test('no statement drops a promise', { timeout: 60_000 }, () => {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(ROOT, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  })
  if (config === undefined) throw new Error('tsconfig.json could not be read')
  const checked = config.fileNames.filter((file) => /\/(src|scripts|bench)\//.test(file))
  const program = ts.createProgram(checked, config.options)
  const own = new Set(checked.filter((file) => !file.includes('/generated/')))
  expect(own.size).toBeGreaterThan(10)
  expect(droppedPromises(program, (file) => own.has(file))).toEqual([])
})

test('a dropped promise is found, an awaited, caught, kept or disclaimed one is not', () => {
  const text =
    'const f = async () => 1\nf()\nawait f()\nvoid f()\nf().catch(() => 2)\nlet g = f()\ng = f()\nexport { g }\n'
  const host = ts.createCompilerHost({})
  const readSource = host.getSourceFile
  host.getSourceFile = (name, options) =>
    name === 'planted.ts'
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
      : readSource(name, options)
  const program = ts.createProgram(['planted.ts'], { target: ts.ScriptTarget.ES2022 }, host)
  expect(droppedPromises(program, (file) => file === 'planted.ts')).toHaveLength(1)
})
