import { eventType } from '../kernel/event.ts'
import type { IssueStatus } from './records.ts'

/** A document told of a problem for the first time. */
export const issueCreated = eventType<{
  partner_id: string
  group_id: string | null
  category: string | null
  member_id: string | null
  report: string
  partner_document_id: string
}>('issue.created')

/** An issue was told of again, or somebody changed it. */
export const issueUpdated = eventType<{
  change: 'seen_again' | 'edited'
  status: IssueStatus
  dismissed: boolean
  changed?: string
  report?: string
  partner_document_id?: string
}>('issue.updated')

/** What was resolved is there again. */
export const issueReopened = eventType<{
  category: string | null
  report: string
  partner_document_id: string
}>('issue.reopened')

/** The next document of its source lacks it. */
export const issueResolved = eventType<{
  category: string | null
  report: string
  partner_document_id: string
}>('issue.resolved')

/** What came of a document: rows that are an issue's, lines that are none and why, and what became of the issues. */
export const documentRead = eventType<{
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
