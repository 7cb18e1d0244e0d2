import { Refusal } from '../kernel/failure.ts'
import { JSON_TYPE } from './content.ts'
import { jsonFault } from './json-fault.ts'
import type { Call } from './operation.ts'
import type { OperationFacts } from './operation-facts.ts'

export interface Body {
  /** As received, without a byte order mark. */
  readonly text: string
  /** What it says; undefined when there is none. */
  readonly value: unknown
}

export const NO_BODY: Body = { text: '', value: undefined }

/** The longest request body in bytes: 5 MiB. Doors keep no longer one, and it is answered 413. See {@link bodyLimit}. Assumed. */
export const MAX_BODY = 5 * 2 ** 20

/** A sandbox of ten thousand employees, about 200 MiB, is to fit: 256 MiB. */
export const MAX_STATE = 256 * 2 ** 20

/** The longest body of a call in bytes, before it is known which operation it reaches. */
export function bodyLimit(method: string, target: string): number {
  return method === 'PUT' && STATE_TARGET.test(target) ? MAX_STATE : MAX_BODY
}

const STATE_TARGET = /\/_sim\/state(\?|$)/

/** No body of the published interface is a tenth as deep; deeper ones would exhaust the stack of whoever walks them. */
const DEEPEST = 100

// A byte order mark is skipped: RFC 8259 lets a reader do so.
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The JSON body of a call. An operation that takes none ignores what is sent.
 *
 * @throws Refusal `payload_too_large`, `wrong_content_type`, `unreadable_body`, `malformed_json`
 */
export function readBody(call: Call, facts: OperationFacts): Body {
  if (facts.method === 'GET') return NO_BODY
  if (call.oversized) {
    throw new Refusal('payload_too_large', { most: bodyLimit(call.method, call.target) / 2 ** 20 })
  }
  if (!facts.body || call.body === undefined || call.body.length === 0) return NO_BODY
  const text = decode(call)
  if (isBlank(text)) return NO_BODY
  checkContentType(call.headers['content-type'])
  checkDepth(text)
  return { text, value: parse(text) }
}

function decode(call: Call): string {
  const encoding = call.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new Refusal('unreadable_body', { why: 'send it without a content-encoding' })
  }
  try {
    return utf8.decode(call.body)
  } catch {
    throw new Refusal('unreadable_body', { why: 'it is not valid UTF-8' })
  }
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0)
  return first !== 123 && first !== 91 && /^[ \t\r\n]*$/.test(text)
}

const JSON_TYPES = /^application\/(json|[\w.-]+\+json)\s*(;\s*charset\s*=\s*"?(utf-8|us-ascii)"?\s*)?;?\s*$/i
const LONGEST_SHOWN = 80

/** Assumed: the public documents show `application/json` on every call and no answer to anything else. */
function checkContentType(type: string | undefined): void {
  if (type === JSON_TYPE) return
  if (type === undefined || !JSON_TYPES.test(type)) {
    throw new Refusal('wrong_content_type', {
      given: type?.slice(0, LONGEST_SHOWN).replaceAll(/[^\x20-\x7e]/g, '?'),
    })
  }
}

/** Counts the brackets that open first, as few bodies have so many that they could be too deep. */
function checkDepth(text: string): void {
  if (count(text, '{') + count(text, '[') <= DEEPEST) return
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 34) at = endOfString(text, at)
    else if (code === 123 || code === 91) depth += 1
    else if (code === 125 || code === 93) depth -= 1
    if (depth > DEEPEST)
      throw new Refusal('unreadable_body', { why: `it is nested more than ${DEEPEST} deep` })
  }
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at !== -1 && found <= DEEPEST; at = text.indexOf(character, at + 1))
    found += 1
  return found
}

function endOfString(text: string, quote: number): number {
  let at = quote + 1
  while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1
  return at
}

/** A key that would name the prototype where an object is copied by assignment; it may be written with escapes. */
function mayNamePrototype(text: string): boolean {
  return text.includes('__proto__') || (text.includes('\\u') && /\\u005f/i.test(text))
}

/** Whether a body says all that its text says: nothing had to be taken out of it. */
export function isWholeText(text: string): boolean {
  return !mayNamePrototype(text)
}

/** A number past what the platform holds would be kept as infinity, and answered as null. Ids in quotes hold no such number. */
const MAY_BE_INFINITE = /[:,[\s]-?\d(?:[\d.]*[eE]\+?0*[1-9]\d\d|\d{300})/

function parse(text: string): unknown {
  try {
    if (!mayNamePrototype(text) && !MAY_BE_INFINITE.test(text)) return JSON.parse(text)
    return JSON.parse(text, purified)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('malformed_json', { where: jsonFault(text) })
  }
}

function purified(_key: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    throw new Refusal('unreadable_body', { why: 'it holds a number that is too large' })
  }
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    Reflect.deleteProperty(value, '__proto__')
  }
  return value
}
