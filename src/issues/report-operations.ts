import { created, json } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import type { Complaint } from '../carriers/error-reports/write.ts'
import { findingsOf } from '../carriers/findings.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { requireCarrier } from '../carriers/record-operations.ts'
import { connections, type GroupConnection } from '../connections/records.ts'
import { ownGroup } from '../groups/own-group.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { type ComplaintRow, complaintsOf } from './complaints.ts'
import { deliverErrorReport } from './deliver-report.ts'

/** Our own API: a carrier answers a file. */
export const reportOperations = {
  createErrorReport: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const carrier = requireCarrier(params.carrier)
      const group = await ownGroup(unit, body.group_id)
      const connection = await connectionWith(unit, carrier, group.id)
      const { carrier_group_id } = connection
      const complaints = await complained(unit, { carrier, connection, rows: body.rows })
      const { stream } = body
      const report = { carrier, group_id: group.id, carrier_group_id, complaints, stream }
      const outcome = await deliverErrorReport(unit, report)
      const { document, resolved, unread, bytes } = outcome
      return created(
        json({
          partner_document_id: document.id,
          partner_document_source_id: document.partner_document_source_id as string,
          file_key: document.file_key,
          file: Buffer.from(bytes).toString('utf8'),
          issue_ids: [...outcome.created, ...outcome.reopened, ...outcome.seen_again],
          resolved_issue_ids: [...resolved],
          unread: unread.map(({ line, column, reason }) => ({
            line,
            ...(column === undefined ? {} : { column }),
            reason,
          })),
        }),
      )
    },
  },
} satisfies Partial<OperationsOf<'control'>>

async function connectionWith(
  world: World,
  carrier: CarrierProfile,
  group_id: string,
): Promise<GroupConnection> {
  const connection = await world.first(connections, 'pair', `${group_id}/${carrier.id}`)
  if (connection) return connection
  throw new Refusal('group_not_at_carrier', { carrier: carrier.display_name, group: group_id })
}

/** What the carrier complains of: the rows, else what it finds wrong in the file it holds. */
async function complained(
  unit: Unit,
  from: {
    readonly carrier: CarrierProfile
    readonly connection: GroupConnection
    readonly rows: readonly ComplaintRow[] | undefined
  },
): Promise<readonly Complaint[]> {
  const { carrier, connection, rows } = from
  if (rows !== undefined) return complaintsOf(unit, connection.group_id, rows)
  const findings = await findingsOf(unit, carrier, connection.carrier_group_id)
  if (findings === undefined) {
    throw new Refusal('no_file_read', { carrier: carrier.display_name, group: connection.group_id })
  }
  return findings
}
