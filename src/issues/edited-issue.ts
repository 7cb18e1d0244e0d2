import type { components } from '../api/generated/types/fulfillment.js'
import type { JsonObject } from '../kernel/event.ts'
import { Refusal } from '../kernel/failure.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import type { Stored } from '../kernel/record.ts'
import { afterStep } from './model.ts'
import type { Issue } from './records.ts'

type Edit = components['schemas']['IssueUIEditRequest']
type Patch = Partial<Omit<Issue, keyof Stored>>

/** What of an edit is simulated; the rest is refused by name. */
const KNOWN = new Set([
  'category',
  'status',
  'dismissed',
  'data',
  'employee_id',
  'member_id',
  'member_type',
  'resolution_guidance',
  'resolution_method',
  'internal_notes',
  'is_external',
  'raw_issue_data',
])

/**
 * What somebody says of an issue in Noyo's app. An action makes an open issue pending_resolution; a status that is named stands.
 * Source: published OpenAPI, IssueUIEditRequest; Noyo docs, members/issues/overview.
 * @throws 501 naming a field that is not simulated
 */
export function editedIssue(issue: Issue, edit: Edit, now: Instant): Patch {
  const field = Object.keys(edit).find((name) => !KNOWN.has(name))
  if (field !== undefined) throw new Refusal('issue_field_not_built', { field })
  const { status, data, raw_issue_data } = edit
  const patch: Record<string, unknown> = {}
  const plain = [
    'category',
    'dismissed',
    'employee_id',
    'member_id',
    'member_type',
    'resolution_guidance',
  ] as const
  for (const name of [...plain, 'resolution_method', 'internal_notes'] as const) {
    if (edit[name] !== undefined) patch[name] = edit[name]
  }
  if (typeof edit.is_external === 'boolean') patch['is_external'] = edit.is_external
  if (raw_issue_data !== undefined) patch['raw_issue_data'] = raw_issue_data as JsonObject | null
  if (data?.notes !== undefined) patch['notes'] = data.notes.customer ?? null
  return { ...(patch as Patch), ...acted(issue, data?.resolution?.action, now), ...setTo(issue, status, now) }
}

function acted(
  issue: Issue,
  action: components['schemas']['Action'] | undefined,
  now: Instant,
): Pick<Issue, 'status' | 'resolved_at' | 'action'> | undefined {
  if (action === undefined) return undefined
  const { explanation, completed_by } = action
  return {
    ...afterStep(issue, 'action', now),
    action: { explanation, by: completed_by, at: parseInstant(action.completed_at) ?? now },
  }
}

/** Staff may set any status by hand. */
function setTo(
  issue: Issue,
  status: Issue['status'] | undefined,
  now: Instant,
): Pick<Issue, 'status' | 'resolved_at'> | undefined {
  if (status === undefined) return undefined
  return { status, resolved_at: status === 'resolved' ? (issue.resolved_at ?? now) : null }
}
