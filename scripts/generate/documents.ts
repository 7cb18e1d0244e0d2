import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Action, Overlay } from './overlay.ts'
import { appliesTo, applyOverlay } from './overlay.ts'

export const root = join(import.meta.dirname, '..', '..')
export const publishedNames = ['fulfillment', 'tracking', 'carrier'] as const
export const apiNames = [...publishedNames, 'accounts', 'control'] as const
export type PublishedName = (typeof publishedNames)[number]
export type Api = (typeof apiNames)[number]

/** A schema object of OpenAPI 3.0. */
export interface Schema {
  $ref?: string
  type?: string
  format?: string
  nullable?: boolean
  readOnly?: boolean
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  minimum?: number
  maximum?: number
  [keyword: string]: unknown
}

export interface Parameter {
  $ref?: string
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

export interface Response {
  $ref?: string
  description?: string
  content?: Record<string, { schema?: Schema }>
}

export interface Operation {
  operationId: string
  summary?: string
  tags?: string[]
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, Response>
}

export interface OpenApi {
  openapi: string
  security?: unknown[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses?: Record<string, Response>
    parameters?: Record<string, Parameter>
  }
}

/** One operation with its place. */
export interface Placed {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

export interface Hit {
  readonly document: PublishedName
  readonly action: Action
  readonly count: number
}

/** A document as it lies in `openapi/`, without the overlay. */
export function readDocument(api: Api): OpenApi {
  const isPublished = (publishedNames as readonly string[]).includes(api)
  const file = join(root, 'openapi', `${api}.${isPublished ? 'json' : 'yaml'}`)
  const text = readFileSync(file, 'utf8')
  return isPublished ? JSON.parse(text) : parse(text)
}

export function readOverlay(): Overlay {
  return parse(readFileSync(join(root, 'openapi', 'overlay.yaml'), 'utf8'))
}

/** By api and operationId, one line on what the operation does. */
export function readSummaries(): Record<string, Record<string, string>> {
  return parse(readFileSync(join(root, 'openapi', 'summaries.yaml'), 'utf8'))
}

function addSummaries(document: OpenApi, summaries: Readonly<Record<string, string>>): void {
  for (const { operation } of operationsOf(document)) {
    const summary = summaries[operation.operationId]
    if (!summary) throw new Error(`openapi/summaries.yaml says nothing on ${operation.operationId}`)
    operation.summary = summary
  }
}

/** Every document with the overlay applied, and how often each action hit. An action that hits nothing is an error. */
export function overlaidDocuments(): { documents: Record<Api, OpenApi>; hits: Hit[] } {
  const overlay = readOverlay()
  const summaries = readSummaries()
  const hits: Hit[] = []
  const documents: Partial<Record<Api, OpenApi>> = {
    accounts: readDocument('accounts'),
    control: readDocument('control'),
  }
  for (const name of publishedNames) {
    const applied = applyOverlay(readDocument(name), name, overlay.actions)
    addSummaries(applied.document, summaries[name] ?? {})
    const actions = overlay.actions.filter((action) => appliesTo(action, name))
    actions.forEach((action, index) => {
      hits.push({ document: name, action, count: applied.hits[index] ?? 0 })
    })
    documents[name] = applied.document
  }
  return { documents: documents as Record<Api, OpenApi>, hits }
}

export function operationsOf(document: OpenApi): Placed[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
}

/** The parameters of an operation, through references into `components.parameters`. */
export function parametersOf(document: OpenApi, operation: Operation): Parameter[] {
  return (operation.parameters ?? []).map((parameter) => {
    if (!parameter.$ref) return parameter
    const found = document.components.parameters?.[parameter.$ref.replace('#/components/parameters/', '')]
    if (!found) throw new Error(`Unknown parameter ${parameter.$ref}`)
    return found
  })
}

/** The response itself, through a reference into `components.responses`. */
export function resolvedResponse(document: OpenApi, response: Response): Response {
  if (!response.$ref) return response
  const name = response.$ref.replace('#/components/responses/', '')
  const found = document.components.responses?.[name]
  if (!found) throw new Error(`Unknown response ${response.$ref}`)
  return found
}
