import type { OpenApi, Schema } from './documents.ts'
import { operationsOf } from './documents.ts'
import { banner, propertyName } from './source-text.ts'

const PREFIX = '#/components/schemas/'

/** The module that knows, by operationId, the property names of each request body. */
export function fieldsText(document: OpenApi): string {
  const shared = new SharedTrees(document)
  const members = operationsOf(document).flatMap(({ operation }) => {
    const schema = operation.requestBody?.content['application/json']?.schema
    return schema ? [`  ${propertyName(operation.operationId)}: ${shared.text(schema)},`] : []
  })
  return [
    banner,
    `import type { FieldTree } from '../field-tree.ts'`,
    '',
    ...shared.constants,
    '',
    '/** By operationId, the names its body may hold; none where the operation takes no body. */',
    'export const fields: Readonly<Record<string, FieldTree>> = {',
    ...members,
    '}',
    '',
  ].join('\n')
}

/** The trees of the components in use, each a constant of its own that stands before those that refer to it. */
class SharedTrees {
  readonly constants: string[] = []
  readonly #document: OpenApi
  readonly #names = new Map<string, string>()
  readonly #open = new Set<string>()

  constructor(document: OpenApi) {
    this.#document = document
  }

  /** The tree of a schema as source text. */
  text(schema: Schema): string {
    if (schema.$ref) return this.#component(schema.$ref.slice(PREFIX.length))
    if (schema.items) return this.text(schema.items)
    const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
      .map((part) => this.text(part))
      .filter((text) => text !== 'null')
    const members = Object.entries(schema.properties ?? {}).map(
      ([name, property]) => `${propertyName(name)}: ${this.text(property)}`,
    )
    if (parts.includes(`'*'`) || isFreeForm(schema, parts)) return `'*'`
    if (members.length === 0)
      return parts.length < 2 ? (parts[0] ?? 'null') : `{ ${parts.map(spread).join(', ')} }`
    return `{ ${[...parts.map(spread), ...members].join(', ')} }`
  }

  #component(name: string): string {
    const known = this.#names.get(name)
    if (known) return known
    const schema = this.#document.components.schemas[name]
    if (!schema) throw new Error(`Unknown schema ${PREFIX}${name}`)
    // A schema inside itself: what lies deeper is not looked at.
    if (this.#open.has(name)) return `'*'`
    this.#open.add(name)
    const text = this.text(schema)
    this.#open.delete(name)
    const constant = text.startsWith('{') ? name : text
    if (constant === name) this.constants.push(`const ${name} = ${text} satisfies FieldTree`)
    this.#names.set(name, constant)
    return constant
  }
}

function spread(text: string): string {
  return `...${text}`
}

/** An object of which no property is published may hold any. */
function isFreeForm(schema: Schema, parts: readonly string[]): boolean {
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) return true
  if (parts.length > 0 || Object.keys(schema.properties ?? {}).length > 0) return false
  return schema.type === 'object' || schema.type === undefined
}
