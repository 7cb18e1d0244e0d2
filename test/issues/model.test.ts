import { describe, expect, test } from 'vitest'
import { afterStep, type IssueStep } from '../../src/issues/model.ts'
import type { IssueStatus } from '../../src/issues/records.ts'

const EDGES: readonly (readonly [IssueStatus, IssueStep, IssueStatus])[] = [
  ['open', 'seen', 'open'],
  ['open', 'absent', 'resolved'],
  ['open', 'action', 'pending_resolution'],
  ['pending_resolution', 'seen', 'pending_resolution'],
  ['pending_resolution', 'absent', 'resolved'],
  ['pending_resolution', 'action', 'pending_resolution'],
  ['resolved', 'seen', 'open'],
  ['resolved', 'absent', 'resolved'],
  ['resolved', 'action', 'resolved'],
]

const ACTION = { explanation: 'updated_carrier', at: 1000, by: 'somebody' } as const

const issue = (status: IssueStatus) => ({
  status,
  resolved_at: status === 'resolved' ? 2000 : null,
  resolution_method: status === 'resolved' ? 'no_longer_detected' : null,
  action: status === 'open' ? null : ACTION,
})

describe('the life of an issue', () => {
  test.each(EDGES)('%s, %s: %s', (from, step, to) => {
    const after = afterStep(issue(from), step, 3000)
    expect(after.status).toBe(to)
    expect(after.resolved_at).toBe(to !== 'resolved' ? null : from === 'resolved' ? 2000 : 3000)
    expect(after.resolution_method === null).toBe(to !== 'resolved')
  })

  test('what was done about it is forgotten when it is there again, and only then', () => {
    expect(afterStep(issue('resolved'), 'seen', 3000).action).toBeNull()
    expect(afterStep(issue('pending_resolution'), 'seen', 3000).action).toEqual(ACTION)
    expect(afterStep(issue('pending_resolution'), 'absent', 3000).action).toEqual(ACTION)
  })
})
