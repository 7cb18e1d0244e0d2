import { createRequire } from 'node:module'
import { pathOf } from '../api/json-pointer.ts'
import type { Violation } from '../api/validator.ts'
import type { AccountFault } from './enrollment-faults.ts'
import type { planDetails as Published } from './generated/plan-details.js'
import type { LineOfCoverage } from './profile.ts'

/**
 * Where given details of a plan are not as its line's plan result is published, one fault a field. A plan is shown with them as
 * they are, and people are covered by its rules. Source: published OpenAPI, Group...PlanPublicResult.
 */
export function detailsFaults(
  line: LineOfCoverage,
  details: Readonly<Record<string, unknown>>,
  path: AccountFault['path'],
): AccountFault[] {
  if (Object.keys(details).length === 0) return []
  // On first use only: few scenarios say details.
  const require = createRequire(import.meta.url)
  const { planDetails } = require('./generated/plan-details.js') as { planDetails: typeof Published }
  const satisfies = planDetails[line]
  if (!satisfies || satisfies(details)) return []
  const byField = Map.groupBy(satisfies.errors ?? [], ({ instancePath }) => pathOf(instancePath)[0] ?? '')
  return [...byField].map(([field, violations]) => {
    // Of a choice, every part that is not satisfied is told too.
    const choice = violations.find(({ keyword }) => keyword === 'anyOf')
    return faultOf(choice ?? (violations[0] as Violation), field, path)
  })
}

function faultOf(violation: Violation, field: string, path: AccountFault['path']): AccountFault {
  const { instancePath, keyword, params, message } = violation
  const steps = pathOf(instancePath).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const allowed = params['allowedValues']
  const wanted = Array.isArray(allowed) ? `must be one of ${allowed.join(', ')}` : message
  const what = keyword === 'anyOf' ? 'has none of the published shapes' : wanted
  const name = steps.findLast((step) => typeof step === 'string') ?? field
  return { path: [...path, ...steps], message: `${name} ${what}` }
}
