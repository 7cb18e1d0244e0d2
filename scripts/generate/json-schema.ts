import type { Schema } from './documents.ts'

/** Which side of the wire a schema is for: what is read-only is demanded of answers, never of requests. */
export type Side = 'request' | 'response'

/** Annotations and vendor words that no validator reads. */
const silent = new Set([
  'description',
  'title',
  'example',
  'default',
  'readOnly',
  'writeOnly',
  'deprecated',
  'xml',
  'externalDocs',
])
/** Formats of OpenAPI that say how a number is stored, not which numbers there are. */
const storage = new Set(['float', 'double', 'password', 'binary', 'byte'])
const INT32 = 2 ** 31

/** A schema object of OpenAPI 3.0 as JSON Schema draft 7, references as they are. */
export function jsonSchema(schema: Schema, side: Side): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword.startsWith('x-') || silent.has(keyword)) continue
    const converted = keywordOf(keyword, value, schema, side)
    Object.assign(out, converted)
  }
  return out
}

function keywordOf(keyword: string, value: unknown, schema: Schema, side: Side): Record<string, unknown> {
  switch (keyword) {
    case 'nullable':
      return {}
    case 'type':
      return { type: schema.nullable ? [value, 'null'] : value }
    case 'format':
      return formatOf(value as string)
    case 'exclusiveMinimum':
      return { exclusiveMinimum: schema.minimum }
    case 'minimum':
      return schema.exclusiveMinimum === true ? {} : { minimum: value }
    case 'required':
      return requiredOf(schema, side)
    case 'properties':
      return {
        properties: mapValues(value as Record<string, Schema>, (property) => jsonSchema(property, side)),
      }
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return { [keyword]: (value as Schema[]).map((member) => jsonSchema(member, side)) }
    case 'items':
      // Published beside type string where a comma-separated list is meant; without an array it says nothing.
      return schema.type === 'array' ? { items: jsonSchema(value as Schema, side) } : {}
    case 'additionalProperties':
      return { [keyword]: typeof value === 'object' ? jsonSchema(value as Schema, side) : value }
    default:
      return { [keyword]: value }
  }
}

function formatOf(format: string): Record<string, unknown> {
  if (format === 'int32') return { minimum: -INT32, maximum: INT32 - 1 }
  return storage.has(format) ? {} : { format }
}

function requiredOf(schema: Schema, side: Side): Record<string, unknown> {
  const names = schema.required ?? []
  const required = side === 'response' ? names : names.filter((name) => !schema.properties?.[name]?.readOnly)
  return required.length > 0 ? { required } : {}
}

export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
