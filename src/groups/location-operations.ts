import { ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage } from '../api/paging.ts'
import { notFound } from '../kernel/failure.ts'
import { ownGroup } from './own-group.ts'
import { groupLocations } from './records.ts'
import { locationView } from './views.ts'

/** Where a group's people work: read from its carriers, so only to be looked at. */
export const locationOperations = {
  getLocationList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const asked = askedPage(query)
      return ok(page(locationView, await world.find(groupLocations, 'group', group.id, asked), asked))
    },
  },

  getLocation: {
    level: 'simulated',
    async reads({ params }, world) {
      const group = await ownGroup(world, params.group_id)
      const location = await world.get(groupLocations, params.location_id.toLowerCase())
      if (location?.group_id !== group.id) throw notFound(groupLocations.model, params.location_id)
      return ok(one(locationView, location))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
