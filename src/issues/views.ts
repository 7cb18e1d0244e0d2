import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds, isoInstant } from '../kernel/instant.ts'
import type { Issue } from './records.ts'

type Schemas = components['schemas']

/** What the public and the app's issue share. Times are epoch seconds, as the schema says and its examples do not. */
function commonFields(issue: Issue) {
  return {
    id: issue.id,
    version: issue.version,
    created: epochSeconds(issue.created),
    modified: epochSeconds(issue.modified),
    category: issue.category,
    status: issue.status,
    dismissed: issue.dismissed,
    issue_key: issue.issue_key,
    last_seen: epochSeconds(issue.last_seen),
    resolved_at: issue.resolved_at === null ? null : epochSeconds(issue.resolved_at),
    employee_id: issue.employee_id,
    member_id: issue.member_id,
    member_type: issue.member_type,
    group_id: issue.group_id,
    partner_id: issue.partner_id,
  }
}

export const issueView = defineView((issue: Issue): Schemas['PublicIssueResult'] => commonFields(issue))

/** The issue as Noyo's app shows it, with what lies behind it. */
export const issueUiView = defineView((issue: Issue): Schemas['IssueUIResult'] => ({
  ...commonFields(issue),
  organization_id: issue.organization_id,
  partner_type: issue.partner_type,
  source: issue.source,
  originating_record_type: issue.originating_record_type,
  originating_record_ids: [...issue.originating_record_ids],
  resolution_method: issue.resolution_method,
  resolution_guidance: issue.resolution_guidance,
  is_external: issue.is_external,
  issue_person_id: null,
  data: dataOf(issue),
}))

function dataOf(issue: Issue): Schemas['IssueData'] {
  const { error_key, plan_id, code, message, notes, action } = issue
  return {
    error_key,
    plan_id_for_key: plan_id ?? undefined,
    plan_ids: plan_id === null ? [] : [plan_id],
    summary: [code, message].filter((part) => part !== null).join(': '),
    ...(notes !== null && { notes: { customer: notes } }),
    ...(action !== null && {
      resolution: {
        action: {
          explanation: action.explanation,
          completed_at: isoInstant(action.at),
          completed_by: action.by,
        },
      },
    }),
  } as Schemas['IssueData']
}
