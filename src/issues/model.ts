import type { Instant } from '../kernel/instant.ts'
import type { Issue, IssueStatus } from './records.ts'

/** What may happen to an issue. */
export type IssueStep =
  /** The next document of its source tells of it. */
  | 'seen'
  /** The next document of its source does not. */
  | 'absent'
  /** Somebody says to have done something about it. */
  | 'action'

/**
 * The life of an issue. Only a document that lacks it resolves it: what somebody says to have done is book-keeping.
 * Source: Noyo docs, members/issues/overview; that an issue with an action that is seen again stays pending_resolution, and that
 * an action changes nothing about one that is resolved, is assumed.
 */
export const LIFE: Readonly<Record<IssueStatus, Readonly<Record<IssueStep, IssueStatus>>>> = {
  open: { seen: 'open', absent: 'resolved', action: 'pending_resolution' },
  pending_resolution: { seen: 'pending_resolution', absent: 'resolved', action: 'pending_resolution' },
  resolved: { seen: 'open', absent: 'resolved', action: 'resolved' },
}

/** How the record says that nobody resolved it but its absence. Assumed: the published text lists no values. */
const NO_LONGER_DETECTED = 'no_longer_detected'

/** What a step does to the status and what goes with it; dismissed is another matter and stays as it is. */
export function afterStep(
  issue: Pick<Issue, 'status' | 'resolved_at' | 'resolution_method' | 'action'>,
  step: IssueStep,
  now: Instant,
): Pick<Issue, 'status' | 'resolved_at' | 'resolution_method' | 'action'> {
  const status = LIFE[issue.status][step]
  const { resolved_at, resolution_method, action } = issue
  if (status === issue.status) return { status, resolved_at, resolution_method, action }
  if (status === 'resolved') {
    return { status, resolved_at: now, resolution_method: NO_LONGER_DETECTED, action }
  }
  // What was done about it has not helped: it begins anew.
  return {
    status,
    resolved_at: null,
    resolution_method: null,
    action: issue.status === 'resolved' ? null : action,
  }
}
