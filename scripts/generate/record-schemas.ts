import { join } from 'node:path'
import ts from 'typescript'
import { root } from './documents.ts'

export type JsonSchema = Record<string, unknown>

/** By kind, the JSON Schema of its records, and the definitions that these refer to (`#/definitions/...`). */
export interface RecordSchemas {
  readonly kinds: Readonly<Record<string, JsonSchema>>
  readonly definitions: Readonly<Record<string, JsonSchema>>
}

/** Names that say more of a value than their type does. */
const NAMED: Readonly<Record<string, JsonSchema>> = {
  Instant: { type: 'integer' },
  IsoDate: { type: 'string', format: 'date' },
  JsonObject: { type: 'object' },
  JsonValue: {},
}

/** What a state holds besides records. */
const BESIDES = [
  { name: '@job', file: 'src/kernel/job.ts', type: 'Job' },
  { name: '@event', file: 'src/kernel/event.ts', type: 'DomainEvent' },
] as const

/** The schemas of all kinds of record, read from the types that `defineKind<R>()({ name })` is called with below src. */
export function recordSchemas(): RecordSchemas {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  })
  if (config === undefined) throw new Error('tsconfig.json could not be read')
  const files = config.fileNames.filter((file) => file.startsWith(join(root, 'src')))
  const program = ts.createProgram(files, config.options)
  const writer = schemaWriter(program.getTypeChecker())
  const found = files
    .map((file) => program.getSourceFile(file))
    .flatMap((source) => (source ? definedKinds(source) : []))
    // The kernel's own and the registry's are nobody's to write.
    .filter(({ name }) => !name.startsWith('@'))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const kinds = Object.fromEntries(found.map(({ name, record }) => [name, writer.ofRecord(name, record)]))
  for (const { name, file, type } of BESIDES) {
    const source = program.getSourceFile(join(root, file))
    const declared = source?.statements.find(
      (one) => ts.isInterfaceDeclaration(one) && one.name.text === type,
    )
    if (!declared) throw new Error(`${file} declares no interface ${type}`)
    kinds[name] = writer.ofRecord(name, declared as ts.InterfaceDeclaration)
  }
  return { kinds, definitions: writer.definitions }
}

interface Defined {
  readonly name: string
  readonly record: ts.TypeNode
}

