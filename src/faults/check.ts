import { operationFacts } from '../api/generated/operations.ts'
import { nearestOperation } from '../api/nearest-operation.ts'
import type { OperationFacts } from '../api/operation-facts.ts'
import { excerpt } from '../kernel/excerpt.ts'
import type { Instant } from '../kernel/instant.ts'
import { nearestName } from '../kernel/nearest.ts'
import { momentOf } from '../scenario/moment.ts'
import { LONGEST_WAIT, millisecondsOf } from './latency.ts'
import { canSelect, patternOf } from './selector.ts'
import { type FaultLine, FIELDS, TAILS, type Trouble } from './trouble.ts'

/** Something that a schema cannot say and that makes no fault. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly nearest?: string | undefined
}

/** Everything wrong with a fault that has the form of one; `start` is what `+2d` is told from. */
export function problemsOf(line: FaultLine, start: Instant): Problem[] {
  return [
    ...(line.operations ?? []).flatMap((text, index) => selectorProblems(text, ['operations', index])),
    ...timeProblems(line, start),
    ...troubleProblems(line.fault).map(({ path, ...rest }) => ({ path: ['fault', ...path], ...rest })),
  ]
}

const called = operationFacts.filter(({ api }) => api !== 'control')

function selectorProblems(text: string, path: Problem['path']): Problem[] {
  const pattern = patternOf(text)
  if (pattern) {
    if (called.some((facts) => canSelect(pattern, facts))) return []
    const near = nearestOperation(pattern.method, `/${pattern.segments.join('/')}`, called)
    return [
      {
        path,
        message: `No operation has the method and path "${excerpt(text)}".`,
        nearest: near && `${near.method} ${near.path}`,
      },
    ]
  }
  const isMeant = ({ api, id }: OperationFacts) => [id, `${api}.${id}`, `${api}.*`].includes(text)
  if (called.some(isMeant)) return []
  if (operationFacts.some(isMeant)) {
    const message = `"${excerpt(text)}" is of the control API, which no fault strikes. Remove it.`
    return [{ path, message }]
  }
  const names = called.flatMap(({ api, id }) => (text.includes('.') ? [`${api}.${id}`] : [id]))
  const message = `There is no operation "${excerpt(text)}". Name one by its operationId, or by method and path such as "GET /api/v1/groups/*".`
  return [{ path, message, nearest: nearestName(text, names) }]
}

function timeProblems({ from, until }: FaultLine, start: Instant): Problem[] {
  const told = (text: string | undefined) => (text === undefined ? undefined : momentOf(text, start))
  const moments = { from: told(from), until: told(until) }
  const problems = (['from', 'until'] as const).flatMap((name): Problem[] => {
    const text = { from, until }[name]
    if (text === undefined || moments[name] !== undefined) return []
    const message = `"${excerpt(text)}" is no moment. Write a date or a time with its zone, such as 2026-01-05T09:00:00Z, or how far from the start: +2d.`
    return [{ path: [name], message }]
  })
  if (problems.length > 0 || from === undefined || until === undefined) return problems
  // A day and a time told from the start can be compared only once the start is known.
  const isComparable = isTold(from) === isTold(until)
  if (!isComparable || (moments.from as Instant) < (moments.until as Instant)) return []
  return [{ path: ['until'], message: 'This is not after "from", so the fault would never be there.' }]
}

function isTold(text: string): boolean {
  return /^[+-]/.test(text)
}

function troubleProblems(trouble: Trouble): Problem[] {
  const { kind } = trouble
  const takes: readonly string[] = FIELDS[kind]
  const given = Object.keys(trouble).filter((name) => name !== 'kind')
  const foreign = given.filter((name) => !takes.includes(name))
  if (foreign.length > 0) {
    const known = takes.length === 0 ? 'nothing more is said' : `these are: ${takes.join(', ')}`
    return foreign.map((name) => ({
      path: [name],
      message: `"${name}" is nothing that is said of kind ${kind}; of it ${known}.`,
    }))
  }
  return [...durationProblems(trouble), ...kindProblems(trouble)]
}

