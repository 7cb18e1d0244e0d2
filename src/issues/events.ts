import { eventType } from '../kernel/event.ts'
import type { IssueStatus } from './records.ts'

/** What told of an issue: a report by its file's name, or a snapshot. */
export type Origin =
  | { readonly report: string; readonly partner_document_id: string }
  | { readonly member_snapshot_id: string }

/** Whom an issue is about. */
type About = { partner_id: string; group_id: string | null; category: string | null }

/** A document or a snapshot told of a problem for the first time. */
export const issueCreated = eventType<About & { member_id: string | null } & Origin>('issue.created')

/** An issue was told of again, or somebody changed it. */
export const issueUpdated = eventType<
  { status: IssueStatus; dismissed: boolean } & (
    | ({ change: 'seen_again' } & Origin)
    | { change: 'edited'; changed: string }
  )
>('issue.updated')

/** What was resolved is there again. */
export const issueReopened = eventType<About & Origin>('issue.reopened')

/** The next document of its source, or snapshot of its employee, lacks it. */
export const issueResolved = eventType<About & Origin>('issue.resolved')

/** What came of a document: rows that are an issue's, lines that are none and why, and what became of the issues. */
export const documentRead = eventType<{
  partner_id: string
  /** Where it is about one group. */
  group_id: string | null
  state: string
  report: string
  rows: number
  unread: number
  reasons: string
  issues_created: number
  issues_reopened: number
  issues_seen_again: number
  issues_resolved: number
}>('partner_document.read')
