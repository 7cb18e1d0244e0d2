import { created, json, ok, one, page } from '../api/answer.ts'
import { asOfDay } from '../api/filter-values.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage } from '../api/paging.ts'
import { newGroup } from '../groups/new-group.ts'
import { ownGroup } from '../groups/own-group.ts'
import { latestAudit, latestAudits } from './audit.ts'
import { filteredConnections, isUnfiltered } from './connection-filter.ts'
import { ownConnection } from './own-connection.ts'
import { connections } from './records.ts'
import { identifiersOf, requestConnection, requestedCarrier, retry } from './request.ts'
import { connectionView, incrementalConnectionView } from './views.ts'

export const connectionOperations = {
  createGroupConnection: {
    level: 'simulated',
    async writes({ body, organization_id }, unit) {
      const carrier = await requestedCarrier(unit, body)
      const named = { name: body.group_data.group_name, federal_ein: body.federal_ein }
      const { carrier_group_id } = body.group_data
      const group = await newGroup(unit, organization_id, named, carrier.slug, carrier_group_id)
      return created(one(connectionView, await requestConnection(unit, body, group, carrier, 'initial')))
    },
  },

  createGroupConnectionWithExistingGroup: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const group = await ownGroup(unit, params.group_id)
      const carrier = await requestedCarrier(unit, body)
      const connection = await requestConnection(unit, body, group, carrier, 'incremental')
      return created(one(incrementalConnectionView, connection))
    },
  },

  getGroupConnection: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(connectionView, await ownConnection(world, params.connection_id))),
  },

  getGroupConnectionRequestList: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const asked = askedPage(query)
      if (isUnfiltered(query)) {
        const found = await world.find(connections, 'organization', organization_id, asked)
        return ok(page(connectionView, found, asked))
      }
      const { records } = await world.find(connections, 'organization', organization_id)
      return ok(page(connectionView, filteredConnections(records, query, asked), asked))
    },
  },

  getGroupConnectionRequestListByGroup: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const asked = askedPage(query)
      const { records } = await world.find(connections, 'group', group.id)
      return ok(page(connectionView, filteredConnections(records, query, asked), asked))
    },
  },

  retryGroupConnectionWithExistingGroup: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const connection = await ownConnection(unit, params.connection_id)
      const retried = await retry(unit, connection, identifiersOf(body))
      return created(one(connectionView, retried))
    },
  },

  getLatestGroupAuditRequest: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      return ok(json(await latestAudit(world, group, query.carrier_id?.toLowerCase())))
    },
  },

  getLatestGroupAuditRequestList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      return ok(json(await latestAudits(world, group, asOfDay(query.effective_date, world))))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
