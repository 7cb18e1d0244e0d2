import { carrierOf } from '../carriers/profiles/index.ts'
import { connectionStatusChanged } from '../connections/events.ts'
import { connections } from '../connections/records.ts'
import { documentReading } from '../documents/events.ts'
import { partnerDocuments } from '../documents/records.ts'
import { documentSourceOf } from '../documents/source.ts'
import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import { fulfillmentStatusChanged } from '../snapshots/events.ts'
import { memberSnapshots } from '../snapshots/records.ts'
import { readDocument } from './read-document.ts'
import { raiseSnapshotIssues } from './snapshot-issues.ts'

export const behaviour: Behaviour = {
  reactions: [
    // From when on a carrier gets files for a group, what it answers has a place to come to.
    on(connectionStatusChanged, async ({ subject, data }, unit) => {
      if (data.to !== 'action_required' && data.to !== 'completed') return
      const connection = await unit.get(connections, subject.id)
      if (!connection || connection.tier === 'premier') return
      const { group_id, carrier_group_id } = connection
      await documentSourceOf(unit, { carrier: carrierOf(connection), group_id, carrier_group_id })
    }),
    on(fulfillmentStatusChanged, async ({ subject, data }, unit) => {
      const snapshot = await unit.get(memberSnapshots, subject.id)
      if (snapshot) await raiseSnapshotIssues(unit, snapshot, data)
    }),
  ],
  jobs: [
    doing(documentReading, async ({ key }, unit) => {
      const document = await unit.get(partnerDocuments, key)
      if (document) await readDocument(unit, document)
    }),
  ],
}
