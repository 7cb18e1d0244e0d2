import type { JournalPage, RequestEntry } from '../kernel/journal.ts'
import { sentRequest } from './sent-request.ts'
import { requestLine } from './sent-text.ts'

/** A 501 or 5xx that a test means to get. What is left out does not count. */
export interface ExpectedFailure {
  readonly status?: number
  readonly operation?: string
}

/**
 * What a test must not pass over: answers of 501 or 5xx that nobody asked for, and those that were expected and did not come.
 * Where a fault was asked for, its failures are what it is for.
 */
export function unexpectedFailures(
  { requests }: JournalPage,
  expected: readonly ExpectedFailure[],
): string | undefined {
  const failed = requests.filter((entry) => entry.status >= 500 && !('fault' in entry && entry.fault))
  const unexpected = failed.filter((entry) => !expected.some((one) => fits(one, entry)))
  const missing = expected.filter((one) => !requests.some((entry) => entry.status >= 500 && fits(one, entry)))
  const lines = [
    ...unexpected.map((entry) => `  ${requestLine(sentRequest(entry))}${meaning(entry)}`),
    ...missing.map((one) => `  expected but not answered: ${shown(one)}`),
  ]
  if (lines.length === 0) return undefined
  const first = unexpected[0]
  const remedy = first
    ? `\nIf it is meant: sandbox.expectFailure({ status: ${first.status}, operation: '${first.operation}' }).`
    : ''
  return `Mock Noyo answered otherwise than the test says:\n${lines.join('\n')}${remedy}`
}

function fits({ status, operation }: ExpectedFailure, entry: RequestEntry): boolean {
  const ids = [entry.operation, `${entry.api}.${entry.operation}`]
  return (status ?? entry.status) === entry.status && (operation === undefined || ids.includes(operation))
}

function meaning({ status }: RequestEntry): string {
  return status === 501 ? '  (not simulated yet: docs/coverage.md says what is)' : ''
}

function shown({ status, operation }: ExpectedFailure): string {
  return `${status ?? '5xx'} of ${operation ?? 'any operation'}`
}
