import { carrierFileRead } from '../carriers/files/events.ts'
import {
  connectionCompleted,
  connectionRequested,
  connectionStatusChanged,
  groupPulled,
} from '../connections/events.ts'
import { feedApproved, feedCreated, feedRunCompleted, feedRunFailed } from '../feeds/events.ts'
import { documentRead, issueCreated, issueReopened, issueResolved } from '../issues/events.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { snapshotCreated, snapshotStatusChanged } from '../snapshots/events.ts'
import type { Party, Trigger } from './records.ts'

/** The types of events that a step may wait for. All say which group they are about; those of a carrier's files, as the carrier names it. */
export const TRIGGERS: readonly string[] = [
  connectionRequested,
  connectionStatusChanged,
  connectionCompleted,
  groupPulled,
  feedCreated,
  feedApproved,
  feedRunCompleted,
  feedRunFailed,
  snapshotCreated,
  snapshotStatusChanged,
  carrierFileRead,
  documentRead,
  issueCreated,
  issueReopened,
  issueResolved,
].map(({ type }) => type)

/** Whether it is this event that a step waits for. Snapshots are of no one carrier: of their events only the group counts. */
export function isAwaited(trigger: Trigger, { type, data }: DomainEvent): boolean {
  if (!('event' in trigger) || trigger.event !== type) return false
  const { to, party } = trigger
  const carrier_id = data['carrier_id'] ?? data['partner_id']
  return (
    isSame(party, 'group_id', data['group_id']) &&
    isSame(party, 'carrier_id', carrier_id) &&
    (type !== carrierFileRead.type || isSame(party, 'carrier_group_id', data['carrier_group_id'])) &&
    (to === undefined || to === data['to'])
  )
}

function isSame(party: Party, name: keyof Party, found: unknown): boolean {
  return party[name] === undefined || found === undefined || party[name] === found
}
