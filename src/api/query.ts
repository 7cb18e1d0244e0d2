import type { FieldError } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import { isIsoDate } from '../kernel/instant.ts'
import { fieldMessages } from './field-messages.ts'
import type { OperationFacts, QueryParameter } from './operation-facts.ts'
import { percentDecoded } from './percent-decoding.ts'

/** Every value of every name, in order. */
export type RawQuery = ReadonlyMap<string, readonly string[]>

export interface CheckedQuery {
  readonly values: Readonly<Record<string, unknown>>
  readonly errors: readonly FieldError[]
}

const EMPTY: RawQuery = new Map()

/** A query string taken apart; `+` is a space, and what cannot be decoded stands for itself. */
export function readQuery(text: string): RawQuery {
  if (text === '') return EMPTY
  const values = new Map<string, string[]>()
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decoded(equals === -1 ? part : part.slice(0, equals))
    const value = equals === -1 ? '' : decoded(part.slice(equals + 1))
    const known = values.get(name)
    if (known) known.push(value)
    else values.set(name, [value])
  }
  return values
}

function decoded(text: string): string {
  return percentDecoded(text.includes('+') ? text.replaceAll('+', ' ') : text)
}

/**
 * Filters that take several values with commas between although they are published as one string.
 * Source: Noyo docs name `id`, `status`, `carrier_id` and `ids`; the other plural names are assumed to work alike.
 */
const COMMA_LISTS = /^(id|status|carrier_id)$|(^|_)ids$/

/** Filters published as bare strings that hold ids. Assumed: a malformed id in a filter is an error like any other. */
const BARE_IDS = /^(id|ids|group_id|group_ids|carrier_id|carrier_ids|person_id)$/

/** Filters published as bare strings that hold dates. */
const BARE_DATES = /^(effective_date|date_of_birth|min_effective_end_date|max_effective_end_date)$/

/**
 * The values an operation is called with, as the published types have them: lists as arrays, numbers and booleans as such. All
 * errors at once. Of a repeated name that takes one value, the first counts (assumed).
 */
export function checkQuery(facts: OperationFacts, raw: RawQuery): CheckedQuery {
  const values: Record<string, unknown> = {}
  const errors: FieldError[] = []
  for (const parameter of facts.query) {
    const given = raw.get(parameter.name)
    if (!given) {
      if (parameter.required) {
        errors.push({ path: [parameter.name], message: fieldMessages.missing })
      }
      continue
    }
    const { value, message } =
      parameter.type === 'array' ? readList(parameter, given) : readOne(facts, parameter, given[0] as string)
    if (message === undefined) values[parameter.name] = value
    else errors.push({ path: [parameter.name], message })
  }
  return { values, errors }
}

/** The values of a text with commas between, blanks around them left out; an empty one is a value too. */
export function commaParts(text: string): string[] {
  return text.split(',').map((part) => part.trim())
}

interface ReadValue {
  readonly value?: unknown
  readonly message?: string | undefined
}

function readList(parameter: QueryParameter, given: readonly string[]): ReadValue {
  const elements = given.flatMap(commaParts)
  const read = elements.map((element) => readScalar(parameter, parameter.items ?? 'string', element))
  const message = read.find((one) => one.message !== undefined)?.message
  return message === undefined ? { value: read.map((one) => one.value) } : { message }
}

function readOne(facts: OperationFacts, parameter: QueryParameter, text: string): ReadValue {
  const type = parameter.type as Exclude<QueryParameter['type'], 'array'>
  if (type !== 'string' || facts.api === 'control') return readScalar(parameter, type, text)
  const rules: QueryParameter = {
    ...parameter,
    ...(BARE_IDS.test(parameter.name) && { uuid: true as const }),
    ...(BARE_DATES.test(parameter.name) && { date: true as const }),
  }
  const elements = COMMA_LISTS.test(parameter.name) ? commaParts(text) : [text]
  const message = elements.map((element) => readScalar(rules, 'string', element).message).find(Boolean)
  return { value: rules.uuid ? text.toLowerCase() : text, message }
}

function readScalar(
  rules: QueryParameter,
  type: Exclude<QueryParameter['type'], 'array'>,
  text: string,
): ReadValue {
  if (type === 'integer' || type === 'number') return readNumber(rules, type, text)
  if (type === 'boolean') return readBoolean(text)
  if (rules.enum && !rules.enum.includes(text)) return { message: fieldMessages.oneOf(rules.enum) }
  if (rules.uuid) return isUuid(text) ? { value: text.toLowerCase() } : { message: fieldMessages.uuid }
  if (rules.date && !isIsoDate(text)) return { message: fieldMessages.date }
  return { value: text }
}

function readNumber(rules: QueryParameter, type: 'integer' | 'number', text: string): ReadValue {
  const valid = type === 'integer' ? /^[+-]?\d{1,15}$/ : /^[+-]?\d{1,15}(\.\d{1,15})?$/
  if (!valid.test(text)) return { message: fieldMessages[type] }
  const value = Number(text)
  if (rules.minimum !== undefined && value < rules.minimum) {
    return { message: fieldMessages.atLeast(rules.minimum) }
  }
  if (rules.maximum !== undefined && value > rules.maximum) {
    return { message: fieldMessages.atMost(rules.maximum) }
  }
  return { value }
}

/** The spellings marshmallow takes. Assumed, as the vendor's field messages are in its style. */
const TRUE = new Set(['true', 't', '1', 'yes', 'y', 'on'])
const FALSE = new Set(['false', 'f', '0', 'no', 'n', 'off'])

function readBoolean(text: string): ReadValue {
  const value = booleanOf(text)
  return value === undefined ? { message: fieldMessages.boolean } : { value }
}

/** What a word means as a boolean; undefined when it is none. */
export function booleanOf(text: string): boolean | undefined {
  const folded = text.toLowerCase()
  if (TRUE.has(folded)) return true
  return FALSE.has(folded) ? false : undefined
}
