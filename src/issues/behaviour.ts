import { carrierOf } from '../carriers/profiles/index.ts'
import { connectionStatusChanged } from '../connections/events.ts'
import { connections } from '../connections/records.ts'
import { documentReading } from '../documents/events.ts'
import { partnerDocuments } from '../documents/records.ts'
import { documentSourceOf } from '../documents/source.ts'
import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import { readDocument } from './read-document.ts'

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
  ],
  jobs: [
    doing(documentReading, async ({ key }, unit) => {
      const document = await unit.get(partnerDocuments, key)
      if (document) await readDocument(unit, document)
    }),
  ],
}
