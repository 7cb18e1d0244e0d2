import type { operations } from '../api/generated/types/fulfillment.js'
import { pageOf } from '../api/paging.ts'
import type { Eventually } from '../kernel/eventually.ts'
import type { Page, Records, World } from '../kernel/world.ts'
import { type Issue, issues } from './records.ts'

/** What the app's list filters by; the public one by all of it but the last three. */
export type IssueQuery = NonNullable<operations['listIssuesUI']['parameters']['query']>

type Test = (issue: Issue) => boolean

/**
 * The issues that pass every filter, newest first. Statuses with commas mean any of them; `originating_record_ids` means all
 * (source: published OpenAPI, listIssues; assumed where it is silent). Dismissed ones are among them unless filtered away
 * (Noyo docs, members/issues/overview).
 */
export async function filteredIssues(
  world: World,
  query: IssueQuery,
  organization_id: string,
  asked: Page,
): Promise<Records<Issue>> {
  const tests = [...idTests(query), ...wordTests(query)]
  if (tests.length === 0) return world.find(issues, 'organization', organization_id, asked)
  const { records } = await narrowed(world, query, organization_id)
  return pageOf(
    records.filter(
      (issue) => issue.organization_id === organization_id && tests.every((test) => test(issue)),
    ),
    asked,
  )
}

/** The shortest list that has them all. */
function narrowed(world: World, query: IssueQuery, organization_id: string): Eventually<Records<Issue>> {
  const { issue_key, employee_id, partner_document_source_id, group_id } = query
  if (issue_key !== undefined) return world.find(issues, 'key', issue_key.toLowerCase())
  if (employee_id !== undefined) return world.find(issues, 'employee', employee_id)
  if (partner_document_source_id !== undefined) {
    return world.find(issues, 'source', partner_document_source_id)
  }
  if (group_id !== undefined) return world.find(issues, 'group', group_id)
  return world.find(issues, 'organization', organization_id)
}

function idTests(query: IssueQuery): Test[] {
  const tests: Test[] = []
  const fields = ['partner_id', 'group_id', 'member_id', 'employee_id', 'organization_id'] as const
  for (const field of [...fields, 'partner_document_source_id'] as const) {
    const id = query[field]
    if (id !== undefined) tests.push((issue) => issue[field] === id)
  }
  const { originating_record_ids: records, issue_key } = query
  if (records !== undefined) {
    tests.push((issue) => records.every((id) => issue.originating_record_ids.includes(id)))
  }
  if (issue_key !== undefined) tests.push((issue) => issue.issue_key === issue_key.toLowerCase())
  return tests
}

function wordTests(query: IssueQuery): Test[] {
  const { status, source, category, dismissed, resolution_action, is_external } = query
  const { originating_record_type } = query
  const tests: Test[] = []
  if (status !== undefined) tests.push((issue) => status.includes(issue.status))
  if (source !== undefined) tests.push((issue) => issue.source === source)
  if (category !== undefined) tests.push((issue) => issue.category === category)
  if (dismissed !== undefined) tests.push((issue) => issue.dismissed === dismissed)
  if (resolution_action !== undefined) {
    tests.push((issue) => issue.action?.explanation === resolution_action)
  }
  if (is_external !== undefined) tests.push((issue) => issue.is_external === is_external)
  if (originating_record_type !== undefined) {
    tests.push((issue) => issue.originating_record_type === originating_record_type)
  }
  return tests
}
