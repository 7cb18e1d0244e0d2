import type { components } from '../api/generated/types/fulfillment.js'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { NamedPlan } from './plan-choice.ts'

type Schemas = components['schemas']

export type SnapshotStatus = Schemas['OutboundMemberSnapshot']['status']
export type FulfillmentStatus = Schemas['CarrierFulfillmentStatus']['status']

/** What the platform wants of one family, and how far Noyo is with it. */
export interface MemberSnapshot extends Stored {
  readonly group_id: string
  readonly employee_id: string
  readonly status: SnapshotStatus
  /** The payload's text exactly as received. */
  readonly inbound_snapshot: string
  /**
   * The payload after processing, where it is not what was received: Noyo's ids filled in, left out coverages put in. Read
   * it with `payloadOf`. Most platforms send ids they know, and a text is kept at a small part of what its objects cost.
   */
  readonly member_snapshot?: Schemas['MemberSnapshotDB']
  readonly created_members: readonly Schemas['OutboundMemberSnapshotCreatedMember'][]
  readonly warnings: readonly string[]
  /** One entry a carrier. */
  readonly fulfillment_summary: readonly Schemas['CarrierFulfillmentStatus'][]
  readonly replaced_by?: string
}

/** Noyo still works on it: it may be replaced, and its jobs mean something. */
export function isInProgress({ status }: Pick<MemberSnapshot, 'status'>): boolean {
  return status === 'submitted' || status === 'processing'
}

export const memberSnapshots = defineKind<MemberSnapshot>()({
  name: 'member_snapshot',
  model: 'MemberSnapshot',
  refers: { group_id: 'group', employee_id: 'employee', replaced_by: 'member_snapshot' },
  indexes: {
    group: { keys: (snapshot) => [snapshot.group_id] },
    employee: { keys: (snapshot) => [snapshot.employee_id] },
    /** By employee, those that Noyo still works on: few, however many there have been. */
    in_progress: { keys: (snapshot) => (isInProgress(snapshot) ? [snapshot.employee_id] : []) },
    /** `<group_id>/<carrier_id>`: those that wait for the carrier's next file, oldest first. */
    scheduled: {
      keys: ({ group_id, fulfillment_summary }) =>
        fulfillment_summary
          .filter(({ status }) => status === 'scheduled')
          .map(({ carrier_id }) => `${group_id}/${carrier_id}`),
      sort: ({ created, id }) => `${String(created).padStart(16, '0')}${id}`,
    },
  },
})

/** What a platform calls a plan, remembered from the first snapshot that says it. */
export interface RememberedPlan extends Stored, NamedPlan {
  readonly group_id: string
}

export const namedPlans = defineKind<RememberedPlan>()({
  name: 'named_plan',
  model: 'Named plan',
  refers: { group_id: 'group' },
  indexes: { group: { keys: ({ group_id }) => [group_id] } },
})
