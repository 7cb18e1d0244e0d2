import { categoryOfWords } from '../documents/category-words.ts'
import type { Unit } from '../kernel/unit.ts'
import type { FulfillmentStatus, MemberSnapshot } from '../snapshots/records.ts'
import { errorKey } from './issue-key.ts'
import { raise } from './raise.ts'
import { streamOf } from './records.ts'
import { freshIssue, type Sighting } from './sighting.ts'

/** From these on it is known what a carrier will not take of a snapshot, and that the rest is taken. */
const JUDGED: ReadonlySet<FulfillmentStatus> = new Set([
  'invalid',
  'valid',
  'scheduled',
  'sent',
  'no_changes',
])

/**
 * What was found wrong in a snapshot for a carrier becomes issues of its employee; those of the snapshots before that it no longer
 * has are resolved. Source: Noyo releases, expanding issues to snapshot validations; how they are told apart and end is assumed.
 */
export async function raiseSnapshotIssues(
  unit: Unit,
  snapshot: MemberSnapshot,
  { carrier_id, to }: { readonly carrier_id: string; readonly to: FulfillmentStatus },
): Promise<void> {
  if (!JUDGED.has(to)) return
  const entry = snapshot.fulfillment_summary.find((each) => each.carrier_id === carrier_id)
  const errors = to === 'invalid' ? (entry?.errors ?? []) : []
  const told = errors.map((message) => snapshotSighting(unit, snapshot, carrier_id, message))
  await raise(unit, {
    seen: new Map(told.map((sighting) => [sighting.issue_key, sighting])),
    stream: streamOf({
      partner_document_source_id: null,
      employee_id: snapshot.employee_id,
      partner_id: carrier_id,
    }),
    whole: true,
    record: snapshot.id,
    origin: { member_snapshot_id: snapshot.id },
  })
}

function snapshotSighting(
  unit: Unit,
  { group_id, employee_id }: MemberSnapshot,
  partner_id: string,
  message: string,
): Sighting {
  return freshIssue(unit, {
    employee_id,
    member_id: employee_id,
    member_type: 'employee',
    partner_id,
    partner_type: 'carrier',
    source: 'member_snapshot_creation',
    originating_record_type: 'member_snapshot',
    partner_document_source_id: null,
    group_id,
    category: categoryOfWords(message) ?? null,
    plan_id: null,
    error_key: errorKey({ line: 1, person: {}, message }, true),
    code: null,
    message,
    field: null,
    line_of_coverage: null,
    raw_issue_data: null,
  })
}