function durationProblems(trouble: Trouble): Problem[] {
  return (['delay', 'min', 'max', 'median', ...TAILS, 'tick'] as const).flatMap((name) => {
    const text = trouble[name]
    const length = text === undefined ? 0 : millisecondsOf(text)
    if (length !== undefined && length <= LONGEST_WAIT) return []
    const wrong = length === undefined ? 'is no duration' : 'is longer than 10 minutes'
    return [{ path: [name], message: `"${excerpt(text as string)}" ${wrong}. For example: 250ms, 2s, 1min.` }]
  })
}

function kindProblems(trouble: Trouble): Problem[] {
  const { kind, status, bytes, at } = trouble
  const both = at !== undefined && bytes !== undefined
  const place = both ? [{ path: ['at'], message: 'The body is cut in one place. Keep "at" or "bytes".' }] : []
  switch (kind) {
    case 'latency':
      return latencyProblems(trouble)
    case 'status':
      if (status !== undefined && status >= 400) return answerProblems(trouble)
      return [{ path: ['status'], message: 'Kind status needs a status from 400 to 599, such as 503.' }]
    case 'html':
      if (status !== undefined && [204, 205, 304].includes(status)) {
        return [{ path: ['status'], message: `An answer ${status} has no page. For example: 502` }]
      }
      return [...answerProblems(trouble), ...pageProblems(trouble)]
    case 'drip':
      if (bytes !== 0) return []
      return [{ path: ['bytes'], message: 'A piece has at least one byte.' }]
    default:
      return place
  }
}

function answerProblems(trouble: Trouble): Problem[] {
  const { retry_after, retry_after_form } = trouble
  const message = 'There is no Retry-After without its seconds: say "retry_after" too.'
  const form = retry_after_form !== undefined && retry_after === undefined
  return [...(form ? [{ path: ['retry_after_form'], message }] : []), ...headerProblems(trouble)]
}

function pageProblems({ body }: Trouble): Problem[] {
  if (body === undefined || typeof body === 'string') return []
  return [{ path: ['body'], message: 'A page is text. For an answer in JSON use kind status.' }]
}

/** What the framing of an answer is made of is not for anybody to say. */
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'connection'])

function headerProblems({ headers = {} }: Trouble): Problem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = ['headers', name]
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      return [{ path, message: 'This is no name of a header.' }]
    if (FRAMING.has(name.toLowerCase())) {
      return [{ path, message: 'This header follows from the body. Kind malformed has wrong lengths.' }]
    }
    if (/^[\t\x20-\x7e]*$/.test(value)) return []
    return [{ path, message: 'A header holds one line of ASCII.' }]
  })
}

const LATENCY_FORMS =
  'Say "delay"; or "min" and "max"; or "median" and one of "p90", "p95" and "p99". For example: delay: 250ms'

function latencyProblems(trouble: Trouble): Problem[] {
  const { delay, min, max, median, distribution } = trouble
  const tails = TAILS.filter((name) => trouble[name] !== undefined)
  const isFixed = delay !== undefined
  const isRange = min !== undefined && max !== undefined && median === undefined
  const isCurve = median !== undefined && tails.length === 1
  const others = [min, max, median, distribution].some((said) => said !== undefined) || tails.length > 0
  if (isFixed ? others : !(isCurve || (isRange && tails.length === 0))) {
    return [{ path: [], message: LATENCY_FORMS }]
  }
  if (distribution !== undefined && !isCurve) {
    return [{ path: ['distribution'], message: `A distribution needs its percentiles. ${LATENCY_FORMS}` }]
  }
  const lengths = { min, median, [tails[0] ?? 'p99']: trouble[tails[0] ?? 'p99'], max }
  const known = Object.entries(lengths).filter(([, text]) => text !== undefined)
  return known.slice(1).flatMap(([name, text], index) => {
    const [before, least] = known[index] as [string, string]
    const isMore = (millisecondsOf(text as string) ?? 0) >= (millisecondsOf(least) ?? 0)
    return isMore ? [] : [{ path: [name], message: `"${name}" is less than "${before}".` }]
  })
}
