import { ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage } from '../api/paging.ts'
import { sameVersion } from '../api/record-version.ts'
import { editedIssue } from './edited-issue.ts'
import { issueUpdated } from './events.ts'
import { filteredIssues } from './issue-filter.ts'
import { ownIssue } from './own-issue.ts'
import { issues } from './records.ts'
import { issueUiView, issueView } from './views.ts'

export const issueOperations = {
  listIssues: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const asked = askedPage(query)
      return ok(page(issueView, await filteredIssues(world, query, organization_id, asked), asked))
    },
  },

  getIssue: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(issueView, await ownIssue(world, params.issue_id))),
  },

  listIssuesUI: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const asked = askedPage(query)
      return ok(page(issueUiView, await filteredIssues(world, query, organization_id, asked), asked))
    },
  },

  getIssueUI: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(issueUiView, await ownIssue(world, params.issue_id))),
  },

  editIssueUI: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const issue = await ownIssue(unit, params.issue_id)
      sameVersion(issue, params.version)
      const edited = unit.change(issues, issue, editedIssue(issue, body, unit.now))
      const { status, dismissed } = edited
      const changed = Object.keys(body).sort().join(', ')
      unit.emit(issueUpdated.of(issues, edited, { change: 'edited', status, dismissed, changed }))
      return ok(one(issueUiView, edited))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
