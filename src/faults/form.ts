import { operationFacts } from '../api/generated/operations.ts'
import type { OperationFacts } from '../api/operation-facts.ts'
import { checkRequest } from '../api/validation.ts'
import type { Instant } from '../kernel/instant.ts'
import { problemsOf } from './check.ts'
import type { FaultLine } from './trouble.ts'

const createFault = operationFacts.find(
  ({ api, id }) => api === 'control' && id === 'createFault',
) as OperationFacts

/**
 * Holds what came by another way against the contract of the control API: misspelt names, wrong types, values out of range.
 * @throws Refusal `invalid_fields`
 */
export async function checkForm(value: unknown): Promise<void> {
  const body = { text: '', value }
  await checkRequest(createFault, { params: {}, query: new Map(), body }, 'strict', () => undefined)
}

/** Those of the values that are faults: the setting of a world may have come from anywhere. */
export async function linesOf(text: string, start: Instant): Promise<FaultLine[]> {
  const values: unknown = await Promise.resolve(text)
    .then(JSON.parse)
    .catch(() => [])
  const lines: FaultLine[] = []
  for (const value of Array.isArray(values) ? values : []) {
    const isOne = await checkForm(value).then(
      () => problemsOf(value, start).length === 0,
      () => false,
    )
    if (isOne) lines.push(value)
  }
  return lines
}
