import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const ROOT = path.resolve(import.meta.dirname, '../..')

/** One import or re-export, as far as the import rules care. */
export interface Import {
  /** Path from the project root for relative imports (`src/groups/model.ts`), else the specifier (`express`, `node:fs`). */
  readonly target: string
  readonly relative: boolean
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean
  readonly line: number
}

export interface Source {
  /** From the project root, with slashes. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
  readonly imports: readonly Import[]
}

/** Every TypeScript and JavaScript source below the folders, without what a generator writes. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    listFiles(folder)
      .filter((file) => /\.(ts|mjs|js)$/.test(file) && !file.includes('/generated/'))
      .map((file) => parseSource(file, readFileSync(path.join(ROOT, file), 'utf8'))),
  )
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .sort()
  } catch {
    return []
  }
}

/** A source from its text; rules are tried on made-up files this way. */
export function parseSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  walk(tree, (node) => {
    const found = readImport(node)
    if (found === undefined) return
    const relative = found.specifier.startsWith('.')
    const target = relative ? path.posix.join(path.posix.dirname(file), found.specifier) : found.specifier
    imports.push({ target, relative, typeOnly: found.typeOnly, line: lineOf(tree, node) })
  })
  return { path: file, text, tree, imports }
}

function readImport(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: isTypeOnly(node.importClause) }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : []
    const typeOnly = node.isTypeOnly || (named.length > 0 && named.every((element) => element.isTypeOnly))
    return { specifier: node.moduleSpecifier.text, typeOnly }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const literal = node.argument.literal
    return ts.isStringLiteral(literal) ? { specifier: literal.text, typeOnly: true } : undefined
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const argument = node.arguments[0]
    return argument && ts.isStringLiteral(argument)
      ? { specifier: argument.text, typeOnly: false }
      : undefined
  }
  return undefined
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const bindings = clause.namedBindings
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly)
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

export const lineOf = (tree: ts.SourceFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
