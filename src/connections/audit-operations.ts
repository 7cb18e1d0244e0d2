import { accepted, json } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { requireCarrier } from '../carriers/record-operations.ts'
import { ownGroup } from '../groups/own-group.ts'
import { Refusal } from '../kernel/failure.ts'
import { auditResult } from './audit.ts'
import { auditConnection, isAudited } from './audit-group.ts'
import { connections } from './records.ts'

/** Operations of our own API on audits. */
export const auditOperations = {
  syncGroup: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const group = await ownGroup(unit, params.group_id)
      const carrier = body?.carrier_id === undefined ? undefined : requireCarrier(body.carrier_id)
      const { records } = await unit.find(connections, 'group', group.id)
      const asked = records.filter(
        (connection) =>
          isAudited(connection) && (carrier === undefined || connection.carrier_id === carrier.id),
      )
      const audits = []
      for (const connection of asked) {
        const audit = await auditConnection(unit, connection)
        if (audit) audits.push({ id: audit.id, ...auditResult(audit) })
      }
      if (audits.length === 0) {
        throw new Refusal('group_not_audited', { id: group.id, carrier: carrier?.display_name })
      }
      return accepted(json({ audit_requests: audits }))
    },
  },
} satisfies Partial<OperationsOf<'control'>>
