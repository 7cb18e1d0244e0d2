import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { given } from '../kernel/given.ts'
import { epochSeconds } from '../kernel/instant.ts'
import { payloadOf } from './payload-of.ts'
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
    member_snapshot: payloadOf(snapshot),
    created_members: [...snapshot.created_members],
    warnings: [...snapshot.warnings],
    ...(snapshot.replaced_by === undefined ? {} : { replaced_by: snapshot.replaced_by }),
  }
}

/** The text of a payload that was taken as it came is its text as it came. */
function snapshotText(snapshot: MemberSnapshot): string {
  const { inbound_snapshot, member_snapshot, created_members, warnings, replaced_by } = snapshot
  const processed = member_snapshot === undefined ? inbound_snapshot : JSON.stringify(member_snapshot)
  const before = JSON.stringify(basics(snapshot))
  const after = JSON.stringify({ created_members, warnings, ...given({ replaced_by }, 'replaced_by') })
  const contents = `"inbound_snapshot":${JSON.stringify(inbound_snapshot)},"member_snapshot":${processed}`
  return `${before.slice(0, -1)},${contents},${after.slice(1)}`
}

export const snapshotView = defineView(snapshotResult, snapshotText)

/** What lists show: without contents. Source: published OpenAPI, OutboundSimplifiedMemberSnapshot. */
export const snapshotMetadataView = defineView<MemberSnapshot, Schemas['OutboundSimplifiedMemberSnapshot']>(
  basics,
)
