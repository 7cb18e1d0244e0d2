import type { FieldError } from '../kernel/failure.ts'
import { fieldMessages } from './field-messages.ts'
import { pathOf, pointerOf } from './json-pointer.ts'
import type { Violation } from './validator.ts'

/**
 * What a schema validator reports, in the words of the vendor's style (marshmallow's) and with paths instead of pointers: one
 * message per value, the noise of alternatives taken out. Never repeats a value: it may be a Social Security number.
 */
export function fieldErrors(violations: readonly Violation[], body: unknown): readonly FieldError[] {
  const byPointer = Map.groupBy(violations, placeOf)
  const errors: FieldError[] = []
  for (const [pointer, here] of byPointer) {
    const composite = here.some(({ keyword }) => COMPOSITES.has(keyword))
    // Of alternatives, what is wrong inside the fitting one says more than that none fits.
    if (composite && someBelow(byPointer, pointer)) continue
    const path = pathOf(pointer)
    const value = valueAt(body, path)
    errors.push({ path, message: messageOf(mostTelling(here), path, value) })
  }
  return errors
}

const COMPOSITES: ReadonlySet<string> = new Set(['anyOf', 'oneOf'])

/** A wrong type makes every other complaint about the value pointless. */
const ORDER = ['required', 'additionalProperties', 'type', 'enum', 'const', 'format', 'pattern']

function mostTelling(here: readonly Violation[]): Violation {
  const rank = ({ keyword }: Violation) => {
    const place = ORDER.indexOf(keyword)
    return COMPOSITES.has(keyword) ? ORDER.length + 1 : place === -1 ? ORDER.length : place
  }
  return here.reduce((best, violation) => (rank(violation) < rank(best) ? violation : best))
}

/** A missing or unknown property is wrong where it is or would be, not at the object around it. */
function placeOf({ instancePath, params, keyword }: Violation): string {
  const name =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined
  return name === undefined ? instancePath : `${instancePath}${pointerOf([String(name)])}`
}

function someBelow(byPointer: ReadonlyMap<string, unknown>, pointer: string): boolean {
  const start = `${pointer}/`
  for (const other of byPointer.keys()) if (other.startsWith(start)) return true
  return false
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  let value = body
  for (const segment of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[segment]
  }
  return value
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'Not a valid string.',
  integer: fieldMessages.integer,
  number: fieldMessages.number,
  boolean: fieldMessages.boolean,
  array: 'Not a valid list.',
  object: 'Invalid input type.',
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: fieldMessages.uuid,
  date: fieldMessages.date,
  'date-time': 'Not a valid datetime.',
  email: 'Not a valid email address.',
  uri: 'Not a valid URL.',
}

/** Source: Noyo docs: legacy/creating-member-requests/create-members. */
const INVALID_SSN = 'Invalid person SSN'

function messageOf({ keyword, params }: Violation, path: readonly string[], value: unknown): string {
  if (keyword === 'required') return fieldMessages.missing
  if (keyword === 'additionalProperties') return fieldMessages.unknown
  if (value === null) return 'Field may not be null.'
  if (path.at(-1) === 'ssn' && keyword !== 'type') return INVALID_SSN
  const limit = params['limit']
  switch (keyword) {
    case 'type':
      return TYPES[firstOf(params['type'])] ?? 'Invalid value.'
    case 'enum':
      return fieldMessages.oneOf(
        (params['allowedValues'] as readonly unknown[]).filter((one) => one !== null),
      )
    case 'const':
      return `Must be equal to ${String(params['allowedValue'])}.`
    case 'format':
      return FORMATS[String(params['format'])] ?? 'Invalid value.'
    case 'pattern':
      return 'String does not match expected pattern.'
    case 'minimum':
      return fieldMessages.atLeast(limit)
    case 'maximum':
      return fieldMessages.atMost(limit)
    case 'exclusiveMinimum':
      return `Must be greater than ${limit}.`
    case 'exclusiveMaximum':
      return `Must be less than ${limit}.`
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return `Shorter than minimum length ${limit}.`
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return `Longer than maximum length ${limit}.`
    default:
      return 'Invalid value.'
  }
}

function firstOf(type: unknown): string {
  const types = Array.isArray(type) ? type : String(type).split(',')
  return types.find((one) => one !== 'null') ?? 'null'
}