function definedKinds(source: ts.SourceFile): Defined[] {
  const found: Defined[] = []
  const visit = (node: ts.Node): void => {
    const defined = definedKind(node)
    if (defined) found.push(defined)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** `defineKind<R>()({ name: 'r', ... })` */
function definedKind(node: ts.Node): Defined | undefined {
  if (!ts.isCallExpression(node) || !ts.isCallExpression(node.expression)) return undefined
  const { expression, typeArguments } = node.expression
  const [options] = node.arguments
  if (!ts.isIdentifier(expression) || expression.text !== 'defineKind') return undefined
  const record = typeArguments?.[0]
  if (!record || !options || !ts.isObjectLiteralExpression(options)) return undefined
  const name = options.properties.find((one) => one.name?.getText() === 'name')
  if (options.properties.some((one) => one.name?.getText() === 'outside')) return undefined
  if (!name || !ts.isPropertyAssignment(name) || !ts.isStringLiteral(name.initializer)) return undefined
  return { name: name.initializer.text, record }
}

function schemaWriter(checker: ts.TypeChecker) {
  const definitions: Record<string, JsonSchema> = {}
  const names = new Map<ts.Type, string>()

  /** By the place where the type is first met: `employee.person.home_address`. */
  const nameFor = (place: string): string => {
    let name = place
    for (let number = 2; name in definitions; number += 1) name = `${place}-${number}`
    return name
  }

  /** An object type stands once and is referred to: types may be recursive, and many are used in many places. */
  const ofObject = (type: ts.Type, place: string): JsonSchema => {
    let name = names.get(type)
    if (name === undefined) {
      name = nameFor(place)
      names.set(type, name)
      definitions[name] = {}
      definitions[name] = fieldsOf(type, name)
    }
    return { $ref: `#/definitions/${name}` }
  }

  const fieldsOf = (type: ts.Type, place: string): JsonSchema => {
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const symbol of checker.getPropertiesOfType(type)) {
      const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0
      properties[symbol.name] = ofProperty(symbol, `${place}.${symbol.name}`)
      if (!isOptional) required.push(symbol.name)
    }
    const other = checker.getIndexInfoOfType(type, ts.IndexKind.String)
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(other && { additionalProperties: ofType(other.type, place) }),
    }
  }

  const ofProperty = (symbol: ts.Symbol, place: string): JsonSchema => {
    const declaration = symbol.declarations?.find(ts.isPropertySignature)
    const named = declaration?.type && namedSchema(declaration.type, place)
    if (named) return named
    return ofType(checker.getTypeOfSymbol(symbol), place)
  }

  const namedSchema = (node: ts.TypeNode, place: string): JsonSchema | undefined => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return NAMED[node.typeName.text]
    if (!ts.isUnionTypeNode(node)) return undefined
    const parts = node.types.map((part) => namedSchema(part, place))
    if (!parts.some(Boolean)) return undefined
    return anyOf(node.types.map((part, at) => parts[at] ?? ofType(checker.getTypeFromTypeNode(part), place)))
  }

  const ofType = (type: ts.Type, place: string): JsonSchema => {
    const named = type.aliasSymbol && NAMED[type.aliasSymbol.name]
    if (named) return named
    if (type.flags & ts.TypeFlags.TypeParameter)
      return ofType(checker.getBaseConstraintOfType(type) ?? type, place)
    if (type.isUnion()) return ofUnion(type, place)
    const plain = plainSchema(checker, type)
    if (plain) return plain
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const [items] = checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', ...(items && { items: ofType(items, place) }) }
    }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return ofObject(type, place)
    return {}
  }

  const ofUnion = (type: ts.UnionType, place: string): JsonSchema => {
    const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined))
    return anyOf(parts.map((part) => ofType(part, place)))
  }

  return {
    definitions,
    ofRecord: (kind: string, node: ts.TypeNode | ts.InterfaceDeclaration) => ({
      ...fieldsOf(checker.getTypeAtLocation(node), kind),
      additionalProperties: false,
    }),
  }
}

/** Of what has no parts. */
function plainSchema(checker: ts.TypeChecker, type: ts.Type): JsonSchema | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] }
  const { flags } = type
  if (flags & ts.TypeFlags.BooleanLiteral) return { enum: [checker.typeToString(type) === 'true'] }
  if (flags & ts.TypeFlags.StringLike) return { type: 'string' }
  if (flags & ts.TypeFlags.NumberLike) return { type: 'number' }
  if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' }
  return flags & ts.TypeFlags.Null ? { type: 'null' } : undefined
}

/** One schema for several: values of a list stand in one list, and what is there twice stands once. */
function anyOf(parts: readonly JsonSchema[]): JsonSchema {
  const values = parts.flatMap((part) => (Array.isArray(part['enum']) ? part['enum'] : []))
  const rest = [
    ...new Map(parts.filter((part) => !part['enum']).map((part) => [JSON.stringify(part), part])).values(),
  ]
  if (rest.some((part) => Object.keys(part).length === 0)) return {}
  const isBoolean = values.includes(true) && values.includes(false)
  const listed = isBoolean ? values.filter((value) => typeof value !== 'boolean') : values
  const all = [
    ...(isBoolean ? [{ type: 'boolean' }] : []),
    // The compiler's own order changes with whatever it has read before.
    ...(listed.length > 0 ? [{ enum: listed.toSorted() }] : []),
    ...rest,
  ]
  return all.length === 1 ? (all[0] as JsonSchema) : { anyOf: all }
}
