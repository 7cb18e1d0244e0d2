import {
  type OpenApi,
  operationsOf,
  overlaidDocuments,
  type Schema,
} from '../../scripts/generate/documents.ts'
import type { OperationFacts } from '../../src/api/operation-facts.ts'
import { choiceFrom, uuidFrom } from '../../src/kernel/identity.ts'

/** Ids of records that exist, by the name of a parameter or property: `group_id`, `carrier_id` ... */
export type Ids = ReadonlyMap<string, string>

/** Bodies made from the published schemas, the same in every run. */
export interface Samples {
  /** Every property filled in, as the schema has it; undefined when the operation takes no body. */
  body(facts: OperationFacts, ids: Ids): unknown
  /** The sample with one thing wrong or odd, each of `count` in another way or place. */
  mutations(facts: OperationFacts, ids: Ids, count: number): readonly unknown[]
}

export function createSamples(): Samples {
  const { documents } = overlaidDocuments()
  const schemas = new Map<string, { readonly document: OpenApi; readonly schema: Schema }>()
  for (const [api, document] of Object.entries(documents)) {
    for (const { operation } of operationsOf(document)) {
      const schema = operation.requestBody?.content['application/json']?.schema
      if (schema) schemas.set(`${api} ${operation.operationId}`, { document, schema })
    }
  }
  const body = (facts: OperationFacts, ids: Ids) => {
    const found = schemas.get(`${facts.api} ${facts.id}`)
    return found && sampleOf(found.document, found.schema, '', ids, 0)
  }
  return {
    body,
    mutations: (facts, ids, count) =>
      Array.from({ length: count }, (_, at) => mutated(body(facts, ids), `${facts.api} ${facts.id}`, at)),
  }
}

/** Deep enough for every published body; schemas that contain themselves end here. */
const DEEPEST = 9

function sampleOf(document: OpenApi, schema: Schema, name: string, ids: Ids, depth: number): unknown {
  if (schema.$ref) {
    const target = document.components.schemas[schema.$ref.replace('#/components/schemas/', '')] as Schema
    return sampleOf(document, target, name, ids, depth)
  }
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return sampleOf(document, first, name, ids, depth)
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => sampleOf(document, part, name, ids, depth))
    return parts.every((part) => typeof part === 'object') ? Object.assign({}, ...parts) : parts[0]
  }
  if (schema.enum) return schema.enum.find((value) => value !== null)
  if (schema.type === 'array') {
    const { items } = schema
    if (depth > DEEPEST || !items) return []
    const count = Math.max(1, Number(schema['minItems'] ?? 1))
    return Array.from({ length: count }, () => sampleOf(document, items, name, ids, depth + 1))
  }
  if (schema.type === 'object' || schema.properties) return sampleObject(document, schema, ids, depth)
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (schema.type === 'boolean') return true
  return sampleText(schema, name, ids)
}

function sampleObject(document: OpenApi, schema: Schema, ids: Ids, depth: number): object {
  if (depth > DEEPEST) return {}
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([, property]) => !property.readOnly)
      .map(([name, property]) => [name, sampleOf(document, property, name, ids, depth + 1)]),
  )
}

const TEXTS = [
  '900010001',
  '+15555550100',
  '12345',
  '12-3456789',
  '123456789',
  '2026-02-01',
  'a@example.com',
  'CA',
  '1',
  'Ann',
]

function sampleText({ format, pattern }: Schema, name: string, ids: Ids): string {
  if (format === 'uuid') return ids.get(name) ?? uuidFrom('sample', name)
  if (format === 'date') return name === 'date_of_birth' ? '1990-02-03' : '2026-02-01'
  if (format === 'date-time') return '2026-02-01T09:00:00Z'
  if (format === 'email') return 'ann@example.com'
  if (format === 'uri') return 'https://example.com/x'
  if (typeof pattern === 'string') return TEXTS.find((text) => new RegExp(pattern).test(text)) ?? 'Ann'
  return `Sample ${name}`
}

interface Place {
  readonly holder: Record<string, unknown>
  readonly key: string
}

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Object.keys(value)) {
    found.push({ holder: value as Record<string, unknown>, key })
    placesIn((value as Record<string, unknown>)[key], found)
  }
  return found
}

const MUTATIONS: readonly ((place: Place) => void)[] = [
  ({ holder, key }) => Reflect.deleteProperty(holder, key),
  ({ holder, key }) => Object.assign(holder, { [key]: null }),
  ({ holder, key }) => Object.assign(holder, { [key]: typeof holder[key] === 'string' ? 7 : 'text' }),
  ({ holder, key }) => Object.assign(holder, { [`${key}x`]: holder[key] }),
  ({ holder, key }) => Object.assign(holder, { [key]: '' }),
  ({ holder, key }) => Object.assign(holder, { [key]: '\u{1f600}\u0000\ud800'.repeat(2_000) }),
  ({ holder, key }) => Object.assign(holder, { [key]: [holder[key], holder[key]] }),
  ({ holder, key }) => Object.assign(holder, { [key]: -1e308 }),
  ({ holder, key }) => Object.assign(holder, { [key]: { constructor: { prototype: [] } } }),
  ({ holder, key }) => Object.assign(holder, { [key]: '9999-12-31' }),
]

function mutated(sample: unknown, operation: string, at: number): unknown {
  const places = placesIn(sample)
  if (places.length === 0) return at % 2 === 0 ? [sample] : { unheard_of: at }
  const mutate = MUTATIONS[at % MUTATIONS.length] as (place: Place) => void
  mutate(choiceFrom(places, operation, at))
  return sample
}
