import type { Violation } from '../api/validator.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { nearestField, nearestName } from '../kernel/nearest.ts'
import type { ScenarioFault } from './fault.ts'
import type { SchemaPart } from './schema-part.ts'
import type { Path, Source } from './source.ts'

/** A violation where it happened. */
export interface Finding {
  readonly source: Source
  readonly violation: Violation
  readonly path: Path
  readonly value: unknown
  readonly schema: SchemaPart
  /** What stands below: under a keyword, or in a list. */
  readonly schemaOf: (step: string | number) => SchemaPart
}

/** What was probably meant by a keyword that there is not. */
export function misspelt({ violation, schema }: Finding): string | undefined {
  if (violation.keyword !== 'additionalProperties') return undefined
  return nearestField(String(violation.params['additionalProperty']), Object.keys(schema.properties ?? {}))
}

/** The mistake in words: what is wrong and what would be right. */
export function faultOf(finding: Finding): ScenarioFault {
  const { source, violation, path, value, schema, schemaOf } = finding
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
      const wanted = schemaOf(name)
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

function problem(finding: Finding): string {
  const { source, violation, path, value } = finding
  const { keyword, params, message } = violation
  const limit = params['limit']
  switch (keyword) {
    case 'type': {
      const types = typeNames(params['type'])
      if (value === null) return `There is no value; it should be ${types}`
      return `${said(finding, source.writtenAt(path)?.slice(0, 60) ?? shown(value))} should be ${types}`
    }
    case 'pattern':
      return `${said(finding, shown(value))} does not have the right form`
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
      return `${said(finding, shown(value))} ${message ?? 'is not allowed'}`
  }
}

/** A value, or that it is one: what tells who somebody is goes into no message. */
function said({ schema }: Finding, value: string): string {
  return schema['x-personal'] ? 'The value' : value
}

/** What to write instead, from how it was meant. */
function remedy(finding: Finding): string | undefined {
  const { source, violation, path, value, schema, schemaOf } = finding
  const isType = violation.keyword === 'type'
  const wanted = isType ? [violation.params['type']].flat() : []
  const written = source.writtenAt(path)
  const other = isType && typeof value !== 'object' ? otherwiseWritten(finding, wanted, written) : undefined
  if (other !== undefined) return other
  if (wanted.includes('object') && written && /^\w+:\S/.test(written))
    return 'A space belongs after the colon'
  const keywords = Object.keys((wanted.includes('array') ? schemaOf(0) : schema).properties ?? {})
  if (keywords.length > 0) {
    return sentences(`Its keywords are: ${keywords.join(', ')}`, example(schema, lastName(path)))
  }
  if (violation.keyword === 'pattern' && schema.description) {
    return sentences(schema.description, example(schema, lastName(path)))
  }
  return example(schema, lastName(path))
}

/** The same value in quotes, or without. */
function otherwiseWritten(
  { value, schema }: Finding,
  wanted: readonly unknown[],
  written: string | undefined,
): string | undefined {
  const isNumber = wanted.includes('integer') || wanted.includes('number')
  if (isNumber && typeof value === 'string' && /^\d+$/.test(value)) return `Write it without quotes: ${value}`
  if (!wanted.includes('string') || written === undefined || typeof value === 'string') return undefined
  if (!isQuotable(schema, written)) return undefined
  return schema['x-personal'] ? 'Put it in quotes' : `Put it in quotes: "${written}"`
}

/** In quotes it would have the form that the keyword wants. */
function isQuotable({ pattern }: SchemaPart, written: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(written)
}

function example(schema: SchemaPart, name: string | undefined): string | undefined {
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
  null: 'null',
}

function typeNames(types: unknown): string {
  return [types]
    .flat()
    .map((type) => TYPE_NAMES[String(type)] ?? `a ${type}`)
    .join(' or ')
}

/** A value for a message: short, on one line, and never unfolded (an alias may lead back into it). */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object' && value !== null) return 'A group of keywords'
  return excerpt(typeof value === 'string' ? JSON.stringify(value) : String(value))
}
