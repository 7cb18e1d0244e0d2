import { readFileSync } from 'node:fs'
import { pathOf as namesOf } from '../api/json-pointer.ts'
import type { Violation } from '../api/validator.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { nearestName } from '../kernel/nearest.ts'
import type { ScenarioFault } from './fault.ts'
import { scenario as satisfies } from './generated/scenario.js'
import type { Path, Source } from './source.ts'

/** The part of the schema that messages are made from. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly description?: string
  readonly examples?: readonly unknown[]
}

/** A violation where it happened. */
interface Finding {
  readonly source: Source
  readonly violation: Violation
  readonly path: Path
  readonly value: unknown
  readonly schema: Schema
}

/** Everything in which a document departs from the schema, each with its place and what would be right. */
export function schemaFaults(source: Source): ScenarioFault[] {
  if (source.data === null || source.data === undefined) {
    return [
      source.fault([], 'The file is empty. A scenario needs at least a title. For example: title: My world'),
    ]
  }
  if (satisfies(source.data)) return []
  const schema = loadSchema()
  const findings = (satisfies.errors ?? []).map((violation): Finding => {
    const path = pathOf(violation.instancePath, source.data)
    return { source, violation, path, value: valueAt(source.data, path), schema: schemaAt(schema, path) }
  })
  return withoutConsequences(findings).map(fault)
}

/** The schema's text is read only here, when something is wrong: a start has no use for it. */
function loadSchema(): Schema {
  return JSON.parse(readFileSync(new URL('../../openapi/scenario.schema.json', import.meta.url), 'utf8'))
}

/** One mistake, one fault: a misspelt keyword is not missing too, and what has the wrong type has no wrong value. */
function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const at = ({ violation }: Finding) => violation.instancePath
  return findings.filter((finding) => {
    const others = findings.filter((other) => other !== finding && at(other) === at(finding))
    const { keyword, params } = finding.violation
    if (keyword === 'required') {
      return !others.some((other) => misspelt(other) === params['missingProperty'])
    }
    // NaN is both more and less than any bound.
    if (keyword === 'maximum' && others.some((other) => other.violation.keyword === 'minimum')) return false
    return keyword === 'type' || !others.some((other) => other.violation.keyword === 'type')
  })
}

function misspelt({ violation, schema }: Finding): string | undefined {
  if (violation.keyword !== 'additionalProperties') return undefined
  return nearestName(String(violation.params['additionalProperty']), Object.keys(schema.properties ?? {}))
}

function fault(finding: Finding): ScenarioFault {
  const { source, violation, path, value, schema } = finding
  const { params, keyword } = violation
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty'])
      const known = Object.keys(schema.properties ?? {}).join(', ')
      return source.fault([...path, name], `Unknown keyword ${shown(name)}. Known here: ${known}.`, {
        key: true,
        nearest: misspelt(finding),
      })
    }
    case 'required': {
      const name = String(params['missingProperty'])
      const wanted = schema.properties?.[name] ?? {}
      return source.fault(path, sentences(`"${name}" is missing`, wanted.description, example(wanted, name)))
    }
    case 'enum': {
      const allowed = (params['allowedValues'] as unknown[]).map(String)
      return source.fault(path, `${shown(value)} is none of ${allowed.join(', ')}.`, {
        nearest: typeof value === 'string' ? nearestName(value, allowed) : undefined,
      })
    }
    case 'uniqueItems': {
      const again = Math.max(Number(params['i']), Number(params['j']))
      return source.fault(
        [...path, again],
        `${shown((value as unknown[])[again])} is in the list twice. Remove one.`,
      )
    }
    default:
      return source.fault(path, sentences(problem(finding), remedy(finding)))
  }
}

function problem({ source, violation: { keyword, params, message }, path, value }: Finding): string {
  const limit = params['limit']
  switch (keyword) {
    case 'type':
      return value === null
        ? `There is no value; it should be ${typeName(params['type'])}`
        : `${source.writtenAt(path)?.slice(0, 60) ?? shown(value)} should be ${typeName(params['type'])}`
    case 'pattern':
      return `${shown(value)} does not have the right form`
    case 'minimum':
      return Number.isNaN(value) ? 'This is no number' : `${value} is too little: at least ${limit}`
    case 'maximum':
      return `${value} is too much: at most ${limit}`
    case 'minLength':
      return 'The text is empty'
    case 'maxLength':
      return `The text has ${[...String(value)].length} characters: at most ${limit}`
    case 'minItems':
      return 'The list is empty: leave the keyword out, or list something'
    default:
      return `${shown(value)} ${message ?? 'is not allowed'}`
  }
}

/** What to write instead, from how it was meant. */
function remedy({ source, violation, path, value, schema }: Finding): string | undefined {
  const wanted = violation.keyword === 'type' ? violation.params['type'] : undefined
  const written = source.writtenAt(path)
  if (wanted === 'string' && written && ['number', 'boolean'].includes(typeof value)) {
    return `Put it in quotes: "${written}"`
  }
  if ((wanted === 'integer' || wanted === 'number') && typeof value === 'string' && /^\d+$/.test(value)) {
    return `Write it without quotes: ${value}`
  }
  if (wanted === 'object' && written && /^\w+:\S/.test(written)) return 'A space belongs after the colon'
  const keywords = Object.keys((wanted === 'array' ? schema.items : schema)?.properties ?? {})
  if (wanted === 'object' || keywords.length > 0) return `Its keywords are: ${keywords.join(', ')}`
  if (violation.keyword === 'pattern' && schema.description) {
    return sentences(schema.description, example(schema, lastName(path)))
  }
  return example(schema, lastName(path))
}

function example(schema: Schema, name: string | undefined): string | undefined {
  const [first] = schema.examples ?? []
  if (first === undefined) return undefined
  return `For example: ${name === undefined ? '' : `${name}: `}${JSON.stringify(first)}`
}

/** The keyword a value belongs to; none for an item of a list and for the whole. */
function lastName(path: Path): string | undefined {
  const last = path.at(-1)
  return typeof last === 'string' ? last : undefined
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => (/[.]$/.test(part) ? part : `${part}.`))
    .join(' ')
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a group of keywords',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}

function typeName(type: unknown): string {
  return TYPE_NAMES[String(type)] ?? `a ${type}`
}

/** A value for a message: short, on one line, and never unfolded (an alias may lead back into it). */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object' && value !== null) return 'A group of keywords'
  return excerpt(typeof value === 'string' ? JSON.stringify(value) : String(value))
}

function pathOf(pointer: string, data: unknown): Path {
  let value = data
  return namesOf(pointer).map((name) => {
    const step = Array.isArray(value) ? Number(name) : name
    value = (value as Record<string | number, unknown> | undefined)?.[step]
    return step
  })
}

function schemaAt(schema: Schema, path: Path): Schema {
  let own: Schema | undefined = schema
  for (const step of path) own = typeof step === 'number' ? own?.items : own?.properties?.[step]
  return own ?? {}
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}
