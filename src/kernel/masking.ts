import { isUuid } from './identity.ts'

/*
 * What people may see of requests holds no Social Security number and no date of birth. Bodies may be JSON, JSON inside a
 * JSON text (a snapshot's `inbound_snapshot`), form-encoded, cut off or no JSON at all, so the rules for plain text hold
 * everywhere and the structure of JSON only adds to them. Where in doubt something harmless is masked too.
 */

const SSN_MASK = '***-**-****'
const DATE_MASK = '****-**-**'
const SECRET_MASK = '***'

/** What a name says of everything below it. */
type Topic = 'ssn' | 'birth' | 'secret' | undefined

const SSN_NAME = /ssn|social.?security/i
const BIRTH_NAME = /birth|(?:^|[_-])dob(?:$|[_-])/i
const SECRET_NAME = /^(?:access_token|client_secret|control_token)$/i

const NO_SECRET = /^(?:null|true|false|[[{].*)?$/

/** A field named by a value, as differences and issues do: `{"field": "person.date_of_birth", "carrier": "..."}`. */
const NAMES_BIRTH = /(?:^|[^a-z])(?:date_of_birth|dob)$/i

const GAP = '(?:[-. +]|%20|%2d)'
/** Where a number may begin: not amid digits, unless those are the end of a percent code, as in `Ann%20...`. */
const BEGIN = '(?:(?<=%[0-9a-f]{2})|(?<!\\d|\\d\\.))'
/** UUIDs and long hexadecimal texts come first, so that nine digits inside one stay. */
const SSN_LIKE = new RegExp(
  `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])` +
    `|${BEGIN}(?<ssn>\\d{9}|\\d{3}${GAP}\\d{2}${GAP}\\d{4})(?!\\d)`,
  'gi',
)

/** Four digits or more, however grouped: what a mistyped number still gives away. */
const SOME_DIGITS = /\d(?:[-. ]?\d){3,}/g
const DATE_LIKE = /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?<!\d)\d{6,8}(?!\d)/g

/**
 * `name: value` and `name=value` with any quotes, escaped or not, as in JSON that does not parse and in queries. Begins
 * only where a word does: tried at every letter, a long word would take the square of its length.
 */
const NAMED = new RegExp(
  '(?<![\\w-])(?=[\\w-]*(?:ssn|social.?security|birth|dob|access_token|client_secret|control_token))' +
    '(?<name>[\\w-]+(?:%5D|\\])?)(?<between>\\\\*["\']?\\s*[:=]\\s*\\\\*["\']?)(?<value>[^"\'\\\\,}&\\]\\r\\n]*)',
  'gi',
)

/**
 * The text with Social Security numbers, dates of birth and secrets replaced. `dates` are dates of birth known from
 * elsewhere (another part of the same request), replaced wherever they stand. JSON stays JSON.
 */
export function mask(text: string, dates: Iterable<string> = []): string {
  const births = new Set([...dates, ...birthDates(text)])
  const known = births.size === 0 ? undefined : new RegExp([...births].map(escaped).join('|'), 'g')
  return maskAny(text, known)
}

/** The dates of birth a text names as such, with other usual spellings of the same day. */
export function birthDates(text: string): Set<string> {
  const found = new Set<string>()
  for (const { groups } of plainDigits(text).matchAll(NAMED)) {
    if (groups && topicOf(groups['name'] as string) === 'birth') addDates(found, groups['value'] as string)
  }
  const value = parsed(text)
  if (value !== undefined) shallow(() => collectBirths(value, undefined, found))
  return found
}

function maskAny(text: string, known: RegExp | undefined): string {
  const value = parsed(text)
  if (value === undefined) return maskPlain(text, known)
  const result = shallow(() => JSON.stringify(maskValue(value, undefined, known)))
  // An unchanged text is kept as it was written, but for what parsing hides: a name given twice.
  return result === undefined || result === JSON.stringify(value) ? maskPlain(text, known) : result
}

function maskValue(value: unknown, topic: Topic, known: RegExp | undefined): unknown {
  if (typeof value === 'string') return maskString(value, topic, known)
  if (typeof value === 'number') return maskNumber(value, topic)
  if (Array.isArray(value)) return value.map((part) => maskValue(part, topic, known))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    withTopics(value, topic).map(([name, part, of]) => [
      maskTopic(name, undefined, known),
      maskValue(part, of, known),
    ]),
  )
}

