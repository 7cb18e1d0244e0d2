import type { HttpMethod, OperationFacts, QueryParameter, QueryType } from '../../src/api/operation-facts.ts'
import type { Api, OpenApi, Operation, Parameter, Placed, Schema } from './documents.ts'
import { apiNames, operationsOf, parametersOf } from './documents.ts'
import { queryEnums } from './query-enums.ts'
import { banner, literal } from './source-text.ts'

/** The facts of every operation of every document, in the order the documents publish them. */
export function allFacts(documents: Readonly<Record<Api, OpenApi>>): OperationFacts[] {
  return apiNames.flatMap((api) =>
    operationsOf(documents[api]).map((placed) => factsOf(api, documents[api], placed)),
  )
}

export function operationsText(facts: readonly OperationFacts[]): string {
  return [
    banner,
    `import type { OperationFacts } from '../operation-facts.ts'`,
    '',
    'export const operationFacts: readonly OperationFacts[] = [',
    ...facts.map((fact) => `  ${literal(fact)},`),
    ']',
    '',
  ].join('\n')
}

function factsOf(api: Api, document: OpenApi, { path, method, operation }: Placed): OperationFacts {
  const parameters = parametersOf(document, operation)
  const enums = queryEnums(document, operation)
  return {
    api,
    id: operation.operationId,
    method: method.toUpperCase() as HttpMethod,
    path,
    params: pathParameters(path, parameters),
    query: parameters.filter((p) => p.in === 'query').map((p) => queryParameter(p, enums[p.name])),
    ...(operation.requestBody && { body: { required: operation.requestBody.required ?? false } }),
    successes: Object.keys(operation.responses)
      .filter((status) => status.startsWith('2'))
      .map(Number)
      .sort(),
    secured: isSecured(document, operation),
  }
}

function pathParameters(path: string, parameters: readonly Parameter[]): OperationFacts['params'] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const parameter = parameters.find((p) => p.in === 'path' && p.name === name)
    if (!parameter) throw new Error(`${path} does not describe its parameter ${name}`)
    return { name, uuid: parameter.schema.format === 'uuid' }
  })
}

function queryParameter(
  { name, schema, required }: Parameter,
  found: readonly string[] | undefined,
): QueryParameter {
  const value = schema.type === 'array' ? (schema.items ?? {}) : schema
  const values = (value.enum as string[] | undefined) ?? found
  return {
    name,
    type: queryType(schema, name),
    ...(schema.type === 'array' && { items: queryType(value, name) as Exclude<QueryType, 'array'> }),
    ...(value.format === 'uuid' && { uuid: true as const }),
    ...(value.format === 'date' && { date: true as const }),
    ...(values && { enum: values }),
    ...(schema.minimum !== undefined && { minimum: schema.minimum }),
    ...(schema.maximum !== undefined && { maximum: schema.maximum }),
    required: required ?? false,
  }
}

function queryType(schema: Schema, name: string): QueryType {
  const known: readonly string[] = ['string', 'integer', 'number', 'boolean', 'array'] satisfies QueryType[]
  if (!known.includes(schema.type ?? ''))
    throw new Error(`Query parameter ${name} has the type ${schema.type}`)
  return schema.type as QueryType
}

/** Only a bearer counts: the token endpoint's Basic key is its own business. */
function isSecured(document: OpenApi, operation: Operation): boolean {
  const demands = operation.security ?? document.security ?? []
  return demands.some((demand) => 'BearerAuth' in (demand as object))
}
