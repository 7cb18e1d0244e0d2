import type { components } from '../api/generated/types/fulfillment.js'
import type { IssueCategory } from '../carriers/findings.ts'
import type { LineOfCoverage } from '../carriers/profile.ts'
import type { JsonObject } from '../kernel/event.ts'
import type { Instant } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'

type Published = components['schemas']['IssueUIResult']

export type IssueStatus = Published['status']
export type IssueSource = Published['source']

/** What somebody says to have done about an issue. Source: published OpenAPI, Action. */
export type ResolutionAction = components['schemas']['Action']['explanation']

/** Whom an issue is about: nobody whom Noyo knows, when the document named nobody or nobody was recognised. */
export interface IssueMember {
  readonly employee_id: string | null
  readonly member_id: string | null
  readonly member_type: 'employee' | 'dependent' | null
}

/** A problem that a partner tells of. Source: published OpenAPI, PublicIssueResult, IssueUIResult and IssueData. */
export interface Issue extends Stored, IssueMember {
  readonly organization_id: string
  readonly partner_id: string
  readonly partner_type: 'carrier' | 'organization' | null
  readonly group_id: string | null
  readonly source: IssueSource
  readonly category: IssueCategory | null
  readonly status: IssueStatus
  readonly dismissed: boolean
  /** The same for the same problem, however often it is told of; see `issue-key.ts`. */
  readonly issue_key: string
  /** When a document told of it last. */
  readonly last_seen: Instant
  readonly resolved_at: Instant | null
  readonly resolution_method: string | null
  readonly resolution_guidance: string | null
  readonly is_external: boolean
  /** Null of what no document told. */
  readonly partner_document_source_id: string | null
  readonly originating_record_type: 'partner_document' | 'member_snapshot'
  /** The documents or snapshots that told of it, the first one first. */
  readonly originating_record_ids: readonly string[]
  /** The partner's own code and words, as told last. */
  readonly code: string | null
  readonly message: string | null
  readonly field: string | null
  readonly line_of_coverage: LineOfCoverage | null
  readonly plan_id: string | null
  readonly error_key: string
  readonly notes: string | null
  readonly action: {
    readonly explanation: ResolutionAction
    readonly at: Instant
    readonly by: string
  } | null
  /** The row it was made from, as told last. */
  readonly raw_issue_data: JsonObject | null
  readonly internal_notes: string | null
}

/** Where one word follows another: a document source, or the snapshots of an employee as far as they concern a carrier. */
export function streamOf(
  issue: Pick<Issue, 'partner_document_source_id' | 'employee_id' | 'partner_id'>,
): string {
  return issue.partner_document_source_id ?? `${issue.employee_id}/${issue.partner_id}`
}

export const issues = defineKind<Issue>()({
  name: 'issue',
  model: 'Issue',
  refers: {
    group_id: 'group',
    employee_id: 'employee',
    member_id: ['employee', 'dependent'],
    partner_document_source_id: 'partner_document_source',
  },
  indexes: {
    organization: { keys: (issue) => [issue.organization_id] },
    key: { keys: (issue) => [issue.issue_key] },
    group: { keys: (issue) => (issue.group_id === null ? [] : [issue.group_id]) },
    employee: { keys: (issue) => (issue.employee_id === null ? [] : [issue.employee_id]) },
    source: {
      keys: ({ partner_document_source_id: id }) => (id === null ? [] : [id]),
    },
    /** By stream, those that the next word in it may resolve. */
    unresolved: { keys: (issue) => (issue.status === 'resolved' ? [] : [streamOf(issue)]) },
  },
})
