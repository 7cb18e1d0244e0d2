import { readFileSync } from 'node:fs'
import { isIsoDate } from '../kernel/instant.ts'

/** The words of JSON Schema that the generated schema of records uses. */
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | false
  readonly items?: Schema
}

interface Document extends Schema {
  readonly properties: Readonly<Record<string, Schema>>
  readonly definitions: Readonly<Record<string, Schema>>
}

/** What is wrong with a value, and where in it. Never says the value: it may be a Social Security number. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const DEFINITIONS = '#/definitions/'

/** Holds records against the forms that their types have in this version; see `openapi/state.schema.json`. */
export class RecordSchema {
  readonly #document: Document

  constructor(document: Document) {
    this.#document = document
  }

  /** The schema that is shipped. */
  static read(): RecordSchema {
    const file = new URL('../../openapi/state.schema.json', import.meta.url)
    return new RecordSchema(JSON.parse(readFileSync(file, 'utf8')) as Document)
  }

  /** The first thing that is wrong with a record of the kind, which must be one of the schema's. */
  faultOf(kind: string, record: unknown): Fault | undefined {
    return this.#fault((this.#document.properties[kind] as Schema).items as Schema, record, [])
  }

  #fault(asked: Schema, value: unknown, path: Fault['path']): Fault | undefined {
    const schema = this.#resolved(asked)
    if (schema.anyOf) return this.#faultOfAny(schema.anyOf, value, path)
    if (schema.enum && !schema.enum.includes(value)) {
      const allowed = schema.enum.map((one) => JSON.stringify(one)).join(', ')
      return { path, message: schema.enum.length === 1 ? `is not ${allowed}` : `is none of ${allowed}` }
    }
    if (schema.type !== undefined && !isOfType(schema.type, value)) {
      return { path, message: `is not ${NOUNS[schema.type] ?? schema.type}` }
    }
    if (schema.format === 'date' && !isIsoDate(value as string)) return { path, message: 'is no date' }
    if (Array.isArray(value)) return this.#faultOfItems(schema, value, path)
    return isObject(value) ? this.#faultOfFields(schema, value, path) : undefined
  }

  #faultOfAny(schemas: readonly Schema[], value: unknown, path: Fault['path']): Fault | undefined {
    const faults = schemas.map((schema) => this.#fault(schema, value, path))
    if (faults.includes(undefined)) return undefined
    // What is wrong inside the form that fits best says more than that none fits.
    const deepest = (faults as Fault[]).toSorted((one, other) => other.path.length - one.path.length)[0]
    if (deepest && deepest.path.length > path.length && schemas.length < 4) return deepest
    return { path, message: 'has none of the forms it may have' }
  }

  #faultOfItems({ items }: Schema, values: readonly unknown[], path: Fault['path']): Fault | undefined {
    if (!items) return undefined
    for (const [at, value] of values.entries()) {
      const fault = this.#fault(items, value, [...path, at])
      if (fault) return fault
    }
    return undefined
  }

  #faultOfFields(
    { properties = {}, required = [], additionalProperties }: Schema,
    value: Readonly<Record<string, unknown>>,
    path: Fault['path'],
  ): Fault | undefined {
    for (const name of required) {
      if (!Object.hasOwn(value, name)) return { path: [...path, name], message: 'is missing' }
    }
    for (const [name, field] of Object.entries(value)) {
      const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
      if (own === false) return { path: [...path, name], message: 'is no field of this kind' }
      const fault = own && this.#fault(own, field, [...path, name])
      if (fault) return fault
    }
    return undefined
  }

  #resolved(schema: Schema): Schema {
    const { $ref } = schema
    if ($ref === undefined) return schema
    return this.#document.definitions[$ref.slice(DEFINITIONS.length)] as Schema
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