function maskString(text: string, topic: Topic, known: RegExp | undefined): string {
  if (topic) return maskTopic(text, topic, known)
  // A number alone is no JSON here: masked as one it would come back in quotes.
  return /^\s*[\d-]/.test(text) ? maskPlain(text, known) : maskAny(text, known)
}

function maskNumber(value: number, topic: Topic): unknown {
  if (topic === 'birth') return DATE_MASK
  const nine = Number.isInteger(value) && Math.abs(value) >= 1e8 && Math.abs(value) < 1e9
  return nine || (topic === 'ssn' && Math.abs(value) >= 1000) ? SSN_MASK : value
}

/** Text that is no JSON: values by their names where it has any, then whatever looks like one. */
function maskPlain(text: string, known: RegExp | undefined): string {
  const named = plainDigits(text).replace(NAMED, (whole, ...rest) => {
    const { name, between, value } = rest.at(-1) as Record<'name' | 'between' | 'value', string>
    const topic = topicOf(name)
    return topic ? `${name}${between}${maskTopic(value, topic, known)}` : whole
  })
  return maskTopic(named, undefined, known)
}

function maskTopic(text: string, topic: Topic, known: RegExp | undefined): string {
  if (topic === 'secret') return NO_SECRET.test(text) ? text : SECRET_MASK
  if (isUuid(text)) return text
  let masked = text
  // Messages about a field stand under its name too, so only what could be the value goes.
  if (topic === 'birth') masked = masked.replace(DATE_LIKE, DATE_MASK).replace(SOME_DIGITS, '****')
  masked = masked.replace(SSN_LIKE, (whole, ...rest) =>
    (rest.at(-1) as { ssn?: string }).ssn === undefined ? whole : SSN_MASK,
  )
  if (topic === 'ssn') masked = masked.replace(SOME_DIGITS, SSN_MASK)
  return known ? masked.replace(known, DATE_MASK) : masked
}

function collectBirths(value: unknown, topic: Topic, found: Set<string>): void {
  if (typeof value === 'string') {
    if (topic === 'birth') addDates(found, value)
    const inner = topic ? undefined : parsed(value)
    if (inner !== undefined) collectBirths(inner, undefined, found)
  } else if (Array.isArray(value)) {
    for (const part of value) collectBirths(part, topic, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [, part, of] of withTopics(value, topic)) collectBirths(part, of, found)
  }
}

function addDates(found: Set<string>, text: string): void {
  for (const [date] of text.matchAll(DATE_LIKE)) {
    found.add(date)
    const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
    if (!iso) continue
    const [, year, month, day] = iso
    for (const spelling of [`${month}/${day}/${year}`, `${month}-${day}-${year}`, `${year}${month}${day}`]) {
      found.add(spelling)
    }
  }
}

function topicOf(name: string): Topic {
  if (SSN_NAME.test(name)) return 'ssn'
  if (BIRTH_NAME.test(name)) return 'birth'
  return SECRET_NAME.test(name) ? 'secret' : undefined
}

/** The parts of an object, each with what its name, the object's own or a neighbour says of it. */
function withTopics(value: object, topic: Topic): [name: string, part: unknown, of: Topic][] {
  const parts = Object.entries(value)
  const beside = parts.some(([, part]) => typeof part === 'string' && NAMES_BIRTH.test(part))
    ? 'birth'
    : undefined
  return parts.map(([name, part]) => [
    name,
    part,
    topicOf(name) ?? topic ?? (typeof part === 'string' ? beside : undefined),
  ])
}

/** Digits written as escapes or percent codes as the digits they are. */
function plainDigits(text: string): string {
  return text.replace(
    /(?<!\\)\\+u003(\d)|%3(\d)/gi,
    (_whole, one: string | undefined, other: string | undefined) => (one ?? other) as string,
  )
}

/** The value of a JSON text that may hold something to mask; undefined when it is none. */
function parsed(text: string): unknown {
  if (!/^\s*[[{"\d-]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** The outcome; undefined for JSON nested so deeply that walking it overflows the stack: the rules for text are left then. */
function shallow<T>(walk: () => T): T | undefined {
  try {
    return walk()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
