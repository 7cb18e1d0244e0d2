import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { MemberSnapshot } from './records.ts'

type Schemas = components['schemas']

function basics(snapshot: MemberSnapshot) {
  return {
    id: snapshot.id,
    version: snapshot.version,
    created: epochSeconds(snapshot.created),
    modified: epochSeconds(snapshot.modified),
    employee_id: snapshot.employee_id,
    status: snapshot.status,
    fulfillment_summary: [...snapshot.fulfillment_summary],
  }
}

export function snapshotResult(snapshot: MemberSnapshot): Schemas['OutboundMemberSnapshot'] {
  return {
    ...basics(snapshot),
    inbound_snapshot: snapshot.inbound_snapshot,
    member_snapshot: snapshot.member_snapshot,
    created_members: [...snapshot.created_members],
    warnings: [...snapshot.warnings],
    ...(snapshot.replaced_by === undefined ? {} : { replaced_by: snapshot.replaced_by }),
  }
}

export const snapshotView = defineView(snapshotResult)

/** What lists show: without contents. Source: published OpenAPI, OutboundSimplifiedMemberSnapshot. */
export const snapshotMetadataView = defineView<MemberSnapshot, Schemas['OutboundSimplifiedMemberSnapshot']>(
  basics,
)
