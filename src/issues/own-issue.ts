import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { type Issue, issues } from './records.ts'

/** The issue, if it is the caller's. @throws the same 404 for another organization's issue as for none */
export async function ownIssue(world: World, id: string): Promise<Issue> {
  const issue = await world.get(issues, id.toLowerCase())
  if (!issue || issue.organization_id !== world.setting.organization_id) throw notFound(issues.model, id)
  return issue
}
