import { JSON_TYPE, type Outcome } from './content.ts'
import { loadResponses } from './contract.ts'
import type { OperationFacts } from './operation-facts.ts'

/**
 * What is wrong with an answer by the (overlaid) document, in words that hold no value of it; undefined when it keeps it.
 */
export async function brokenAnswer(
  facts: OperationFacts,
  { status, text, type }: Outcome,
): Promise<string | undefined> {
  const declared = (await loadResponses(facts.api))[facts.id]
  const isSuccess = facts.successes.includes(status)
  // What holds for the rest does not hold for a success that is declared without a body.
  const validate = declared?.[status] ?? (isSuccess ? undefined : declared?.default)
  if (!validate) return isSuccess ? undefined : `status ${status} is not declared`
  if (type !== JSON_TYPE) return undefined
  if (text === undefined) return `status ${status} is declared with a body, and there is none`
  if (validate(JSON.parse(text))) return undefined
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message}${detail(params)}`)
    .join('; ')
}

function detail(params: Readonly<Record<string, unknown>>): string {
  const allowed = params['allowedValues']
  return Array.isArray(allowed) ? ` (${allowed.join(', ')})` : ''
}
