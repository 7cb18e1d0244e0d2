import { readFileSync } from 'node:fs'
import type { ErrorObject } from 'ajv'
import { nearestName } from '../kernel/nearest.ts'
import type { ScenarioFault } from './fault.ts'
import { scenario as satisfies } from './generated/scenario.js'
import type { Path, Source } from './source.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly description?: string
  readonly pattern?: string
}

/** Everything in which a document departs from the schema, each with its place and the nearest keyword or value. */
export function schemaFaults(source: Source): ScenarioFault[] {
  if (source.data === null || source.data === undefined) {
    return [source.fault([], 'The file is empty. A scenario needs at least "title: ...".')]
  }
  if (satisfies(source.data)) return []
  const schema = loadSchema()
  return (satisfies.errors ?? []).map((error) => fault(source, error as ErrorObject, schema))
}

/** The schema's text is read only here, when something is wrong: a start has no use for it. */
function loadSchema(): Schema {
  return JSON.parse(readFileSync(new URL('../../openapi/scenario.schema.json', import.meta.url), 'utf8'))
}

function fault(source: Source, error: ErrorObject, schema: Schema): ScenarioFault {
  const path = pathOf(error.instancePath, source.data)
  const own = schemaAt(schema, path)
  const params = error.params as Record<string, unknown>
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(params.additionalProperty)
      const known = Object.keys(own?.properties ?? {})
      return source.fault([...path, name], `Unknown keyword "${name}". Known here: ${known.join(', ')}.`, {
        key: true,
        nearest: nearestName(name, known),
      })
    }
    case 'required':
      return source.fault(
        path,
        `"${params.missingProperty}" is missing.${about(own, String(params.missingProperty))}`,
      )
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String)
      const value = valueAt(source.data, path)
      return source.fault(path, `${shown(value)} is none of ${allowed.join(', ')}.`, {
        nearest: typeof value === 'string' ? nearestName(value, allowed) : undefined,
      })
    }
    case 'type':
      return source.fault(
        path,
        `${shown(valueAt(source.data, path))} should be ${article(String(params.type))}.${hint(error, path, source)}`,
      )
    case 'pattern':
      return source.fault(
        path,
        `${shown(valueAt(source.data, path))} does not have the right form. ${own?.description ?? ''}`.trim(),
      )
    default:
      return source.fault(path, `${shown(valueAt(source.data, path))} ${error.message ?? 'is not allowed'}.`)
  }
}

/** `00123456` without quotes is a number to YAML, and its zeros are gone. */
function hint(error: ErrorObject, path: Path, source: Source): string {
  const wantsText = (error.params as { type?: unknown }).type === 'string'
  return wantsText && typeof valueAt(source.data, path) === 'number' ? ' Put it in quotes.' : ''
}

function about(schema: Schema | undefined, property: string): string {
  const description = schema?.properties?.[property]?.description
  return description === undefined ? '' : ` ${description}`
}

function article(type: string): string {
  return (
    {
      string: 'text',
      array: 'a list',
      object: 'a group of keywords',
      integer: 'a whole number',
      boolean: 'true or false',
    }[type] ?? `a ${type}`
  )
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

function pathOf(pointer: string, data: unknown): Path {
  let value = data
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(value) ? Number(name) : name
      value = (value as Record<string | number, unknown> | undefined)?.[step]
      return step
    })
}

function schemaAt(schema: Schema, path: Path): Schema | undefined {
  let own: Schema | undefined = schema
  for (const step of path) own = typeof step === 'number' ? own?.items : own?.properties?.[step]
  return own
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}
