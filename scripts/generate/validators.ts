import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { _, Ajv } from 'ajv'
import standaloneModule from 'ajv/dist/standalone/index.js'
import type { OpenApi, Schema } from './documents.ts'
import { operationsOf, resolvedResponse } from './documents.ts'
import { formats } from './formats.js'
import type { Side } from './json-schema.ts'
import { jsonSchema, mapValues } from './json-schema.ts'
import { banner, propertyName } from './source-text.ts'

const standaloneCode = standaloneModule.default
const DOCUMENT = 'document'
const JSON_TYPE = 'application/json'
const formatsSource = readFileSync(join(import.meta.dirname, 'formats.js'), 'utf8').replace(
  'export const',
  'const',
)

/** Validators of every request body of a document: `bodies[operationId]`. */
export function bodiesText(document: OpenApi): string {
  const schemas: Record<string, Schema> = {}
  for (const { operation } of operationsOf(document)) {
    const schema = operation.requestBody?.content[JSON_TYPE]?.schema
    if (schema) schemas[operation.operationId] = schema
  }
  const { code, functions } = compile(document, schemas, 'request')
  const members = Object.keys(schemas).map((id) => `  ${propertyName(id)}: ${functions[id]},`)
  return [code, 'export const bodies = {', ...members, '}', ''].join('\n')
}

/** Validators of every answer of a document that has a JSON body: `responses[operationId][status]`. */
export function responsesText(document: OpenApi): string {
  const schemas: Record<string, Schema> = {}
  const table: string[] = []
  const names = new Map<string, string>()
  for (const { operation } of operationsOf(document)) {
    const entries = Object.entries(operation.responses).flatMap(([status, response]) => {
      const schema = resolvedResponse(document, response).content?.[JSON_TYPE]?.schema
      if (!schema) return []
      // One function for each different schema: most operations share their error answers.
      const key = JSON.stringify(schema)
      const name = names.get(key) ?? `r${names.size}`
      names.set(key, name)
      schemas[name] = schema
      return [[status, name] as const]
    })
    table.push(`${operation.operationId} ${entries.map((entry) => entry.join(':')).join(' ')}`)
  }
  const { code, functions } = compile(document, schemas, 'response')
  const members = table.map((line) => {
    const [id = '', ...entries] = line.trimEnd().split(' ')
    const statuses = entries
      .map((entry) => entry.split(':'))
      .map(([status, name = '']) => `${status}: ${functions[name]}`)
    return `  ${propertyName(id)}: { ${statuses.join(', ')} },`
  })
  return [code, 'export const responses = {', ...members, '}', ''].join('\n')
}

export function bodiesTypes(): string {
  return `${banner}
import type { Validate } from '../validator.ts'

/** By operationId, the validator of its request body; none where the operation takes no body. */
export declare const bodies: Readonly<Record<string, Validate>>
`
}

export function responsesTypes(): string {
  return `${banner}
import type { Validate } from '../validator.ts'

/** By operationId and HTTP status (or \`default\`), the validator of the answer; none where the answer has no JSON body. */
export declare const responses: Readonly<Record<string, Readonly<Record<number | 'default', Validate>>>>
`
}

/** Standalone code for named schemas and, by the name of each, that of its function. */
export function compile(document: OpenApi, schemas: Readonly<Record<string, Schema>>, side: Side) {
  const ajv = standaloneAjv()
  ajv.addSchema(
    {
      $id: DOCUMENT,
      components: {
        schemas: mapValues(document.components.schemas, (schema) => rooted(jsonSchema(schema, side))),
      },
    },
    DOCUMENT,
  )
  for (const [name, schema] of Object.entries(schemas))
    ajv.addSchema(rooted(jsonSchema(schema, side)) as object, name)
  return moduleOf(ajv, Object.keys(schemas))
}

export function standaloneAjv(AjvClass: typeof Ajv = Ajv): Ajv {
  const ajv = new AjvClass({
    allErrors: true,
    // The published documents mix types and hold words of OpenAPI; what they mean is checked by the tests of the overlay.
    strict: false,
    inlineRefs: false,
    code: { source: true, esm: true, optimize: 2, lines: false, formats: _`formats` },
  })
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format)
  return ajv
}

/** The code without its own exports: each validator's function name by the schema's. */
export function moduleOf(
  ajv: Ajv,
  names: readonly string[],
): { code: string; functions: Record<string, string> } {
  const raw = standaloneCode(ajv, Object.fromEntries(names.map((name) => [name, name])))
  const functions: Record<string, string> = {}
  const code = raw
    .replace(/^"use strict";/, '')
    .replace(/;(?=const schema\d+ =|function validate\d+\()/g, ';\n')
    .replace(/\}(?=function validate\d+\(|const schema\d+ =)/g, '}\n')
    .replace(/export const ([\w$]+) = (validate\d+);/g, (_match, name: string, fn: string) => {
      functions[name] = fn
      return ''
    })
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', '(text) => [...text].length')
  const missing = names.filter((name) => !functions[name])
  if (missing.length > 0) throw new Error(`ajv made no function for ${missing.join(', ')}`)
  if (code.includes('require('))
    throw new Error(`ajv's code needs ${/require\([^)]*\)/.exec(code)?.[0]}; give it inline`)
  return { code: `${banner}\n${formatsSource}${code}`, functions }
}

/** References point into the one document that holds the components. */
function rooted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rooted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string' ? [key, `${DOCUMENT}${member}`] : [key, rooted(member)],
    ),
  )
}
