import type { JournalPage } from '../kernel/journal.ts'
import { leaves } from './difference.ts'
import { boundsOf, checkFilter, type SentFilter, type Times } from './sent-filter.ts'
import { differencesFrom, type SentRequest, sentRequest } from './sent-request.ts'
import { calledOperations, describedFilter, differenceLines, named, requestLine } from './sent-text.ts'

/** Whether what was expected of the requests holds, and what there is to say of it either way. */
export interface Verdict {
  readonly pass: boolean
  readonly message: string
}

/** Most requests listed in a message. */
const LISTED = 10

/** Whether so many requests fit the filter. @throws {TypeError} for a filter or number that means nothing */
export function sent(page: JournalPage, times: Times, filter: SentFilter): Verdict {
  checkFilter(filter)
  const bounds = boundsOf(times)
  const requests = page.requests.map(sentRequest)
  const fitting = requests.filter((request) => differencesFrom(filter, request).length === 0)
  const others = requests.filter((request) => !fitting.includes(request))
  const count = fitting.length
  const known = page.dropped === 0 || (count >= bounds.least && bounds.most === Number.POSITIVE_INFINITY)
  const pass = known && count >= bounds.least && count <= bounds.most
  const wish = `Expected ${amount(bounds)} of ${describedFilter(filter)}`
  const lines = [wish, `${count === 0 ? 'None was sent' : `${count} ${count === 1 ? 'was' : 'were'} sent`}.`]
  if (count > 0) lines.push(...listed(fitting))
  if (!known) lines.push(forgotten(page))
  if (count < bounds.least) lines.push(...nearest(filter, others))
  return { pass, message: lines.join('\n') }
}

/** Whether requests fitting the filters came one after the other, whatever came between. */
export function sentInOrder(page: JournalPage, filters: readonly SentFilter[]): Verdict {
  if (!Array.isArray(filters) || filters.length === 0) {
    throw new TypeError('Say the order as a list: [{ operation: ... }, { operation: ... }].')
  }
  for (const filter of filters) checkFilter(filter)
  const requests = page.requests.map(sentRequest)
  const lines = ['Expected these requests in this order, others between them or not:']
  let from = 0
  for (const [index, filter] of filters.entries()) {
    const fits = (request: SentRequest) => differencesFrom(filter, request).length === 0
    const found = requests.findIndex((request, position) => position >= from && fits(request))
    const what = `  ${index + 1}. ${describedFilter(filter, '     ')}`
    if (found < 0) {
      const early = requests.slice(0, from).filter(fits)
      const before = requests[from - 1]
      lines.push(`${what}  <- not sent${before ? ` after ${before.entry.id}` : ''}`)
      if (early.length > 0) lines.push('It was sent before that:', ...listed(early))
      else lines.push(...nearest(filter, requests.slice(from)))
      if (page.dropped > 0) lines.push(forgotten(page))
      return { pass: false, message: lines.join('\n') }
    }
    lines.push(`${what}  <- ${requests[found]?.entry.id}`)
    from = found + 1
  }
  return { pass: true, message: lines.join('\n') }
}

function amount({ least, most }: { readonly least: number; readonly most: number }): string {
  const requests = (count: number) => `${count} ${count === 1 ? 'request' : 'requests'}`
  if (most === 0) return 'no request'
  if (least === most) return `exactly ${requests(least)}`
  if (most === Number.POSITIVE_INFINITY) return `at least ${requests(least)}`
  return least === 0 ? `at most ${requests(most)}` : `${least} to ${requests(most)}`
}

function listed(requests: readonly SentRequest[]): string[] {
  const lines = requests.slice(0, LISTED).map((request) => `  ${requestLine(request)}`)
  const more = requests.length - LISTED
  return more > 0 ? [...lines, `  and ${more} more`] : lines
}

function forgotten({ requests, dropped }: JournalPage): string {
  return (
    `Only the last ${requests.length} requests are kept; ${dropped} before them are not known any more. ` +
    'Call sandbox.clearRequests() before what is to be counted.'
  )
}

/** The other request that fits best, field by field: first by what it is, then by how little of it differs. */
function nearest(filter: SentFilter, others: readonly SentRequest[]): string[] {
  const distance = (request: SentRequest) => {
    const found = differencesFrom(filter, request)
    const kind = found.some(({ path }) => path === 'operation' || path === 'method') ? 1000 : 0
    // What lacks an object altogether is farther off than what has it otherwise.
    const missed = found.reduce((sum, { expected, actual, path }) => {
      const whole = typeof actual !== 'object' || path.endsWith('.length')
      return sum + (whole ? leaves(expected) : 1) + (typeof expected === 'object' ? 1 : 0)
    }, 0)
    return kind + missed
  }
  const ranked = others
    .map((request) => ({ request, distance: distance(request) }))
    .sort((one, other) => one.distance - other.distance)
  const best = ranked[0]
  if (best === undefined) return ['No other request came to this sandbox. Does the code use its key?']
  if (best.distance >= 1000)
    return [`${named(filter)} was not called. Called were: ${calledOperations(others)}.`]
  const found = differencesFrom(filter, best.request)
  return [
    'The nearest of the others:',
    `  ${requestLine(best.request)}`,
    ...differenceLines(found, best.request),
  ]
}
